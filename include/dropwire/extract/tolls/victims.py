"""Victims told without a number word: "a policeman", "Sgt. Hall", "journalist Nadia Karim, her driver and a guard"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dropwire.extract.tolls.gaps import NO_OBJECT, TOGETHER_WITH
from dropwire.extract.vocabulary.numbers import Number
from dropwire.letters import UPPER

_ONE = {
    "vi": re.compile(r"[Mm]ột (?=\w)"),
    "id": re.compile(r"[Ss]eorang(?= \w)"),
    "en": re.compile(r"[AaOo](?:(?<=[Aa])n?|(?<=[Oo])ne) (?=\w)"),
}
_ADJECTIVES = re.compile(r"(?:(?:(?:[A-Z]\.){1,3}|[\w'-]+) ){1,3}")
_NAME = rf"[{UPPER}][\w'.-]*"
_RANKED = re.compile(
    r"\b(?:Pra(?:da|tu|ka)|Kop(?:da|tu|ka)|Ser(?:da|tu|ka|ma)|Pel(?:da|tu)|Letda|Lettu|Kapten|Mayor|Letkol|Kolonel|Brigjen"
    r"|Mayjen|Letjen|Brip(?:tu|da|ka)|Brigpol|Brigadir|Aip(?:da|tu)|Ip(?:da|tu)|AKP|AKBP|Kompol|Kombes|Bharad?[atuk]+"
    r"|Sgt|Sergeant|Cpl|Corporal|Private|Capt|Captain|Lt|Lieutenant|Maj|Major|Col|Colonel|Brig|Brigadier|Constable|Inspector"
    r"|Gubernur|Bupati|Wali Kota|Menteri|Governor|Mayor|Minister|Senator|Thống đốc|Thị trưởng|Bộ trưởng"
    r"|(?:Hạ|Trung|Thượng) (?:sĩ|sỹ)|(?:Thiếu|Trung|Thượng|Đại) (?:úy|uý|tá|tướng)|Binh nh[ấì]t?|Chuẩn úy)\.?"
    rf"(?: (?:Gen|Col|Lt|Cpl|Inf|TNI|Dua|Satu|Anumerta|General|Colonel)\.?)*(?: {_NAME}){{1,5}}"
)
_NAMED = re.compile(
    r" (?P<who>(?:(?:doanh nhân|nhà báo|nữ nhà báo|phóng viên|nhà hoạt động|linh mục|giáo sĩ|mục sư|nghị sĩ|luật sư"
    r"|bác sĩ|giáo viên|con tin|thủ lĩnh|chỉ huy|tướng|ông|bà|anh|chị|cô"
    r"|wartawan|jurnalis|pengusaha|pendeta|pastor|ustaz|aktivis|guru|dokter|pilot|sandera|komandan|pemimpin|pengacara|ketua|panglima"
    r"|gembong|pentolan|gubernur|bupati|wali kota|walikota|camat|kepala desa|jaksa|senator|duta besar|diplomat|menteri"
    r"|hakim|tebusan|peguam|doktor"
    r"|journalist|reporter|cameraman|photographer|businessman|businesswoman|activist|cleric|pastor|lawyer|judge|lawmaker"
    r"|doctor|teacher|hostage|commander|tycoon|blogger|priest|imam|mayor|councillor|councilman|councilwoman|candidate"
    r"|(?:(?:community|village|union|church|social|indigenous|land|human rights|rights|environmental|opposition|student"
    r"|local|tribal|party) )?(?:leader|chief|defender|activist|organi[sz]er)) )"
    rf"(?:[^\W\d_]+ ){{0,2}}?{_NAME}(?: {_NAME}){{0,4}}(?:, {_NAME}(?: {_NAME}){{1,4}}(?=,))?)"
)
"""A person by calling and name, right behind the verb that kills."""
_OFFICE = re.compile(
    r" (?P<who>(?:ketua|kepala|wakil|wali kota|walikota|bupati|camat|hakim|jaksa|imam|pendeta|ulama|sopir|pemandu"
    r"|komandan"
    r"|panglima|pemimpin|duta besar|penghulu|ketua kampung"
    r"|thị trưởng|tỉnh trưởng|trưởng làng|trưởng thôn|thống đốc|thẩm phán|công tố viên|cảnh sát trưởng|nghị sĩ"
    r"|linh mục|giáo sĩ"
    r"|mục sư|đại sứ|tài xế|lái xe|chỉ huy|thủ lĩnh"
    r"|chủ (?:một )?(?:tiệm|quán|cửa hàng|trang trại)|pemilik (?:toko|warung)"
    r"|(?:the|a|its|their) (?:mayor|judge|priest|imam|driver|headman|village chief|police chief|prosecutor|pastor"
    r"|bishop))"
    r"(?: (?!dan\b|và\b|and\b|cùng\b|serta\b|di\b|pada\b|ở\b|tại\b|hôm\b|của\b|in\b|on\b)[^\W\d_][\w-]*){0,3}?)"
    r"(?= (?:dan|serta|beserta|bersama|và|cùng|and|di|pada|ở|tại|hôm|của|in|on|during)\b|[,.;]|$)"
)
"""A person by office alone, right behind the verb that kills: "membunuh ketua dewan kota dan ..."."""
_CALLING = (
    r"(?:dokter|doktor|sopir|pengemudi|pemandu|perawat|jururawat|guru|imam|istri|isteri|suami|ibu|ayah|anak|ia|dia|pemilik"
    r"|penumpang|bác sĩ|y tá|tài xế|lái xe|giáo viên|ông|bà|anh|cô|người vợ|người chồng|vợ|chồng|con gái|con trai"
    r"|người mẹ"
    r"|(?:the|his|her|their|a) (?:doctor|nurse|driver|teacher|imam|wife|husband|mother|father|son|daughter|owner"
    r"|cleric))"
)
_DEATH = (
    r"(?:tewas|meninggal|maut|terbunuh|gugur|thiệt mạng|tử vong|chết|bị (?:giết|bắn chết|sát hại)"
    r"|killed|shot dead|died)\b"
)
_BOTH_DIED = re.compile(
    rf"(?:^|[\s(;:])(?P<one>(?i:{_CALLING})(?:nya)?(?: ông| bà| anh)?) (?:dan|serta|và|cùng"
    rf"|and) (?P<two>{_CALLING}(?:nya)?(?: của)?"
    r"(?: ông| bà| anh| mình)?)"
    rf"(?= (?:telah |juga |sama-sama |dilaporkan |đều |cũng |đã |were |both |had both )*{_DEATH})"
)
"""Two people by calling, without a number, before the word for their death: "dokter dan sopirnya meninggal"."""
_ONE_DIED = re.compile(
    r"(?:^|[\s(;:])(?P<who>(?i:dokter|doktor|so?u?pir|pengemudi|pemandu|perawat|jururawat|guru|istri|isteri|suami|kernet"
    r"|kondektur|bác sĩ|y tá|tài xế|lái xe|phụ xe|giáo viên|người (?:vợ|chồng|mẹ)|con (?:gái|trai)"
    r"|(?:the|his|her|its) (?:driver|doctor|nurse|teacher|conductor|wife|husband|mother|son|daughter))(?:nya)?)"
    rf"(?:,? {_NAME}(?: {_NAME}){{0,3}}(?: \(\d\d(?: tahun| tuổi)?\))?,?)?"
    rf"(?= (?:telah |juga |dilaporkan |đã |cũng |was |had |also |later |itu |tersebut |này )*{_DEATH})"
)
"""One person by calling before the word for the death: "sopirnya, Rahmat (41), meninggal", "tài xế chết tại chỗ"."""
_AND = re.compile(r"\b(?:dan|serta|beserta|và|cùng|and) $")
_HEADS = (
    r"[Pp]residen|[Pp]erdana [Mm]enteri|[Aa]nggota [Pp]arlemen"
    r"|[Kk]epala|[Kk]omandan|[Pp]emimpin|[Pp]entolan|[Gg]embong|[Pp]anglima|[Kk]etua|[Ww]akil|[Gg]ubernur|[Bb]upati"
    r"|[Ww]ali [Kk]ota|[Dd]uta [Bb]esar|[Mm]enteri|[Jj]uru [Bb]icara|[Jj]enderal|[Jj]eneral|[Kk]olonel|[Uu]lama|[Ii]mam"
    r"|[Uu]skup|[Pp]endeta|[Pp]astor|[Ww]artawan|[Jj]urnalis|[Aa]ktivis|[Pp]ilot|[Ss]opir|[Pp]emandu"
    r"|[Gg]uru|[Dd]okter|[Hh]akim"
)
_DIED = re.compile(
    rf"\b(?P<who>(?:{_HEADS})(?: [\w'-]+){{0,6}}?"
    rf"(?:(?:,? (?:(?:al|el|bin|ibn|abu)[- ])?{_NAME}){{1,5}}(?:,? \(?\d\d(?: tahun)?\)?)?| itu| tersebut)),?"
    r"(?: (?:dilaporkan|dipastikan|dinyatakan|dikabarkan|telah|juga|ikut|turut))? $"
)
_SLAIN = re.compile(
    r"\b(?P<who>(?:[Tt]hủ lĩnh|[Cc]hỉ huy|[Tt]ướng|[Tt]ư lệnh|[Đđ](?:ại|ô) (?:tá|đốc)|[Tt]rùm|[Tt]hống đốc"
    r"|[Tt]hị trưởng|[Bb]ộ trưởng|[Tt]hủ tướng|[Tt]ổng thống|[Nn]ghị sĩ|[Nn]hà (?:báo|hoạt động)|[Pp]hóng viên"
    r"|[Gg]iáo sĩ|[Ll]inh mục|[Đđ]ại sứ)"
    r"(?: (?:cấp cao|quân sự|chính trị|tối cao|của|tại|ở|tỉnh|bang|thành phố|nhóm|phiến quân|al|bin"
    rf"|(?:al|el|ash)-\w+|{_NAME})){{1,7}}"
    rf"(?:, {_NAME}(?: {_NAME}){{0,4}},)?)"
    r" (?:đã |vừa )?"
    r"(?=bị (?:[^.;,]{0,40} )?(?:bắn chết|sát hại|giết(?: chết)?|hạ sát|ám sát|tiêu diệt|hạ gục)\b"
    r"|thiệt mạng\b|tử vong\b|(?:và|cùng) (?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) [^.;,]{2,40} thiệt mạng\b)"
)
"""The one named person who was killed: "thủ lĩnh X bị ... bắn chết", "đại sứ X và hai người khác thiệt mạng"."""
_SEVERAL = re.compile(
    r"(?:\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|những|nhiều|vài|số|chục|trăm|của|do|theo))(?: \S+)? $",
    re.IGNORECASE,
)
"""Before those who are counted, or not told of at all."""
_BEFORE_DEATH = frozenset(
    {"itu", "tersebut", "dilaporkan", "dipastikan", "dinyatakan", "dikabarkan", "telah", "juga", "ikut", "turut"}
)
_AGED = re.compile(r"\d\d\)|tahun,? $")
_DIED_WITH = re.compile(
    rf"\b(?P<who>(?:Duta Besar|Gubernur|Menteri|Jenderal|Komandan|Presiden)(?: {_NAME}){{1,4}})"
    r"(?= (?:dan|serta|bersama) (?:\d|se\w|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan))"
)
"""The one person before the word that tells of a death: by office and name, or as "sopir itu"."""
_AND_OTHERS = re.compile(
    rf"(?<![\w-])(?P<who>{_NAME}(?: (?:(?:al|el|bin|ibn|abu|de|von)[- ])?{_NAME}){{1,4}})(?: \(\d\d(?: \w+)?\))?"
    r"(?=,? (?:và|cùng(?: với)?|dan|serta|beserta|bersama|and|(?:along|together) with|as well as)"
    r" (?:\d{1,3}|[^\W\d_]+(?: (?:puluh|belas|mươi|mười))?)"
    r" (?:(?:[^\W\d_]+ ){0,2}(?:khác|lain|lainnya|others)\b|other [^\W\d_]+"
    r"|(?:cận vệ|vệ sĩ|cấp dưới|trợ lý|anak buah|pengawal|bawahan|ajudan|rekan)(?:nya)?\b"
    r"|(?:of (?:his|her|their) )?(?:bodyguards|guards|aides|companions|associates|comrades)\b))"
)
"""One person by name before those with him: "Abdul Karim dan tiga orang lainnya"."""
_OBJECT = re.compile(rf"(?: (?!{NO_OBJECT})[\w'-]+){{0,5}} ")
"""Between a verb that kills and the name of the one killed: his office."""
_AT = re.compile(
    r"\b(?:di|ke|dari|kota|desa|distrik|provinsi|kelompok|ở|tại|từ|tỉnh|huyện|làng|nhóm|in|at|near|from)\s$",
    re.IGNORECASE,
)
"""Before the name of a place or a group, not of a person."""
_FEW = re.compile(
    r"(?:\d|\b(?:seorang|para|beberapa|sejumlah|sebilangan|salah satu|kedua|ketiga|keempat|dua|tiga|empat|lima|enam"
    r"|tujuh|delapan|lapan|sembilan|sepuluh|sebelas|belas|puluh|puluhan|banyak|oleh|kata|ujar|menurut))(?: \S+)? $",
    re.IGNORECASE,
)  # fmt: skip
_BEHEADED = re.compile(rf"(?<=kepala) (?P<who>{_NAME}(?: {_NAME}){{1,4}})")
_OWN = (
    r"(?P<who>(?:người )?(?:vợ|chồng|con gái|con trai|cháu gái|cháu trai|mẹ|cha|bố|em trai|em gái|anh trai|chị gái"
    r"|tài xế|vệ sĩ)(?! (?:của )?(?:những|các)\b)(?: (?:ông|bà|anh|chị|cô|của ông|của bà|của anh|riêng|mình))?\b"
    r"|anak (?:lelaki|laki-laki|perempuan)nya\b|(?:istri|isteri|suami)(?= (?:dan|serta|beserta) )"
    r"|(?:istri|isteri|suami|anak|bayi|putri|putra|ibu|ayah|adik|kakak|sopir|pengawal|ajudan|pemandu)nya\b"
    r"|(?:his|her|their) (?:wife|husband|daughter|son|mother|father|brother|sister|driver|bodyguard|aide|cameraman"
    r"|interpreter|translator|baby|niece|nephew|grandson|granddaughter|fiancee|assistant|deputy)\b)"
)
"""A relative or companion of somebody told of before."""
_KIN = re.compile(rf"(?:,|\b(?:và|cùng|cùng với|dan|serta|bersama|and|(?:along|together) with|as well as)) {_OWN}")
_DIED_BESIDE = re.compile(
    r"(?:was |were )?[^\s,.;]+(?: mạng| vong| chết)? "
    rf"{TOGETHER_WITH} {_OWN}"
)
"""From the word for somebody's death to the one who died beside him: "tewas bersama istrinya"."""
_WITH_KIN = re.compile(
    r"(?:[Ss]eorang|[Mm]ột|[Aa]n?|[Oo]ne) (?:[^\W\d_][\w-]* ){1,4}?(?:\d{1,3} tuổi "
    r"|(?:yang )?berusia \d{1,3} tahun )?(?:dan|serta|bersama|và|cùng|and) "
    rf"(?:{_OWN}|(?:his|her) [^\W\d_]+ (?:children|sons|daughters|grandchildren)"
    r"|(?:hai|ba|bốn|năm|sáu) (?:con|người con|đứa con))"
)
"""Somebody told of with his own: "seorang bapa dan anak perempuannya", "a woman and her two children"."""
_COUPLE = re.compile(
    r"\b(?:(?:một (?:cặp|đôi) |(?<!hai )(?<!ba )(?<!bốn )(?:cặp|đôi) |hai )vợ chồng"
    r"|(?:pasangan |sepasang )?suami[- ]iste?ri|pasutri"
    r"|(?:an?|the) (?:(?:married|elderly|young|old|newlywed|retired) )?couple(?! of\b))\b",
    re.IGNORECASE,
)
"""Two who are told of in one word."""
_COUPLE_WORDS = ("vợ chồng", "suami", "pasutri", "couple")
_PAIR = 80
"""Characters from the first of two people told together to the second."""
_ALL = {"kedua": 2, "kedua-dua": 2, "ketiga": 3, "ketiga-tiga": 3, "keempat": 4, "kelima": 5, "keenam": 6, "ketujuh": 7}
_ALL_OF = re.compile(rf"\b(?:{'|'.join(sorted(_ALL, key=len, reverse=True))})(?= [^\W\d_])", re.IGNORECASE)
"""All of so many, before the noun: "keempat penyerang"; behind it, it would be the fourth."""
_LIST = re.compile(r" (?:và|cùng|dan|serta|bersama|and|along with) ")
_FALLS = re.compile(
    r",? (?:dilaporkan |dipastikan |dinyatakan |telah )?(?:tewas|gugur|terbunuh|meninggal|maut|terkorban)\b"
)
_APPOSED = re.compile(r"\b(?:\d+|[Ss]eorang|[Ss]atu|[Ss]alah|[Dd]ua|[Tt]iga|[Ee]mpat|[Ll]ima|[Ee]nam) [^.;,]{1,60}, $")
"""Before a name that only tells who the one counted was: "satu prajurit, Serda Handoko, gugur"."""
_HIM = re.compile(
    r" (?P<who>(?:ông|bà|anh|cô|chị|nạn nhân)(?: này| ấy| ta)?)(?=[,.;]|$| (?:và|rồi|tại|ở|trước|ngay|hôm|khi)\b)"
)
"""Somebody told of before, behind the verb that kills: "bắn chết ông"."""
_SPEAKS = re.compile(
    r"[^,.;:]{0,40}?\b(?:said|says|told|added|announced|confirmed|reported|cho biết|cho hay|nói|kể|xác nhận|khẳng định"
    r"|mengatakan|menyebut|menuturkan|mengungkapkan|menyatakan|menambahkan|memberitahu|berkata|melaporkan|mengk?onfirmasi)\b"
)
_SPOKEN = re.compile(r"\b(?:said|told|according to|theo|theo lời|kata|ujar|tutur|menurut|ungkap|jelas|dedah) $")
_GOES_ON = re.compile(r"\b(?:was|were|bị|đã|tewas|terbunuh|gugur|died|killed|injured|wounded)\b")


def singles(
    text: str, column: str, people: Sequence[int], killing: Sequence[int], dying: Sequence[int] = ()
) -> list[Number]:
    """Those counted as one.

    Args:
        text: the sentence.
        column: the lexicon's column of its language.
        people: where its words for people begin.
        killing: where its verbs that kill somebody end.
        dying: where its words for somebody's death begin.
    """
    named = [Number(m.start(), m.end(), 1, 1, True) for m in _RANKED.finditer(text)]
    named = [n for n in named if not _speaks(text, n)]
    named += _named(text, killing)
    named += [Number(m.start(one), m.end(one), 1, 1, True) for m in _BOTH_DIED.finditer(text) for one in ("one", "two")]
    named += [
        Number(*m.span("who"), 1, 1, True)
        for m in _ONE_DIED.finditer(text)
        if not any(before.search(text, 0, m.start("who")) for before in (_SEVERAL, _FEW, _AND))
    ]
    named += [led for m in _AND_OTHERS.finditer(text) if (led := _led(text, m, killing, dying))]
    beside = (m for at in dying if (m := _DIED_BESIDE.match(text, at)))
    named += [Number(*m.span("who"), 1, 1, True) for m in beside]
    kin = (m for m in _WITH_KIN.finditer(text) if m["who"] and _dies(text, m, dying))
    named += [Number(*m.span("who"), 1, 1, True) for m in kin]
    if column == "id":
        named += _died(text, dying)
        named += [
            Number(m.start(), m.end(), _ALL[m[0].lower()], _ALL[m[0].lower()], True)
            for m in _ALL_OF.finditer(text)
            if m.end() + 1 in people
        ]
    elif column == "vi" and (dying or " bị " in text):
        named += [
            Number(m.start("who"), m.end("who"), 1, 1, True)
            for m in _SLAIN.finditer(text)
            if not _SEVERAL.search(text, max(0, m.start() - 16), m.start())
        ]
    elif column == "en":
        named += _one_killed(text, killing, dying)
    named_at = {n.end for n in named}
    articles = (n for n in _articles(text, column, people) if not _speaks(text, n))
    # "Robert Hall, seorang pelancong": an apposition counts nobody again
    return [*named, *(n for n in articles if not (n.start - 2 in named_at and text[n.start - 2] == ","))]


def couples(text: str) -> list[Number]:
    """Those counted as two by one word: "một cặp vợ chồng", "pasutri", "a couple"."""
    low = text.lower()
    if not any(word in low for word in _COUPLE_WORDS):  # quick, as nearly no sentence has one
        return []
    return [Number(*m.span(), 2, 2, True) for m in _COUPLE.finditer(text)]


def stands_alone(text: str, number: Number) -> bool:
    """Whether a number is a person by itself: "seorang", a name, a relative."""
    words = text[number.start : number.end]
    if words.lower() == "seorang" or _WITH_KIN.match(text, number.start) or _COUPLE.fullmatch(words):
        return True
    near = max(0, number.start - _PAIR)
    if any(m.span("who") == number[:2] for m in _WITH_KIN.finditer(text, near, number.end + 1)):
        return True
    if number.low != 1 or number.high != 1 or words[0].isdigit() or words.lower() in ("a", "an", "one", "một"):
        return False
    if any(led.end("who") == number.end for led in _AND_OTHERS.finditer(text, number.start)):
        return True
    if _RANKED.match(text, number.start, number.end):
        if _FALLS.match(text, number.end):
            return _APPOSED.search(text, max(0, number.start - 80), number.start) is None
        return _LIST.match(text, number.end) is not None
    if _KILLED_ONE.match(text, number.start - 1, number.end) or _ONE_DIED.match(text, max(0, number.start - 1)):
        return True
    if _DIED.match(f"{text[number.start : number.end]} ") or _DIED_WITH.match(text, number.start):
        return True
    if _SLAIN.match(text, number.start) or _HIM.match(text, number.start - 1):
        return True
    if _OFFICE.match(text, number.start - 1) or any(
        number.start in (m.start("one"), m.start("two")) for m in _BOTH_DIED.finditer(text, near)
    ):
        return True
    return _NAMED.match(text, number.start - 1, number.end) is not None or _listed(text, number)


def _dies(text: str, pair: re.Match[str], dying: Sequence[int]) -> bool:
    """Whether the word for a death stands right behind two people, but for what the second is."""
    return any(0 <= start - pair.end() <= 40 and not re.search(r"[.;,\d]", text[pair.end() : start]) for start in dying)


def _led(text: str, named: re.Match[str], killing: Sequence[int], dying: Sequence[int]) -> Number | None:
    """The one person told with others, where a word for a death stands behind or a verb that kills before."""
    start, end = named.span("who")
    if _AT.search(text, max(0, start - 12), start):
        return None
    if any(0 <= at - end <= _PAIR and not re.search(r"[.;]", text[end:at]) for at in dying):
        return Number(start, end, 1, 1, True)
    kills = next((at for at in killing if 0 < start - at <= _PAIR and _OBJECT.fullmatch(text, at, start)), None)
    return Number(kills + 1, end, 1, 1, True) if kills is not None else None


def _listed(text: str, number: Number) -> bool:
    lead = max(0, number.start - 14)
    return any(m.span("who") == (number.start, number.end) for m in _KIN.finditer(text, lead, number.end + 9))


def _articles(text: str, column: str, people: Sequence[int]) -> Iterator[Number]:
    """ "A policeman", "seorang prajurit": an article before a person."""
    for one in _ONE[column].finditer(text):
        end = one.end()
        if one.start() and text[one.start() - 1].isalnum():
            continue
        i = bisect_left(people, end)
        gap = text[end : people[i]] if i < len(people) and people[i] <= end + 28 else "."
        if column == "id" or not gap or (column == "en" and _ADJECTIVES.fullmatch(gap)):
            yield Number(one.start(), end if column == "id" else end - 1, 1, 1, True)


def _speaks(text: str, number: Number) -> bool:
    """Whether the one person tells of the event: ", a local official said"."""
    if _SPOKEN.search(text, max(0, number.start - 16), number.start):
        return True
    said = _SPEAKS.match(text, number.end)
    return said is not None and _GOES_ON.search(said[0]) is None


def _died(text: str, dying: Sequence[int]) -> Iterator[Number]:
    """The one person told to have died, by office and name ("Komandan X Ali Reza tewas", "X dan tiga orang tewas")."""
    for listed in _DIED_WITH.finditer(text, 0, dying[-1]) if dying else ():
        yield Number(listed.start("who"), listed.end("who"), 1, 1, True)
    for start in dying:
        word = text[max(0, start - 30) : start].rstrip(" ,").rpartition(" ")[2]
        if word == word.lower() and word not in _BEFORE_DEATH and not _AGED.search(text, max(0, start - 14), start):
            continue
        found = _DIED.search(text, max(0, start - 110), start)
        if found and not _FEW.search(text, max(0, found.start() - 30), found.start()):
            yield Number(found.start("who"), found.end("who"), 1, 1, True)


_KILLED_ONE = re.compile(
    r" (?:the|its|their|his|[A-Z][\w-]*['’]s)(?: [\w-]+){0,3}? (?:leader|commander|governor|mayor|minister|president"
    r"|ambassador|chief|emir|spokesman|mastermind)\b(?! of staff)"
)
"""The one person by office right behind "killed": "killed the leader of the group"."""
_WAS = re.compile(r"(?:was|has been|had been) ")
_WHO_WAS = re.compile(
    rf"(?<![\w-])(?P<who>{_NAME}(?: (?:(?:al|el|bin|ibn|abu|de|von)[- ])?{_NAME}){{1,4}}"
    r"|(?:[Tt]he|[Ii]ts|[Tt]heir|[A-Z][\w-]*['’]s)(?: [\w'’-]+){0,4}? (?:leader|commander|governor|mayor|minister"
    r"|president|ambassador|general|colonel|chief|chairman|spokesman|bishop|archbishop|emir|policeman|policewoman"
    r"|soldier|guard|cleric|preacher|imam|priest|pastor|monk|journalist|reporter|broadcaster|activist|lawyer|judge"
    r"|prosecutor|lawmaker|senator|councillor|politician|businessman|teacher|headmaster|doctor|nurse|driver|farmer"
    r"|student|man|woman|boy|girl|pilot|hostage|attacker|gunman|assailant|bomber|suspect|detainee|prisoner)"
    r"(?: of [A-Z][\w-]+(?: [A-Z][\w-]+)?)?)"
    r"(?:, [^,.;]{3,60},)? $"
)
"""The one person before "was killed": by name or office."""


def _one_killed(text: str, killing: Sequence[int], dying: Sequence[int]) -> Iterator[Number]:
    """The one person told in English to have been killed, by name or office."""
    for end in killing:
        victim = _KILLED_ONE.match(text, end)
        if victim is not None:
            yield Number(end + 1, victim.end(), 1, 1, True)
    for start in dying:
        found = _WHO_WAS.search(text, max(0, start - 110), start) if _WAS.match(text, start) else None
        if found is not None:
            yield Number(found.start("who"), start - 1, 1, 1, True)


def _named(text: str, killing: Sequence[int]) -> Iterator[Number]:
    """The person a verb kills by calling and name, and the relatives listed behind."""
    for end in killing:
        victim = (
            _NAMED.match(text, end) or _BEHEADED.match(text, end) or _HIM.match(text, end) or _OFFICE.match(text, end)
        )
        at = victim.end() if victim else end
        if victim:
            yield Number(victim.start("who"), at, 1, 1, True)
        elif not re.match(r"[^,.;]{3,50}?(?=,| và| cùng| dan| bersama| serta| and| along)", text[end:]):
            continue
        while kin := _KIN.search(text, at, at + 60 if not victim else at + 30):
            yield Number(kin.start("who"), kin.end("who"), 1, 1, True)
            at, victim = kin.end(), victim or kin
