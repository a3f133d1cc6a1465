"""Titles: from the phrase alone the post, its organization, its holder, and how it is held."""

import pytest
from reading import posts, read


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
