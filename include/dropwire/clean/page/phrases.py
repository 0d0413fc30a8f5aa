"""What the short lines of a page say: headings of its parts, invitations, licences, dates. In vi, id, ms and en."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import is_normalized, normalize


def _lines(text: str, before: str, after: str) -> re.Pattern[str]:
    """One pattern for all alternatives, one a line."""
    return re.compile(
        f"{before}(?:{'|'.join(line.strip() for line in text.split(chr(10)) if line.strip())}){after}", re.I
    )


_END: Final = r"\s*(?:\(?\d+\)?)?\s*[:：»›>…\.\-–|]*\s*$"

_RELATED: Final = r"""
    (?:các |những )?(?:tin|bài|bài viết|chủ đề|tin bài|nội dung|video|thông tin) (?:tức )?(?:liên quan|cùng chuyên mục)
    (?:các |những )?(?:tin|bài|bài viết|tin bài|video) (?:tức )?(?:cùng mục|cùng chủ đề|cùng tác giả|cùng sự kiện)
    (?:các |những )?(?:tin|bài|bài viết|tin bài|video) (?:tức )?(?:khác|mới nhất|mới|mới hơn|cũ hơn|tiếp theo|trước|sau)
    (?:các |những )?(?:tin|bài|bài viết|tin bài|video) (?:tức )?(?:nổi bật|nóng|hay|hot|quan tâm|đáng chú ý|trong ngày)
    (?:các |những )?(?:tin|bài|bài viết|tin bài|video) (?:tức )?(?:đọc nhiều|xem nhiều)(?: nhất)?
    (?:các |những )?(?:tin|bài|bài viết|tin bài) (?:đáng đọc|nên đọc|tài trợ|được quan tâm)
    liên quan|cùng chuyên mục|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|đọc tiếp|đọc thêm(?: cùng tác giả)?|xem thêm
    mới nhất|nổi bật|(?:có thể )?bạn (?:có thể )?quan tâm|có thể bạn (?:thích|chưa biết|quan tâm)|dành cho bạn
    đừng bỏ lỡ|không thể bỏ lỡ|được quan tâm|tiêu điểm|chuyên mục khác|theo dòng sự kiện|dòng sự kiện|cùng sự kiện
    chuyên đề|gợi ý cho bạn|thời sự trong ngày
    (?:berita|artikel|bacaan|konten|tulisan|video|topik) (?:lainnya|lain|terkait|berkaitan|sebelumnya|selanjutnya)
    (?:berita|artikel|bacaan|konten|tulisan|video|topik) (?:terbaru|terkini|populer|popular|terpopuler|hangat|utama)
    (?:berita|artikel|bacaan|konten|tulisan|video|topik) (?:pilihan|rekomendasi|menarik lainnya)
    terkait|terpopuler|terkini|terbaru|terkini lainnya|paling popul[ea]r|(?:paling )?banyak dibaca
    rekomendasi(?: untuk (?:anda|kamu))?|untuk anda|mungkin anda (?:suka|minat)|pilihan (?:editor|redaksi)
    (?:baca|lihat|simak|tonton) (?:juga|pula)|jangan lewatkan|sorotan|berita nasional lainnya
    related(?: (?:articles?|news|stories|posts?|topics?|content|coverage|links))?
    see also|also read|read (?:more|next|also)
    more (?:on this(?: story)?|stories|news|like this|from .{2,30}|in .{2,30})|latest(?: news| stories)?|top stories
    most (?:read|popular|viewed|shared|commented)|popular(?: posts| now| stories)?|trending(?: now)?
    recommended(?: for you| stories| reading)?|you (?:may|might) also (?:like|be interested in)|editor'?s'? picks?
    up next|don'?t miss|further reading|must reads?|what to read next|around the web|from the web
    sponsored(?: content| links)?
    (?:bài|tin) (?:trước|sau)|previous(?: article)?|next(?: article)?
"""
_COMMENTS: Final = r"""
    (?:ý kiến|bình luận|phản hồi|thảo luận|nhận xét)(?: (?:của )?(?:bạn(?: đọc)?|độc giả))?
    (?:gửi|viết|để lại|thêm) (?:một )?(?:bình luận|ý kiến|phản hồi|nhận xét)(?: của bạn)?
    \d+ (?:bình luận|ý kiến|komentar|comments?|phản hồi)
    (?:tulis |tinggalkan |beri |kirim |lihat )?(?:semua )?(?:komentar|balasan|komen)(?: anda| kamu)?
    (?:leave|write|post|add) (?:a )?(?:comment|reply)|(?:reader )?comments?|your comment|(?:view|show) comments
    join the (?:conversation|discussion)|discussion|responses
"""
_SHARE: Final = r"""
    chia sẻ(?: bài viết)?(?: này)?|theo dõi (?:chúng tôi|.{2,20} trên.{0,30})
    bagikan(?: artikel| berita)?(?: ini)?|kongsi|sebarkan|ikuti kami.{0,30}
    share(?: this)?(?: article| story| post)?|follow us.{0,30}
"""
_ADVERTS: Final = r"""
    quảng cáo|tài trợ|(?:đăng ký|nhận) (?:nhận )?(?:bản )?tin.{0,60}
    iklan|gulir (?:untuk|ke).{0,40}|lanjutkan membaca.{0,20}|berlangganan.{0,60}
    artikel (?:ini )?(?:akan )?(?:lanjut|berlanjut).{0,40}
    advertisements?|advertising|adverti[sz]ement.{0,40}|sponsored|promoted|ads?|newsletter
    scroll to (?:resume|continue).{0,30}|(?:continue reading|(?:article|story) continues).{0,40}
    sign up (?:for|to) .{2,60}|subscribe.{0,60}
"""
_NAVIGATION: Final = r"""
    từ khóa|từ khoá|thẻ|chủ đề|danh mục|chuyên mục|mục lục|trang chủ|tìm kiếm|về đầu trang|trở lại .{2,30}|trang \d+
    nghe đọc bài|nghe bài viết|in bài(?: viết)?
    topik|kata kunci|kategori|daftar isi|beranda|cari|kembali ke atas|halaman(?: selanjutnya| berikutnya)?|selanjutnya
    sebelumnya|dengarkan(?: artikel)?
    tags?|topics?|keywords?|categories|table of contents|home|menu|search|page \d+|listen to (?:this )?article
"""
_SECTIONS: Final = tuple(
    (kind, _lines(text, r"^[\W_]*", _END))
    for kind, text in (
        ("related", _RELATED), ("comment_box", _COMMENTS), ("share", _SHARE), ("advert", _ADVERTS),
        ("navigation", _NAVIGATION),
    )
)  # fmt: skip

# How a line begins that is foreign to the text it stands in, whatever follows.
_ALSO: Final = r"""
    xem thêm|đọc thêm|mời (?:quý )?(?:bạn đọc|độc giả|bạn) (?:xem|đọc)|tin liên quan|bài liên quan
    baca (?:juga|pula|selengkapnya)|baca(?=\s*[:|])|lihat juga|simak (?:juga|pula)|tonton juga
    (?:berita|artikel) (?:terkait|berkaitan)|pilihan (?:editor|redaksi)
    read (?:also|more|next)|also read|see also|related|recommended|more(?=\s*:)|watch
"""
_LABEL: Final = r"""
    từ kh(?:óa|oá|oa)|chủ đề|tags?|kata kunci|topik|keywords?|filed under|labels?
"""
_SHARE_WITH: Final = r"""
    bài(?: viết)?|qua|lên|ke|di|on|this|facebook|fb|twitter|zalo|email|whatsapp|telegram|linkedin|line|copy|link|artikel
    x|in|print|sao chép
"""
_PREFIXES: Final = (
    ("credit", re.compile(r"^\s*[—–-]\s*[^!?]{1,60}\(@\w+\)")),
    ("related", re.compile(r"^\s*(?:>{2,}|»|>\s|☞|➤|►)")),
    ("related", _lines(_ALSO, r"^\W*", r"\s*(?:[:|»›\-–>]|$|(?=\s*[\"“'‘]))")),
    ("navigation", _lines(_LABEL, r"^\W*", r"\s*:")),
    ("share", _lines(_SHARE_WITH, r"^\W*(?:chia sẻ|bagikan|kongsi|share)\b(?:\W+", r"\b)+")),
)
_NOTICE: Final = _lines(
    r"""
    đăng ký (?:ngay|nhận|theo dõi|kênh|bản tin|tài khoản)|(?:vui lòng|hãy) (?:đăng (?:ký|nhập)|theo dõi|like)
    bạn đã (?:đọc|xem) hết|mời (?:quý )?(?:bạn|độc giả)|(?:trang|website) này (?:sử )?dùng cookie
    theo dõi .{2,60} trên (?:google|facebook|zalo|youtube|telegram|tiktok)
    daftar(?:kan)? (?:email|diri|sekarang)|(?:silakan )?(?:berlangganan|masuk atau daftar|login)\b
    anda telah (?:membaca|mencapai)|(?:situs|laman) ini (?:memakai|menggunakan) (?:kuki|cookie)
    (?:ikuti|dapatkan|simak) (?:.{0,40} )?(?:breaking news|berita (?:pilihan|terbaru|terkini)|saluran|channel|update)
    (?:ikuti|dapatkan|simak) (?:.{0,40} )?(?:whatsapp|telegram|google news)
    sign up (?:for|to)|subscribe\b|(?:please )?(?:log|sign) in\b|please subscribe|you have (?:read|reached) (?:all|your)
    (?:follow|join) us\b|get (?:the latest|our|breaking)|download (?:our|the) app
    (?:this|our) (?:site|website) uses cookies
    """,
    r"^\W*",
    "",
)
_CREDIT: Final = _lines(
    r"""
    ảnh(?: tư liệu| minh họa)?|nguồn|foto|dok|photo|photograph|image|picture|credit|source|sumber|getty|afp
    reuters|ap|epa|antara|ttxvn|xinhua|tass|sana|ist
    """,
    r"\b",
    r"\b[^.]{0,60}[.)\]]?\s*$",
)
_STAMP_WORDS: Final = _lines(
    r"""
    thứ|hai|ba|tư|năm|sáu|bảy|chủ nhật|cn|t[2-7]|ngày|tháng|giờ|phút|trước|sáng|chiều|tối|cập nhật|lúc|đăng|xuất bản
    senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|isnin|khamis|januari|februari|maret|mac|april|mei|juni|juli|julai
    agustus|ogos|september|oktober|november|desember|disember|agu|okt|des|diperbarui|diterbitkan|pukul|jam|menit
    yang lalu
    monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|fri|sat|sun|january|february|march|may
    june|july|august|october|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|updated?|published|posted|on|at
    hours?|minutes?|ago|st|nd|rd|th|h|g|am|pm|gmt|utc|wib|wita|wit|est|edt|ist
    """,
    r"\b",
    r"\b",
)
_STAMP: Final = re.compile(
    r"\d{1,2}\s*[:h]\s*\d{2}|\d{1,4}\s*[/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*\d{2,4})?|\d{1,2}\D{1,15}\d{4}|"
    r"\d+\s+\w+\s+(?:ago|trước|lalu)"
)
_IMPRINT: Final = (
    "©", "copyright", "all rights reserved", "bản quyền thuộc", "bản quyền ©", "bản quyền 20", "giữ bản quyền",
    "hak cipta", "giấy phép số", "giấy phép xuất bản", "giấy phép hoạt động", "giấy phép thiết lập",
    "giấy phép bttt", "/gp-", "tổng biên tập:", "phó tổng biên tập", "cơ quan chủ quản", "cơ quan ngôn luận",
    "chịu trách nhiệm nội dung", "tòa soạn:", "toà soạn:", "trụ sở:", "trụ sở chính:", "đường dây nóng",
    "ghi rõ nguồn", "pedoman media siber", "dilarang mengutip", "dilarang menyalin", "dilarang memperbanyak",
    "pemimpin redaksi", "kebijakan privasi", "privacy policy", "terms of use", "terms of service",
    "terms & conditions", "đt:", "fax:", "hotline:",
)  # fmt: skip


def _nfc(text: str) -> str:
    return text if is_normalized("NFC", text) else normalize("NFC", text)


@lru_cache(maxsize=2048)
def section(text: str) -> str | None:
    """The kind of the part a short line heads ("Tin liên quan", "Komentar", "Most read"), or None."""
    if len(text) > 80:
        return None
    text = _nfc(text)
    return next((kind for kind, pattern in _SECTIONS if pattern.match(text)), None)


def line_kind(text: str) -> str | None:
    """The kind of a line by how it begins ("Baca juga: ..."), or None. For lines, not for long paragraphs."""
    if len(text) > 300:
        return None
    text = _nfc(text)
    return next((kind for kind, pattern in _PREFIXES if pattern.match(text)), None)


def is_imprint(text: str) -> bool:
    """Whether a line is of the kind that stands at the foot of a page: licence, editor-in-chief, copyright."""
    lower = _nfc(text).lower()
    return any(map(lower.__contains__, _IMPRINT))


def has_credit(text: str) -> bool:
    """Whether a line ends by naming who took a picture, as captions do."""
    return bool(_CREDIT.search(_nfc(text[-90:])))


def is_notice(text: str) -> bool:
    """Whether a line asks the reader to subscribe, log in or follow, or speaks of cookies."""
    return bool(_NOTICE.match(_nfc(text)))


def is_stamp(text: str) -> bool:
    """Whether a line is a date or a time and nothing else."""
    if len(text) > 80 or not _STAMP.search(text):
        return False
    return sum(map(str.isalpha, _STAMP_WORDS.sub("", _nfc(text)))) <= 3
