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


def _roles(text: str) -> set[tuple[str | None, str, str | None, bool]]:
    told = record(read(text))
    names = {row["id"]: row["name"] for row in (*told["persons"], *told["organizations"])}
    return {
        (names.get(row["person"]), row["title"], names.get(row["organization"]), row["former"]) for row in told["roles"]
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kepala Pelaksana (Kalaksa) BPBD Gianyar Made Prakosa hadir.",
            ("Made Prakosa", "Kepala Pelaksana", "BPBD Gianyar", False),
        ),
        (
            "Kepala Dinas Penerangan Angkatan Darat (Kadispenad) Kolonel Inf Surya Baskara hadir.",
            ("Surya Baskara", "Kepala", "Dinas Penerangan Angkatan Darat", False),
        ),
        (
            "Kepala Divisi Profesi dan Pengamanan (Kadiv Propam) Irjen Surya Baskara hadir.",
            ("Surya Baskara", "Kepala Divisi Profesi dan Pengamanan", "Divpropam Polri", False),
        ),
        (
            "Anggota Komisi VII DPR RI sekaligus Ketua TP PKK Trenggalek Ratna Anjani hadir.",
            ("Ratna Anjani", "Anggota", "Komisi VII DPR RI", False),
        ),
        (
            "Duta Besar RI untuk Kerajaan Arab Saudi Ardi Prakosa hadir.",
            ("Ardi Prakosa", "Duta Besar", "Kedutaan Besar RI untuk Kerajaan Arab Saudi", False),
        ),
        (
            "Surat Edaran Gubernur Jawa Barat, Ardi Prakosa, berlaku hari ini.",
            ("Ardi Prakosa", "Gubernur", "Pemerintah Provinsi Jawa Barat", False),
        ),
        (
            "Budi Santoso mengisi posisi Direktur Utama PT Maju Jaya.",
            ("Budi Santoso", "Direktur Utama", "PT Maju Jaya", False),
        ),
        (
            "Posisi Direktur Utama PT Maju Jaya kini diisi Budi Santoso.",
            ("Budi Santoso", "Direktur Utama", "PT Maju Jaya", False),
        ),
        (
            "Budi Santoso dimutasi dari jabatan Kapolres Ciamis.",
            ("Budi Santoso", "Kapolres", "Polres Ciamis", True),
        ),
        (
            "Direktur Jenderal Hak Kekayaan Intelektual Budi Santoso hadir.",
            ("Budi Santoso", "Direktur Jenderal Hak Kekayaan Intelektual", None, False),
        ),
    ],
)
def test_holders_are_told(text: str, expected: tuple[str | None, str, str | None, bool]) -> None:
    assert expected in _roles(text)


def test_a_bare_title_without_a_field_is_no_role() -> None:
    assert _roles("Direktur Budi Santoso hadir.") == set()


def test_who_appoints_does_not_hold_what_he_gives() -> None:
    told = _roles("Arif Prakosa ditunjuk oleh Presiden Prabowo Subianto sebagai Kepala BRIN.")
    assert told == {
        ("Prabowo Subianto", "Presiden", "Pemerintah Republik Indonesia", False),
        ("Arif Prakosa", "Kepala", "BRIN", False),
    }


def test_a_title_behind_a_speaker_may_begin_the_next_clause() -> None:
    told = _roles("Jalan itu dibuka, kata Ardi Prakosa, Presiden memutuskan hal itu kemarin.")
    assert "Ardi Prakosa" not in {person for person, *_ in told}
    told = _roles("Jalan itu dibuka, kata Ardi Prakosa, Ketua KPU Bontang, kemarin.")
    assert ("Ardi Prakosa", "Ketua", "KPU Bontang", False) in told


def test_deputies_with_fields_of_their_own_hold_posts_of_their_own() -> None:
    told = _roles(
        "Rektor Universitas Airlangga Ardi Prakosa melantik Ratna Anjani sebagai Wakil Rektor Bidang Riset; "
        "Budi Santoso sebagai Wakil Rektor Bidang Alumni."
    )
    assert ("Ratna Anjani", "Wakil Rektor Bidang Riset", "Universitas Airlangga", False) in told
    assert ("Budi Santoso", "Wakil Rektor Bidang Alumni", "Universitas Airlangga", False) in told


@pytest.mark.parametrize("turned", [False, True])
def test_two_fields_of_one_body_are_two_posts(turned: bool) -> None:
    lines = [
        "Kepala Bidang Propam Polda Kaltim Siti Rahma hadir.",
        "Kepala Bidang Dokkes Polda Kaltim Budi Santoso hadir.",
    ]
    reading = read(" ".join(lines[::-1] if turned else lines))
    keys = {e.name: [k.value for k in e.keys if k.name == "post"] for e in reading.entities if e.kind == "person"}
    assert keys == {"Siti Rahma": ["kabid@polda/64"], "Budi Santoso": ["kabid.dokkes@polda/64"]}


def test_a_bare_title_is_the_post_of_the_field_named_before() -> None:
    text = "Kepala Biro Hukum Kementerian Agama Siti Rahma hadir. Kepala Biro Kementerian Agama Siti Rahma pulang."
    assert posts(read(text)) == {("Kepala Biro Hukum", "Kementerian Agama", "Siti Rahma", "current")}
