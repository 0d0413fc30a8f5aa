"""Parts of pages, and articles to put in them.

`Kit` draws an article and knows how the site names its elements: with telling names, with hashes, or not at all.
"""

# ruff: noqa: E501  # markup reads better unwrapped
from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from html import escape
from random import Random

from .texts import COMMENTS, HEADLINES, LEADS, PARAGRAPHS, SAY, TEASERS, TITLES

NAMINGS = ("telling", "hashed", "none")
LANGS = ("vi", "id", "en")


@dataclass
class Kit:
    """One article and the parts of its page; every part is drawn from `rng`."""

    lang: str
    naming: str
    rng: Random
    truth: list[str] = field(default_factory=list)
    """The paragraphs a reader came for, in order, as the layout places them."""

    def __post_init__(self) -> None:
        self.say = SAY[self.lang]
        self.title = TITLES[self.lang]
        self.lead = LEADS[self.lang]
        count = self.rng.randrange(4, 10)
        chosen = sorted(self.rng.sample(range(len(PARAGRAPHS[self.lang])), count))
        self.paragraphs = [PARAGRAPHS[self.lang][i] for i in chosen]

    def c(self, name: str, tag_id: bool = False) -> str:
        """The class (or id) attribute of an element with this role."""
        if self.naming == "none":
            return ""
        if self.naming == "hashed":
            name = "x" + hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:6]
        return f' {"id" if tag_id else "class"}="{name}"'

    def keep(self, text: str) -> str:
        """Text of the article, escaped; it becomes part of the truth."""
        self.truth.append(text)
        return escape(text, quote=False)

    def head(self) -> str:
        e = escape(self.title)
        return (
            f'<!DOCTYPE html><html lang="{self.lang}"><head><meta charset="utf-8"><title>{e} | {self.say["site"]}</title>'
            f'<meta property="og:title" content="{e}"><meta property="og:site_name" content="{self.say["site"]}">'
            "<style>.a{color:red}.b .c{margin:0 auto}</style><script>var q=[];q.push({id:'slot',w:300});</script></head>"
        )

    def menu(self) -> str:
        return "".join(f'<li><a href="/m{n}">{m}</a></li>' for n, m in enumerate(self.say["menu"].split("|")))

    def headlines(self, count: int) -> list[str]:
        return self.rng.sample(HEADLINES[self.lang], count)

    def links(self, count: int, tag: str = "li") -> str:
        return "".join(
            f'<{tag}><a href="/t{n}.html">{escape(h)}</a></{tag}>' for n, h in enumerate(self.headlines(count))
        )

    def cards(self, count: int = 4, tag: str = "div") -> str:
        """Related stories with a picture, a linked headline and a teaser that reads like an article."""
        teasers = self.rng.sample(TEASERS[self.lang], count)
        return "".join(
            f'<{tag}{self.c("item")}><a href="/r{n}"><img src="/t{n}.jpg"></a><h3><a href="/r{n}">{escape(h)}</a></h3>'
            f"<p>{escape(t)}</p></{tag}>"
            for n, (h, t) in enumerate(zip(self.headlines(count), teasers, strict=True))
        )

    def comments(self, count: int = 4) -> str:
        """Readers' opinions: a name, a time, some sentences, a link to answer."""
        people = ("hoa89", "Quang Tran", "sari_dewi", "Tom P.", "Bunga")
        return "".join(
            f"<div{self.c('comment-item')}><b{self.c('nick')}>{people[n]}</b> <span>{n + 2}h</span>"
            f'<p>{escape(t)}</p><a href="#">{self.say["reply"]}</a></div>'
            for n, t in enumerate(self.rng.sample(COMMENTS[self.lang], count))
        )

    def share(self) -> str:
        return f'<div{self.c("share-bar")}>{self.say["share"]} <a href="#">Facebook</a> <a href="#">Twitter</a> <a href="#">Email</a></div>'

    def ad(self) -> str:
        return f'<div{self.c("ads-box")}><span>{self.say["ad"]}</span><ins data-slot="9"></ins></div>'

    def also(self) -> str:
        return f'<p><strong>{self.say["more"]} <a href="/x1">{escape(self.headlines(1)[0])}</a></strong></p>'

    def caption(self) -> str:
        return f"{self.say['caption']} {self.say['credit']}"

    def tags(self) -> str:
        return f'<div{self.c("tags")}>{self.say["tags"]} <a href="/tag/1">Talmara</a> <a href="/tag/2">Karsen</a></div>'
