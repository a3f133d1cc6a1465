"""Titles: from the phrase alone the post, its organization, its holder, and how it is held."""

import pytest
from reading import posts, read

from kg.record import record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kapolres Bontang AKBP Alex Tobing hadir.", ("Kapolres", "Polres Bontang", "Alex Tobing", "current")),
        ("Kapolres Bontang, AKBP Alex Tobing, hadir.", ("Kapolres", "Polres Bontang", "Alex Tobing", "current")),
        ("Kapolda Riau Irjen Pol Herry Prakosa hadir.", ("Kapolda", "Polda Riau", "Herry Prakosa", "current")),
        (
            "Kasat Reskrim Polres Ciamis AKP Budi Prakosa hadir.",
            ("Kasat Reskrim", "Polres Ciamis", "Budi Prakosa", "current"),
        ),
        (
            "Dandim 0908/Bontang Letkol Inf Surya Baskara hadir.",
            ("Dandim", "Kodim 0908/Bontang", "Surya Baskara", "current"),
        ),
        (
            "Bupati Kutai Timur Ardi Prakosa hadir.",
            ("Bupati", "Pemerintah Kabupaten Kutai Timur", "Ardi Prakosa", "current"),
        ),
        (
            "Mantan Bupati Kutai Timur Ardi Prakosa hadir.",
            ("Bupati", "Pemerintah Kabupaten Kutai Timur", "Ardi Prakosa", "former"),
        ),
        (
            "Pj Gubernur Jabar Bey Prakosa hadir.",
            ("Pj Gubernur", "Pemerintah Provinsi Jawa Barat", "Bey Prakosa", "acting"),
        ),
        ("Kapolri Jenderal Listyo Prakosa hadir.", ("Kapolri", "Polri", "Listyo Prakosa", "current")),
        ("Ketua KPU Bontang Ratna Anjani hadir.", ("Ketua", "KPU Bontang", "Ratna Anjani", "current")),
        ("Wakil Ketua DPRD Banten Budi Prajogo hadir.", ("Wakil Ketua", "DPRD Banten", "Budi Prajogo", "current")),
        ("Kanit Pidum Satreskrim Polres Bontang hadir.", ("Kanit Pidum", "Polres Bontang", None, "")),
        (
            "Kapolres Probolinggo Kota AKBP Wadi Prakosa hadir.",
            ("Kapolres", "Polres Probolinggo Kota", "Wadi Prakosa", "current"),
        ),
    ],
)
def test_titles(text: str, expected: tuple[str, str | None, str | None, str]) -> None:
    assert expected in posts(read(text))


def test_titles_without_their_body_take_the_nearest_that_fits() -> None:
    reading = read(
        "Polres Bontang menerima Ketua Majelis Sholawat Bontang (MSB) Gus Amin Prakosa, beserta Wakil Ketua Ust Daroji. "
        "Kabag SDM dan Kasat Binmas ikut hadir."
    )
    assert {
        ("Ketua", "Majelis Sholawat Bontang", "Amin Prakosa", "current"),
        ("Wakil Ketua", "Majelis Sholawat Bontang", "Daroji", "current"),
        ("Kabag SDM", "Polres Bontang", None, ""),
        ("Kasat Binmas", "Polres Bontang", None, ""),
    } <= posts(reading)


@pytest.mark.parametrize(
    "text",
    [
        "Para ketua hadir dalam acara itu.",
        "Anggota dan pengurus MSB hadir.",
        "Pemilihan Presiden berlangsung hari ini.",
        "Debat calon gubernur digelar malam ini.",
        "Hal itu diatur Peraturan Menteri Perhubungan Nomor 12 Tahun 2021.",
        "Direktur Budi Prakosa hadir.",
    ],
)
def test_what_is_no_post(text: str) -> None:
    assert posts(read(text)) == set()


def test_a_name_in_apposition_holds_the_post() -> None:
    assert ("Kapolres", "Polres Bontang", "Alex Tobing", "current") in posts(
        read("AKBP Alex Tobing selaku Kapolres Bontang memimpin apel.")
    )


def test_a_title_is_never_glued_to_the_name() -> None:
    reading = read("Kapolres Alex mengatakan hal itu. Kapolres Bontang AKBP Alex Tobing hadir.")
    assert [entity.name for entity in reading.entities if entity.kind == "person"] == ["Alex Tobing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Presiden Prancis Jean Dupont hadir.", ("Presiden", "Pemerintah Prancis", "Jean Dupont", "current")),
        ("Presiden FIFA Jean Dupont hadir.", ("Presiden", "FIFA", "Jean Dupont", "current")),
        (
            "Menteri Luar Negeri Rusia Ivan Petrov hadir.",
            ("Menteri Luar Negeri", "Kementerian Luar Negeri Rusia", "Ivan Petrov", "current"),
        ),
        ("Menkeu Budi Prakosa hadir.", ("Menteri Keuangan", "Kementerian Keuangan", "Budi Prakosa", "current")),
        (
            "Anggota DPRD Banten dari Fraksi PKS, Budi Prakosa, hadir.",
            ("Anggota", "DPRD Banten", "Budi Prakosa", "current"),
        ),
        (
            "Kapolsek Tambora Polres Metro Jakarta Barat Kompol Budi Prakosa hadir.",
            ("Kapolsek", "Polsek Tambora", "Budi Prakosa", "current"),
        ),
        ("Ketua Umum PSSI periode 2019-2023 Budi Prakosa hadir.", ("Ketua Umum", "PSSI", "Budi Prakosa", "current")),
        ("Ketua KPU Bontang saat ini adalah Budi Prakosa.", ("Ketua", "KPU Bontang", None, "")),
        ("Ketua KPU Bontang adalah Budi Prakosa.", ("Ketua", "KPU Bontang", "Budi Prakosa", "current")),
        (
            "Jabatan Ketua KPU Bontang yang sebelumnya dipegang Budi Prakosa itu kosong.",
            ("Ketua", "KPU Bontang", "Budi Prakosa", "former"),
        ),
        ("CEO sekaligus Pendiri Tokopedia Budi Prakosa hadir.", ("CEO", "Tokopedia", "Budi Prakosa", "current")),
        (
            "Staf Khusus Menteri Keuangan Budi Prakosa hadir.",
            ("Staf Khusus", "Kementerian Keuangan", "Budi Prakosa", "current"),
        ),
        (
            "Budi Prakosa, yang saat itu menjabat Kapolres Bontang, hadir.",
            ("Kapolres", "Polres Bontang", "Budi Prakosa", "former"),
        ),
        ("Budi Prakosa terpilih menjadi Ketua KONI Jember.", ("Ketua", "KONI Jember", "Budi Prakosa", "current")),
    ],
)
def test_posts_and_their_holders(text: str, expected: tuple[str, str | None, str | None, str]) -> None:
    assert expected in posts(read(text))


def test_a_title_with_itu_is_whoever_spoke_last() -> None:
    reading = read(
        "Budi Prakosa mengatakan acara itu lancar. Ketua KONI Jember itu berterima kasih. "
        "Mantan Bupati Jember dan Wakil Bupati Jember ini juga hadir."
    )
    assert {
        ("Ketua", "KONI Jember", "Budi Prakosa", "current"),
        ("Bupati", "Pemerintah Kabupaten Jember", "Budi Prakosa", "former"),
        ("Wakil Bupati", "Pemerintah Kabupaten Jember", "Budi Prakosa", "former"),
    } <= posts(reading)


def test_she_once_held_several() -> None:
    reading = read("Ratna Anjani hadir. Ia pernah menjabat sebagai Kapolres Bontang dan Kapolres Berau.")
    assert {
        ("Kapolres", "Polres Bontang", "Ratna Anjani", "former"),
        ("Kapolres", "Polres Berau", "Ratna Anjani", "former"),
    } <= posts(reading)


def test_several_hold_one_post_and_two_hold_two() -> None:
    many = posts(read("Hadir anggota DPRD Bontang, di antaranya Budi Prakosa, Ratna Anjani dan Surya Baskara."))
    assert {holder for _, body, holder, _ in many if body == "DPRD Bontang"} == {
        "Budi Prakosa",
        "Ratna Anjani",
        "Surya Baskara",
    }
    two = posts(
        read("Jaksa Agung melantik Budi Prakosa yang menjabat Kajari Bontang, Ratna Anjani yang menjabat Kajari Berau.")
    )
    assert {
        ("Kajari", "Kejaksaan Negeri Bontang", "Budi Prakosa", "current"),
        ("Kajari", "Kejaksaan Negeri Berau", "Ratna Anjani", "current"),
    } <= two


def test_a_president_whom_no_table_knows_is_none_here() -> None:
    told = posts(read("Presiden AS Jane Doe tiba. Presiden Doe lalu bertemu Presiden Prabowo Subianto."))
    assert {(title, body) for title, body, holder, _ in told if holder == "Jane Doe"} == {
        ("Presiden", "Pemerintah Amerika Serikat")
    }
    assert posts(read("Presiden Jane Doe tiba di Jakarta.")) == set()


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Warga didampingi Kapolsek Tambora menuju lokasi.", {"Kapolsek"}),
        ("Kapolres Bontang memimpin apel.", {"Kapolres"}),
        ("Tamu disambut oleh Bupati Jember, Sekda Jember, dan Dandim 0824/Jember.", {"Bupati", "Sekda", "Dandim"}),
        ("Massa berkumpul di depan kantor Bupati Jember.", set()),
        ("Jaksa memeriksa anggota DPRD Jember.", set()),
    ],
)
def test_holders_without_a_name(text: str, acts: set[str]) -> None:
    assert {role["title"] for role in record(read(text))["roles"]} == acts
