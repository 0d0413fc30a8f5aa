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


def blocks_of_one_component(k: Kit) -> str:
    """Every paragraph and picture a component in wrappers of its own; the site's name is the first `<h1>`."""

    def block(inner: str) -> str:
        return f"<div{k.c('component')}><div{k.c('column')}>{inner}</div></div>"

    parts = [
        block(f"<p{k.c('para')}>{'<b>' if n == 0 else ''}{k.keep(p)}{'</b>' if n == 0 else ''}</p>")
        for n, p in enumerate([k.lead, *k.paragraphs])
    ]
    parts.insert(
        2,
        block(
            f"<figure><div><picture><img src='q.jpg'></picture><span>{k.say['credit']}</span></div><figcaption><span>{k.say['caption']}</span></figcaption></figure>"
        ),
    )
    parts.insert(
        4, block(f"<ul><li><a href='/z'>{k.headlines(1)[0]}</a></li><li><a href='/y'>{k.headlines(1)[0]}</a></li></ul>")
    )
    return f"""{k.head()}<body><header><h1><a href="/">{k.say["site"]}</a></h1><nav><ul>{k.menu()}</ul></nav></header><main><article><div{k.c("component")}><div{k.c("column")}><h2{k.c("headline")}>{k.title}</h2></div></div>
<div{k.c("component")}><div{k.c("byline")}><p>{k.say["by"]}</p><time datetime="2023-03-14">{k.say["date"]}</time></div></div>{"".join(parts)}<section{k.c("component")}><h2>{k.say["tags"]}</h2><ul><li><a href="/t">Talmara</a></li></ul></section></article>
<section><h2>{k.say["latest"]}</h2><ol>{k.cards(4, "li")}</ol></section></main><footer><ul>{k.links(3)}</ul><p>{k.say["foot"]}</p></footer></body></html>"""


def summary_and_picture_tables(k: Kit) -> str:
    """A summary in its own paragraph, pictures in tables between paragraphs, a table of links in the text."""
    table = f"<table{k.c('picture')}><tbody><tr><td{k.c('pic')}><img src='w.jpg'></td></tr><tr><td{k.c('pCaption')}><p>{k.caption()}</p></td></tr></tbody></table>"
    inner = f"<div{k.c('inner-article')}><a href='/k'><img src='k.jpg'></a><h2><a href='/k'>{k.headlines(1)[0]}</a></h2><p>{escape(k.say['bio'])}</p></div>"
    body = (
        "".join(
            (table if n in (1, 3) else inner if n == 2 else "") + f"<p>{k.keep(p)}</p>"
            for n, p in enumerate(k.paragraphs)
        )
        if (lead := k.keep(k.lead))
        else ""
    )
    return f"""{k.head()}<body><div{k.c("site-nav")}><ul>{k.menu()}</ul></div><section{k.c("main")}><article{k.c("the-article")}><header{k.c("the-header")}><p{k.c("cate")}><a href="/w">World</a></p><h1>{k.title}</h1><ul{k.c("meta")}><li{k.c("author")}><a href="/a">{k.say["by"]}</a></li><li{k.c("publish")}>{k.say["date"]}</li></ul></header>
<section{k.c("the-summary")}><p>{lead}</p></section><div{k.c("the-body")}>{body}</div><p{k.c("the-tags")}><a href="/1">Talmara</a> <a href="/2">Karsen</a></p></article><section{k.c("read-more")}><h3>{k.say["most"]}</h3>{k.cards(4)}</section></section><footer>{k.say["foot"]}</footer></body></html>"""


def old_word_processor(k: Kit) -> str:
    """Pasted from a word processor: spans, fonts, empty paragraphs, a caption in the paragraph after the picture."""
    body = ""
    for n, p in enumerate([k.lead, *k.paragraphs]):
        if n == 2:
            body += f'<p align="center"><img src="v.jpg"></p><p align="center"><font size="2"><em>{k.caption()}</em></font></p>'
        body += f'<p class="MsoNormal"><span style="font-size:12pt"><font face="Arial">{k.keep(p)}</font></span></p><p>&nbsp;</p>'
    return f"""{k.head()}<body><table width="100%"><tr><td{k.c("menu")}>{" | ".join(f"<a href='/m'>{m}</a>" for m in k.say["menu"].split("|"))}</td></tr></table><table><tr><td{k.c("main")} valign="top"><div{k.c("head")}><b>{k.title}</b></div><div{k.c("dat")}>({k.say["date"]})</div>{body}<p align="right"><b>{k.say["by"]}</b></p><hr><div{k.c("oth")}><b>{k.say["related"]}</b><ul>{k.links(5)}</ul></div></td><td{k.c("r")}>{k.cards(3)}</td></tr></table><center><font size="1">{k.say["foot"]}</font></center></body></html>"""


def paged_with_reporter_lines(k: Kit) -> str:
    """Text with lines of links as paragraphs, a notice after it, readers' opinions before the side column."""
    body = "".join(
        f"<p>{k.keep(p)}</p>"
        + (
            f"<p{k.c('baca')}><b>{k.say['more']} <a href='/b'>{k.headlines(1)[0]}</a></b></p><p><br></p>"
            if n % 3 == 1
            else ""
        )
        for n, p in enumerate([k.lead, *k.paragraphs])
    )
    return f"""{k.head()}<body><div id="skinads">{k.say["ad"]}</div><div{k.c("topnav")}><ul>{k.menu()}</ul></div><div{k.c("wrap")}><div{k.c("fl w677")}><div{k.c("bread")}><a href="/">{k.say["site"]}</a> / <a href="/x">World</a></div><h1 id="arttitle">{k.title}</h1><time>{k.say["date"]}</time><div{k.c("side-article")}><img src="o.jpg" alt="{k.title}"><div{k.c("ket")}>{k.caption()}</div></div><div{k.c("side-article txt-article")}>{body}<p>{k.say["news"]}</p></div>
<div{k.c("tagcloud")}>{k.say["tags"]} <a href="/t1">Talmara</a></div>{k.share()}<div{k.c("komen")}><h4>{k.say["comments"]}</h4>{k.comments(3)}</div></div><div{k.c("fr")}><h3>{k.say["most"]}</h3><ul>{k.cards(4, "li")}</ul></div></div><div{k.c("footer")}><p>{k.say["foot"]}</p></div></body></html>"""


LAYOUTS = (
    split_sections,
    read_also_and_pages,
    text_in_a_division,
    endless,
    blogger,
    crowded,
    malformed,
    quoted_and_tabled,
    blocks_of_one_component,
    summary_and_picture_tables,
    old_word_processor,
    paged_with_reporter_lines,
)
