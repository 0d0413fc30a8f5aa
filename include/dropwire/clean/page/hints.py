"""What the names and the short lines of a page say about its parts: hints, each gated by what the part holds.

A hint never decides alone: `label.py` takes it only for a part that holds little of the page's prose.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")

# Words of class, id, role and itemprop values. Those of one kind share a line; compound names are split at
# hyphens, underscores and capitals, and looked up whole as well (without separators).
_NAMES: Final = {
    "comment_box": "comment comments commentlist cmt cmts comt komentar comentario binhluan ykien discuss disqus reply "
    "replies respond feedback opinions fbcomments",
    "share": "share shares sharing sharer sharebar sharebox sharethis social socials sosmed sns addthis addtoany bagikan "
    "chiase follow zalo whatsapp telegram tools toolbar utilities printbtn fontsize textsize resize",
    "advert": "ad ads adv advert adverts advertise advertisement advertising adsense adbox adslot adunit banner banners "
    "sponsor sponsored sponsors promo promos promotion promotions quangcao qc iklan parallax parallaxindetail gpt dfp "
    "taboola outbrain mgid subscribe subscription newsletter paywall premium donate inread clickbait giftbox",
    "caption": "caption captions figcaption imgcaption photocaption imagecaption imgdesc chuthich chuthichanh captionimg "
    "pcaption wpcaptiontext photodesc keterangan keteranganfoto fotocaption mediacaption imgnote",
    "credit": "byline bylines author authors penulis reporter tacgia writer journalist editor redaktur contributor "
    "kontributor authorbox authorinfo bio biography credit credits nguontin",
    "dateline": "date datetime dateline time timestamp published publishdate pubdate postdate tanggal waktu ngaydang "
    "ngaygio thoigian createddate postedon entrydate submitted",
    "related": "related relate relates relatedpost relatedposts relatednews relnews rel lienquan tinlienquan bailienquan "
    "tinbailienquan terkait beritaterkait artikelterkait berkaitan bacajuga baca lihatjg linksisip seealso seemore xemthem "
    "docthem tinkhac tincungmuc cungchuyenmuc cungmuc tinmoi tinmoinhat tindoc docnhieu xemnhieu mostread mostpopular "
    "popular populer terpopuler trending trend terkini terbaru latest latestnews recommend recommended recommendation "
    "recommendations rekomendasi suggest suggested suggestion suggestions suggestedposts others othernews othernewses "
    "morenews moreon morestories readmore readalso readnext upnext nextpost prevpost nextup teaser teasers sidebar "
    "rightbar rightcol leftcol rail widget widgets aside complementary tieudiem topnews hotnews pilihan pilihaneditor "
    "editorspick",
    "navigation": "nav navs navbar navigation navi menu menus mainmenu submenu breadcrumb breadcrumbs crumb crumbs "
    "footer foot bottombar topbar masthead header hdr contentinfo tag tags taglist tagging tagcloud keyword keywords "
    "tukhoa topics pagination paging pager paginate toc mucluc skiplink skip cookie cookies consent gdpr copyright "
    "banquyen search login dangnhap signin account hotline lang languages langswitch logo category categories "
    "catlinks sitemap modal popup overlay offcanvas backtotop",
}  # fmt: skip
_BODY: Final = frozenset(
    "article articlebody articlecontent articledetail articletext articlemain body content contents contentdetail "
    "detail details detailbody detailcontent entry entrycontent isi isiberita isikonten konten bodytext maincontent "
    "main news newscontent newsdetail noidung noidungbai post postbody postcontent postentry read readcontent "
    "singlecontent story storybody storytext text txt textdetail txtdetail fck fckdetail itemcontent fulltext reader "
    "paragraph paragraphs".split()
)
_LEAD: Final = frozenset(
    "sapo lead lede intro summary standfirst description desc subtitle subheadline excerpt chapeau dek deck teras "
    "tomtat abstract articlesummary leadtext headlede".split()
)
_KIND: Final = {word: kind for kind, words in _NAMES.items() for word in words.split()}
_PRIORITY: Final = ("comment_box", "share", "related", "advert", "caption", "navigation", "credit", "dateline")
_STATE: Final = re.compile(r"^(?:has|have|is|no|not|with|without|js|enable|enabled|open|col|hidden|show|hide|u|l|o)$")

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
    body = lead = False
    for name in names.split():
        words = [word.lower() for word in _WORD.findall(name)]
        if not words or any(_STATE.match(word) for word in words):
            continue
        whole = "".join(words)
        for word in (whole, *words):
            kind = _KIND.get(word)
            if kind:
                kinds.add(kind)
            body = body or word in _BODY
            lead = lead or word in _LEAD
    for kind in _PRIORITY:
        if kind in kinds:
            return kind
    return "lead" if lead else "body" if body else None


def is_body_name(names: str) -> bool:
    """Whether a name is one of those main texts carry, such as `articleBody`."""
    return name_hint(names) == "body"


_END: Final = r"\s*(?:\(?\d+\)?)?\s*[:：»›>…\.\-–|]*\s*$"

# A short line that heads a part of the page which is not the article.
_SECTION: Final = {
    "related": (
        "(?:các |những )?(?:tin|bài|bài viết|chủ đề|tin bài|nội dung|video|thông tin) (?:tức )?(?:liên quan|cùng chuyên mục|"
        "cùng mục|khác|mới nhất|mới|nổi bật|đọc nhiều|đọc nhiều nhất|nóng|xem nhiều|mới hơn|cũ hơn|cùng chủ đề|đáng chú ý|"
        "cùng tác giả|hay|hot|quan tâm|đáng đọc|nên đọc|trong ngày|tiếp theo|trước|tài trợ)|liên quan|cùng chuyên mục|"
        "đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|đọc tiếp|đọc thêm(?: cùng tác giả)?|xem thêm|mới nhất|nổi bật|"
        "(?:có thể )?bạn (?:có thể )?quan tâm|có thể bạn (?:quan tâm|thích|chưa biết)|dành cho bạn|đừng bỏ lỡ|"
        "được quan tâm|tiêu điểm|chuyên mục khác|theo dòng sự kiện|dòng sự kiện|cùng sự kiện|tin nóng|tin nổi bật|"
        "chuyên đề|bài trước|bài sau|gợi ý cho bạn|không thể bỏ lỡ|tin cùng sự kiện|thời sự trong ngày|"
        "(?:berita|artikel|artikel|bacaan|konten|tulisan|video|topik) (?:lainnya|lain|terkait|terbaru|terkini|populer|"
        "terpopuler|pilihan|rekomendasi|menarik lainnya|berkaitan|utama|sebelumnya|selanjutnya|popular|hangat)|terkait|"
        "terpopuler|terkini|terbaru|paling populer|paling popular|paling banyak dibaca|banyak dibaca|terkini lainnya|"
        "rekomendasi(?: untuk (?:anda|kamu))?|pilihan editor|pilihan redaksi|baca juga|baca pula|lihat juga|simak juga|"
        "tonton juga|jangan lewatkan|trending|sorotan|berita nasional lainnya|untuk anda|mungkin anda (?:suka|minat)|"
        "related(?: (?:articles?|news|stories|posts?|topics?|content|coverage|links))?|more (?:on this(?: story)?|stories|news|"
        "from .{2,30}|like this|in .{2,30})|most (?:read|popular|viewed|shared|commented)|latest(?: news| stories)?|"
        "read (?:more|next|also)|recommended(?: for you| stories| reading)?|you (?:may|might) also (?:like|be interested in)|"
        "popular(?: posts| now| stories)?|trending(?: now)?|editor'?s'? picks?|top stories|see also|up next|don'?t miss|"
        "further reading|must reads?|what to read next|sponsored(?: content| links)?|around the web|from the web|"
        "previous|next|previous article|next article|also read"
    ),
    "comment_box": (
        "(?:ý kiến|bình luận|phản hồi|thảo luận|nhận xét)(?: (?:của )?(?:bạn(?: đọc)?|độc giả))?|(?:gửi|viết|để lại|thêm) "
        "(?:một )?(?:bình luận|ý kiến|phản hồi|nhận xét)(?: của bạn)?|\\d+ (?:bình luận|ý kiến|komentar|comments?|phản hồi)|"
        "(?:tulis |tinggalkan |beri |kirim |lihat )?(?:semua )?(?:komentar|balasan|komen)(?: anda| kamu)?|"
        "(?:leave|write|post|add) (?:a )?(?:comment|reply)|(?:reader )?comments?|join the (?:conversation|discussion)|"
        "discussion|your comment|(?:view|show) comments|responses"
    ),
    "share": (
        "chia sẻ(?: bài viết)?(?: này)?|bagikan(?: artikel| berita)?(?: ini)?|kongsi|share(?: this)?(?: article| story| post)?"
        "|sebarkan|theo dõi (?:chúng tôi|.{2,20} trên.{0,30})|ikuti kami.{0,30}|follow us.{0,30}"
    ),
    "advert": (
        "quảng cáo|tài trợ|advertisements?|advertising|sponsored|iklan|adverti[sz]ement.{0,40}|scroll to (?:resume|continue).{0,30}|"
        "gulir (?:untuk|ke).{0,40}|lanjutkan membaca.{0,20}|continue reading.{0,40}|article continues.{0,40}|"
        "story continues.{0,40}|promoted|ads?|(?:đăng ký|nhận) (?:nhận )?(?:bản )?tin.{0,60}|newsletter|berlangganan.{0,60}|"
        "sign up (?:for|to) .{2,60}|subscribe.{0,60}|artikel (?:ini )?(?:akan )?(?:lanjut|berlanjut).{0,40}"
    ),
    "navigation": (
        "từ khóa|từ khoá|tags?|thẻ|chủ đề|topik|topics?|kata kunci|keywords?|danh mục|chuyên mục|kategori|categories|"
        "mục lục|daftar isi|table of contents|trang chủ|beranda|home|menu|tìm kiếm|cari|search|kembali ke atas|"
        "về đầu trang|trở lại .{2,30}|halaman(?: selanjutnya| berikutnya)?|(?:page|trang) \\d+|selanjutnya|sebelumnya|"
        "nghe đọc bài|nghe bài viết|dengarkan(?: artikel)?|listen to (?:this )?article|in bài viết?"
    ),
}
_SECTIONS: Final = [
    (kind, re.compile(r"^[\W_]*(?:" + words + ")" + _END, re.IGNORECASE)) for kind, words in _SECTION.items()
]

# How a line begins that is foreign to the text it stands in, whatever follows.
_PREFIX: Final = [
    ("related", re.compile(
        r"^\s*(?:>{2,}|»|>\s|☞|➤|►)|^\W*(?:xem\s+thêm|đọc\s+thêm|mời\s+(?:quý\s+)?(?:bạn\s+đọc|độc\s+giả|bạn)\s+(?:xem|đọc)|"
        r"tin\s+liên\s+quan|bài\s+liên\s+quan|baca\s+(?:juga|pula|selengkapnya)|baca\s*[:|]|lihat\s+juga|simak\s+(?:juga|pula)|tonton\s+juga|"
        r"berita\s+(?:terkait|berkaitan)|artikel\s+terkait|pilihan\s+(?:editor|redaksi)|read\s+(?:also|more|next)|"
        r"also\s+read|see\s+also|related|recommended|more\s*:|watch)\s*(?:[:|»›\-–>]|$|(?=\s*[\"“'‘]))", re.IGNORECASE)),
    ("navigation", re.compile(
        r"^\W*(?:từ\s+kho[áóa]+|tags?|kata\s+kunci|keywords?|topik|chủ\s+đề|filed\s+under|labels?)\s*:", re.IGNORECASE)),
    ("share", re.compile(
        r"^\W*(?:chia\s+sẻ|bagikan|kongsi|share)\b(?:\W+(?:bài|qua|lên|ke|di|on|this|facebook|fb|twitter|zalo|email|"
        r"whatsapp|telegram|linkedin|line|copy|link|bài\s+viết|artikel|x|in|print|sao\s+chép))+", re.IGNORECASE)),
]  # fmt: skip

_CREDIT: Final = re.compile(
    r"(?:ảnh|ảnh tư liệu|ảnh minh họa|nguồn|foto|dok|photo|photograph|image|picture|credit|source|sumber|getty|afp|reuters|ap|epa|"
    r"antara|ttxvn|xinhua|tass|sana|ist)\b[^.]{0,60}[.)\]]?\s*$",
    re.IGNORECASE,
)
_NOTICE: Final = re.compile(
    r"^\W*(?:đăng\s+ký\s+(?:ngay|nhận|theo\s+dõi|kênh|bản\s+tin|tài\s+khoản)|(?:vui\s+lòng|hãy)\s+(?:đăng\s+(?:ký|nhập)|theo\s+dõi|like)|"
    r"bạn\s+đã\s+(?:đọc|xem)\s+hết|theo\s+dõi\s+.{2,60}\s+trên\s+(?:google|facebook|zalo|youtube|telegram|tiktok)|mời\s+(?:quý\s+)?(?:bạn|độc\s+giả)|"
    r"daftar(?:kan)?\s+(?:email|diri|sekarang)|(?:silakan\s+)?(?:berlangganan|masuk\s+atau\s+daftar|login)\b|anda\s+telah\s+(?:membaca|mencapai)|"
    r"(?:ikuti|dapatkan|simak)\s+(?:.{0,40}\s)?(?:breaking\s+news|berita\s+(?:pilihan|terbaru|terkini)|saluran|channel|whatsapp|telegram|google\s+news|update)|"
    r"sign\s+up\s+(?:for|to)|subscribe\b|(?:please\s+)?(?:log|sign)\s+in\b|you\s+have\s+(?:read|reached)|(?:follow|join)\s+us\b|"
    r"get\s+(?:the\s+latest|our|breaking)|download\s+(?:our|the)\s+app|(?:this|our)\s+(?:site|website)\s+uses\s+cookies|"
    r"(?:trang|website)\s+này\s+(?:sử\s+)?dùng\s+cookie|(?:situs|laman)\s+ini\s+(?:memakai|menggunakan)\s+(?:kuki|cookie))",
    re.IGNORECASE,
)
_STAMP_WORDS: Final = re.compile(
    r"\b(?:thứ|hai|ba|tư|năm|sáu|bảy|chủ nhật|cn|t[2-7]|ngày|tháng|giờ|phút|trước|sáng|chiều|tối|cập nhật|lúc|đăng|xuất bản|am|pm|gmt|utc|wib|"
    r"wita|wit|est|edt|ist|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|isnin|khamis|januari|februari|maret|mac|april|mei|juni|"
    r"juli|julai|agustus|ogos|september|oktober|november|desember|disember|jan|feb|mar|apr|jun|jul|agu|aug|sep|sept|okt|oct|nov|des|dec|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|fri|sat|sun|january|february|march|may|june|july|"
    r"august|october|december|updated?|published|posted|on|at|diperbarui|diterbitkan|pukul|jam|yang lalu|menit|hours?|minutes?|ago|st|nd|rd|th|h|g)\b",
    re.IGNORECASE,
)
_STAMP: Final = re.compile(r"\d{1,2}\s*[:h]\s*\d{2}|\d{1,4}\s*[/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*\d{2,4})?|\d{1,2}\D{1,15}\d{4}|\d+\s+\w+\s+(?:ago|trước|lalu)")

_IMPRINT: Final = (
    "©", "copyright", "all rights reserved", "bản quyền thuộc", "bản quyền ©", "bản quyền 20", "giữ bản quyền", "hak cipta",
    "giấy phép số", "giấy phép xuất bản", "giấy phép hoạt động", "giấy phép thiết lập", "giấy phép bttt", "/gp-", "tổng biên tập:",
    "phó tổng biên tập", "cơ quan chủ quản", "cơ quan ngôn luận", "chịu trách nhiệm nội dung", "tòa soạn:", "toà soạn:",
    "trụ sở:", "trụ sở chính:", "đường dây nóng", "ghi rõ nguồn", "pedoman media siber", "dilarang mengutip",
    "dilarang menyalin", "dilarang memperbanyak", "pemimpin redaksi", "kebijakan privasi", "privacy policy", "terms of use",
    "terms of service", "terms & conditions", "đt:", "fax:", "hotline:",
)  # fmt: skip

@lru_cache(maxsize=2048)
def section(text: str) -> str | None:
    """The kind of the part a short line heads ("Tin liên quan", "Komentar", "Most read"), or None."""
    if len(text) > 80:
        return None
    for kind, pattern in _SECTIONS:
        if pattern.match(text):
            return kind
    return None


def line_kind(text: str) -> str | None:
    """The kind of a line by how it begins ("Baca juga: ..."), or None. For lines, not for long paragraphs."""
    if len(text) > 300:
        return None
    for kind, pattern in _PREFIX:
        if pattern.search(text):
            return kind
    return None


def is_imprint(text: str) -> bool:
    """Whether a line is of the kind that stands at the foot of a page: licence, editor-in-chief, copyright."""
    lower = text.lower()
    return any(word in lower for word in _IMPRINT)


def has_credit(text: str) -> bool:
    """Whether a line ends by naming who took a picture, as captions do."""
    return bool(_CREDIT.search(text[-90:]))


def is_notice(text: str) -> bool:
    """Whether a line asks the reader to subscribe, log in or follow, or speaks of cookies."""
    return bool(_NOTICE.match(text))


def is_stamp(text: str) -> bool:
    """Whether a line is a date or a time and nothing else."""
    if len(text) > 80 or not _STAMP.search(text):
        return False
    return sum(map(str.isalpha, _STAMP_WORDS.sub("", text))) <= 3
