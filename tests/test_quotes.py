"""Direct speech and its speaker: before, after, in the middle, by pronoun; terms in quotation marks are none."""

import pytest
from reading import entity, read

from kg.model import Quotation


def quotes(text: str) -> list[tuple[str, str]]:
    reading = read("Kapolres Bontang AKBP Alex Tobing bertemu Gus Amin Prakosa. " + text)
    return [(entity(reading, c.speaker).name, c.text) for c in reading.claims if isinstance(c, Quotation)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Kami siap menjaga kota,” kata Alex.", [("Alex Tobing", "Kami siap menjaga kota,")]),
        ("“Kami siap menjaga kota,” ungkap Kapolres.", [("Alex Tobing", "Kami siap menjaga kota,")]),
        ('"Kami siap menjaga kota," ujar Gus Amin.', [("Amin Prakosa", "Kami siap menjaga kota,")]),
        ("Gus Amin mengatakan, “Kami siap menjaga kota.”", [("Amin Prakosa", "Kami siap menjaga kota.")]),
        ("Gus Amin tersenyum. “Kami siap menjaga kota,” tegasnya.", [("Amin Prakosa", "Kami siap menjaga kota,")]),
        ("Gus Amin tersenyum. “Kami siap menjaga kota,” kata dia.", [("Amin Prakosa", "Kami siap menjaga kota,")]),
        (
            "Alex melalui Kasat Reskrim, AKP Ratna Anjani membenarkan hal itu. “Kami siap menjaga kota,” katanya.",
            [("Ratna Anjani", "Kami siap menjaga kota,")],
        ),
        (
            "Alex melalui keterangan tertulis membenarkan hal itu. “Kami siap menjaga kota,” katanya.",
            [("Alex Tobing", "Kami siap menjaga kota,")],
        ),
        (
            "Kuasa Hukum Amin, Ratna Anjani menyatakan hal itu. “Kami siap menjaga kota,” katanya.",
            [("Ratna Anjani", "Kami siap menjaga kota,")],
        ),
        (
            "Alex mengatakan itu. Gus Amin angkat bicara. Ia tertawa. “Kami siap menjaga kota,” ujarnya.",
            [("Amin Prakosa", "Kami siap menjaga kota,")],
        ),
        ("“Kami siap,” kata Alex, “menjaga kota.”", [("Alex Tobing", "Kami siap, menjaga kota.")]),
        ("“Kami. Siap. Menjaga kota,” kata Alex.", [("Alex Tobing", "Kami. Siap. Menjaga kota,")]),
    ],
)
def test_speakers(text: str, expected: list[tuple[str, str]]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Alex menyebut Gus Amin membantu warga. “Kami terima kasih kepada beliau,” imbuhnya.", "Alex Tobing"),
        (
            "Gus Amin menjelaskan acaranya. Acara itu dibuka Alex. “Kami senang acaranya ramai,” tandasnya.",
            "Amin Prakosa",
        ),
        (
            "“Kami siap,” kata Alex. Saat itu Gus Amin duduk di sampingnya. “Kami tidak akan lengah,” tutur dia.",
            "Alex Tobing",
        ),
        ("Hal itu disampaikan Gus Amin. Alex ikut mendengarkan. “Kami siap menjaga kota,” lanjutnya.", "Amin Prakosa"),
        ("Menurut Gus Amin, warga tenang. “Kami siap menjaga kota,” pungkasnya.", "Amin Prakosa"),
        ("Gus Amin optimistis. Kapolres hadir. “Kami siap menjaga kota,” pungkasnya.", "Amin Prakosa"),
        ("Gus Amin tersenyum. “Kami siap menjaga kota,” kata pria asal Solo itu.", "Amin Prakosa"),
        ("Gus Amin berharap semua tenang. “Kami siap menjaga kota,” pungkasnha.", "Amin Prakosa"),
        ("“Kami siap menjaga kota,” nilai Gus Amin.", "Amin Prakosa"),
        ("“Kami siap menjaga kota,” kata pengurus majelis, Gus Amin, kepada wartawan.", "Amin Prakosa"),
        ("“Kami siap menjaga kota,” kata pedagang di Pasar Rawa Indah, Gus Amin.", "Amin Prakosa"),
        ("“Kami siap menjaga kota,” Gus Amin menegaskan.", "Amin Prakosa"),
        (
            "Saat ditemui di rumah Gus Amin, Alex mengatakan jalan aman. “Kami terus berjaga di sana,” ujarnya.",
            "Alex Tobing",
        ),
        (
            "Gus Amin mengatakan sesuatu. Iapun berharap Alex datang. “Kami tunggu di masjid besok,” ujarnya.",
            "Amin Prakosa",
        ),
        ("“Kami siap menjaga kota,” kata kapolres.", "Alex Tobing"),
        ("“Kami siap menjaga kota,” kata istri Alex, Gus Amin.", "Amin Prakosa"),
        ("“Kami siap menjaga kota,” kata\nGus Amin.", "Amin Prakosa"),
    ],
)
def test_who_is_meant(text: str, speaker: str) -> None:
    assert [name for name, _ in quotes(text)][-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "“Kami tidak tahu apa-apa soal itu,” kata seorang warga.",
        "“Kami tidak tahu apa-apa soal itu,” kata seorang warga. “Kami baru tiba di kota ini,” tambahnya.",
        "Seorang warga mengaku kaget. “Kami tidak tahu apa-apa soal itu,” katanya.",
        "“Kami tidak tahu apa-apa soal itu,” kata istri Alex.",
        "“Segala surat wajib dibawa ke kantor,” bunyi pengumuman tersebut.",
        "“Segala surat wajib dibawa ke kantor,” tulis unggahan itu.",
        "“Kami tidak tahu apa-apa soal itu,” kata PT Bina Karya. “Kami akan memeriksanya dulu,” tambahnya.",
    ],
)
def test_where_no_one_is_named_no_one_else_speaks(text: str) -> None:
    assert [name for name, _ in quotes(text) if name != "PT Bina Karya"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kota itu aman.\"Kami siap menjaga kota,\" kata Alex.", ["Kami siap menjaga kota,"]),
        ("Kota itu aman.”Kami siap menjaga kota,” kata Alex.", ["Kami siap menjaga kota,"]),
        ("''Kami siap menjaga kota,'' kata Alex.", ["Kami siap menjaga kota,"]),
        (",,Kami siap menjaga kota,'' kata Alex.", ["Kami siap menjaga kota,"]),
        ("“Kami siap menjaga kota, \"kata Alex.", ["Kami siap menjaga kota,"]),
        ("\" Kami siap menjaga kota, \" kata Alex.", ["Kami siap menjaga kota,"]),
        ("\"Kami siap menjaga kota, kata Alex. \"Kami tidak lengah sedikit pun,\" kata Alex.",
         ["Kami siap menjaga kota,", "Kami tidak lengah sedikit pun,"]),
        ("\nKami siap menjaga kota,\" kata Alex.", ["Kami siap menjaga kota,"]),
        ("\"Mereka bilang \"ya\" kepada kami semua,\" kata Alex.", ["Mereka bilang \"ya\" kepada kami semua,"]),
        ("“Kami siap menjaga kota.\nKami tidak lengah,” kata Alex.", ["Kami siap menjaga kota. Kami tidak lengah,"]),
        ("“Kami siap menjaga kota ini bersama.\n“Kami tidak akan lengah,” kata Alex.",
         ["Kami siap menjaga kota ini bersama.", "Kami tidak akan lengah,"]),
        ("“Kami siap menjaga kota ini bersama.” “Kami tidak lengah sedikit pun,” kata Alex.",
         ["Kami siap menjaga kota ini bersama.", "Kami tidak lengah sedikit pun,"]),
        ("“Kami siap menjaga kota,” kata Alex di kantornya di Bontang, Senin (2/9/2024).\n“Dan kami tidak akan lengah lagi.”",
         ["Kami siap menjaga kota,", "Dan kami tidak akan lengah lagi."]),
    ],
)  # fmt: skip
def test_marks_that_are_glued_doubled_nested_or_lost(text: str, expected: list[str]) -> None:
    assert quotes(text) == [("Alex Tobing", said) for said in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Itu bagian dari upaya “cooling system” polisi.",
        "Ia membaca “Laskar Pelangi” di rumah.",
        "Alex menyebutnya “gerakan kecil yang berarti” bagi warga.",
        "Acara itu bertajuk “Satu Kota Satu Suara”. Alex menjelaskan tujuannya.",
        "Ketua panitia “Pesta Rakyat”, Gus Amin, menjelaskan acaranya.",
    ],
)
def test_a_term_is_no_quotation(text: str) -> None:
    assert quotes(text) == []


def test_a_suspect_named_by_initials_is_not_taken_for_the_speaker() -> None:
    text = "Kata Alex, penyidik memburu seorang pria berinisial AK. “Kami minta AK menyerahkan diri,” tegasnya."
    assert [speaker for speaker, _ in quotes(text)] != ["AK"]
