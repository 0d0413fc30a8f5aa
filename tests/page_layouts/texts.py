"""Sentences for invented articles and the furniture around them, by language. All our own writing."""

# ruff: noqa: E501  # sentences read better unwrapped

PARAGRAPHS = {
    "vi": [
        "Quân đội chính phủ sáng 14/3 pháo kích các vị trí của phiến quân ở phía nam thành phố Talmara, khiến ít nhất bảy tay súng thiệt mạng.",
        "Theo người phát ngôn bộ quốc phòng, cuộc tấn công kéo dài gần ba giờ và được máy bay trực thăng yểm trợ. \"Chúng tôi sẽ không dừng lại cho tới khi tuyến đường được mở\", ông nói.",
        "Người dân địa phương cho biết tiếng nổ vang lên liên tục từ rạng sáng. Nhiều gia đình đã rời nhà sang vùng đồi phía bắc.",
        "Đây là lần thứ hai trong tuần khu vực này bị tấn công.",
        "Một bác sĩ tại bệnh viện dã chiến kể rằng họ tiếp nhận 23 người bị thương, trong đó có năm trẻ em, và đang thiếu máu cùng thuốc gây mê.",
        "Phe đối lập bác bỏ thông tin mất cây cầu chiến lược bắc qua sông, đồng thời công bố đoạn phim quay cảnh các tay súng của họ đi tuần trên cầu.",
        "Liên Hợp Quốc kêu gọi hai bên ngừng bắn nhân đạo trong 72 giờ để đoàn xe cứu trợ tiến vào thị trấn đang bị bao vây.",
        "Các nhà quan sát nhận định chiến sự khó lắng xuống trước mùa mưa, bởi không bên nào đủ lực để giành thế áp đảo trên toàn mặt trận.",
        "Hồi tháng một, một thỏa thuận trao đổi tù binh từng được ký nhưng đổ vỡ chỉ sau bốn ngày.",
        "Chính quyền tỉnh đã mở thêm ba điểm tiếp nhận người sơ tán tại các trường học, đồng thời huy động xe buýt chở người già và phụ nữ mang thai.",
    ],
    "id": [
        "Pasukan pemerintah menggempur posisi kelompok bersenjata di selatan Kota Talmara, Selasa (14/3) pagi, dan menewaskan sedikitnya tujuh milisi.",
        "Juru bicara kementerian pertahanan mengatakan operasi berlangsung hampir tiga jam dengan dukungan helikopter. \"Kami tidak akan berhenti sebelum jalan itu terbuka,\" ujarnya.",
        "Warga setempat mengaku mendengar ledakan beruntun sejak dini hari. Banyak keluarga mengungsi ke perbukitan di utara.",
        "Ini serangan kedua di kawasan itu dalam sepekan.",
        "Seorang dokter di rumah sakit lapangan menuturkan mereka merawat 23 korban luka, lima di antaranya anak-anak, sementara stok darah dan obat bius menipis.",
        "Kubu oposisi membantah kehilangan jembatan strategis di atas sungai itu dan merilis rekaman anak buahnya berpatroli di sana.",
        "Perserikatan Bangsa-Bangsa mendesak kedua pihak menghentikan tembakan selama 72 jam agar konvoi bantuan bisa masuk ke kota yang terkepung.",
        "Para pengamat menilai pertempuran sulit mereda sebelum musim hujan karena tidak ada pihak yang cukup kuat untuk menguasai seluruh garis depan.",
        "Pada Januari, kesepakatan pertukaran tawanan sempat diteken tetapi runtuh hanya dalam empat hari.",
        "Pemerintah provinsi membuka tiga titik pengungsian tambahan di sekolah-sekolah dan mengerahkan bus untuk mengangkut lansia serta ibu hamil.",
    ],
    "en": [
        "Government troops shelled rebel positions south of the city of Talmara early on March 14, killing at least seven fighters.",
        "A defence ministry spokesman said the operation lasted nearly three hours and was backed by helicopters. \"We will not stop until the road is open,\" he said.",
        "Residents reported a string of explosions from before dawn. Many families have left for the hills in the north.",
        "It was the second attack on the area in a week.",
        "A doctor at a field hospital said they had treated 23 wounded, five of them children, and were running out of blood and anaesthetics.",
        "The opposition denied losing a strategic bridge across the river and released footage of its men patrolling it.",
        "The United Nations urged both sides to hold fire for 72 hours so that an aid convoy could enter the besieged town.",
        "Observers doubt that the fighting will ease before the rains, as neither side is strong enough to dominate the whole front.",
        "In January a prisoner exchange was agreed but it collapsed after only four days.",
        "The provincial authorities opened three more reception centres in schools and sent buses for the elderly and for pregnant women.",
    ],
}  # fmt: skip
LEADS = {
    "vi": "Giao tranh bùng phát trở lại quanh Talmara sau nhiều tuần yên ắng, đẩy hàng nghìn người rời khỏi nhà cửa.",
    "id": "Pertempuran kembali pecah di sekitar Talmara setelah berpekan-pekan tenang dan memaksa ribuan orang meninggalkan rumah.",
    "en": "Fighting has flared up again around Talmara after weeks of calm, driving thousands of people from their homes.",
}
TITLES = {
    "vi": "Giao tranh ác liệt quanh Talmara, dân thường tháo chạy lên vùng đồi",
    "id": "Pertempuran Sengit di Sekitar Talmara, Warga Mengungsi ke Perbukitan",
    "en": "Heavy fighting around Talmara sends residents fleeing to the hills",
}
SECOND = {
    "vi": ("Bão số 9 đổ bộ, hàng trăm nhà tốc mái ở ven biển", [
        "Cơn bão số 9 đổ bộ vào vùng ven biển rạng sáng nay với sức gió mạnh cấp 11, giật cấp 13, theo trung tâm khí tượng.",
        "Chính quyền cho biết hơn 400 căn nhà bị tốc mái và nhiều tuyến đường ngập sâu gần một mét.",
        "Lực lượng cứu hộ đang dùng xuồng đưa người dân ra khỏi các khu trũng và phân phát nước uống."]),
    "id": ("Topan Menerjang Pesisir, Ratusan Rumah Rusak", [
        "Topan kesembilan musim ini menerjang pesisir dini hari tadi dengan kecepatan angin hingga 110 kilometer per jam, menurut badan cuaca.",
        "Pemerintah mencatat lebih dari 400 rumah kehilangan atap dan sejumlah jalan terendam hampir satu meter.",
        "Tim penyelamat memakai perahu karet untuk mengevakuasi warga dari kawasan rendah dan membagikan air minum."]),
    "en": ("Typhoon tears into the coast and damages hundreds of homes", [
        "The ninth typhoon of the season hit the coast before dawn with winds of up to 110 kilometres an hour, the weather office said.",
        "Officials counted more than 400 houses without roofs and said several roads were under almost a metre of water.",
        "Rescue teams were using boats to bring people out of low-lying districts and were handing out drinking water."]),
}  # fmt: skip
HEADLINES = {
    "vi": ["Giá vàng giảm phiên thứ tư liên tiếp", "Thủ môn trẻ ghi bàn từ phần sân nhà", "Cây cầu treo dài nhất miền núi sắp thông xe", "Học sinh vùng cao đón lớp học mới", "Động đất nhẹ ngoài khơi, không có thiệt hại", "Phe nổi dậy chiếm mỏ muối Karsen", "Hai nước nối lại đường bay sau ba năm", "Nông dân trồng dưa trên mái nhà"],
    "id": ["Harga Emas Turun Empat Hari Beruntun", "Kiper Muda Cetak Gol dari Area Sendiri", "Jembatan Gantung Terpanjang Segera Dibuka", "Siswa di Pegunungan Dapat Kelas Baru", "Gempa Ringan di Lepas Pantai, Tak Ada Kerusakan", "Pemberontak Rebut Tambang Garam Karsen", "Dua Negara Buka Lagi Rute Penerbangan", "Petani Menanam Melon di Atap Rumah"],
    "en": ["Gold falls for a fourth day in a row", "Young keeper scores from his own half", "Longest rope bridge to open next month", "Mountain pupils get a new classroom", "Mild quake off the coast does no damage", "Rebels seize the salt mine of Karsen", "Two countries resume flights after three years", "Farmers grow melons on their roofs"],
}  # fmt: skip
TEASERS = {
    "vi": ["Thị trường kim loại quý tiếp tục chịu áp lực khi đồng đô la mạnh lên so với các đồng tiền chủ chốt.", "Khoảnh khắc hiếm thấy đến ở phút bù giờ cuối cùng của trận đấu giữa hai đội cùng thành phố.", "Công trình bắc qua hẻm núi sâu hơn hai trăm mét giúp rút ngắn quãng đường đến trường của trẻ em.", "Ngôi trường được dựng từ tiền quyên góp của cựu học sinh và công sức của cả bản."],
    "id": ["Pasar logam mulia kembali tertekan ketika dolar menguat terhadap mata uang utama dunia.", "Momen langka itu terjadi pada menit terakhir laga antara dua tim sekota.", "Bangunan di atas jurang dua ratus meter itu mempersingkat perjalanan anak-anak ke sekolah.", "Sekolah itu berdiri dari sumbangan para alumni dan kerja bakti seluruh warga desa."],
    "en": ["Precious metals remained under pressure as the dollar gained against the main currencies.", "The rare moment came in the last minute of a match between two teams from the same city.", "The structure spans a gorge more than two hundred metres deep and shortens the way to school.", "The school was built with donations from former pupils and the work of the whole village."],
}  # fmt: skip
COMMENTS = {
    "vi": ["Mong chiến tranh sớm kết thúc để trẻ em được trở lại trường học và người già được yên ổn.", "Bài viết rất hay, nhưng tác giả nên nói thêm về nguyên nhân sâu xa của cuộc xung đột này.", "Tôi từng sống ở đó hai năm, người dân hiền hòa lắm, thật xót xa khi đọc những tin như thế này.", "Không bên nào thắng cả, chỉ có dân thường là thua."],
    "id": ["Semoga perang cepat selesai supaya anak-anak bisa kembali bersekolah dan orang tua hidup tenang.", "Tulisannya bagus, tapi penulis sebaiknya menjelaskan juga akar masalah dari konflik ini.", "Saya pernah tinggal di sana dua tahun, warganya ramah sekali, sedih membaca berita seperti ini.", "Tidak ada pihak yang menang, yang kalah hanya rakyat biasa."],
    "en": ["I hope the war ends soon so that the children can go back to school and the old live in peace.", "A good article, but the author should have said more about the deeper causes of this conflict.", "I lived there for two years and the people were so kind, it hurts to read news like this.", "Nobody wins here, only ordinary people lose."],
}  # fmt: skip
SAY = {
    "vi": {
        "menu": "Trang chủ|Thời sự|Thế giới|Kinh doanh|Giải trí|Thể thao|Pháp luật|Giáo dục|Sức khỏe|Đời sống|Du lịch|Khoa học", "related": "Tin liên quan", "more": "Xem thêm:", "most": "Đọc nhiều nhất", "latest": "Tin mới nhất", "comments": "Bình luận (4)", "post": "Gửi bình luận", "share": "Chia sẻ", "ad": "Quảng cáo", "tags": "Từ khóa:", "by": "Minh Khôi", "bio": "Minh Khôi là phóng viên quốc tế của tòa soạn từ năm 2009 và từng nhận hai giải báo chí khu vực.", "site": "Báo Sông Lam", "date": "Thứ Ba, 14/3/2023, 16:20 (GMT+7)", "caption": "Khói bốc lên từ khu chợ phía nam thành phố Talmara.", "credit": "Ảnh: Hãng tin Miền Tây",
        "foot": "Báo Sông Lam - Cơ quan ngôn luận của Hội Nhà vườn. Giấy phép số 121/GP-BTTTT cấp ngày 3/4/2012. Tổng biên tập: Hồ Thanh Bình. Tòa soạn: 15 đường Bờ Kè, phường 2. Ghi rõ nguồn khi phát hành lại thông tin từ trang này.", "news": "Đăng ký nhận bản tin để không bỏ lỡ những tin tức quan trọng nhất mỗi sáng. Chúng tôi không gửi thư rác và bạn có thể hủy bất cứ lúc nào.", "cookie": "Trang này dùng cookie để cải thiện trải nghiệm của bạn.", "pay": "Bạn đã đọc hết số bài miễn phí trong tháng. Vui lòng đăng ký tài khoản trả phí để đọc tiếp.", "prev": "Bài trước", "next": "Bài sau", "sub": ["Dân thường mắc kẹt", "Ngoại giao bế tắc"], "list": ["Ngày 2/3: phiến quân chiếm trạm bơm nước.", "Ngày 9/3: quân chính phủ mở đường vòng phía tây.", "Ngày 14/3: pháo kích dọc bờ sông."], "reply": "Trả lời", "login": "Đăng nhập",
    },
    "id": {
        "menu": "Beranda|Nasional|Internasional|Ekonomi|Olahraga|Hiburan|Hukum|Pendidikan|Kesehatan|Gaya Hidup|Wisata|Sains", "related": "Berita Terkait", "more": "Baca juga:", "most": "Terpopuler", "latest": "Berita Terbaru", "comments": "Komentar (4)", "post": "Kirim komentar", "share": "Bagikan", "ad": "ADVERTISEMENT", "tags": "Topik:", "by": "Rahmat Hidayat", "bio": "Rahmat Hidayat bekerja sebagai wartawan internasional sejak 2009 dan pernah meraih dua penghargaan jurnalistik.", "site": "Warta Samudra", "date": "Selasa, 14 Maret 2023 16:20 WIB", "caption": "Asap membubung dari pasar di selatan Kota Talmara.", "credit": "Foto: Kantor Berita Barat",
        "foot": "Hak cipta © 2023 Warta Samudra. Dilarang mengutip tanpa izin tertulis dari redaksi. Pedoman Media Siber. Alamat redaksi: Jalan Pelabuhan Lama 15, Kota Samudra.", "news": "Daftarkan email Anda agar tidak ketinggalan kabar penting setiap pagi. Kami tidak mengirim spam dan Anda bisa berhenti kapan saja.", "cookie": "Situs ini memakai kuki untuk meningkatkan pengalaman Anda.", "pay": "Anda telah membaca semua artikel gratis bulan ini. Silakan berlangganan untuk melanjutkan membaca.", "prev": "Sebelumnya", "next": "Selanjutnya", "sub": ["Warga Terjebak", "Jalan Buntu Diplomasi"], "list": ["2 Maret: pemberontak merebut stasiun pompa air.", "9 Maret: pasukan pemerintah membuka jalan memutar di barat.", "14 Maret: tembakan artileri di sepanjang sungai."], "reply": "Balas", "login": "Masuk",
    },
    "en": {
        "menu": "Home|Nation|World|Business|Sport|Culture|Courts|Education|Health|Lifestyle|Travel|Science", "related": "Related stories", "more": "Read also:", "most": "Most read", "latest": "Latest news", "comments": "4 comments", "post": "Post a comment", "share": "Share", "ad": "Advertisement", "tags": "Tags:", "by": "Alan Wexley", "bio": "Alan Wexley has covered foreign affairs for the paper since 2009 and has won two regional awards.", "site": "The River Courier", "date": "Tuesday 14 March 2023, 16:20", "caption": "Smoke rises from the market in the south of Talmara.", "credit": "Photo: Western News Agency",
        "foot": "© 2023 The River Courier. All rights reserved. The River Courier is published by Embankment Press, 15 Quay Road. No part of this site may be reproduced without written permission.", "news": "Sign up for our newsletter and never miss the most important stories of the morning. We do not send spam and you can leave at any time.", "cookie": "This site uses cookies to improve your experience.", "pay": "You have read all your free articles this month. Please subscribe to continue reading.", "prev": "Previous", "next": "Next", "sub": ["Trapped civilians", "Diplomacy at an impasse"], "list": ["2 March: rebels seize the pumping station.", "9 March: the army opens a bypass in the west.", "14 March: shelling along the river."], "reply": "Reply", "login": "Log in",
    },
}  # fmt: skip
