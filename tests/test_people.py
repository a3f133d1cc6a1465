"""Persons: one for all their names, the nicknames too; and never one for two people."""

import pytest
from reading import names, read

from kg.indonesian.keys import sound
from kg.lexicon import rows
from kg.naming import shortens


@pytest.mark.parametrize(
    ("text", "person", "alias"),
    [
        ("Presiden Joko Widodo (Jokowi) menjelaskan soal itu. Jokowi mengatakan hal itu.", "Joko Widodo", "Jokowi"),
        ("Menteri Desa Abdul Muhaimin Iskandar (Cak Imin) hadir.", "Abdul Muhaimin Iskandar", "Imin"),
        ("Wakil Bupati Sutrisno Hadiwinata (Trisno) hadir.", "Sutrisno Hadiwinata", None),
        ("Ketua MPR Bambang Soesatyo hadir. Menurut dia, baik. Kata Bamsoet, ya.", "Bambang Soesatyo", "Bamsoet"),
        (
            "Ketua Umum IMI Bali, Gusti Ngurah Anom atau akrab disapa Ajik Krisna, hadir.",
            "Gusti Ngurah Anom",
            "Ajik Krisna",
        ),
    ],
)
def test_a_nickname_is_no_second_person(text: str, person: str, alias: str | None) -> None:
    reading = read(text)
    assert names(reading, "person") == [person]
    [found] = [entity for entity in reading.entities if entity.kind == "person"]
    assert alias is None or alias in found.aliases


def test_who_stands_in_brackets_behind_a_name_is_another_unless_the_name_is_made_from_it() -> None:
    for other in ("Ciro Alves", "AKP Ciro Alves", "H. Ciro Alves"):
        reading = read(f"Wakil Bupati Beckham Putra ({other}) hadir. Bupati Ciro Alves pulang.")
        assert names(reading, "person") == ["Beckham Putra", "Ciro Alves"], other


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Komandan Pos Letda laut (PM) Dadan Hidayat hadir.", ["Dadan Hidayat"]),
        ("Mantan kepala badan itu, Letjen (Purn) TNI Dadan Hidayat, hadir.", ["Dadan Hidayat"]),
        ("Kapendam Kolonel CPL Eko Wibowo menjelaskan hal itu.", ["Eko Wibowo"]),
        ("Kapolda IrjenPol Dadan Hidayat hadir.", ["Dadan Hidayat"]),
        ("Seorang polisi, Briptu RP, ditangkap di rumahnya.", ["RP"]),
        ("Direktur Digital Management Michael Santoso hadir di sana.", ["Michael Santoso"]),
        ("Kapolres hadir di ibu kota. Mereka pindah ke Ibu Kota Nusantara.", []),
        ("Ketua Steering Committee hadir.", []),
        ("Laga digelar di Gelora Bung Tomo dan stadion Kapten I Wayan Dipta.", []),
        ("Korban dirawat di RSUD dr Budi Santoso sejak kemarin.", []),
        ("Kata Pak RT, warga sudah tidur.", []),
        ("Kami mendesak Presiden Pak Budi segera bertindak.", ["Budi"]),
        ("Itu sapi dari Presiden Prabowo Rp 100 miliar.", ["Prabowo"]),
        ("Donald Trump tiba. Donald Trump Jr ikut.", ["Donald Trump", "Donald Trump Jr"]),
        ("Gol dicetak Lionel Messi Lionel Messi pada menit akhir.", ["Lionel Messi"]),
        ("Megawati Soekarnoputri hadir. Presiden Soekarno dikenang.", ["Megawati Soekarnoputri", "Soekarno"]),
        ("Martin Luther King Jr dikenang. Pidato Martin Luther King terkenal.", ["Martin Luther King Jr"]),
        ("Christian Junior Sinaga hadir. Kata Christian Sinaga, ia senang.", ["Christian Junior Sinaga"]),
        ("Polisi memeriksa ahli bahasa Andika Dutha Bachari.", ["Andika Dutha Bachari"]),
        ("Neymar Jr tiba. Kata Neymar, ia senang.", ["Neymar Jr"]),
        ('"Baik sekali," kata Kepala Seksi Promosi di kantornya.', []),
        ("Wali Kota Kediri, Abdullah Abu Bakar, hadir.", ["Abdullah Abu Bakar"]),
        ("Warga antusias. Budi (25), warga Surabaya, ikut mengantre.", ["Budi"]),
        ("Mereka menahan terdakwa Budi Wibowo sejak kemarin.", ["Budi Wibowo"]),
    ],
)
def test_a_name_is_told_from_what_stands_beside_it(text: str, persons: list[str]) -> None:
    assert names(read(text), "person") == persons


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Agus D.W. Hartowardojo", "Agus Hartowardojo"),
        ("Mohamad Kurniawan", "M Kurniawan"),
        ("Muhammad Kurniawan", "Muh Kurniawan"),
        ("Sinta Lestarini", "Sinta Lestareni"),
        ("Hasyim Asy'ari", "Hasyim Asyari"),
    ],
)
def test_a_name_cut_short_or_misspelt_is_no_second_person(long: str, short: str) -> None:
    reading = read(f"Bupati {long} hadir. Menurut {short}, acara itu penting, kata Bupati {short}.")
    assert len(names(reading, "person")) == 1


def test_a_nickname_told_before_the_name_is_no_second_person() -> None:
    reading = read('"Warga tenang," sebut Waled Karim, sapaan akrab Tgk Muhammad Hidayat. Waled Karim lalu pulang.')
    assert names(reading, "person") == ["Muhammad Hidayat"]


@pytest.mark.parametrize(
    ("full", "short", "same"),
    [
        ("sutrisno", "sutrisna", False),
        ("sugiarto", "sugianto", False),
        ("thomas giordano", "giordino", True),
        ("masherly sutrisno", "mashersly", True),
        ("agus martowardojo", "agus marto", True),
        ("andi hidayat", "budi hidayat", False),
        ("andi hidayat", "andi lestari", False),
        ("andi", "andri", False),
        ("febriadhitya prajatara", "febri", True),
        ("budiman santoso", "budi", False),
    ],
)
def test_what_may_stand_for_a_name(full: str, short: str, same: bool) -> None:
    assert shortens(full.split(), short.split()) is same


def test_initials_are_the_name_of_a_victim_or_a_suspect() -> None:
    reading = read("Pelaku berinisial S dan AR (37) ditangkap. Korban MS, warga Bontang, dirawat.")
    assert names(reading, "person") == ["S", "AR", "MS"]


def test_a_nickname_may_be_a_word() -> None:
    reading = read("Wali Kota Semarang Hartini Rahayu alias Mbak Ita hadir. Mbak Ita lalu pulang.")
    [found] = [entity for entity in reading.entities if entity.kind == "person"]
    assert found.name == "Hartini Rahayu"
    assert "Ita" in found.aliases


def test_things_and_credits_are_no_persons() -> None:
    reading = read(
        "KOMPAS.com/Dadan Presiden Joko Widodo meninjau pasar. Mereka memakai aplikasi Sinta Raya di kawasan Rimba Nilo."
    )
    assert names(reading, "person") == ["Joko Widodo"]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Wakil Wali Kota Imam Cahyo Prabandaru hadir di sana.", ["Imam Cahyo Prabandaru"]),
        ("Acara itu dihadiri oleh Intan Agus Wardani dan warga.", ["Intan Agus Wardani"]),
        ("Menteri Sosial Yuliana P. Batubara datang ke Solo.", ["Yuliana P. Batubara"]),
        ("Wakil Bupati Danang Prakosa hadir di Sleman.", ["Danang Prakosa"]),
        ("Menteri Perdagangan Mari Elka Wardani hadir.", ["Mari Elka Wardani"]),
        ("Mereka menunjuk Tofrizal sebagai Kajari Berau.", ["Tofrizal"]),
        ("Gubernur NTB Lalu Ahmad Santoso hadir. Lalu Budi Hartono datang.", ["Lalu Ahmad Santoso", "Budi Hartono"]),
        ("Polisi menangkap dan menahan HM, pegawai honorer di Dompu.", ["HM"]),
        ("Polisi meringkus dua orang berinisial TN dan WR.", ["TN", "WR"]),
        ("Polisi menahan KA di stasiun.", []),
        ("Hadir pula Budi Hartono, Ratna Anjani dan Surya Baskara.", ["Budi Hartono", "Ratna Anjani", "Surya Baskara"]),
    ],
)
def test_a_name_is_read_whole(text: str, persons: list[str]) -> None:
    assert names(read(text), "person") == persons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muhammad Ali", "Moch. Ali"),
        ("Mohamad Ali", "M. Ali"),
        ("Achmad Dahlan", "Ahmad Dahlan"),
        ("Syech bin Abdul Qadir Assegaf", "Syekh bin Abdul Qodir Asegaf"),
        ("Agus Setyawan", "Agus Setiawan"),
        ("Djoko Tjahjono", "Joko Cahyono"),
        ("Soekarno", "Sukarno"),
        ("Choirul Anam", "Khairul Anam"),
        ("Andi", "Andy"),
        ("Reza Pahlevi", "Reza Pahlefi"),
        ("Ma'ruf Amin", "Maruf Amin"),
        ("Jusuf Kalla", "Yusuf Kala"),
        ("Abdurrohman Sholeh", "Abdul Rahman Saleh"),
        ("Ramdhan Effendi", "Ramdan Efendy"),
        ("Fatimah", "Fatima"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hasan", "Hasanah"),
        ("Dewi", "Dedi"),
        ("Sutrisno", "Sutrisna"),
        ("Sugiarto", "Sugianto"),
        ("Yuni", "Yuli"),
        ("Abdul", "Abdullah"),
        ("Hadi", "Hardi"),
        ("Rian", "Riani"),
        ("SN", "ZN"),
        ("Muhammad", "Ahmad"),
    ],
)
def test_two_names_sound_apart(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Ketua PSSI Mochamad Iriawan hadir. Pria yang akrab disapa Iwan Bule itu pulang.", ["Mochamad Iriawan"]),
        ("Ketua PSSI Iwan Bule -panggilan Mochamad Iriawan- masuk ke ruang itu.", ["Mochamad Iriawan"]),
        ("Bupati Budi Santoso hadir bersama Camat Siti Rahma. Bupati yang akrab disapa Mas Wage itu pulang.",
         ["Budi Santoso", "Siti Rahma"]),
        ("Ketua Komisi III DPR, Bambang Wuryanto atau Bambang Pacul, hadir.", ["Bambang Wuryanto"]),
        ("Gubernur DKI Basuki T Purnama atau Ahok hadir. Niat baik dari Ahok.", ["Basuki T Purnama"]),
        ("Menteri Yaqut Cholil Qoumas (YCQ) diperiksa. Penyidik memanggil YCQ.", ["Yaqut Cholil Qoumas"]),
        ("Ramdhan Effendi, atau yang biasa disapa Anton Medan, wafat. Anton Medan pernah masuk ke sana.",
         ["Ramdhan Effendi"]),
        ("Bupati Temanggung Agus Setyawan menari. Bupati Temanggung Agus Setiawan memetik kopi.", ["Agus Setyawan"]),
        ("Mereka adalah Caswiyono Rusydie Cakrawangsa dan Risharyudi Triwibowo.",
         ["Caswiyono Rusydie Cakrawangsa", "Risharyudi Triwibowo"]),
        ("Final diraih Sabar Karyaman Gutama/Moh. Reza Pahlevi Isfahani.",
         ["Sabar Karyaman Gutama", "Moh. Reza Pahlevi Isfahani"]),
        ("Ridwan Kamil-Suswono menang. Menurut Suswono, Ridwan Kamil senang.", ["Ridwan Kamil", "Suswono"]),
        ("Mereka diperiksa. Polisi menangkap pelaku berinisial SN dan ZN.", ["SN", "ZN"]),
        ("Wali Kota Semarang hadir. Kata Mbak Ita, panen itu baik.", ["Ita"]),
    ],
)  # fmt: skip
def test_a_person_keeps_all_the_names_of_the_article(text: str, persons: list[str]) -> None:
    assert names(read(text), "person") == persons


def test_who_is_called_by_a_popular_name_only_is_compared_by_the_full_name_too() -> None:
    def keys(text: str) -> list[str]:
        [person] = [e for e in read(text).entities if e.kind == "person"]
        return [key.value for key in person.keys if key.name == "name"]

    assert keys("Kata Jokowi, baik.") == ["joko widodo", "jokowi"]
    assert keys("Gubernur Jawa Barat Kang Emil hadir.") == ["ridwan kamil", "emil"]
    assert keys("Wakil Gubernur Jawa Timur Kang Emil hadir.") == ["emil elestianto dardak", "emil"]
    assert keys("Kata Kang Emil, baik.") == ["emil"]
    assert keys("Bupati Budi Santoso hadir. Budi pulang.") == ["budi santoso"]


def test_each_popular_name_has_its_reason() -> None:
    table = list(rows("nicknames.tsv"))
    assert len(table) >= 100
    assert all(row["reason"] and row["form"] != row["name"] for row in table)
    assert len({(row["form"], row["name"]) for row in table}) == len(table)
