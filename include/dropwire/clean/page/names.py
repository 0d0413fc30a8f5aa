"""What tags and names say a part of a page is: hints only, taken by `furniture.py` if what the part holds allows it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"(?<![a-z\d])[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")
"""Letters behind a digit begin no word: the `ad` of a made-up name such as `t56ad7` is no advertisement."""

# Words of class, id, role and itemprop values. Those of one kind share a line; compound names are split at
# hyphens, underscores and capitals, and looked up whole as well (without separators).
_NAMES: Final = {
    "comment_box": "comment comments commentlist cmt cmts comt komentar comentario binhluan ykien discuss disqus reply "
    "replies respond feedback opinions fbcomments",
    "share": "share shares sharing sharer sharebar sharebox sharethis social socials sosmed sns addthis addtoany "
    "bagikan chiase follow zalo whatsapp telegram tools toolbar utilities printbtn fontsize textsize "
    "resize twittertweet twittervideo instagrammedia tiktokembed fbpost",
    "advert": "ad ads adv advert adverts advertise advertisement advertising adsense adbox adslot adunit banner "
    "banners sponsor sponsored sponsors promo promos promotion promotions quangcao qc iklan parallax "
    "parallaxindetail gpt dfp taboola outbrain mgid subscribe subscription newsletter paywall premium "
    "donate inread clickbait giftbox",
    "caption": "caption captions figcaption imgcaption photocaption imagecaption imgdesc chuthich chuthichanh "
    "captionimg pcaption wpcaptiontext photodesc keterangan keteranganfoto fotocaption mediacaption "
    "imgnote",
    "credit": "byline bylines author authors penulis reporter tacgia writer journalist editor redaktur contributor "
    "kontributor authorbox authorinfo bio biography credit credits nguontin by",
    "dateline": "date datetime dateline time timestamp published publishdate pubdate postdate tanggal waktu ngaydang "
    "ngaygio thoigian createddate postedon entrydate submitted",
    "related": "related relate relates relatedpost relatedposts relatednews relnews rel lienquan tinlienquan "
    "bailienquan tinbailienquan terkait beritaterkait artikelterkait berkaitan bacajuga baca lihatjg "
    "linksisip seealso seemore xemthem docthem tinkhac tincungmuc cungchuyenmuc cungmuc tinmoi tinmoinhat "
    "tindoc docnhieu xemnhieu mostread mostpopular popular populer terpopuler trending trend terkini "
    "terbaru latest latestnews recommend recommended recommendation recommendations rekomendasi suggest "
    "suggested suggestion suggestions suggestedposts others othernews othernewses morenews moreon "
    "morestories readmore readalso readnext upnext nextpost prevpost nextup teaser teasers sidebar "
    "rightbar rightcol leftcol rail widget widgets aside complementary tieudiem topnews hotnews pilihan "
    "pilihaneditor editorspick",
    "navigation": "nav navs navbar navigation navi menu menus mainmenu submenu breadcrumb breadcrumbs crumb crumbs "
    "footer foot bottombar topbar masthead header hdr contentinfo tag tags taglist tagging tagcloud "
    "keyword keywords tukhoa topics pagination paging pager paginate toc mucluc skiplink skip cookie "
    "cookies consent gdpr copyright banquyen search login dangnhap signin account hotline lang languages "
    "langswitch logo category categories catlinks sitemap modal popup overlay offcanvas backtotop",
    "lead": "abstract articlesummary chapeau deck dek desc description excerpt headlede intro lead leadtext lede "
    "sapo standfirst subheadline subtitle summary teras tomtat",
    "body": "article articlebody articlecontent articledetail articlemain articletext body bodytext content "
    "contentdetail contents detail detailbody detailcontent details entry entrycontent fck fckdetail "
    "fulltext isi isiberita isikonten itemcontent konten main maincontent news newscontent newsdetail "
    "noidung noidungbai paragraph paragraphs post postbody postcontent postentry read readcontent reader "
    "singlecontent story storybody storytext text textdetail txt txtdetail",
}  # fmt: skip
_KIND: Final = {word: kind for kind, words in _NAMES.items() for word in words.split()}
_PRIORITY: Final = (
    "comment_box", "share", "related", "advert", "caption", "navigation", "credit", "dateline", "lead", "body",
)  # fmt: skip
_STATE: Final = re.compile(r"^(?:has|have|is|no|not|with|without|js|enable|enabled|open|col|hidden|show|hide|u|l|o)$")
"""Words that make a name tell of the page's state, as in `has-comments`, and not of the element."""

TAGS: Final = {
    "nav": "navigation", "footer": "navigation", "menu": "navigation", "form": "comment_box", "aside": "related",
    "figcaption": "caption", "button": "share", "select": "navigation", "textarea": "comment_box",
    "address": "credit", "dialog": "advert", "header": "navigation", "amp-sidebar": "navigation", "amp-ad": "advert",
    "amp-consent": "navigation", "input": "comment_box", "label": "comment_box", "optgroup": "navigation",
    "option": "navigation", "caption": "caption",
}  # fmt: skip


@lru_cache(maxsize=4096)
def name_hint(names: str) -> str | None:
    """The kind an element's names suggest, "body" or "lead" for words of the main text, else None."""
    kinds: set[str] = set()
    for name in names.split():
        words = [word.lower() for word in _WORD.findall(name)]
        if not any(_STATE.match(word) for word in words):
            kinds.update(_KIND[word] for word in ("".join(words), *words) if word in _KIND)
    return next((kind for kind in _PRIORITY if kind in kinds), None)


def is_body_name(names: str) -> bool:
    """Whether a name is one of those main texts carry, such as `articleBody`."""
    return name_hint(names) == "body"
