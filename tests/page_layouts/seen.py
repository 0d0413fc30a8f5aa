"""Layouts the extractor was developed on."""

# ruff: noqa: E501  # markup reads better unwrapped
from __future__ import annotations

from .build import Kit


def semantic(k: Kit) -> str:
    """HTML5 as the textbooks have it."""
    figure = f"<figure><img src='a.jpg' alt='x'><figcaption>{k.caption()}</figcaption></figure>"
    body = f"<p{k.c('lead')}>{k.keep(k.lead)}</p>" + "".join(
        (figure if n == 1 else k.also() if n == 3 else "") + f"<p>{k.keep(p)}</p>" for n, p in enumerate(k.paragraphs)
    )
    return f"""{k.head()}<body><header><a href="/">{k.say["site"]}</a><nav><ul>{k.menu()}</ul></nav></header>
<main><article><header><h1>{k.title}</h1><p{k.c("byline")}>{k.say["by"]}</p><time datetime="2023-03-14T16:20">{k.say["date"]}</time></header>
{k.share()}<div{k.c("article-body")}>{body}</div>{k.tags()}</article><section{k.c("related")}><h2>{k.say["related"]}</h2>{k.cards()}</section>
<section{k.c("comments")}><h2>{k.say["comments"]}</h2>{k.comments()}</section></main><aside><h2>{k.say["most"]}</h2><ol>{k.links(6)}</ol></aside>
<footer><p>{k.say["foot"]}</p></footer></body></html>"""


def soup_with_lead_outside(k: Kit) -> str:
    """Divisions only; the lead is a heading outside the text, links stand under it, a caption in a table."""
    lead = k.keep(k.lead)
    table = f"<table align='center'{k.c('picture')}><tr><td><img src='b.jpg'></td></tr><tr><td{k.c('pic-caption')}>{k.caption()}</td></tr></table>"
    body = "".join(
        (table if n == 2 else k.ad() if n == 3 else "") + f"<p{k.c('Normal')}>{k.keep(p)}</p>"
        for n, p in enumerate(k.paragraphs)
    )
    return f"""{k.head()}<body><div{k.c("top")}><ul>{k.menu()}</ul></div><div{k.c("crumb")}><a href="/">{k.say["site"]}</a> › <a href="/w">World</a></div>
<div{k.c("wrapper")}><div{k.c("left")}><div{k.c("block-time")}>{k.say["date"]}</div><h1{k.c("title-news")}>{k.title}</h1><h2{k.c("sapo")}>{lead}</h2><ul{k.c("list-rel")}>{k.links(2)}</ul>
<div{k.c("fck-detail")}>{body}<p style="text-align:right"><strong>{k.say["by"]}</strong></p></div>{k.share()}{k.tags()}
<div{k.c("box-comment")}><div>{k.say["comments"]}</div>{k.comments()}</div></div><div{k.c("right")}>{k.ad()}<div>{k.say["latest"]}</div><ul>{k.links(8)}</ul></div></div>
<div{k.c("foot")}><p>{k.say["foot"]}</p></div></body></html>"""


def legacy_tables(k: Kit) -> str:
    """A site of the nineties: tables, fonts, text parted by line breaks."""
    text = "<br><br>".join(k.keep(p) for p in [k.lead, *k.paragraphs])
    return f"""{k.head()}<body bgcolor=white><table width=980><tr><td colspan=3><a href="/">{k.say["site"]}</a></td></tr><tr><td width=150 valign=top><table>{"".join(f"<tr><td><a href='/m{n}'>{m}</a></td></tr>" for n, m in enumerate(k.say["menu"].split("|")))}</table></td>
<td valign=top><font size=4><b>{k.title}</b></font><br><font size=1 color=gray>{k.say["date"]}</font><br><table align=right width=200><tr><td><img src="c.jpg"></td></tr><tr><td><font size=1><i>{k.caption()}</i></font></td></tr></table>
<font face=Arial size=2>{text}</font><br><br><b>{k.say["related"]}</b><br><a href="/1">{k.headlines(1)[0]}</a><br><a href="/2">{k.headlines(1)[0]}</a></td>
<td width=200 valign=top><b>{k.say["most"]}</b><table>{k.links(5, "td")}</table></td></tr><tr><td colspan=3 align=center><font size=1>{k.say["foot"]}</font></td></tr></table></body></html>"""


def portal_with_inline_boxes(k: Kit) -> str:
    """Boxes of links and scroll notices between the paragraphs, a sign-off behind a line break."""
    box = f"<table{k.c('linksisip')}><tbody><tr><td><div{k.c('lihatjg')}><strong>{k.say['more']}</strong><a href='/q'>{k.headlines(1)[0]}</a></div></td></tr></tbody></table>"
    body = "".join(
        (box if n == 2 else f"<div{k.c('parallax')}><div>{k.say['ad']}</div></div>" if n == 1 else "")
        + f"<p>{k.keep(p)}</p>"
        for n, p in enumerate(k.paragraphs)
    )
    return f"""{k.head()}<body><div{k.c("header")}><ul>{k.menu()}</ul></div><div{k.c("container")}><article{k.c("detail")}><h1{k.c("detail__title")}>{k.title}</h1><div{k.c("detail__author")}>{k.say["by"]} - {k.say["site"]}</div><div{k.c("detail__date")}>{k.say["date"]}</div>{k.share()}
<div{k.c("detail__media")}><figure><img src="d.jpg" alt="{k.title}"><figcaption>{k.caption()}</figcaption></figure></div><div{k.c("detail__body-text")}>{body}<br><strong>(rah/mkh)</strong></div>{k.tags()}</article>
<div{k.c("berita-terkait")}><h3>{k.say["related"]}</h3>{k.cards(3, "article")}</div><div{k.c("komentar")}>{k.say["comments"]}</div></div><div{k.c("col-right")}><h3>{k.say["most"]}</h3>{k.cards(4)}</div><footer>{k.say["foot"]}</footer></body></html>"""


def amp(k: Kit) -> str:
    """An AMP page."""
    body = "".join(
        (k.keep(p) if n < 0 else f"<p>{k.keep(p)}</p>")
        + ("<amp-ad width=300 height=250 type=x></amp-ad>" if n == 1 else "")
        for n, p in enumerate([k.lead, *k.paragraphs])
    )
    return f"""{k.head()}<body><amp-sidebar id="sidebar" layout="nodisplay"><ul>{k.menu()}</ul></amp-sidebar><header{k.c("amp-header")}><a href="/">{k.say["site"]}</a></header><amp-consent layout="nodisplay" id="c"><div>{k.say["cookie"]}</div></amp-consent>
<article{k.c("amp-article")}><h1>{k.title}</h1><div{k.c("amp-meta")}>{k.say["by"]} · {k.say["date"]}</div><amp-img src="x.jpg" width="600" height="400" layout="responsive"></amp-img><p{k.c("amp-caption")}><small>{k.caption()}</small></p>
<div{k.c("amp-content")}>{body}</div><amp-social-share type="facebook"></amp-social-share></article><div{k.c("amp-related")}><h4>{k.say["related"]}</h4><ul>{k.links(5)}</ul></div><footer>{k.say["foot"]}</footer></body></html>"""


def blog_with_plugins(k: Kit) -> str:
    """A blog system: share plugin inside the text, author box, previous and next, nested comments."""
    sub, items = k.say["sub"], k.say["list"]
    half = len(k.paragraphs) // 2
    body = (
        "".join(f"<p>{k.keep(p)}</p>\n" for p in k.paragraphs[:half])
        + f"<h2>{k.keep(sub[0])}</h2>"
        + "".join(f"<p>{k.keep(p)}</p>" for p in k.paragraphs[half:])
    )
    body += "<ul>" + "".join(f"<li>{k.keep(i)}</li>" for i in items) + "</ul>"
    return f"""{k.head()}<body{k.c("single post-template has-sidebar")}><div{k.c("site")}><header{k.c("site-header")}><nav><ul>{k.menu()}</ul></nav></header><div{k.c("content-area")}><article{k.c("post hentry")}><header{k.c("entry-header")}><h1{k.c("entry-title")}>{k.title}</h1><div{k.c("entry-meta")}><span>{k.say["date"]}</span> <a href="/author">{k.say["by"]}</a></div></header>
<div{k.c("entry-content")}>{body}<div{k.c("sharedaddy")}><h3>{k.say["share"]}:</h3><ul><li><a href="#">Facebook</a></li><li><a href="#">X</a></li></ul></div><div{k.c("jp-relatedposts")}><h3>{k.say["related"]}</h3>{k.cards(3)}</div></div>
<div{k.c("author-box")}><img src="me.jpg"><h4>{k.say["by"]}</h4><p>{k.say["bio"]}</p></div><nav{k.c("post-navigation")}><a href="/p">{k.say["prev"]}: {k.headlines(1)[0]}</a> <a href="/n">{k.say["next"]}: {k.headlines(1)[0]}</a></nav></article>
<div{k.c("comments-area")}><h3>{k.say["comments"]}</h3><ol><li>{k.comments()}</li></ol></div></div><div{k.c("widget-area")}><div{k.c("widget")}><h4>{k.say["latest"]}</h4><ul>{k.links(5)}</ul></div><div{k.c("widget")}><p>{k.say["news"]}</p></div></div><footer>{k.say["foot"]}</footer></div></body></html>"""


def wrapped_paragraphs(k: Kit) -> str:
    """Every paragraph in wrappers of its own, advertisements between them, the side column first."""
    body = "".join(
        f"<div{k.c('row')}><div{k.c('cell')}><span>{k.keep(p)}</span></div></div>" + (k.ad() if n % 2 else "")
        for n, p in enumerate([k.lead, *k.paragraphs])
    )
    return f"""{k.head()}<body><div{k.c("page")}><div{k.c("nav")}>{k.menu()}</div><div{k.c("side")}><div{k.c("promo")}><p>{k.say["news"]}</p><a href="/s">{k.say["login"]}</a></div><div><b>{k.say["most"]}</b>{k.links(5, "div")}</div></div>
<div{k.c("story")}><h1>{k.title}</h1><div{k.c("info")}>{k.say["date"]} · {k.say["by"]}</div><div{k.c("body")}>{body}</div></div><div{k.c("more")}><b>{k.say["related"]}</b>{k.cards(4)}</div><div{k.c("imprint")}>{k.say["foot"]}</div></div></body></html>"""


def live_blog(k: Kit) -> str:
    """A running report: entries with a time and a heading."""
    lead = k.keep(k.lead)
    entries = "".join(
        f"<div{k.c('entry')}><time>{9 + n}:0{n % 6}</time><h3>{k.keep(k.say['sub'][n % 2])}</h3><p>{k.keep(p)}</p></div>"
        for n, p in enumerate(k.paragraphs)
    )
    return f"""{k.head()}<body><header><nav><ul>{k.menu()}</ul></nav></header><main><h1>{k.title}</h1><div{k.c("date")}>{k.say["date"]}</div><p{k.c("summary")}>{lead}</p><div{k.c("live-feed")}>{entries}</div></main>
<aside><h2>{k.say["most"]}</h2>{k.cards(4)}</aside><footer>{k.say["foot"]}</footer></body></html>"""


LAYOUTS = (
    semantic,
    soup_with_lead_outside,
    legacy_tables,
    portal_with_inline_boxes,
    amp,
    blog_with_plugins,
    wrapped_paragraphs,
    live_blog,
)
