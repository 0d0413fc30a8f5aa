"""Whole web pages of invented sites around a given article: four kinds of template, as big as real ones.

The furniture (menus, related stories, share bars, comments, scripts) is told in the site's language and drawn from a
seeded `random.Random`, so the same seed gives the same bytes.
"""

# ruff: noqa: E501  # markup reads better unwrapped
from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from random import Random

Words = dict[str, str]


@dataclass(frozen=True)
class Site:
    """An invented publisher; its domain ends in `.example`, which belongs to nobody."""

    name: str
    domain: str
    lang: str
    template: str
    """`portal`, `magazine`, `blog` or `module`."""


@dataclass(frozen=True)
class Story:
    """What a page tells. `published` is ISO 8601 with offset; `path` starts with a slash."""

    title: str
    paragraphs: Sequence[str]
    published: str
    shown_date: str
    path: str
    author: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Furniture:
    """How much surrounds the article: counts of links, scripts and style rules."""

    menu: Sequence[str]
    headlines: Sequence[str]
    related: int = 6
    scripts: int = 2
    rules: int = 40


LABELS: dict[str, Words] = {
    "vi": {
        "home": "Trang chủ", "share": "Chia sẻ", "print": "Bản in", "related": "Tin liên quan", "most": "Đọc nhiều",
        "comment": "Bình luận", "send": "Gửi bình luận", "more": "Xem thêm", "tags": "Từ khóa", "photo": "Ảnh",
        "ad": "Quảng cáo", "follow": "Theo dõi chúng tôi trên Facebook", "search": "Tìm kiếm",
        "foot": "Giấy phép thiết lập trang tin điện tử. Ghi rõ nguồn khi phát hành lại thông tin từ trang này.",
    },
    "id": {
        "home": "Beranda", "share": "Bagikan", "print": "Cetak", "related": "Berita Terkait", "most": "Terpopuler",
        "comment": "Komentar", "send": "Kirim komentar", "more": "Baca juga", "tags": "Topik", "photo": "Foto",
        "ad": "Advertisement", "follow": "Ikuti kami di Facebook dan Twitter", "search": "Cari",
        "foot": "Hak cipta dilindungi undang-undang. Pedoman Media Siber · Redaksi · Kontak · Karier",
    },
    "en": {
        "home": "Home", "share": "Share", "print": "Print", "related": "Related stories", "most": "Most read",
        "comment": "Comments", "send": "Post a comment", "more": "Read more", "tags": "Tags", "photo": "Photo",
        "ad": "Advertisement", "follow": "Follow us on Facebook and Twitter", "search": "Search",
        "foot": "All rights reserved. Terms of use · Privacy · Contact the newsroom · About us",
    },
}  # fmt: skip


def render(site: Site, story: Story, furniture: Furniture, rng: Random) -> str:
    """The whole page as HTML."""
    return TEMPLATES[site.template](site, story, furniture, rng)


def _head(site: Site, story: Story, furniture: Furniture, rng: Random, json_ld: bool) -> str:
    url = f"https://{site.domain}{story.path}"
    lines = [
        "<head>", '<meta charset="utf-8">',
        f"<title>{escape(story.title)} - {site.name}</title>",
        f'<link rel="canonical" href="{url}">',
        f'<meta property="og:site_name" content="{site.name}">',
        f'<meta property="og:title" content="{escape(story.title)}">',
        f'<meta property="og:url" content="{url}">',
        '<meta property="og:type" content="article">',
        f'<meta property="article:published_time" content="{story.published}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ]  # fmt: skip
    if json_ld:
        data = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title,
            "datePublished": story.published, "mainEntityOfPage": url, "inLanguage": site.lang,
            "author": {"@type": "Person", "name": story.author},
            "publisher": {"@type": "Organization", "name": site.name},
        }  # fmt: skip
        lines.append(f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>')
    lines.append(f"<style>{_css(rng, furniture.rules)}</style>")
    lines += [f"<script>{_script(rng)}</script>" for _ in range(furniture.scripts)]
    return "\n".join([*lines, "</head>"])


def _css(rng: Random, rules: int) -> str:
    names = ("hdr", "nav", "col", "box", "lst", "itm", "ttl", "thumb", "meta", "btn", "foot", "wrap", "ico", "tab")
    return "\n".join(
        f".{rng.choice(names)}-{rng.randrange(90)} .{rng.choice(names)}"
        f"{{margin:{rng.randrange(30)}px 0;padding:{rng.randrange(24)}px;color:#{rng.randrange(1 << 24):06x};"
        f"font-size:{rng.randrange(11, 28)}px;max-width:{rng.randrange(300, 1200)}px}}"
        for _ in range(rules)
    )


def _script(rng: Random) -> str:
    slots = {f"slot_{rng.randrange(9999)}": [rng.randrange(90, 970), rng.randrange(50, 600)] for _ in range(24)}
    return (
        "window.adQueue=window.adQueue||[];window.adQueue.push(function(){var slots="
        + json.dumps(slots)
        + ";for(var id in slots){if(slots[id][0]<window.innerWidth){defineSlot(id,slots[id])}}});"
    )


def _links(headlines: Sequence[str], count: int, rng: Random) -> list[str]:
    chosen = rng.sample(list(headlines), min(count, len(headlines)))
    return [f'<a href="/{rng.randrange(10**5, 10**6)}.html" title="{escape(h)}">{escape(h)}</a>' for h in chosen]


def _menu(furniture: Furniture) -> str:
    return "".join(f'<li class="mn"><a href="/muc-{n}">{escape(m)}</a></li>' for n, m in enumerate(furniture.menu))


def _list(items: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _portal(site: Site, story: Story, furniture: Furniture, rng: Random) -> str:
    """An older content system: tables for pictures, a bold lead, related links between lead and body."""
    say = LABELS[site.lang]
    lead, *rest = story.paragraphs
    middle = max(1, len(rest) // 2)
    picture = f"""<table class="picture" align="center"><tr><td><img src="/uploads/{rng.randrange(9999)}.jpg"></td></tr>
<tr><td class="pCaption"><p>{escape(story.caption)} {say["photo"]}: {escape(story.credit)}</p></td></tr></table>"""
    body = "\n".join(f"<p>{escape(p)}</p>" for p in rest[:middle])
    tail = "\n".join(f"<p>{escape(p)}</p>" for p in rest[middle:])
    return f"""<!DOCTYPE html>
<html lang="{site.lang}">
{_head(site, story, furniture, rng, json_ld=False)}
<body><div id="wrapper"><div class="top"><a class="logo" href="/">{site.name}</a><form>{say["search"]} <input name="q"></form></div>
<ul class="menu">{_menu(furniture)}</ul>
<div class="breadcrumb"><a href="/">{say["home"]}</a> &raquo; <a href="/tg">{escape(furniture.menu[1])}</a></div>
<div class="col-left"><h1 class="title-detail">{escape(story.title)}</h1>
<div class="date">{story.shown_date}</div>
<div class="tool"><a href="#">{say["share"]}</a> | <a href="#">{say["print"]}</a> | <a href="#">A+</a> <a href="#">A-</a></div>
<div id="content-detail"><p class="sapo"><strong>{escape(lead)}</strong></p>
<div class="lq">{_list(_links(furniture.headlines, 2, rng))}</div>
{body}
{picture if story.caption else ""}
{tail}
<p style="text-align:right"><strong>{escape(story.author)}</strong></p></div>
<div class="tags">{say["tags"]}: {", ".join(f'<a href="/tag/{n}">{escape(m)}</a>' for n, m in enumerate(furniture.menu[2:5]))}</div>
<div class="other"><h3>{say["related"]}</h3>{_list(_links(furniture.headlines, furniture.related, rng))}</div>
<div class="cmt"><h3>{say["comment"]} (0)</h3><textarea></textarea><button>{say["send"]}</button></div></div>
<div class="col-right"><div class="adv">{say["ad"]}</div><h3>{say["most"]}</h3>{_list(_links(furniture.headlines, furniture.related, rng))}</div>
<div class="footer">© {site.name}. {say["foot"]}</div></div></body></html>
"""


def _magazine(site: Site, story: Story, furniture: Furniture, rng: Random) -> str:
    """HTML5 with JSON-LD, a figure on top and one "read also" line inside the article."""
    say = LABELS[site.lang]
    parts = [f"<p>{escape(p)}</p>" for p in story.paragraphs]
    also = _links(furniture.headlines, 1, rng)[0]
    parts.insert(min(2, len(parts)), f'<p class="read-also"><strong>{say["more"]}: {also}</strong></p>')
    figure = f"""<figure><img src="/media/{rng.randrange(9999)}.jpg" alt="{escape(story.caption)}">
<figcaption>{escape(story.caption)} ({say["photo"]}: {escape(story.credit)})</figcaption></figure>"""
    cards = "".join(
        f'<article class="card"><h3>{a}</h3></article>' for a in _links(furniture.headlines, furniture.related, rng)
    )
    return f"""<!doctype html>
<html lang="{site.lang}">
{_head(site, story, furniture, rng, json_ld=True)}
<body><header class="site"><a href="/" class="brand">{site.name}</a><nav><ul>{_menu(furniture)}</ul></nav></header>
<main><article class="detail"><header><h1>{escape(story.title)}</h1>
<div class="byline">{escape(story.author)} - {site.name}</div><time datetime="{story.published}">{story.shown_date}</time></header>
<div class="share"><span>{say["share"]}:</span> <a href="#">Facebook</a> <a href="#">Twitter</a> <a href="#">WhatsApp</a> <a href="#">Telegram</a></div>
{figure if story.caption else ""}
<div class="detail-text">
{chr(10).join(parts)}
<div class="ad-slot">{say["ad"]}</div>
</div>
<div class="topics">{say["tags"]} {"".join(f'<a href="/tag/{n}">{escape(m)}</a> ' for n, m in enumerate(furniture.menu[2:6]))}</div></article>
<section class="related"><h2>{say["related"]}</h2>{cards}</section>
<aside><h2>{say["most"]}</h2>{_list(_links(furniture.headlines, furniture.related, rng))}<p>{say["follow"]}</p></aside>
<section class="comments"><h2>{say["comment"]}</h2><form><input placeholder="{say["send"]}"></form></section></main>
<footer><p>{say["foot"]}</p><p>© 2017 {site.name}</p></footer></body></html>
"""


def _blog(site: Site, story: Story, furniture: Furniture, rng: Random) -> str:
    """A blog engine's theme: widgets, a share block after the entry, readers' comments."""
    say = LABELS[site.lang]
    figure = f"""<div class="wp-caption aligncenter"><img class="size-full" src="/wp-content/uploads/{rng.randrange(9999)}.jpg" width="640" height="427">
<p class="wp-caption-text">{escape(story.caption)} {say["photo"]}: {escape(story.credit)}</p></div>"""
    body = "\n".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)
    readers = "".join(
        f'<li class="comment"><cite>{name}</cite><p>{escape(text)}</p></li>' for name, text in _readers(site.lang, rng)
    )
    return f"""<!DOCTYPE html>
<html lang="{site.lang}">
{_head(site, story, furniture, rng, json_ld=False)}
<body class="single single-post"><div id="page" class="site"><header id="masthead"><p class="site-title"><a href="/">{site.name}</a></p>
<div class="menu-container"><ul class="menu">{_menu(furniture)}</ul></div></header>
<div id="primary"><main><article class="post type-post"><header class="entry-header"><h1 class="entry-title">{escape(story.title)}</h1>
<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{story.published}">{story.shown_date}</time></span> <span class="byline">{escape(story.author)}</span></div></header>
<div class="entry-content">{figure if story.caption else ""}
{body}
<div class="sharedaddy"><h3 class="sd-title">{say["share"]}:</h3><ul><li><a href="#">Twitter</a></li><li><a href="#">Facebook</a></li><li><a href="#">Email</a></li></ul></div>
<div class="jp-relatedposts"><h3><em>{say["related"]}</em></h3>{_list(_links(furniture.headlines, 3, rng))}</div></div></article>
<div id="comments"><h2>{say["comment"]} (2)</h2><ol>{readers}</ol></div></main></div>
<div id="secondary" class="widget-area"><section class="widget"><h2>{say["most"]}</h2>{_list(_links(furniture.headlines, furniture.related, rng))}</section>
<section class="widget">{say["follow"]}</section></div><footer id="colophon">{say["foot"]}</footer></div></body></html>
"""


def _module(site: Site, story: Story, furniture: Furniture, rng: Random) -> str:
    """A built front end: only divs, class names that mean nothing."""
    say = LABELS[site.lang]

    def name() -> str:
        return "".join(rng.choice("abcdefghkmnpqrstuvwxyz0123456789_") for _ in range(6))

    body = "\n".join(f'<div class="{c}">{escape(p)}</div>' for c in [name()] for p in story.paragraphs)
    tiles = "".join(
        f'<div class="{c}"><div>{a}</div></div>'
        for c in [name()]
        for a in _links(furniture.headlines, furniture.related * 2, rng)
    )
    picture = f'<div class="{name()}"><img src="/i/{rng.randrange(9999)}.webp"><div>{escape(story.caption)} | {escape(story.credit)}</div></div>'
    return f"""<!DOCTYPE html>
<html lang="{site.lang}">
{_head(site, story, furniture, rng, json_ld=True)}
<body><div id="__app"><div class="{name()}"><div>{site.name}</div><ul>{_menu(furniture)}</ul></div>
<div class="{name()}"><h1 class="{name()}">{escape(story.title)}</h1><div class="{name()}">{escape(story.author)} · {story.shown_date}</div>
<div class="{name()}"><div>{say["share"]}</div></div>
{picture if story.caption else ""}
<div class="{name()}">
{body}
</div></div>
<div class="{name()}"><div>{say["related"]}</div>{tiles}</div>
<div class="{name()}">{say["foot"]}</div></div>
<script>window.__STATE__={{"route":"{story.path}","flags":[1,0,1],"build":"{rng.randrange(10**6)}"}}</script></body></html>
"""


def _readers(lang: str, rng: Random) -> list[tuple[str, str]]:
    texts = {
        "vi": ["Mong chiến tranh sớm kết thúc.", "Bài viết hay, cảm ơn tòa soạn.", "Thương người dân quá!"],
        "id": ["Semoga cepat damai.", "Terima kasih infonya, min.", "Kasihan warga sipil."],
        "en": ["When will this ever stop?", "Thanks for the reporting.", "Thoughts with the families."],
    }[lang]
    names = ["minh_2k", "Rudi S.", "anna.k", "Hoa", "bung_tomi", "J. Carter"]
    return list(zip(rng.sample(names, 2), rng.sample(texts, 2), strict=True))


TEMPLATES: dict[str, Callable[[Site, Story, Furniture, Random], str]] = {
    "portal": _portal,
    "magazine": _magazine,
    "blog": _blog,
    "module": _module,
}
