"""What a page says about its article in JSON-LD, OpenGraph, `<meta>`, microdata, `<time>` and the canonical link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from dropwire.clean.page.tree import Tree

# Key to the names of `<meta>` and itemprop that hold it, best first. Names are compared in lower case.
_META: Final = {
    "url": "og:url twitter:url dc.identifier dcterms.identifier url content_url",
    "title": "og:title headline twitter:title dc.title dcterms.title sailthru.title parsely-title title content_title "
    "article:title",
    "source": "og:site_name application-name dc.publisher dcterms.publisher al:android:app_name "
    "apple-mobile-web-app-title content_source publisher copyright",
    "author": "author article:author dc.creator dcterms.creator byl sailthru.author parsely-author content_author "
    "dable:author cxenseparse:author content_authorname penulis reporter twitter:creator creator article:author_name",
    "published": "article:published_time content_publisheddate datepublished og:published_time pubdate publishdate "
    "publish-date publish_date publish_time dc.date.issued dcterms.issued dcterms.created dc.date dc.date.created "
    "dcterms.date sailthru.date parsely-pub-date dtk:publishdate cxenseparse:recs:publishtime cxenseparse:publishtime "
    "content_published_date content_publishdate datecreated originalpublicationdate date article:published "
    "article.published created ptime citation_publication_date dable:published_time article:created "
    "rnews:datepublished bt:pubdate ngaydang date_published published_time published-date published_at "
    "cxenseparse:tra-publishtime",
    "modified": "article:modified_time og:updated_time datemodified lastmod last-modified modified revised "
    "dcterms.modified dc.date.modified content_modifieddate content_updateddate dateupdated article:modified updated",
    "lang": "og:locale content-language dc.language inlanguage language dcterms.language",
    "description": "og:description description twitter:description dc.description dcterms.description "
    "sailthru.description content_description",
    "section": "article:section articlesection section content_category content_channel dtk:namakanal dtk:namasubkanal "
    "content_category_name parsely-section category cxenseparse:section sailthru.section content_subcategory",
    "tags": "article:tag news_keywords keywords parsely-tags content_tag content_tags dtk:keywords sailthru.tags "
    "dc.subject content_keyword",
}  # fmt: skip
_KEYS: Final = {name: (key, rank) for key, names in _META.items() for rank, name in enumerate(names.split())}
_ARTICLE: Final = re.compile(r"(?:Article|Posting|Report|Review|Opinion)$", re.IGNORECASE)
_PAGE: Final = re.compile(r"(?:WebPage|ItemPage|CreativeWork)$", re.IGNORECASE)
_DATE: Final = re.compile(r"\d{4}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}")
_BROKEN: Final = {
    "headline": "title", "datePublished": "published", "dateModified": "modified", "description": "description",
    "articleSection": "section", "inLanguage": "lang",
}  # fmt: skip
_PAIR: Final = re.compile(r'"(' + "|".join(_BROKEN) + r')"\s*:\s*"((?:[^"\\]|\\.)*)"')
MAX_JSON: Final = 1_000_000
"""Characters of JSON-LD read at most, over all scripts."""


def headlines(tree: Tree, meta: dict[str, str]) -> list[str]:
    """What the headline may be, as the metadata give it; `<title>` last, also without the site's name."""
    found = [content for name, content in tree.metas if name in ("og:title", "twitter:title", "headline")]
    return [meta.get("title", ""), *found, *_title_parts(tree.title)]


def metadata(tree: Tree) -> dict[str, str]:
    """The metadata, as written: url, canonical_url, title, source, author, published, modified, lang, ...

    JSON-LD first, then `<meta>` and microdata by rank, then the elements. Absent keys are not set.
    """
    found: dict[str, str] = {}
    items, broken = _json_ld(tree)
    for item in items:
        for key, value in _from_json_ld(item):
            if value and key not in found:
                found[key] = value
    for script in broken:
        for name, value in _PAIR.findall(script):
            found.setdefault(_BROKEN[name], _fold(value))
    best: dict[str, tuple[int, list[str]]] = {}
    for name, content in tree.metas:
        key, rank = _KEYS.get(name, ("", 0))
        if not key or not content:
            continue
        if key not in best or rank < best[key][0]:
            best[key] = (rank, [content])
        elif rank == best[key][0] and key in ("tags", "author"):
            best[key][1].append(content)
    for key, (_, contents) in best.items():
        value = ", ".join(dict.fromkeys(map(_fold, contents)))
        if value and (key not in found) and not (key == "author" and value.startswith("http")):
            found[key] = value
    _from_elements(tree, found)
    return found


def _from_elements(tree: Tree, found: dict[str, str]) -> None:
    if tree.canonical:
        found["canonical_url"] = tree.canonical
        found.setdefault("url", tree.canonical)
    if tree.lang:
        found["lang"] = tree.lang
    if tree.title:
        parts = _title_parts(tree.title)
        found.setdefault("title", parts[-1] if len(parts) > 1 else parts[0])
    if "published" not in found:
        for leaf, value in tree.times:
            text = value or (tree.leaves[leaf].text if leaf < len(tree.leaves) else "")
            if _DATE.search(text) and len(text) <= 60:
                found["published"] = text
                break


def _title_parts(title: str) -> list[str]:
    """`<title>` whole and, when a site's name hangs on it, without."""
    if not title:
        return []
    parts = re.split(r"\s+[|–—\-·:»]+\s+", title)
    longest = max(parts, key=len)
    return [title, longest] if len(parts) > 1 and len(longest) >= 20 else [title]


def _fold(text: str) -> str:
    return " ".join(text.split())


def _json_ld(tree: Tree) -> tuple[list[dict[str, Any]], list[str]]:
    """The objects of the page's JSON-LD, articles first, then web pages; and the scripts that are broken."""
    objects: list[dict[str, Any]] = []
    broken = []
    room = MAX_JSON
    for script in tree.json_ld:
        room -= len(script)
        if room < 0:
            break
        loaded = _load(script)
        if loaded is None:
            broken.append(script)
        objects.extend(_objects(loaded))
    articles = [item for item in objects if any(_ARTICLE.search(kind) for kind in _types(item))]
    pages = [item for item in objects if any(_PAGE.search(kind) for kind in _types(item))]
    return [*articles, *pages], broken


def _load(script: str) -> object:
    text = (
        script.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip()
    )
    for candidate in (text, text.rstrip(";").strip(), re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """Every object at the top, in lists, in graphs and as main entity."""
    waiting: list[Any] = [value]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(
                item[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(item.get(key), (dict, list))
            )


def _types(item: dict[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _from_json_ld(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "title", _text(item.get("headline") or (item.get("name") if "headline" not in item else None))
    yield "published", _text(item.get("datePublished") or item.get("dateCreated"))
    yield "modified", _text(item.get("dateModified"))
    yield "author", _text(item.get("author") or item.get("creator"))
    yield "source", _text(item.get("publisher"))
    yield "description", _text(item.get("description"))
    yield "section", _text(item.get("articleSection"))
    yield "tags", _text(item.get("keywords"))
    yield "lang", _text(item.get("inLanguage"))
    main = item.get("mainEntityOfPage")
    url = item.get("url") or (main.get("@id") if isinstance(main, dict) else main)
    yield "url", _text(url) if isinstance(url, str) and url.startswith(("http", "/")) else ""


def _text(value: object) -> str:
    """A value as text: the name of an object, the parts of a list."""
    if isinstance(value, str):
        return _fold(value)
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("alternateName"))
    if isinstance(value, list):
        return ", ".join(
            dict.fromkeys(text for part in value[:50] if (text := _text(part)) and not isinstance(part, list))
        )
    return ""
