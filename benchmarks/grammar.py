"""What generated articles are made of: wars with their names, and sentences with slots, in three languages.

Slots: {place} {other} {province} {country} {state} (a government's force) {rebel} {backer} {agency} {day} {n} {m}.
"""

# ruff: noqa: E501  # a sentence a line
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class War:
    """One war; names by language where they differ."""

    country: dict[str, str]
    province: tuple[str, ...]
    places: tuple[str, ...]
    state: dict[str, str]
    rebel: tuple[str, ...]
    backer: dict[str, str]
    agency: tuple[str, ...]


def _war(country: str, province: str, places: str, state: str, rebel: str, backer: str, agency: str) -> War:
    """Names separated by `;`; where three languages differ, vi/id/en by `/`."""

    def by_language(names: str) -> dict[str, str]:
        return dict(zip(("vi", "id", "en"), names.split("/"), strict=True))

    def split(names: str) -> tuple[str, ...]:
        return tuple(names.split(";"))

    return War(
        by_language(country), split(province), split(places), by_language(state), split(rebel), by_language(backer),
        split(agency),
    )  # fmt: skip


WARS = (
    _war("Syria/Suriah/Syria", "Deir Ezzor;Hama;Idlib;Homs;Daraa;Aleppo", "Albu Kamal;Al-Mayadin;Palmyra;Saraqib;Khan Shaykhun;Al-Bab;Jisr al-Shughur;Maarat al-Numan;Nawa;Azaz",
         "quân đội Syria/tentara Suriah/the Syrian army", "IS;HTS;ISIS", "Nga/Rusia/Russia", "SANA;AMN;Amaq;SOHR"),
    _war("Iraq/Irak/Iraq", "Anbar;Nineveh;Kirkuk;Diyala;Salahuddin", "Al-Qaim;Rawa;Tal Afar;Hawija;Mosul;Fallujah;Ramadi;Baiji;Sinjar",
         "quân đội Iraq/tentara Irak/the Iraqi army", "IS;ISIS", "Mỹ/Amerika Serikat/the United States", "INA;Rudaw;AFP"),
    _war("Yemen/Yaman/Yemen", "Saada;Hajjah;Taiz;Marib;Hodeidah", "Sanaa;Taiz;Mocha;Marib;Hodeidah;Haradh",
         "quân chính phủ Yemen/tentara pemerintah Yaman/Yemeni government forces", "Houthi", "liên quân Ả Rập/koalisi pimpinan Arab Saudi/the Saudi-led coalition", "Al-Masirah;Saba;Reuters"),
    _war("Afghanistan/Afghanistan/Afghanistan", "Kandahar;Helmand;Nangarhar;Kunduz;Farah;Ghazni", "Kabul;Lashkar Gah;Jalalabad;Kunduz;Farah;Ghazni;Sangin;Achin",
         "quân đội Afghanistan/tentara Afghanistan/Afghan forces", "Taliban", "Mỹ/Amerika Serikat/the United States", "TOLOnews;Pajhwok;AFP"),
    _war("Libya/Libya/Libya", "Tripoli;Benghazi;Fezzan", "Benghazi;Tripoli;Derna;Sirte;Sabha;Misrata;Ajdabiya",
         "Quân đội Quốc gia Libya (LNA)/Tentara Nasional Libya (LNA)/the Libyan National Army", "IS;ISIS", "Ai Cập/Mesir/Egypt", "LANA;Al-Wasat"),
    _war("Ukraine/Ukraina/Ukraine", "Donetsk;Luhansk;Kharkiv;Zaporizhzhia", "Avdiivka;Bakhmut;Mariupol;Horlivka;Svitlodarsk;Kupiansk;Lyman;Marinka",
         "quân đội Ukraine/tentara Ukraina/Ukrainian forces", "DPR;LPR", "Nga/Rusia/Russia", "Ukrinform;TASS;Reuters"),
    _war("Myanmar/Myanmar/Myanmar", "Kachin;Shan;Rakhine;Chin;Sagaing", "Myitkyina;Lashio;Laukkai;Maungdaw;Paletwa;Kalay;Tanai;Muse",
         "quân đội Myanmar/militer Myanmar/the Myanmar military", "KIA;AA;TNLA", "Trung Quốc/Tiongkok/China", "Irrawaddy;Mizzima;DVB"),
    _war("Nigeria/Nigeria/Nigeria", "Borno;Yobe;Adamawa", "Maiduguri;Damaturu;Gwoza;Bama;Chibok;Monguno;Baga",
         "quân đội Nigeria/tentara Nigeria/Nigerian troops", "Boko Haram;ISWAP", "Chad/Chad/Chad", "NAN;Punch;AFP"),
    _war("Somalia/Somalia/Somalia", "Lower Shabelle;Hiraan;Bay;Gedo", "Mogadishu;Afgooye;Baidoa;Kismayo;Beledweyne;Barawe",
         "quân đội Somalia/tentara Somalia/Somali forces", "Al-Shabaab", "Mỹ/Amerika Serikat/the United States", "SONNA;Garowe Online;AFP"),
    _war("Philippines/Filipina/the Philippines", "Lanao del Sur;Maguindanao;Sulu;Basilan", "Marawi;Jolo;Cotabato;Butig;Patikul;Isabela",
         "quân đội Philippines/militer Filipina/Philippine troops", "Maute;Abu Sayyaf", "Úc/Australia/Australia", "PNA;Rappler;Inquirer"),
    _war("Mali/Mali/Mali", "Gao;Mopti;Kidal;Timbuktu", "Gao;Kidal;Timbuktu;Mopti;Menaka;Douentza",
         "quân đội Mali/tentara Mali/Malian troops", "JNIM;IS", "Pháp/Prancis/France", "ORTM;Jeune Afrique;AFP"),
    _war("Sudan/Sudan/Sudan", "North Darfur;West Kordofan;Gezira;Khartoum", "El Fasher;Khartoum;Omdurman;Nyala;El Geneina;Wad Madani",
         "quân đội Sudan/tentara Sudan/the Sudanese army", "RSF", "Ai Cập/Mesir/Egypt", "SUNA;Radio Dabanga"),
)  # fmt: skip

BATTLE, REGAIN, OVERTAKE = (
    "battle.armed_clash",
    "battle.government_regains_territory",
    "battle.non_state_overtakes_territory",
)
STRIKE, SHELL, MINE, SUICIDE = (
    "explosion.air_drone_strike", "explosion.shelling_artillery_missile", "explosion.remote_explosive_landmine_ied",
    "explosion.suicide_bomb",
)  # fmt: skip
ATTACK, ABDUCT, PROTEST, ARREST = (
    "vac.attack", "vac.abduction_forced_disappearance", "protest.peaceful_protest", "strategic.arrests",
)  # fmt: skip

Sentence = tuple[str | None, str]
"""The event type a sentence tells of (None: no event, or none that happened), and the sentence."""

EVENTS: dict[str, tuple[Sentence, ...]] = {
    "vi": (
        (BATTLE, "{day}, {state} giao tranh ác liệt với các tay súng {rebel} ở {place}, tỉnh {province}, khiến ít nhất {n} người thiệt mạng."),
        (BATTLE, "Các tay súng {rebel} {day} phục kích một đoàn xe của {state} gần {place}, làm {n} binh sĩ tử trận và {m} người bị thương."),
        (BATTLE, "Theo {agency}, đợt tấn công của {rebel} vào {place} {day} đã bị {state} đẩy lùi, {n} tay súng bị tiêu diệt."),
        (BATTLE, "Cuộc đụng độ giữa {state} và {rebel} tại {place} {day} cướp đi sinh mạng của {n} binh sĩ."),
        (REGAIN, "{day}, {state} đã giành lại quyền kiểm soát {place} ở tỉnh {province} từ tay {rebel}."),
        (REGAIN, "{agency} đưa tin {state} tái chiếm {place} {day} sau nhiều giờ giao chiến với {rebel}."),
        (OVERTAKE, "Nhóm {rebel} {day} đánh chiếm {place}, buộc {state} rút về {other}."),
        (OVERTAKE, "{place} rơi vào tay {rebel} {day} sau khi {state} bỏ chạy."),
        (STRIKE, "{day}, máy bay của {backer} không kích các vị trí của {rebel} ở {place}, tiêu diệt {n} phần tử."),
        (STRIKE, "Một cuộc không kích nhằm vào khu chợ ở {place} {day} làm {n} thường dân thiệt mạng và {m} người khác bị thương."),
        (SHELL, "{rebel} nã pháo vào {place} {day}, khiến {n} dân thường thiệt mạng, trong đó có trẻ em."),
        (SHELL, "Hàng chục quả rốc két do {rebel} phóng đi đã rơi xuống {place} {day}."),
        (MINE, "Một quả bom gài bên đường phát nổ ở {place} {day}, làm {n} cảnh sát thiệt mạng."),
        (SUICIDE, "Kẻ đánh bom liều chết kích nổ xe chứa đầy thuốc nổ tại {place} {day}, giết chết {n} người."),
        (ATTACK, "Các tay súng {rebel} {day} xả súng vào dân làng ở {place}, sát hại {n} thường dân."),
        (ABDUCT, "{rebel} {day} bắt cóc {n} thường dân tại {place}, theo quan chức địa phương."),
        (PROTEST, "Hàng trăm người {day} xuống đường biểu tình ôn hòa ở {place} đòi chấm dứt chiến sự."),
        (ARREST, "Lực lượng an ninh {day} bắt giữ {n} nghi can thuộc nhóm {rebel} ở {place}."),
        (None, "{state} phủ nhận tin nói {rebel} đã chiếm được {place}."),
        (None, "{rebel} đe dọa sẽ tấn công {place} nếu {backer} tiếp tục can thiệp."),
        (None, "{state} dự định mở chiến dịch giành lại {other} trong những tuần tới."),
        (None, "{backer} bác bỏ cáo buộc đã không kích {place}."),
    ),
    "id": (
        (BATTLE, "Pertempuran antara {state} dan kelompok {rebel} di {place}, Provinsi {province}, {day}, menewaskan sedikitnya {n} orang."),
        (BATTLE, "Milisi {rebel} menyergap konvoi {state} di dekat {place}, {day}. Sebanyak {n} tentara tewas dan {m} lainnya terluka."),
        (BATTLE, "Menurut {agency}, serangan {rebel} ke {place} pada {day} berhasil dipukul mundur oleh {state}; {n} penyerang tewas."),
        (BATTLE, "Baku tembak pecah antara {state} dan {rebel} di {place}, {day}, dan {n} serdadu gugur."),
        (REGAIN, "{state} merebut kembali {place} di Provinsi {province} dari tangan {rebel}, {day}."),
        (REGAIN, "{agency} melaporkan bahwa {state} membebaskan {place} dari {rebel} pada {day}."),
        (OVERTAKE, "Kelompok {rebel} merebut {place}, {day}, dan memaksa {state} mundur ke {other}."),
        (OVERTAKE, "{place} jatuh ke tangan {rebel} pada {day} setelah {state} melarikan diri."),
        (STRIKE, "Pesawat tempur {backer} membombardir posisi {rebel} di {place}, {day}, menewaskan {n} anggota kelompok itu."),
        (STRIKE, "Sebuah serangan udara menghantam pasar di {place}, {day}. Akibatnya {n} warga sipil tewas dan {m} luka-luka."),
        (SHELL, "{rebel} menembakkan mortir ke {place}, {day}, yang menewaskan {n} warga sipil, termasuk anak-anak."),
        (SHELL, "Puluhan roket yang diluncurkan {rebel} jatuh di {place} pada {day}."),
        (MINE, "Sebuah bom pinggir jalan meledak di {place}, {day}, dan menewaskan {n} polisi."),
        (SUICIDE, "Seorang pelaku bom bunuh diri meledakkan mobilnya di {place}, {day}, menewaskan {n} orang."),
        (ATTACK, "Anggota {rebel} menembaki penduduk desa di {place}, {day}, sehingga {n} warga sipil tewas."),
        (ABDUCT, "{rebel} menculik {n} warga sipil di {place}, {day}, kata pejabat setempat."),
        (PROTEST, "Ratusan orang berunjuk rasa secara damai di {place}, {day}, menuntut perang dihentikan."),
        (ARREST, "Aparat keamanan menangkap {n} terduga anggota {rebel} di {place}, {day}."),
        (None, "{state} membantah kabar bahwa {rebel} telah menguasai {place}."),
        (None, "{rebel} mengancam akan menyerang {place} jika {backer} terus campur tangan."),
        (None, "{state} berencana melancarkan operasi untuk merebut {other} dalam beberapa pekan mendatang."),
        (None, "{backer} menolak tuduhan telah mengebom {place}."),
    ),
    "en": (
        (BATTLE, "{state} clashed with {rebel} fighters in {place} in {province} province {day}, leaving at least {n} people dead."),
        (BATTLE, "{rebel} fighters ambushed a convoy of {state} near {place} {day}, killing {n} soldiers and wounding {m}."),
        (BATTLE, "An assault by {rebel} on {place} {day} was repelled by {state}, {agency} reported; {n} attackers were killed."),
        (REGAIN, "{state} recaptured {place} in {province} from {rebel} {day}."),
        (REGAIN, "{place} was retaken by {state} {day} after hours of fighting with {rebel}, {agency} said."),
        (OVERTAKE, "{rebel} seized {place} {day}, forcing {state} to withdraw to {other}."),
        (OVERTAKE, "{place} fell to {rebel} {day} after {state} fled."),
        (STRIKE, "Warplanes of {backer} bombed positions of {rebel} in {place} {day}, killing {n} militants."),
        (STRIKE, "An air strike hit a market in {place} {day}, killing {n} civilians and injuring {m} others."),
        (SHELL, "{rebel} shelled {place} {day}, killing {n} civilians, among them children."),
        (MINE, "A roadside bomb went off in {place} {day}, killing {n} policemen."),
        (SUICIDE, "A suicide bomber blew up his car in {place} {day}, killing {n} people."),
        (ATTACK, "Gunmen of {rebel} opened fire on villagers in {place} {day}, killing {n} civilians."),
        (ABDUCT, "{rebel} abducted {n} civilians in {place} {day}, a local official said."),
        (PROTEST, "Hundreds of people marched peacefully through {place} {day} to demand an end to the war."),
        (ARREST, "Security forces arrested {n} suspected members of {rebel} in {place} {day}."),
        (None, "{state} denied that {rebel} had captured {place}."),
        (None, "{rebel} threatened to attack {place} unless {backer} stopped interfering."),
        (None, "{state} plan an offensive to retake {other} in the coming weeks."),
        (None, "{backer} rejected accusations that its jets had bombed {place}."),
    ),
}  # fmt: skip

FILLER: dict[str, tuple[str, ...]] = {
    "vi": (
        "Giới quan sát cho rằng tình hình ở {country} còn diễn biến phức tạp trong thời gian tới.",
        "Người dân {place} cho biết giá gạo và nhiên liệu đã tăng gấp đôi so với mùa trước.",
        "Các cơ quan cứu trợ cảnh báo hơn {n}.000 người ở tỉnh {province} thiếu nước sạch.",
        "“Chúng tôi chỉ mong được trở về nhà”, một cụ già rời {place} nói với phóng viên.",
        "Con đường nối {place} với {other} hiện vẫn đóng cửa vì lý do an toàn.",
        "Bệnh viện duy nhất ở {place} hoạt động nhờ máy phát điện và thiếu thuốc gây mê.",
        "Hội đồng Bảo an Liên Hợp Quốc dự kiến họp về {country} vào tuần sau.",
        "Trường học ở {other} mở cửa trở lại nhưng nhiều lớp chỉ có vài học sinh.",
        "{place} nằm cách {other} khoảng {m} km, trên tuyến đường tiếp tế chính của khu vực.",
        "Ngoại trưởng {backer} kêu gọi các bên kiềm chế và quay lại bàn đàm phán.",
        "Chính quyền địa phương chưa đưa ra bình luận nào.",
        "Hãng {agency} không nêu rõ danh tính những người được phỏng vấn.",
        "Trong khi đó, các chuyến bay đến {place} bị hoãn do thời tiết xấu.",
    ),
    "id": (
        "Para pengamat menilai keadaan di {country} masih akan rumit dalam waktu dekat.",
        "Penduduk {place} mengatakan harga beras dan bahan bakar naik dua kali lipat sejak musim lalu.",
        "Badan-badan bantuan memperingatkan lebih dari {n}.000 orang di Provinsi {province} kekurangan air bersih.",
        "\"Kami hanya ingin pulang,\" kata seorang lelaki tua yang meninggalkan {place}.",
        "Jalan yang menghubungkan {place} dengan {other} masih ditutup demi keamanan.",
        "Satu-satunya rumah sakit di {place} bergantung pada genset dan kehabisan obat bius.",
        "Dewan Keamanan PBB dijadwalkan membahas {country} pekan depan.",
        "Sekolah di {other} sudah dibuka, tetapi banyak kelas hanya diisi beberapa murid.",
        "{place} terletak sekitar {m} kilometer dari {other}, di jalur pasokan utama wilayah itu.",
        "Menteri luar negeri {backer} menyerukan agar semua pihak menahan diri dan kembali berunding.",
        "Pemerintah setempat belum memberikan komentar.",
        "Kantor berita {agency} tidak menyebutkan nama narasumbernya.",
        "Sementara itu, penerbangan menuju {place} ditunda karena cuaca buruk.",
    ),
    "en": (
        "Observers expect the situation in {country} to remain tense in the coming months.",
        "Residents of {place} say the price of rice and fuel has doubled since last season.",
        "Aid agencies warn that more than {n},000 people in {province} lack clean water.",
        "\"We only want to go home,\" said an old man who had left {place} on foot.",
        "The road between {place} and {other} remains closed for safety reasons.",
        "The only hospital in {place} runs on generators and is short of anaesthetics.",
        "The U.N. Security Council is expected to discuss {country} next week.",
        "Schools in {other} have reopened, but many classrooms are almost empty.",
        "{place} lies about {m} kilometres from {other}, on the region's main supply route.",
        "The foreign minister of {backer} called on all sides to return to the negotiating table.",
        "Local authorities have not commented.",
        "{agency} did not name the people it had interviewed.",
        "Flights to {place} were delayed by bad weather.",
    ),
}  # fmt: skip
