"""Persons: one for all their names, the nicknames too; and never one for two people."""

import pytest
from reading import names, read


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
