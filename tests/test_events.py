"""Events: one for all its mentions, with day, place and people; what is planned or denied never looks like what happened."""

from itertools import pairwise

from reading import entity, facts, read

from kg.model import Occurrence, Reading, Timing


def status(reading: Reading) -> dict[str, str]:
    return {entity(reading, c.event).type: c.status for c in reading.claims if isinstance(c, Occurrence)}


MEETING = (
    "Menyambut Pilkada serentak 2024, Polres Bontang menggelar pertemuan bersama Majelis Sholawat Bontang (MSB) pada Jumat, "
    "11 Oktober 2024. Pertemuan itu berlangsung di Mako Polres Bontang. Kapolres Bontang AKBP Alex Tobing hadir bersama "
    "Ketua MSB Gus Amin Prakosa. MSB akan menggelar perayaan HUT ke-12 di Lapangan Kodim 0908/Btg."
)


def test_one_event_for_all_its_words() -> None:
    reading = read(MEETING)
    days, places, people = facts(reading, "meeting")
    assert days == {"2024-10-11"}
    assert places == {"Mako Polres Bontang"}
    assert people == {"Polres Bontang", "Majelis Sholawat Bontang", "Alex Tobing", "Amin Prakosa"}


def test_what_is_to_come_is_planned() -> None:
    assert status(read(MEETING)) == {"election": "planned", "meeting": "happened", "ceremony": "planned"}


def test_what_was_called_off_is_denied_and_stays_by_itself() -> None:
    reading = read(
        "Perayaan HUT ke-12 MSB berlangsung di Lapangan Merdeka, Sabtu (12/10/2024). Pawai obor di Kota Bontang batal digelar."
    )
    told = [(entity(reading, c.event).name, c.status) for c in reading.claims if isinstance(c, Occurrence)]
    assert ("Perayaan HUT ke-12", "happened") in told
    assert [name for name, how in told if how == "denied"] == ["Pawai obor di Kota Bontang"]


def test_what_did_not_happen_is_no_event() -> None:
    for words in ("tidak menahan", "belum bisa menahan", "tak lagi menahan"):
        assert status(read(f"Polres Bontang {words} Budi Santoso di Mapolres Bontang, Senin (7/10/2024).")) == {}
    assert "arrest" in status(
        read("Polres Bontang tidak hanya menahan Budi Santoso, tetapi juga Siti, Senin (7/10/2024).")
    )


def test_two_days_are_two_events() -> None:
    reading = read("Rapat koordinasi digelar Senin (7/10/2024). Rapat evaluasi digelar Jumat (11/10/2024).")
    assert facts(reading, "meeting")[0] == {"2024-10-07", "2024-10-11"}


def test_the_day_of_the_words_is_not_the_day_of_the_event() -> None:
    reading = read(
        "Polisi menangkap seorang pria berinisial RS (34), kata Kapolres Bontang kepada wartawan, Selasa (8/10/2024)."
    )
    days, _, people = facts(reading, "arrest")
    assert days == set()
    assert people == {"RS"}


def test_who_only_speaks_of_an_event_takes_no_part_in_it() -> None:
    for start in (
        "Menurut Kapolda Papua Irjen Paulus Waterpauw, ",
        "Kapolda Papua Irjen Paulus Waterpauw menyayangkan ",
    ):
        reading = read(
            f"{start}perusakan hutan lindung di Kabupaten Jayapura pada Sabtu (12/10/2024) tidak dapat dibiarkan."
        )
        assert facts(reading, "crime")[2] == set(), start


def test_who_is_named_inside_a_quotation_takes_no_part_in_what_is_told_behind_it() -> None:
    reading = read(
        '"Terima kasih kepada Kapolres Bontang AKBP Alex Pratama," kata Bupati Kutai Timur Ardiansyah Sulaiman usai meninjau '
        "Stadion Kudungga, Sabtu (12/10/2024)."
    )
    assert "Alex Pratama" not in facts(reading, "visit")[2]


def test_a_hall_that_bears_a_name_and_a_hospital_are_places_of_events() -> None:
    reading = read("Pelantikan pengurus digelar di Auditorium Wisma Kemenpora, Senayan, Jakarta, Sabtu (12/10/2024).")
    assert "Auditorium Wisma Kemenpora" in facts(reading, "appointment")[1]
    reading = read("Doni Wardana meninggal di RS Siloam Jakarta pada Sabtu (12/10/2024).")
    assert facts(reading, "death")[1] == {"RS Siloam Jakarta"}
    assert [e.kind for e in reading.entities if e.name == "RS Siloam Jakarta"] == ["organization", "place"]


def test_a_hospital_where_nothing_happens_is_no_place() -> None:
    reading = read("Doni Wardana bekerja di RS Siloam Jakarta.")
    assert [e.kind for e in reading.entities if e.name == "RS Siloam Jakarta"] == ["organization"]


def test_a_headline_tells_its_event_by_a_bare_verb() -> None:
    reading = read(
        "Sejumlah warga membentuk forum itu pada Jumat (11/10/2024).", title="Warga Bontang Bentuk Forum Sungai"
    )
    assert facts(reading, "other")[0] == {"2024-10-11"}
    assert facts(read("Mereka beri makan ikan. Warga bentuk barisan."), "other") == (set(), set(), set())


def test_a_headline_that_gives_somebodys_words_is_a_statement() -> None:
    reading = read(
        "Kapolres Bontang AKBP Alex Pratama mengingatkan warga soal api, Jumat (11/10/2024).",
        title="Alex Pratama: Warga Harus Waspada",
    )
    days, _, people = facts(reading, "statement")
    assert days == {"2024-10-11"}
    assert people == {"Alex Pratama"}


def test_of_two_bare_verbs_in_a_headline_richer_words_win() -> None:
    reading = read(
        "Pemkot Bontang menyiapkan relokasi warga, Jumat (11/10/2024).", title="Pemkot Bontang Siapkan Relokasi Warga"
    )
    assert [e.type for e in reading.entities if e.kind == "event"] == ["policy"]


def test_a_day_that_its_weekday_does_not_fit_says_so() -> None:
    reading = read("Polres Bontang menggelar rapat koordinasi, Senin (10/10/2024).")
    assert [c.evidence.rule for c in reading.claims if isinstance(c, Timing)] == ["weekday-disagrees"]


def told(text: str, title: str = "") -> list[tuple[str, str]]:
    """The events of a text as type and name."""
    return [(e.type, e.name) for e in read(text, title).entities if e.kind == "event"]


def test_a_word_tells_what_its_company_says() -> None:
    suspects = told("Polres Bontang menetapkan dua pria sebagai tersangka pencurian motor, Jumat (11/10/2024).")
    assert "investigation" in dict(suspects)
    assert "policy" not in dict(suspects)
    signed = told(
        "Surat edaran yang diteken Wali Kota Bontang Basri Rase itu melarang warga menjual petasan, Jumat (11/10/2024).",
        "Wali Kota Bontang Larang Warga Jual Petasan",
    )
    assert "agreement" not in dict(signed)


def test_teams_that_meet_hold_no_meeting() -> None:
    match = told(
        "Persiba Balikpapan bertemu Mitra Kukar pada laga pembuka kompetisi di Stadion Batakan, Jumat (11/10/2024). Pertandingan "
        "itu menjadi ujian pertama. Persiba Balikpapan menang pada pertandingan tersebut.",
        "Persiba Balikpapan Bertemu Mitra Kukar di Laga Pembuka",
    )
    assert "sport" in dict(match)
    assert "meeting" not in dict(match)


def test_matches_are_told_apart_by_the_other_side() -> None:
    matches = told(
        "Timnas Indonesia mengalahkan Vietnam 2-0 pada pertandingan di Stadion Gelora Bung Karno, Kamis (10/10/2024). Laga "
        "berikutnya Timnas Indonesia menghadapi Australia di Stadion Gelora Bung Karno, Selasa (15/10/2024). Pertandingan "
        "melawan Australia menentukan kelolosan.",
        "Timnas Indonesia Kalahkan Vietnam",
    )
    assert [kind for kind, _ in matches].count("sport") == 2


def test_each_clause_of_a_headline_tells_its_event() -> None:
    kinds = dict(
        told(
            "Pemprov DKI Jakarta mencabut izin usaha sebuah perusahaan, Jumat (11/10/2024). Perusahaan itu memecat karyawannya.",
            "Pecat Karyawan, Pemprov DKI Jakarta Cabut Izin Usaha",
        )
    )
    assert {"appointment", "policy"} <= set(kinds)


def test_a_headline_that_gives_words_is_a_statement() -> None:
    named = told(
        "Pakar UGM Budi Santoso menilai cairan itu berbahaya, Jumat (11/10/2024).", "Pakar UGM: Cairan Itu Berbahaya"
    )
    assert "statement" in dict(named)
    unmoved = told(
        "Bupati Kutai Timur Ardiansyah Sulaiman mengaku tidak gentar. Ia mengatakan hal itu di Sangatta, Jumat (11/10/2024).",
        "Ardiansyah Sulaiman Tidak Gentar",
    )
    assert "statement" in dict(unmoved)


def test_what_is_called_off_by_a_word_that_tells_an_event_is_denied() -> None:
    reading = read(
        "Panitia memastikan konser amal di Pantai Lasiana dibatalkan, Jumat (11/10/2024).",
        title="Konser Amal di Pantai Lasiana Dibatalkan",
    )
    concerts = {e.key for e in reading.entities if e.kind == "event" and "onser" in f"{e.name} {e.aliases}"}
    assert {c.status for c in reading.claims if isinstance(c, Occurrence) and c.event in concerts} == {"denied"}


def test_what_a_headline_told_is_not_told_again_within_another_event() -> None:
    reading = read("Nelayan itu dilaporkan hilang pada Jumat (11/10/2024).", title="Nelayan Bontang Hilang")
    spans = sorted(m.span for m in reading.mentions if m.span.field == "text")
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_what_nobody_announces_has_no_day_to_come() -> None:
    reading = read(
        "Longsor menutup jalan di Kota Bontang, Jumat (11/10/2024). Bupati direncanakan meninjau lokasi longsor pada Senin "
        "(14/10/2024).",
        title="Longsor Tutup Jalan di Bontang",
    )
    assert facts(reading, "disaster")[0] == {"2024-10-11"}
    assert status(reading)["disaster"] == "happened"


def test_what_is_broken_is_no_crime() -> None:
    reading = read(
        "Jembatan itu rusak diterjang arus pada Jumat (11/10/2024).", title="Jembatan Rusak Diterjang Arus di Bontang"
    )
    assert "crime" not in {e.type for e in reading.entities if e.kind == "event"}
