"""Places: regions by their names, buildings and grounds by their cues, venues by what stands around them; and which is meant."""

import pytest

from kg.indonesian.gazetteer import gazetteer
from kg.sentences import tokens
from tests.reading import names, read


def codes(text: str, title: str = "") -> dict[str, str]:
    """Each place of a text with its code, "" where none is certain."""
    places = [e for e in read(text, title).entities if e.kind == "place"]
    return {e.name: next((key.value for key in e.keys if key.name == "code"), "") for e in places}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rapat digelar di Mapolres Bontang.", "Mapolres Bontang"),
        ("Warga berkumpul di depan kantor Gubernur Riau.", "kantor Gubernur Riau"),
        ("Mereka melintas di jembatan Tirtasari.", "jembatan Tirtasari"),
        (
            "Pameran dibuka di Gedung Kementerian Koordinator Bidang Pangan.",
            "Gedung Kementerian Koordinator Bidang Pangan",
        ),
        ("Laga itu dimainkan di Stadion Gelora Bung Tomo (GBT) Surabaya.", "Stadion Gelora Bung Tomo Surabaya"),
        ("Jenazah dibawa ke Taman Makam Pahlawan (TMP) Kusuma Bakti.", "Taman Makam Pahlawan Kusuma Bakti"),
        ("Truk terguling di Jalan Randusari–Tirtomoyo pagi tadi.", "Jalan Randusari–Tirtomoyo"),
        ("Rumah itu di Jl. H. Mansur No. 12, RT 03 RW 02.", "Jl. H. Mansur"),
        ("Pesta digelar di Tirta Garden Hotel pada malam itu.", "Tirta Garden Hotel"),
        ("Ia berpidato di Paviliun Tirta, Rabu (9/10/2024).", "Paviliun Tirta"),
        ("Acara itu di kawasan Lembah Harapan.", "Lembah Harapan"),
        ("Upacara bendera digelar di SMA Negeri 3 Sukamaju.", "SMA Negeri 3 Sukamaju"),
        ("Korban dilarikan ke RSUD Tirta Husada.", "RSUD Tirta Husada"),
        ("Pertemuan berlangsung di Hotel Tirta Kencana.", "Hotel Tirta Kencana"),
        ("Gempa terasa sampai ke Selat Malaka.", "Selat Malaka"),
        ("Delegasi tiba di Kharkiv kemarin.", "Kharkiv"),
        ("Larangan itu berlaku di kota Zarandabad.", "kota Zarandabad"),
    ],
)
def test_a_building_a_ground_or_a_city_is_found(text: str, place: str) -> None:
    assert place in names(read(text), "place")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ia belajar bahasa Arab dan adat suku Dayak.", "Arab"),
        ("Keluarga itu naik ke Puncak Haji Makmur.", "Puncak"),
        ("Program Desa Mandiri dilanjutkan.", "Desa Mandiri"),
        ("Polisi menahan AS (39) kemarin.", "AS"),
        ("Ia bermain untuk klub Tirtaspor Ankara.", "Ankara"),
        ("Mereka lolos ke Piala Asia tahun depan.", "Asia"),
        ("Tim itu tampil di Melbourne Cup.", "Melbourne"),
        ("Nilai itu turun di Wimbledon 2022.", "Wimbledon 2022"),
        ("Kabar itu dibaca di YouTube.", "YouTube"),
        ("Warga menunggu di Rabu pagi.", "Rabu"),
        ("Sengketa 4 pulau Aceh selesai.", "pulau Aceh"),
    ],
)
def test_what_only_looks_like_a_place_is_none(text: str, place: str) -> None:
    assert place not in names(read(text), "place")


def test_a_shared_name_is_a_place_all_the_same_but_which_stays_open() -> None:
    assert codes("Ia tinggal di Bogor.") == {"Bogor": ""}
    assert codes("Wali Kota Bogor Budi Raharja datang. Warga Bogor senang.")["Bogor"] == "32.71"
    assert codes("Bupati Bogor Budi Raharja datang. Warga Bogor senang.")["Bogor"] == "32.01"
    assert codes("Bupati Bogor dan Wali Kota Bogor bertemu. Warga Bogor senang.")["Bogor"] == ""


def test_a_bare_name_is_of_the_place_that_is_named_in_full() -> None:
    assert codes("Kota Magelang ramai. Dari Magelang mereka pulang.") == {"Kota Magelang": "33.71"}
    assert names(read("Mereka ke Pulau Jawa. Di Jawa hujan turun."), "place") == ["Pulau Jawa"]
    assert names(read("Massa mendatangi Kantor Bupati Jember. Di Kantor Bupati mereka berorasi."), "place") == [
        "Kantor Bupati Jember"
    ]
    reading = read("Taman Nasional Tirta Kencana (TNTK) terbakar. Api di TNTK padam.")
    assert names(reading, "place") == ["Taman Nasional Tirta Kencana"]


def test_letters_in_brackets_follow_only_a_word_that_opens_places() -> None:
    found = {
        entity.name: entity.aliases
        for text in (
            "Warga Amerika Serikat (AS) tiba di Provinsi Nusa Tenggara Timur (NTT).",
            "Rapat digelar di Kabupaten Bandung Barat (KBB).",
            "Laga digelar di Stadion Utama Tirta Kencana (SUTK).",
        )
        for entity in read(text).entities
        if entity.kind == "place"
    }
    assert found == {
        "Amerika Serikat": ("AS",),
        "Provinsi Nusa Tenggara Timur": ("Provinsi NTT", "NTT"),
        "Kabupaten Bandung Barat": ("KBB",),
        "Stadion Utama Tirta Kencana": ("Stadion SUTK", "SUTK"),
    }


def test_of_a_city_and_a_regency_of_one_name_the_bare_name_is_the_one_named_last() -> None:
    reading = read("Kabupaten Malang sepi. Kota Malang ramai. Warga Malang senang.")
    bare = [m for m in reading.mentions if reading.article.quote(m.span) == "Malang"]
    city = next(e.key for e in reading.entities if e.name == "Kota Malang")
    assert [mention.entity for mention in bare] == [city]


def test_districts_and_villages_are_found_by_the_place_that_they_lie_in() -> None:
    assert codes("Ia warga Bontang Selatan, Kota Bontang.")["Bontang Selatan"] == "64.74.02"
    assert codes("Pabrik itu di Jalan Randusari, Palihan, Temon.") == {
        "Jalan Randusari": "",
        "Palihan": "34.01.01.2003",
        "Temon": "34.01.01",
    }
    assert codes("Warga Kotabaru di Kota Yogyakarta berkumpul.")["Kotabaru"].startswith("34.71.")
    assert codes("Gedung itu di Gedung Tirta, Kuningan, Jakarta Selatan.")["Kuningan"] == ""


def test_a_name_that_goes_on_is_another_village() -> None:
    assert names(read("Ia warga Desa Lubuk Tirtamudo Kecamatan Sukasari."), "place")[0] == "Desa Lubuk Tirtamudo"


def test_spellings_differ_in_blanks_and_numerals() -> None:
    assert gazetteer().get("Suka Maju") == gazetteer().get("Sukamaju") != ()
    assert [spot.code for spot in gazetteer().get("Ilir Timur 1")] == ["16.71.05"]
    found = gazetteer().match(tokens("Ilir Timur I, Palembang"), 0)
    assert (found or ((), 0))[1] == 3
    assert codes("Ia warga Kabupaten Batang Hari.") == {"Kabupaten Batang Hari": "15.04"}


def test_a_list_names_several_places() -> None:
    assert names(read("Aturan berlaku di Pulau Jawa dan Bali."), "place") == ["Pulau Jawa", "Bali"]
    assert "Dusun Tirtosari" in names(read("Ia warga Dusun Tirtosari Desa Sukamaju."), "place")


def test_a_name_in_another_order_is_no_second_place() -> None:
    reading = read("Dia tiba di Stasiun Solo Balapan. Warga datang ke Stasiun Balapan Solo.")
    [found] = [entity for entity in reading.entities if entity.kind == "place"]
    assert {found.name, *found.aliases} == {"Stasiun Solo Balapan", "Stasiun Balapan Solo"}


def test_a_venue_of_which_every_city_has_one_says_so() -> None:
    keys = {
        e.name: {key.name for key in e.keys} for e in read("Ia ke Balai Kota, lalu ke Balai Kota Semarang.").entities
    }
    assert "general" in keys["Balai Kota"]
    assert "general" not in keys["Balai Kota Semarang"]


def test_the_region_behind_a_place_is_the_one_that_it_lies_in() -> None:
    assert codes("Warga Rejang Lebong, Bengkulu, mengungsi.")["Bengkulu"] == "17"
    assert codes("Banjir di Rejang Lebong (Bengkulu) surut.")["Bengkulu"] == "17"
    assert codes("Pelatihan di Kecamatan Lowokwaru, Malang, berjalan.")["Malang"] == "35.73"
    assert codes("Hujan di Riau, Pekanbaru, dan Bengkulu.")["Bengkulu"] == ""
