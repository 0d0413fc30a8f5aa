"""Layouts held out: written before the extractor was tuned, looked at only for the final figures."""

# ruff: noqa: E501  # markup reads better unwrapped
from __future__ import annotations

from html import escape

from .build import Kit
from .texts import SECOND


def split_sections(k: Kit) -> str:
    """A web application: the text in several sections, with an advertisement and a box of links between them."""
    parts = [[k.lead, *k.paragraphs[:2]], k.paragraphs[2:4], k.paragraphs[4:]]
    body = (
        k.ad() + f"<div{k.c('promo-box')}><span>{k.say['related']}</span><a href='/a'>{k.headlines(1)[0]}</a></div>"
    ).join(
        f"<section{k.c('paragraphs')}>" + "".join(f"<p{k.c('p')}>{k.keep(p)}</p>" for p in part) + "</section>"
        for part in parts
        if part
    )
    return f"""{k.head()}<body><div id="__next"><div{k.c("top-bar")}><ul>{k.menu()}</ul></div><div{k.c("layout")}><div{k.c("main-col")}><h1{k.c("headline")}>{k.title}</h1><div{k.c("meta-line")}><span>{k.say["by"]}</span><span>{k.say["date"]}</span></div>{k.share()}{body}<div{k.c("newsletter")}><h4>{k.say["news"]}</h4><button>OK</button></div>{k.tags()}</div>
<div{k.c("side-col")}><h3>{k.say["most"]}</h3>{k.cards(4)}</div></div><div{k.c("comment-zone")}><h3>{k.say["comments"]}</h3>{k.comments()}</div><div{k.c("bottom")}>{k.say["foot"]}</div></div></body></html>"""


def read_also_and_pages(k: Kit) -> str:
    """Strong lines of links between paragraphs, a list of pages, credits in small type, news by phone."""
    body = "".join(
        f"<p>{k.keep(p)}</p>" + (k.also() if n in (1, 3) else "") for n, p in enumerate([k.lead, *k.paragraphs])
    )
    return f"""{k.head()}<body><div{k.c("nav-row")}><ul>{k.menu()}</ul></div><div{k.c("container")}><h1{k.c("read__title")}>{k.title}</h1><div{k.c("read__time")}>{k.say["site"]} - {k.say["date"]}</div><div{k.c("credit-title")}><span>{k.say["by"]}</span></div><div{k.c("photo")}><img src="x.jpg"><div{k.c("photo__caption")}>{k.caption()}</div></div>
<div{k.c("read__content")}><div{k.c("clearfix")}>{body}</div><div{k.c("paging")}><a href="?p=1">1</a> <a href="?p=2">2</a> <a href="?all">Show all</a></div></div></div><div{k.c("tag__article")}>{k.say["tags"]} <a href="/t">Talmara</a></div>
<div{k.c("latest")}><h3>{k.say["latest"]}</h3>{k.links(6, "div")}</div><footer>{k.say["foot"]}</footer></body></html>"""


def text_in_a_division(k: Kit) -> str:
    """Text straight in a division with line breaks, a bold lead of its own, a slanted caption in the middle."""
    lead = k.keep(k.lead)
    half = len(k.paragraphs) // 2
    first = "<br/><br/>".join(k.keep(p) for p in k.paragraphs[:half])
    second = "<br/><br/>".join(k.keep(p) for p in k.paragraphs[half:])
    return f"""{k.head()}<body><div{k.c("menu")}>{k.menu()}</div><div{k.c("main")}><h1{k.c("tit")}>{k.title}</h1><div{k.c("ngay")}>{k.say["date"]}</div><div{k.c("tomtat")}><strong>{lead}</strong></div>
<div{k.c("noidung")}>{first}<br/><br/><center><img src="z.jpg"><br/><em>{k.caption()}</em></center><br/>{second}<br/><br/><div style="text-align:right"><b>{k.say["by"]}</b></div></div>
<div{k.c("tinkhac")}><b>{k.say["related"]}</b>{k.links(5, "div")}</div></div><div{k.c("phai")}>{k.ad()}{k.cards(3)}</div><div{k.c("chan")}>{k.say["foot"]}</div></body></html>"""


def endless(k: Kit) -> str:
    """A page that goes on with a second article of the same make."""

    def article(title: str, paragraphs: list[str]) -> str:
        text = "".join(f"<p>{p}</p>" for p in paragraphs)
        return f"<article{k.c('post')}><h1{k.c('post-title')}>{title}</h1><div{k.c('post-date')}>{k.say['date']}</div><div{k.c('post-body')}>{text}</div>{k.share()}</article>"

    title, paragraphs = SECOND[k.lang]
    return f"""{k.head()}<body><nav><ul>{k.menu()}</ul></nav><div{k.c("stream")}>{article(k.title, [k.keep(p) for p in [k.lead, *k.paragraphs]])}{k.ad()}{article(title, [escape(p) for p in paragraphs])}</div>
<div{k.c("side")}>{k.cards(4)}</div><footer>{k.say["foot"]}</footer></body></html>"""


def blogger(k: Kit) -> str:
    """Paragraphs as divisions full of spans and empty lines, a long archive before and after."""
    body = "".join(
        f'<div style="text-align: justify;"><span style="font-family: Times;">{k.keep(p)}</span></div><div><br /></div>'
        for p in [k.lead, *k.paragraphs]
    )
    archive = "".join(f"<li><a href='/2022/{n}'>2022/{n} ({n * 3})</a></li>" for n in range(1, 13))
    return f"""{k.head()}<body><div{k.c("content-outer")}><div{k.c("header-inner")}><h2><a href="/">{k.say["site"]}</a></h2></div><div{k.c("sidebar-left")}><ul>{archive}</ul></div><div{k.c("main-section")}><div{k.c("date-header")}>{k.say["date"]}</div><div{k.c("post-outer")}><h3{k.c("post-title")}>{k.title}</h3>
<div{k.c("post-body")}><div style="clear:both"><a href="i.jpg"><img src="i.jpg"></a></div>{body}</div><div{k.c("post-footer")}>{k.say["by"]} <a href="#">Email</a></div></div><div{k.c("comments")}><h4>{k.say["comments"]}</h4>{k.comments()}<p><a href="/c">{k.say["post"]}</a></p></div></div>
<div{k.c("sidebar-right")}><h2>{k.say["most"]}</h2>{k.cards(4)}<ul>{k.links(6)}</ul></div><div{k.c("footer-outer")}>{k.say["foot"]}</div></div></body></html>"""


def crowded(k: Kit) -> str:
    """A short article among a hidden copy of itself, a notice to pay, more readers' opinions than text, and about-us lines."""
    short = [k.lead, *k.paragraphs[:3]]
    copy = "".join(f"<p>{escape(p, quote=False)}</p>" for p in short)
    body = "".join(f"<p>{k.keep(p)}</p>" for p in short)
    return f"""{k.head()}<body><div{k.c("cookie-bar")}>{k.say["cookie"]} <button>OK</button></div><div{k.c("mobile")} style="display:none"><h1>{k.title}</h1>{copy}</div><div{k.c("top")}><ul>{k.menu()}</ul></div><div{k.c("cols")}><div{k.c("col-a")}><div>{k.say["latest"]}</div>{k.cards(4)}</div>
<div{k.c("col-b")}><h1>{k.title}</h1><p{k.c("when")}>{k.say["date"]}</p><div{k.c("txt")}>{body}</div><div{k.c("wall")}><p>{k.say["pay"]}</p><a href="/pay">{k.say["login"]}</a></div>{k.share()}<div{k.c("opinions")}><h3>{k.say["comments"]}</h3>{k.comments()}</div></div>
<div{k.c("col-c")}><p>{k.say["news"]}</p>{k.cards(4)}</div></div><div{k.c("base")}><p>{k.say["foot"]}</p></div></body></html>"""


def malformed(k: Kit) -> str:
    """Capitals, no quotes, nothing closed, cut off in the middle of a tag."""
    body = "".join(f"<P>{k.keep(p)}\n" for p in [k.lead, *k.paragraphs])
    return f"""<HTML><HEAD><TITLE>{k.title} - {k.say["site"]}</TITLE><BODY><UL{k.c("menu")}>{k.menu().replace("</li>", "").upper().replace("HREF", "href")}</UL><DIV{k.c("main")}><H1>{k.title}</H1><DIV{k.c("date")}>{k.say["date"]}</DIV><DIV{k.c("content")}>{body}</DIV><DIV{k.c("related")}><B>{k.say["related"]}</B><UL>{k.links(5).replace("</li>", "")}</UL></DIV>
<DIV{k.c("footer")}>{k.say["foot"]}<A HREF="/abo"""


def quoted_and_tabled(k: Kit) -> str:
    """A text with a quotation, a table of figures, a note and sub-headings; the author's box looks like text."""
    sub = k.say["sub"]
    body = f"<p>{k.keep(k.lead)}</p><h2>{k.keep(sub[0])}</h2>" + "".join(
        f"<p>{k.keep(p)}</p>" for p in k.paragraphs[:3]
    )
    body += f"<blockquote><p>{k.keep(k.paragraphs[3])}</p></blockquote><h2>{k.keep(sub[1])}</h2>" + "".join(
        f"<p>{k.keep(p)}</p>" for p in k.paragraphs[4:]
    )
    body += "<ol>" + "".join(f"<li>{k.keep(i)}</li>" for i in k.say["list"]) + "</ol>"
    return f"""{k.head()}<body><div{k.c("shell")}><div{k.c("bar")}>{k.menu()}</div><div{k.c("grid")}><div{k.c("story-wrap")}><div{k.c("kicker")}>World</div><h1>{k.title}</h1><div{k.c("stamp")}>{k.say["date"]}</div>{k.share()}<div{k.c("story-text")}>{body}</div><div{k.c("author-card")}><img src="f.jpg"><b>{k.say["by"]}</b><p>{k.say["bio"]}</p><a href="/by">{k.say["more"]}</a></div>
<div{k.c("rel-stories")}><h3>{k.say["related"]}</h3>{k.cards(4, "section")}</div></div><div{k.c("rail")}><h3>{k.say["most"]}</h3><ol>{k.links(6)}</ol></div></div><div{k.c("end")}>{k.say["foot"]}</div></div></body></html>"""


LAYOUTS = (
    split_sections,
    read_also_and_pages,
    text_in_a_division,
    endless,
    blogger,
    crowded,
    malformed,
    quoted_and_tabled,
)
