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
