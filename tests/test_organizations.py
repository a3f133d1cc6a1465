"""Organizations: each under its own whole name, once, with the short names that the article explains."""

import pytest
from reading import names, read


@pytest.mark.parametrize(
    ("text", "organizations"),
    [
        ("Pelatihan digelar Forum Pemuda Kepala Dusun (FPKD) Bontang.", ["Forum Pemuda Kepala Dusun Bontang"]),
        ("Ia kuliah di Universitas Islam Negeri (UIN) Harapan Bangsa.", ["Universitas Islam Negeri Harapan Bangsa"]),
        ("Aparat TNI-Polri berjaga di sana.", ["TNI", "Polri"]),
        ("Mereka dari PT Sinar Abadi dan PT Karya Jaya hadir.", ["PT Sinar Abadi", "PT Karya Jaya"]),
        ("Mereka dari PT. Sinar Abadi dan CV. Karya Jaya hadir.", ["PT. Sinar Abadi", "CV. Karya Jaya"]),
        ("Relawan mengirim CV. Berikut daftar programnya.", []),
        ("Aliansi Warga Papua Peduli Hutan menolak hal itu.", ["Aliansi Warga Papua Peduli Hutan"]),
        ("Personel Koramil Loa Janan membantu warga.", ["Koramil Loa Janan"]),
        ("Prajurit Kodim 0503/Jakarta Barat membantu warga.", ["Kodim 0503/Jakarta Barat"]),
        ("Prajurit Korem 084/Bhaskara Jaya membantu warga.", ["Korem 084/Bhaskara Jaya"]),
        ("Mereka diamankan Polsek Tanah Abang semalam.", ["Polsek Tanah Abang"]),
        ("Ia tinggal di RT 03 RW 05 sejak lama.", []),
        ("Hal itu diatur dalam Peraturan Pemerintah Nomor 12 Tahun 2023.", []),
        ("Pelatih Aji Santoso hadir, kata Aji Santoso.", []),
    ],
)
def test_a_body_has_its_whole_name_and_no_more(text: str, organizations: list[str]) -> None:
    found = [name for name in names(read(text), "organization") if name != "Pemerintah Republik Indonesia"]
    assert found == organizations


def test_one_government_under_two_names_is_one() -> None:
    reading = read("Pemprov DKI Jakarta menyambut rencana itu. Kalau Pemda DKI sudah mulai, yang lain menyusul.")
    assert len(names(reading, "organization")) == 1


def test_a_short_form_of_several_words_in_brackets_is_another_name() -> None:
    reading = read(
        "Rapat Direktorat Jenderal Hortikultura (Ditjen Hortikultura) digelar. Ditjen Hortikultura lalu melapor."
    )
    [body] = [e for e in reading.entities if e.kind == "organization"]
    assert body.name == "Direktorat Jenderal Hortikultura"
    assert "Ditjen Hortikultura" in body.aliases


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Penggagas aksi itu Social Movement Institute (SMI) Yogyakarta. SMI hadir.", ["Social Movement Institute"]),
        ("Ia mendirikan Koalisi Perempuan Indonesia (KPI). KPI membela hak.", ["Koalisi Perempuan Indonesia"]),
        ("PT Kilang Pertamina Internasional (KPI) membeli minyak.", ["PT Kilang Pertamina Internasional"]),
        ("Ada Pekerja Migran Indonesia (PMI) di sana. Kata warga, PMI bekerja.", []),
        ("Kata warga, Organisasi Kerjasama Islam (OKI) hadir.", ["Organisasi Kerjasama Islam"]),
        ("Di sana hadir pihak Kantor Kesehatan Pelabuhan (KKP).", ["Kantor Kesehatan Pelabuhan"]),
        (
            "Layanan Badan Karantina Ikan, Pengendalian Mutu dan Keamanan Hasil Perikanan (BKIPM) dibuka. BKIPM hadir.",
            ["Badan Karantina Ikan, Pengendalian Mutu dan Keamanan Hasil Perikanan"],
        ),
        (
            "Kata warga, BKIPM (Badan Karantina Ikan, Pengendalian Mutu, dan Keamanan Hasil Perikanan) tutup.",
            ["Badan Karantina Ikan, Pengendalian Mutu, dan Keamanan Hasil Perikanan"],
        ),
        (
            "PT PLN UP 3 Sidoarjo dan PLN UP 3 Surabaya Selatan bekerja.",
            ["PT PLN UP 3 Sidoarjo", "PLN UP 3 Surabaya Selatan"],
        ),
        ("Rapat digelar di kantor DPD PDI-P Jateng, Jumat.", ["DPD PDI-P Jateng", "PDI-P"]),
        ("Polresta Bogor Kota hadir. Warga mengadu ke Polresta Bogor.", ["Polresta Bogor Kota"]),
        ("Polresta Bogor Kota hadir. Kapolresta Bogor pulang.", ["Polresta Bogor Kota"]),
        ("Polres Probolinggo Kota hadir, Polres Probolinggo juga.", ["Polres Probolinggo Kota", "Polres Probolinggo"]),
    ],
)
def test_a_body_is_what_the_article_explains_and_no_other(text: str, bodies: list[str]) -> None:
    assert names(read(text), "organization") == bodies


@pytest.mark.parametrize(
    ("text", "body", "key"),
    [
        ("Kata Kementerian Luar Negeri Israel.", "Kementerian Luar Negeri Israel", "kementerian luar negeri israel"),
        ("Kata Kemenlu Jepang.", "Kementerian Luar Negeri Jepang", "kementerian luar negeri jepang"),
        ("Kata Kementerian Kesehatan Gaza.", "Kementerian Kesehatan Gaza", "kementerian kesehatan gaza"),
        ("Kata Mahkamah Agung India.", "Mahkamah Agung India", "mahkamah agung india"),
        ("Kata MK Thailand.", "Mahkamah Konstitusi Thailand", "mahkamah konstitusi thailand"),
        ("Kata DPR AS.", "Dewan Perwakilan Rakyat Amerika Serikat", "dewan perwakilan rakyat amerika serikat"),
        ("Kapal Angkatan Laut AS datang.", "Angkatan Laut Amerika Serikat", "angkatan laut amerika serikat"),
        ("Ia bermain di Serie A Brasil.", "Serie A Brasil", "serie a brasil"),
        ("Timnas U-23 Korea Selatan datang.", "Timnas U-23 Korea Selatan", "timnas u 23 korea selatan"),
        ("Kata Polri Malaysia.", "Polri", "polri"),
        ("Kata Mabes Polri Malaysia.", "Mabes Polri", "mabes-polri"),
        ("Kata Bareskrim Polri Malaysia.", "Bareskrim Polri", "bareskrim-polri"),
        ("Kontingen TNI Kongo pulang.", "TNI", "tni"),
        ("Kapal TNI AL Lebanon pulang.", "TNI AL", "tni-al"),
        ("Personel TNI Gaza datang.", "TNI", "tni"),
        ("Kata PSSI Malaysia.", "PSSI", "pssi"),
        ("Kata FIFA Malaysia.", "FIFA", "fifa"),
        ("Bek AFC Bournemouth datang.", "AFC Bournemouth", "afc-bournemouth"),
        ("Laga Timnas Indonesia Jepang ramai.", "Timnas Indonesia", "timnas-indonesia"),
        ("Klub Liga Inggris Wolverhampton datang.", "Liga Inggris", "premier-league"),
        ("Bek Liga Italia Roma datang.", "Liga Italia", "liga-italia"),
        ("Ia bermain di La Liga Spanyol.", "La Liga Spanyol", "liga-spanyol"),
        ("Ia bermain di Serie A Italia.", "Serie A Italia", "liga-italia"),
        ("Ia bermain di Premier League Inggris.", "Premier League Inggris", "premier-league"),
        ("Ia bermain di Bundesliga Jerman.", "Bundesliga Jerman", "bundesliga"),
        ("Ia bermain di Ligue 1 Prancis.", "Ligue 1 Prancis", "ligue-1"),
        ("Kata Federal Reserve AS.", "Federal Reserve AS", "the-fed"),
    ],
)
def test_only_what_other_states_have_too_is_another_countrys(text: str, body: str, key: str) -> None:
    found = [e for e in read(text).entities if e.kind == "organization"]
    assert [(e.name, e.keys[0].value) for e in found] == [(body, key)]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Ia mengajar bahasa Inggris di Bontang.", []),
        ("Ketua Ikatan Alumni ITB hadir.", ["Ikatan Alumni ITB", "ITB"]),
        ("Ikatan Alumni Fakultas Hukum Universitas Indonesia mendesak pemerintah.",
         ["Ikatan Alumni Fakultas Hukum Universitas Indonesia", "Fakultas Hukum Universitas Indonesia", "Universitas Indonesia"]),
    ],
)  # fmt: skip
def test_a_language_is_no_body_and_graduates_are_those_of_their_school(text: str, bodies: list[str]) -> None:
    assert names(read(text), "organization") == bodies
