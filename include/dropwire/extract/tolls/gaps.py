"""What stands between a number of people and the word that tells their fate."""

from __future__ import annotations

import re

from dropwire.letters import UPPER

NO_OBJECT = (
    r"(?:in|at|on|by|near|when|as|and|or|but|after|before|during|while|last|late|early|earlier|inside|outside|around|along"
    r"|across|since|with|from|to|including|overnight|this|that|there|then|di|pada|dekat|dalam|saat|ketika|dan|dari|ke|oleh"
    r"|ở|tại|gần|trong|hôm|lúc|khi|do|và|từ)\b"
)
"""What begins anything but the object of a verb right before it."""
AND = re.compile(
    rf"(?:(?:\s[{UPPER}][\w'’.-]+){{1,3}}(?=,))?"  # whose the one counted before is, and his name
    rf"(?:,?(?:\s[{UPPER}][\w'’.-]+){{1,4}},?(?=\s(?:và|dan|and|cùng|bersama|beserta|serta|along|together)\b))?"
    r"(?:\s(?:lokal|setempat|senior|lapangan|tempatan|địa phương|cấp cao))?"  # "seorang komandan lokal beserta"
    r"\s*,?\s*(?:và|dan|and|cùng(?: với)?|serta|beserta|bersama|,|lẫn|cũng như|as well as|(?:along|together) with)"
    r"\s*(?:(?:thêm|their|his|her)\s+)?"
)
NOUN_AND = re.compile(
    r" (?!(?:di|in|at|ở|tại|near|on|pada|dekat|hôm|lúc|from|dari|từ|by|oleh|and|dan|và)\b)[^\W\d_]+(?: [^\W\d_]+)?"
    r" (?:và|dan|and|cùng|serta|beserta) "
)
FILLER = re.compile(
    r"\s*[\"“”']?\s*(?:(?:hơn|gần|khoảng|tới|đến|thêm|tiếp|chừng|cả|các|số|những|trên|lên|lên đến|lên tới|là"
    r"|đã|được|tổng cộng|cho|của|ước tính|chỉ|"
    r"sekitar|lebih|dari|hampir|hingga|menjadi|mencapai|kurang|kira-kira|total|nyawa|para|atas|antara|"
    r"about|around|some|all|both|his|its|semua|seluruh|tất|nearly|almost|more|than|over"
    r"|as|many|up|to|another|an|estimated|a|further|the|total|of|between|"
    r"rose|risen|climbed|has|had|from|stands|at|reached|approximately|roughly|fewer|least|just|only|hanya|cuma"
    r"|(?:himself|herself|themselves) and)\s+)*[\"“”']?"
)
SUFFERS = re.compile(r"(?<!\w)bị (?=[^,]*$)")
CLOSED = re.compile(r"\s*(?:[.,;:)”\"]|$|(?:tại|ở|bên|ngay|trên|di|in|at|on|near|pada|hôm|theo)\b)")
THEN = re.compile(r"\b(?:rồi|và|sau đó|trước khi|lalu|kemudian|dan|sebelum|and|then|before|before being)\s+(?:\w+\s)?$")
SEIZED = re.compile(
    r"\b(?:lôi|kéo|bắt|bắt cóc|trói|dẫn|đưa|ép|dồn|lùa|chặn|buộc|tách|chọn|giữ|bắt giữ|tập hợp"
    r"|menyeret|menarik|memaksa|menculik|menyandera|menangkap|menggiring|mengikat|mengumpulkan|menurunkan|dragged|pulled|forced|took"
    r"|lined up|tied|tied up|rounded up|abducted|kidnapped|marched|ordered|captured|seized)\s+(?:\w+\s){0,2}$"
)
TOGETHER_WITH = r"(?:bersama(?: dengan)?|beserta|cùng(?: với)?|(?:along|together) with|alongside)"
BESIDE = re.compile(
    r"(?:\s(?:lokal|setempat|senior|lapangan|tempatan|địa phương|cấp cao))?"
    r",? (?:was |were |đã |telah |ikut )?(?:tewas|gugur|meninggal|terbunuh|maut|syahid|terkorban|thiệt mạng|tử vong"
    r"|chết|tử trận|killed|died|perished)"
    rf" {TOGETHER_WITH}(?: his| her| their)?\s*"
)
"""Between two who died together: "seorang guru tewas bersama dua anaknya"."""
