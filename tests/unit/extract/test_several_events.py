"""Sentences that tell of more than one event, and those that only seem to."""

from __future__ import annotations

import pytest
from reports import tell, tell_news

from dropwire.extract import Extractor


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "vi",
            "Pháo kích làm 2 người chết ở Idlib, 1 người ở Ariha và 4 người tại Saraqib.",
            [("Idlib", 2), ("Ariha", 1), ("Saraqib", 4)],
        ),
        (
            "id",
            "Sebuah bom meledak di Kirkuk dan menewaskan tiga orang, dan bom lain di Tikrit menewaskan dua polisi.",
            [("Kirkuk", 3), ("Tikrit", 2)],
        ),
        (
            "vi",
            "Bom nổ ở Kirkuk làm ba người chết và một quả bom khác ở Tikrit làm hai cảnh sát thiệt mạng.",
            [("Kirkuk", 3), ("Tikrit", 2)],
        ),
        (
            "en",
            "A car bomb in Kabul killed two people and four soldiers died when a suspect blew himself up in Jalalabad.",
            [("Kabul", 2), ("Jalalabad", 4)],
        ),
    ],
)
def test_each_place_keeps_its_dead(extractor: Extractor, lang: str, text: str, wanted: list[tuple[str, int]]) -> None:
    assert [(e.place, e.fatalities) for e in tell_news(extractor, text, lang)] == wanted


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "en",
            "Shelling killed six people in the villages of Ariha and Saraqib, Syria.",
            [("Ariha", 6), ("Saraqib", None)],
        ),
        (
            "vi",
            "Sáng thứ Hai, quân đội Syria giành lại hai thị trấn Mayadin và Abu Kamal, 12 tay súng IS thiệt mạng.",
            [("Al-Mayadin", 12), ("Albu Kamal", None)],
        ),
        (
            "id",
            "Serangan udara Israel di Rafah dan Khan Younis menewaskan 12 orang pada Senin.",
            [("Rafah", 12), ("Khan Younis", None)],
        ),
    ],
)
def test_one_toll_for_several_places_is_counted_once(
    extractor: Extractor, lang: str, text: str, wanted: list[tuple[str, int | None]]
) -> None:
    assert [(e.place, e.fatalities) for e in tell_news(extractor, text, lang)] == wanted


def test_an_arrest_does_not_swallow_the_attack_before_it(extractor: Extractor) -> None:
    text = (
        "Dua prajurit gugur akibat penyerangan pos di Nduga pada Senin (8/3), "
        "dan sehari kemudian polisi menangkap seorang pelaku di Wamena."
    )
    assert [e.type.split(".")[1] for e in tell_news(extractor, text, "id")] == ["armed_clash", "arrests"]


def test_a_bomber_and_his_deed_are_one_event(extractor: Extractor) -> None:
    text = "Một kẻ đánh bom liều chết của IS lao xe chất đầy thuốc nổ vào doanh trại ở Deraa, giết 9 binh sĩ."
    assert len(tell_news(extractor, text, "vi")) == 1


@pytest.mark.parametrize(
    ("lang", "text", "killed"),
    [
        (
            "en",
            "Gunmen clashed with soldiers in Tikrit on Friday. Hundreds of residents marched against the violence. "
            "Six people were killed.",
            6,
        ),
        (
            "id",
            "Bentrokan pecah antara milisi dan tentara di Tikrit pada Jumat. Ratusan warga berunjuk rasa menentang "
            "kekerasan. Enam orang tewas.",
            6,
        ),
        (
            "vi",
            "Bốn dân thường trúng đạn chết ở Tikrit khi quân đội bắn vào chợ và phiến quân dự định đánh chiếm Baiji.",
            4,
        ),
    ],
)
def test_a_toll_goes_to_what_happened(extractor: Extractor, lang: str, text: str, killed: int) -> None:
    harm = [e for e in tell_news(extractor, text, lang) if e.type.split(".")[0] in {"battle", "vac", "explosion"}]
    assert [e.fatalities for e in harm] == [killed]


def test_the_dead_of_the_other_side_in_the_next_sentence_raise_the_upper_bound(extractor: Extractor) -> None:
    text = "Four soldiers died in a clash with Houthi rebels near Marib on Friday. Six rebels also died."
    battle = next(e for e in tell_news(extractor, text, "en") if e.type.startswith("battle."))
    assert (battle.fatalities, battle.fatalities_low, battle.fatalities_high) == (4, 4, 10)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a police convoy in southern Afghanistan, killing nine officers, he said Tuesday.\n\n"
        "The convoy was attacked late Monday in Helmand province, he said.",
        "At least 18 people were killed in clashes between the army and rebels in South Sudan.\n\n"
        "The raid on the army base in Malakal left eight soldiers dead.",
        "A drone hit a market in Darfur and killed 15 people, doctors said on Wednesday. "
        "The attack on Tuesday wounded 12 shoppers.",
        "Boko Haram killed nine people in a village in Borno. The gunmen surrounded the village and opened fire.",
        "Gunmen seized a school near Gao in Mali and took 40 pupils hostage.",
    ],
)
def test_an_attack_told_again_in_detail_is_one_event(extractor: Extractor, text: str) -> None:
    assert len(tell_news(extractor, text, "en")) == 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Ba tay súng sáng 7/3 xông vào một đài phát thanh ở Kabul, ném lựu đạn và bắn vào nhân viên, 2 người"
         " chết. Đặc nhiệm đã hạ được những kẻ tấn công. Nhóm Nhà nước Hồi giáo (IS) đã nhận trách nhiệm thực hiện vụ"
         " tấn công."),
        ("id", "Sejumlah pria bersenjata menyerbu sebuah stasiun radio di Kabul pada 7 Maret, menewaskan dua karyawan."
         " Polisi kemudian menembak mati para penyerang. Kelompok ISIS mengaku bertanggung jawab atas serangan itu."),
        ("en", "Gunmen stormed a radio station in Kabul on March 7, killing two employees. Police later killed the"
         " attackers. The Islamic State group claimed responsibility for the attack."),
    ],
)  # fmt: skip
def test_how_an_attack_ended_and_who_claims_it_belong_to_it(extractor: Extractor, lang: str, text: str) -> None:
    [event] = tell_news(extractor, text, lang)
    assert (event.type, event.date, event.fatalities) == ("vac.attack", "2021-03-07", 2)
    assert (event.actor1, event.actor2) == ("Islamic State (IS)", "Civilians (Afghanistan)")
    assert len(event.mentions) > 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A car bomb exploded outside a hotel in Mogadishu on March 7. So far 12 people have died in the blast."),
        ("en", "A car bomb exploded outside a hotel in Mogadishu on March 7, killing a total of 12 people."),
        ("id", "Bom mobil meledak di depan hotel di Mogadishu, Minggu (7/3). Sejauh ini 12 orang dilaporkan tewas."),
        ("id", "Milisi menembaki sebuah hotel di Mogadishu sepanjang malam pada Minggu (7/3), menewaskan 12 orang."),
        ("vi", "Một xe bom phát nổ trước khách sạn ở Mogadishu ngày 7/3, đến nay đã có 12 người thiệt mạng."),
        ("vi", "Phiến quân tấn công một khách sạn ở Mogadishu hôm 7/3. 12 người chết trong cuộc đấu súng kéo dài"
         " gần ba giờ."),
    ],
)  # fmt: skip
def test_a_toll_as_it_stands_is_that_of_the_event(extractor: Extractor, lang: str, text: str) -> None:
    assert [(e.date, e.fatalities) for e in tell_news(extractor, text, lang)] == [("2021-03-07", 12)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Fighting in Mogadishu has killed 171 people to date."),
        ("en", "A total of 60 people died in clashes in Somalia this year."),
        ("id", "Pertempuran di Mogadishu sejauh ini telah menewaskan 171 orang."),
        ("vi", "Giao tranh ở Mogadishu đến nay đã làm 171 người thiệt mạng."),
    ],
)
def test_the_sum_of_a_war_is_no_event(extractor: Extractor, lang: str, text: str) -> None:
    assert tell_news(extractor, text, lang) == []


def test_attackers_who_are_counted_fell_in_an_event_of_their_own(extractor: Extractor) -> None:
    text = (
        "Gunmen stormed a school in Kabul on March 7, killing two pupils. Police later shot dead four of the attackers."
    )
    assert [e.fatalities for e in tell_news(extractor, text, "en")] == [2, 4]


@pytest.mark.parametrize(
    ("lang", "text", "tolls"),
    [
        ("en", "Al-Shabaab fighters ambushed an army convoy near Afgooye, Somalia, on March 7, killing seven soldiers,"
         " a local officer said. The militants claimed they had killed 15 troops.", (7, 7, 15)),
        ("vi", "Quân đội Syria hôm 7/3 đã giành lại làng Al-Hamdan ở Syria. Một nguồn tin quân sự cho biết 14 tay súng"
         " IS bị tiêu diệt và hai xe bán tải bị phá hủy trong trận đánh này.", (14, None, None)),
        ("id", "Milisi menyerang pos tentara di Kismayo, Somalia, Minggu (7/3). Sembilan tentara tewas dalam"
         " serangan itu.",
         (9, None, None)),
        ("id", "Seorang polisi tewas ditembak kelompok bersenjata Al-Shabaab di Kismayo, Minggu (7/3). Al-Shabaab"
         " mengaku bertanggung jawab atas penembakan itu.", (1, None, None)),
    ],
)  # fmt: skip
def test_what_else_is_told_of_a_fight_belongs_to_it(
    extractor: Extractor, lang: str, text: str, tolls: tuple[int | None, ...]
) -> None:
    [event] = tell_news(extractor, text, lang)
    assert (event.fatalities, event.fatalities_low, event.fatalities_high) == tolls
    assert len(event.mentions) == 2


def test_the_seat_of_who_speaks_is_not_where_it_happened(extractor: Extractor) -> None:
    text = (
        "Rebels retook Albu Kamal in Syria on March 7. State media in Damascus denied that the army had withdrawn. Jets"
        " bombed the outskirts of the town later in the day."
    )
    assert [e.place for e in tell_news(extractor, text, "en")] == ["Albu Kamal", "Albu Kamal"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Một quả bom nổ ở Baquba hôm 9/3 làm 12 người chết. Một xe bom nổ ở Taji cùng ngày làm 7 người chết. "
            "IS nhận trách nhiệm về loạt vụ tấn công.",
            [
                ("Baquba", "2021-03-09", "Islamic State (IS)", "Civilians (Iraq)", 12),
                ("Taji", "2021-03-09", "Islamic State (IS)", "Civilians (Iraq)", 7),
            ],
        ),
        (
            "Số người chết trong vụ tấn công trung tâm mua sắm ở Nairobi đã tăng lên 30, giới chức cho biết hôm nay. "
            "Al-Shabaab nhận trách nhiệm về vụ tấn công hôm 9/3.",
            [("Nairobi", "2021-03-09", "Al-Shabaab", "Civilians (Kenya)", 30)],
        ),
        (
            "Một tay súng bắn chết 8 du khách ở Sousse, Tunisia hôm 9/3. Y bị cảnh sát bắn hạ sau đó.",
            [("Sousse", "2021-03-09", None, "Civilians (Tunisia)", 8)],
        ),
        (
            "Các tay súng không rõ danh tính sát hại 8 binh sĩ gần Djibo, Burkina Faso hôm 10/3. "
            "JNIM hoạt động mạnh tại vùng này.",
            [("Djibo", "2021-03-10", None, "Military Forces of Burkina Faso", 8)],
        ),
        (
            "Một đoàn xe bị các tay súng phục kích ở Mayo, Thái Lan hôm 9/3. Bốn binh sĩ chết tại chỗ.",
            [("Mayo", "2021-03-09", None, "Military Forces of Thailand", 4)],
        ),
        (
            "Một đại sứ bị những kẻ lạ mặt hành hung ở Khartoum hôm 9/3.\n\nTheo WHO, ít nhất 330 người đã chết.",
            [("Khartoum", "2021-03-09", None, "Civilians (Sudan)", None)],
        ),
        (
            "Các tay súng HTS tràn vào Aleppo hôm 9/3. Một ngày sau, họ kiểm soát sân bay Nayrab.",
            [
                ("Aleppo", "2021-03-09", "Hayat Tahrir al-Sham (HTS)", None, None),
                ("Al-Nayrab military airport", "2021-03-10", "Hayat Tahrir al-Sham (HTS)", None, None),
            ],
        ),
        (
            "Ngày 12/3, chính phủ Burkina Faso thông báo các tay súng lạ mặt đã giết 40 người ở Djibo. "
            "Vụ thảm sát xảy ra ngày 11/3.",
            [("Djibo", "2021-03-11", None, "Civilians (Burkina Faso)", 40)],
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_later_sentence_says_who_and_when(
    extractor: Extractor, text: str, wanted: list[tuple[str, str, str | None, str | None, int | None]]
) -> None:
    found = tell_news(extractor, text, "vi")
    assert [(e.place, e.date, e.actor1, e.actor2, e.fatalities) for e in found] == wanted


def test_a_sum_told_first_is_the_events_told_after(extractor: Extractor) -> None:
    text = (
        "Tujuh anggota GAM tewas dalam dua kontak senjata terpisah dengan pasukan TNI di Aceh, kata juru bicara, Jumat."
        " Kontak senjata pertama terjadi di Desa Blang Pala, Aceh Utara, Kamis pagi. Lima gerilyawan tewas."
        " Kontak kedua pecah di Desa Cot Keutapang, Bireuen, Kamis sore. Dua gerilyawan tewas."
    )
    events = tell_news(extractor, text, "id")
    assert [(e.place, e.fatalities, e.date) for e in events] == [
        ("Blang Pala", 5, "2021-03-11"), ("Cot Keutapang", 2, "2021-03-11"),
    ]  # fmt: skip
    assert {e.actor1 for e in events} | {e.actor2 for e in events} == {
        "Free Aceh Movement (GAM)", "Military Forces of Indonesia",
    }  # fmt: skip


def test_those_killed_by_nobody_are_the_strikes_and_it_is_who_speaks(extractor: Extractor) -> None:
    text = (
        "India launched air strikes on targets in Pakistan on March 7. Pakistan said 31 civilians were killed and that"
        " it had shot down five Indian jets."
    )
    told = [(e.type, e.actor1, e.actor2, e.fatalities) for e in tell_news(extractor, text, "en")]
    assert told == [
        ("explosion.air_drone_strike", "Military Forces of India", "Civilians (Pakistan)", 31),
        ("battle.armed_clash", "Military Forces of Pakistan", "Military Forces of India", None),
    ]


def test_what_somebody_said_before_is_no_claim(extractor: Extractor) -> None:
    text = "Rebels took control of Hama, Syria, on March 7 after the army announced it was withdrawing from the city."
    assert [(e.status, e.actor2) for e in tell_news(extractor, text, "en")] == [
        ("asserted", "Military Forces of Syria")
    ]


def test_places_told_first_take_each_its_own_dead(extractor: Extractor) -> None:
    text = (
        "Monitors said the Allied Democratic Forces (ADF) was behind the massacres in Boga and Tchabi in"
        " Ituri, DR Congo, on March 7. At least 18 were killed in Boga and 12 in Tchabi, it said."
    )
    assert [(e.place, e.fatalities) for e in tell_news(extractor, text, "en")] == [("Boga", 18), ("Tchabi", 12)]


def test_who_denies_and_tells_another_story_is_believed_to_claim_it(extractor: Extractor) -> None:
    text = (
        "Commandos retook the town of Ajristan in Ghazni, Afghanistan, on March 7, the ministry said. The Taliban"
        " denied the government's claim, saying they had made a tactical retreat."
    )
    told = [(e.type, e.actor1, e.status, e.attribution) for e in tell_news(extractor, text, "en")]
    assert told == [
        ("battle.government_regains_territory", "Military Forces of Afghanistan", "claimed", "the ministry"),
        ("strategic.change_to_group_activity", "Taliban", "claimed", "Taliban"),
    ]


def test_an_attack_claimed_is_that_of_who_claims_it_and_its_end_another_event(extractor: Extractor) -> None:
    text = (
        "A car bomb went off outside a hotel in Mogadishu, Somalia, on March 7 and gunmen stormed a restaurant, in an"
        " attack claimed by al-Shabab. Soldiers ended the siege before dawn, killing all five attackers."
    )
    told = [(e.actor1, e.actor2, e.fatalities) for e in tell_news(extractor, text, "en")]
    assert told == [
        ("Al-Shabaab", "Civilians (Somalia)", None),
        ("Military Forces of Somalia", "Al-Shabaab", 5),
    ]


def test_retaliation_is_the_deed_of_who_was_hit(extractor: Extractor) -> None:
    text = (
        "Palestinian militants in Gaza fired rockets into Israel on March 7, drawing retaliatory air strikes on targets"
        " across the enclave."
    )
    told = [(e.type, e.actor1) for e in tell_news(extractor, text, "en")]
    assert told == [
        ("explosion.shelling_artillery_missile", "Palestinian militants"),
        ("explosion.air_drone_strike", "Military Forces of Israel"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Các tay súng tấn công một ngôi làng ở bang Zamfara, Nigeria hôm 11/3, giết chết ít nhất 39 người và bắt "
            "cóc nhiều người.",
            [("attack", "Zamfara", 39), ("abduction_forced_disappearance", "Zamfara", None)],
        ),
        (
            "Phiến quân Hồi giáo sát hại ít nhất 31 người và bắt cóc 14 phụ nữ sau khi tấn công một đoàn xe dân sự gần "
            "Damaturu, bang Yobe, Nigeria hôm 10/3.",
            [("attack", "Damaturu", 31), ("abduction_forced_disappearance", "Damaturu", None)],
        ),
    ],
)
def test_the_killed_are_not_those_taken(
    extractor: Extractor, text: str, wanted: list[tuple[str, str, int | None]]
) -> None:
    news = tell_news(extractor, text, "vi")
    assert sorted((e.type.split(".")[1], e.place, e.fatalities) for e in news) == sorted(wanted)


def test_who_claims_the_bombing_claims_that_of_the_news(extractor: Extractor) -> None:
    text = (
        "Nine people were killed on March 7 after a suicide bomber attacked a police checkpoint in Lahore, Pakistan."
        " Lahore has seen such attacks before. In July, a suicide bombing at an office block there killed 26 people."
        " In a statement, Tehreek-e-Taliban Pakistan claimed responsibility for the bombing."
    )
    told = [(e.fatalities, e.actor1) for e in tell_news(extractor, text, "en")]
    assert told[0] == (9, "Tehreek-e-Taliban Pakistan (TTP)")
    assert all(actor is None for _, actor in told[1:])


@pytest.mark.parametrize(
    ("text", "place", "sides"),
    [
        (
            "Giao tranh giữa binh sĩ và phiến quân ở Philippines làm 6 người chết. Sáng 11/3, các tay súng Abu Sayyaf "
            "bắn vào một đơn vị quân đội ở thị trấn Sumisip trên đảo Basilan.",
            "Sumisip",
            {"Abu Sayyaf (ASG)", "Military Forces of the Philippines"},
        ),
        (
            "Một kẻ đánh bom liều chết giết 4 cảnh sát ở Dagestan, Nga. Cảnh sát cho biết kẻ đánh bom liều chết lao xe "
            "vào một chốt cảnh sát gần Makhachkala.",
            "Makhachkala",
            {None, "Police Forces of Russia"},
        ),
        (
            "Ngày 11/3, phiến quân phục kích quân đội Ai Cập trên bán đảo Sinai, làm 3 binh sĩ bị thương. Vụ tấn công "
            "xảy ra gần thị trấn Sheikh Zuwayid. Cảnh sát Ai Cập đã bắn trả nhưng nhóm này tẩu thoát.",
            "Sheikh Zuweid",
            {"Rebels (Egypt)", "Military Forces of Egypt"},
        ),
    ],
)
def test_a_region_then_its_town_is_one_event(
    extractor: Extractor, text: str, place: str, sides: set[str | None]
) -> None:
    (event,) = tell_news(extractor, text, "vi")
    assert (event.place, {event.actor1, event.actor2}) == (place, sides)


def test_what_came_before_that_is_another_event(extractor: Extractor) -> None:
    text = (
        "Quân đội Ai Cập đã tiêu diệt 8 tay súng IS ở thành phố Arish. "
        "Trước đó, hôm 9/3, IS tấn công một chốt kiểm soát ở Arish khiến 8 binh sĩ thiệt mạng."
    )
    told = [(e.actor1, e.fatalities) for e in tell_news(extractor, text, "vi")]
    assert told == [("Military Forces of Egypt", 8), ("Islamic State (IS)", 8)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Mười cảnh sát Mexico thiệt mạng ngày 9/3 khi bị một băng đảng phục kích ở El Aguaje. Khoảng 30 tay súng "
            "nã đạn vào đoàn xe. Một ngày sau, quân đội đụng độ một nhóm vũ trang ở Tepochica, làm 4 tay súng chết.",
            [("El Aguaje", "Police Forces of Mexico"), ("Tepochica", None)],
        ),
        (
            "Các tay súng Boko Haram bắt cóc hơn 50 nữ sinh ở thị trấn Chibok. Vụ bắt cóc xảy ra vài giờ sau khi một "
            "quả bom phát nổ ở Abuja làm 9 người thiệt mạng.",
            [("Chibok", "Civilians (Nigeria)"), ("Abuja", "Civilians (Nigeria)")],
        ),
        (
            "Tổng thống Philippines ban bố thiết quân luật trên toàn đảo Mindanao sau khi nhóm Maute chiếm thị trấn "
            "Butig. Ba binh sĩ thiệt mạng trong giao tranh, Giám mục Edwin de la Pena cho hay.",
            [("Butig", "Military Forces of the Philippines")],
        ),
    ],
)
def test_places_are_those_of_the_deed(
    extractor: Extractor, text: str, wanted: list[tuple[str | None, str | None]]
) -> None:
    told = [e for e in tell_news(extractor, text, "vi") if not e.type.startswith("strategic.")]
    assert [(e.place, e.actor2) for e in told] == wanted


def test_a_claim_holds_for_all_of_the_attack(extractor: Extractor) -> None:
    text = (
        "Ít nhất 9 người thiệt mạng trong vụ tấn công khách sạn Splendid ở Ouagadougou, Burkina Faso tối 9/3. "
        "Ba tay súng xông vào khách sạn, bắt giữ 40 con tin. AQIM nhận trách nhiệm về vụ tấn công."
    )
    told = tell_news(extractor, text, "vi")
    assert {e.actor1 for e in told} == {"Al-Qaeda in the Islamic Maghreb (AQIM)"}


def test_talks_that_failed_elsewhere_place_no_battle(extractor: Extractor) -> None:
    text = "Quân đội Indonesia hôm qua tấn công GAM sau khi đàm phán hòa bình ở Tokyo đổ vỡ."
    told = [e for e in tell_news(extractor, text, "vi") if e.type == "battle.armed_clash"]
    assert [(e.place, e.actor1) for e in told] == [("Indonesia", "Military Forces of Indonesia")]


def test_the_day_of_what_is_avenged_is_not_that_of_the_news(extractor: Extractor) -> None:
    text = (
        "Iran tối 10/3 phóng 90 tên lửa vào Israel để trả đũa việc Israel sát hại một thủ lĩnh Hezbollah ở Beirut hôm "
        "6/3. Vài phút trước đó, hai tay súng xả súng ở Jaffa, giết chết 7 người."
    )
    told = {e.place: e.date for e in tell_news(extractor, text, "vi") if not e.background}
    assert told == {"Israel": "2021-03-10", "Jaffa": "2021-03-10"}


def test_a_ceasefire_is_signed_by_those_who_announce_it(extractor: Extractor) -> None:
    text = "Azerbaijan và lực lượng ly khai Nagorno-Karabakh hôm nay tuyên bố ngừng bắn."
    told = [e for e in tell_news(extractor, text, "vi") if e.type == "strategic.agreement"]
    assert [(e.actor1, e.actor2) for e in told] == [("Government of Azerbaijan", "Military Forces of Artsakh")]


def test_attackers_said_to_belong_to_a_group_are_of_that_group(extractor: Extractor) -> None:
    text = (
        "Hôm 9/3, các tay súng phục kích binh sĩ Philippines ở tỉnh Sulu, giết 4 người. "
        "Ông cho biết những kẻ tấn công thuộc nhóm Abu Sayyaf."
    )
    assert [e.actor1 for e in tell_news(extractor, text, "vi")] == ["Abu Sayyaf (ASG)"]


def test_who_speaks_of_his_own_attack_did_it(extractor: Extractor) -> None:
    text = "Máy bay Myanmar ném bom bang Karen hôm 9/3 sau khi KNU tuyên bố đã tấn công một căn cứ quân sự."
    told = {(e.type.split(".")[1], e.actor1) for e in tell_news(extractor, text, "vi")}
    assert told == {("air_drone_strike", "Military Forces of Myanmar"), ("armed_clash", "Karen National Union (KNU)")}


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "id",
            "Enam tentara Ukraina tewas dalam dua insiden terpisah. Empat tewas setelah truk mereka ditembak oleh"
            " separatis di Schastye. Dua orang lainnya tewas ketika mobil mereka menabrak ranjau di dekat Mariupol.",
            [("Shchastia", 4), ("Mariupol", 2)],
        ),
        (
            "en",
            "Six Ukrainian soldiers lost their lives on March 12. Four died when separatists shelled a post in"
            " Avdiivka. Two others were killed by a mine near Mariupol.",
            [("Avdiivka", 4), ("Mariupol", 2)],
        ),
    ],
)
def test_the_parts_of_a_toll_are_of_those_the_sum_counts(
    extractor: Extractor, lang: str, text: str, wanted: list[tuple[str, int]]
) -> None:
    news = tell_news(extractor, text, lang, "2015-03-13")
    assert [(e.place, e.fatalities) for e in news] == wanted
    assert {e.actor2 for e in news} == {"Military Forces of Ukraine"}


def test_a_paragraph_without_a_day_goes_on_with_the_day_before(extractor: Extractor) -> None:
    text = (
        "Orang-orang bersenjata menyerbu pasar di Silgadji, Burkina Faso, Kamis (11/3), menewaskan 28 warga.\n"
        "Mereka juga menculik tujuh pemuda sebelum melarikan diri."
    )
    told = [(e.type.split(".")[1], e.date) for e in tell_news(extractor, text, "id")]
    assert told == [("attack", "2021-03-11"), ("abduction_forced_disappearance", "2021-03-11")]


def test_what_a_war_began_on_is_not_the_day_of_the_report(extractor: Extractor) -> None:
    text = (
        "Setidaknya 35 warga tewas setelah RSF melepaskan tembakan artileri di El-Fasher pada Kamis.\n"
        "Sejak 15 April 2023, RSF bertempur dengan tentara Sudan."
    )
    assert [e.date for e in tell_news(extractor, text, "id", "") if e.fatalities == 35] == [None]


def test_the_aim_of_a_strike_is_no_second_strike(extractor: Extractor) -> None:
    text = (
        "Serangan udara Israel menghantam sebuah sekolah di Nuseirat, Gaza, Jumat (12/3), menewaskan 17 orang.\n"
        "Militer Israel mengatakan jet-jetnya menargetkan pusat komando Hamas di dalam sekolah tersebut.\n"
        "Hamas membantah pernyataan itu."
    )
    news = tell_news(extractor, text, "id")
    assert [(e.actor1, e.actor2, e.fatalities) for e in news] == [
        ("Military Forces of Israel", "Civilians (Palestine)", 17)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Al-Shabaab secara berulang menyerang wilayah Mogadishu, Somalia.",
        "Boko Haram telah melakukan berbagai serangan dan bom bunuh diri di Nigeria dan Kamerun.",
        "Pertempuran yang pecah pada 2 Februari itu telah menewaskan lebih dari 700 tentara di Karabakh.",
    ],
)
def test_habits_and_sums_are_no_news(extractor: Extractor, text: str) -> None:
    before = "Sebuah bom meledak di Kabul, Afghanistan, Jumat (12/3), menewaskan dua orang.\n"
    assert len(tell_news(extractor, before + text, "id")) == 1


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("vi", "SDF tố pháo binh chính phủ nã sang vị trí của họ gần Raqqa, Syria, song Damascus bác bỏ và khẳng "
               "định chỉ bắn vào IS.", "explosion.shelling_artillery_missile"),
        ("id", "Hizbullah mengklaim menembak jatuh sebuah pesawat nirawak di atas Bint Jbeil, Lebanon, Jumat. Israel "
               "membantah kehilangan pesawat.", "strategic.disrupted_weapons_use"),
        ("en", "Hezbollah said it had shot down a drone over Bint Jbeil, Lebanon, on Friday. Israel denied losing an "
               "aircraft.", "strategic.disrupted_weapons_use"),
    ],
)  # fmt: skip
def test_a_denial_with_more_behind_it_denies_what_stands_before(
    extractor: Extractor, lang: str, text: str, kind: str
) -> None:
    assert [event.status for event in tell(extractor, text, lang) if event.type == kind] == ["denied"]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "vi",
            "Hôm thứ Hai, không quân Israel dội bom Khiam, 4 người chết. Tòa nhà ở Nabatieh cũng bị dội bom cùng ngày.",
            ["Military Forces of Israel", "Military Forces of Israel"],
        ),
        (
            "id",
            "Jet Rusia membom Idlib pada Senin, empat orang tewas. Serangan udara turut menghantam Ariha, dua tewas.",
            ["Military Forces of Russia", "Military Forces of Russia"],
        ),
        (
            "id",
            "Jet Rusia membom Idlib pada Senin, empat orang tewas. Pesawat tak dikenal membom Ariha, dua orang tewas.",
            ["Military Forces of Russia", None],
        ),
        (
            "en",
            "Israeli jets bombed Khiam in Lebanon on Monday, killing four people. A drone strike on Haifa killed two.",
            ["Military Forces of Israel", None],
        ),
    ],
)
def test_strikes_from_the_air_are_those_of_who_flies_there(
    extractor: Extractor, lang: str, text: str, wanted: list[str | None]
) -> None:
    assert [e.actor1 for e in tell_news(extractor, text, lang)] == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "vi",
            "Israel ném bom Dải Gaza hôm thứ Tư. Tại Khan Younis, 14 người thiệt mạng khi một trường học bị trúng bom."
            " Ở Rafah, năm người khác tử vong.",
        ),
        (
            "id",
            "Israel membombardir Jalur Gaza pada Rabu. Di Khan Younis, 14 orang tewas ketika satu sekolah terkena bom."
            " Di Rafah, lima orang lainnya meninggal.",
        ),
    ],
)
def test_the_dead_of_other_towns_fell_in_the_same_strikes(extractor: Extractor, lang: str, text: str) -> None:
    wanted = [("Gaza Strip", None), ("Khan Younis", 14), ("Rafah", 5)]
    events = tell_news(extractor, text, lang)
    assert [(e.place, e.fatalities) for e in events] == wanted
    assert {(e.type, e.actor1) for e in events} == {("explosion.air_drone_strike", "Military Forces of Israel")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Taliban tấn công một chốt ở tỉnh Kunduz đêm thứ Hai. Tám binh sĩ thiệt mạng, ba người bị bắt đi."),
        ("id", "Taliban menyerang pos di Provinsi Kunduz, Senin. Delapan tentara tewas dan tiga orang dibawa pergi."),
    ],
)
def test_soldiers_led_away_belong_to_the_fight(extractor: Extractor, lang: str, text: str) -> None:
    (event,) = tell_news(extractor, text, lang)
    assert (event.type, event.actor1, event.fatalities) == ("battle.armed_clash", "Taliban", 8)


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        (
            "id",
            "Seorang anggota TNI gugur dalam kontak tembak di Sinak, Papua, Senin. KKB diduga menjadi pelakunya.",
            "West Papua National Liberation Army (TPNPB-OPM)",
        ),
        (
            "vi",
            "Bốn người bị sát hại ở Mogadishu hôm thứ Hai. Chính phủ nói Al-Shabaab đứng sau vụ này.",
            "Al-Shabaab",
        ),
        (
            "id",
            "Empat orang dibunuh di Mogadishu, Senin. Pemerintah menyebut Al-Shabaab berada di balik serangan itu.",
            "Al-Shabaab",
        ),
        (
            "en",
            "A car bomb shook Mogadishu on Saturday. At least 20 people died. Al Shabaab said it was behind it.",
            "Al-Shabaab",
        ),
    ],
)
def test_who_is_held_to_be_behind_it_did_it(extractor: Extractor, lang: str, text: str, who: str) -> None:
    (event,) = tell_news(extractor, text, lang)
    assert event.actor1 == who


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Bốn người bị sát hại ở Mogadishu hôm thứ Hai. Cảnh sát đang xét liệu Al-Shabaab đứng sau vụ này."),
        ("vi", "Bốn người bị sát hại ở Mogadishu hôm thứ Hai. Al-Shabaab phủ nhận đứng sau vụ này."),
        ("id", "Empat orang dibunuh di Mogadishu, Senin. Polisi mencari tahu apakah Al-Shabaab di balik serangan itu."),
        ("en", "A bomb killed four in Mogadishu on Monday. Police are asking whether Al-Shabaab was behind the blast."),
        ("en", "A bomb killed four in Mogadishu on Monday. Al-Shabaab was behind the attack on a hotel last year."),
    ],
)
def test_who_is_only_asked_about_or_did_another_is_not_held_to_be_behind_it(
    extractor: Extractor, lang: str, text: str
) -> None:
    (event,) = [e for e in tell_news(extractor, text, lang) if e.fatalities]
    assert event.actor1 is None


def test_gunmen_fire_rifles_where_an_army_shells(extractor: Extractor) -> None:
    text = "Tại Mogadishu hôm thứ Hai, {} nã đạn vào một quán trà, 15 người chết."
    for doer, kind in (
        ("quân đội Somalia", "explosion.shelling_artillery_missile"),
        ("tay súng al-Shabaab", "vac.attack"),
    ):
        (event,) = tell_news(extractor, text.format(doer), "vi")
        assert event.type == kind


def test_a_day_named_behind_what_counts_to_it_is_the_day(extractor: Extractor) -> None:
    text = (
        "Giao tranh nổ ra ở Tripoli hôm thứ Sáu (12/3)."
        " Vài giờ sau, rạng sáng thứ Bảy (13/3), rocket rơi xuống sân bay Mitiga làm một người bị thương."
    )
    assert [e.date for e in tell_news(extractor, text, "vi")] == ["2021-03-12", "2021-03-13"]
