"""What is news and what is none: what a drill, a trial or an anniversary lends the sentences behind it, who denies."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports import tell, tell_news

from dropwire.article import Event
from dropwire.extract import Extractor


def rows(name: str) -> list[tuple[str, str]]:
    """Language and text of each row of a table of sentences."""
    lines = (Path(__file__).parent / "sentences" / name).read_text(encoding="utf-8").splitlines()
    return [(lang, text) for lang, text in (line.split("\t") for line in lines[2:])]


@pytest.mark.parametrize(("lang", "text"), rows("no_news.tsv"))
def test_no_news_of_violence(extractor: Extractor, lang: str, text: str) -> None:
    assert news(extractor, text, lang) == []


@pytest.mark.parametrize(("lang", "text"), rows("news.tsv"))
def test_news_of_violence(extractor: Extractor, lang: str, text: str) -> None:
    assert len(news(extractor, text, lang)) == 1


def news(extractor: Extractor, text: str, lang: str) -> list[Event]:
    """The events of violence given out as facts and as news."""
    events = tell_news(extractor, text, lang, "2023-05-10")
    return [e for e in events if not e.type.startswith(("strategic.", "diplomatic."))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Tỉnh Quảng Nam tổ chức diễn tập.\n\nĐịch ném bom sân bay, bộ đội tiêu diệt 5 tên ở Tam Kỳ."),
        ("vi", "Nhóm khủng bố tấn công nhà ga ở Huế, giết 2 bảo vệ. Đó là tình huống giả định sáng nay."),
        ("vi", "Tỉnh kỷ niệm chiến thắng Bình Giã.\n\nBộ đội tấn công ấp chiến lược và giết hàng chục lính ngụy."),
        ("vi", "Bị cáo ra tòa ở Đà Lạt hôm qua.\n\nNhóm này xông vào đồn cảnh sát và bắn chết 4 người."),
        ("vi", "Ngày 9/4/1975, bộ đội tấn công Xuân Lộc.\n\nSau 12 ngày, bộ đội giải phóng Xuân Lộc."),
        ("id", "TNI menggelar latihan gabungan di Situbondo.\n\nMarinir menyerbu pantai dan membunuh tiga musuh."),
        ("id", "Warga Dili mengenang tragedi itu.\n\nTentara menembaki pemakaman dan menewaskan 200 orang di Dili."),
        ("id", "Terdakwa dijatuhi hukuman mati di Medan.\n\nPelaku menembak mati dua polisi di Medan."),
        ("en", "Troops began their annual exercises in Poland.\n\nTanks shelled a village and killed three guards."),
        (
            "en",
            "Three men went on trial in Lahore.\n\nThe gunmen attacked a bus and shot dead 20 passengers in Quetta.",
        ),
        ("en", "The new film opens this week.\n\nRebels storm Washington and kill the president."),
        ("en", "Srebrenica marked the anniversary.\n\nSerb forces shot dead some 8,000 men and boys in Srebrenica."),
    ],
)
def test_what_is_staged_or_remembered_is_no_news(extractor: Extractor, lang: str, text: str) -> None:
    assert news(extractor, text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Seoul bắt đầu cuộc tập trận hôm thứ Hai.\n\nHôm 9/5, Triều Tiên nã pháo vào Yeonpyeong, 2 người chết."),
        ("vi", "Triều Tiên bắn tên lửa vào Yeonpyeong sau cuộc tập trận, làm 3 người chết."),
        ("id", "Warga Poso mengenang korban konflik.\n\nPada Selasa (9/5), kelompok MIT membunuh empat warga di Sigi."),
        ("id", "Bom meledak di luar pengadilan Quetta saat terdakwa disidang, menewaskan delapan orang."),
        ("en", "Gunmen stormed a memorial service in Maiduguri on Tuesday, killing 12 people."),
        ("en", "Nigeria held a day of remembrance.\n\nOn Tuesday gunmen attacked Gora in Kaduna, killing nine people."),
        (
            "en",
            "Jets bombed Kibumba in Congo on Tuesday, killing ten.\n\nIn 2012 rebels took Goma. They killed dozens.",
        ),
    ],
)
def test_news_beside_it_is_told(extractor: Extractor, lang: str, text: str) -> None:
    assert len(news(extractor, text, lang)) == 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "M23 tuyên bố đã chiếm thị trấn Sake ở Congo.\n\nQuân đội nói Sake vẫn do họ kiểm soát."),
        ("id", "M23 mengklaim merebut kota Sake di Kongo.\n\nMiliter mengatakan Sake masih dalam kendali pemerintah."),
        ("id", "TPNPB mengklaim menembak pesawat TNI di Nduga.\n\nKapendam menyatakan klaim itu tidak benar."),
        (
            "en",
            "M23 rebels said they had captured Sake in Congo.\n\nThe army said the town was still under its control.",
        ),
    ],
)
def test_a_claim_refuted_later_is_no_fact(extractor: Extractor, lang: str, text: str) -> None:
    assert news(extractor, text, lang) == []


def test_a_claim_told_again_by_who_made_it_stands(extractor: Extractor) -> None:
    text = "M23 rebels said they had captured Sake in Congo.\n\nM23 fighters said they still controlled Sake."
    assert len(news(extractor, text, "en")) == 1


@pytest.mark.parametrize(
    ("lang", "text", "status", "date"),
    [
        ("vi", "Công nhân biểu tình ở Jakarta ngày 20/5.", "planned", "2023-05-20"),
        ("en", "Kherson fell to Russian troops on November 2.", "asserted", "2022-11-02"),
        ("id", "Kherson direbut tentara Rusia pada 2 November.", "asserted", "2022-11-02"),
    ],
)
def test_a_day_still_to_come(extractor: Extractor, lang: str, text: str, status: str, date: str) -> None:
    [event] = tell(extractor, text, lang, "2023-05-10")
    assert (event.status, event.date) == (status, date)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "vi",
            "Ba binh sĩ bị phiến quân bắn chết ở Rakhine hôm thứ Hai.\n\nSự việc xảy ra khi phiến quân tấn công đồn.",
        ),
        (
            "id",
            "Dua prajurit tewas dalam kontak tembak dengan KKB di Nduga, Senin (8/5).\n\nKapendam mengatakan peristiwa"
            " tersebut berawal dari kontak tembak antara patroli TNI dengan KKB.",
        ),
        (
            "en",
            "Rebels killed three soldiers in Rakhine on Monday.\n\nThe incident occurred when rebels attacked a post.",
        ),
    ],
)
def test_how_it_began_tells_no_second_event(extractor: Extractor, lang: str, text: str) -> None:
    (event,) = news(extractor, text, lang)
    assert event.date == "2023-05-08"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Seorang anggota KKB tewas di Nduga. Jenazah dan senjatanya dibawa kabur oleh KKB lainnya."),
        ("vi", "Triều Tiên phóng hai tên lửa đạn đạo ra biển."),
        ("en", "North Korea fired two missiles into the sea off its east coast."),
    ],
)
def test_things_taken_and_tests_at_sea_harm_nobody(extractor: Extractor, lang: str, text: str) -> None:
    assert not [e for e in news(extractor, text, lang) if e.type.startswith(("vac.abduction", "explosion."))]
