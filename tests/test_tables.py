"""The tables compiled from `ontology/`: in step with it, and each made as its source says; the others, sound."""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import lexicon
from kg.errors import KabargrafError
from kg.resources import folder
from kg.tables import TABLES, Table, compile_table, main, out_of_step

LEXICON = folder("data/lexicon")
README = (folder("data") / "README.md").read_text("utf-8")
ORGANIZATION_TYPES = {
    "police",
    "military",
    "government",
    "legislature",
    "judiciary",
    "election",
    "party",
    "company",
    "media",
    "education",
    "health",
    "religious",
    "association",
    "sport",
    "international",
    "other",
}
ROLE_TYPES = {
    "head",
    "deputy_head",
    "unit_head",
    "deputy_unit_head",
    "secretary",
    "treasurer",
    "spokesperson",
    "member",
    "staff",
    "candidate",
    "advisor",
    "owner",
    "religious_leader",
}
EVENT_TYPES = {
    "meeting",
    "ceremony",
    "election",
    "campaign",
    "appointment",
    "arrest",
    "investigation",
    "trial",
    "crime",
    "conflict",
    "accident",
    "disaster",
    "protest",
    "operation",
    "visit",
    "statement",
    "agreement",
    "launch",
    "training",
    "aid",
    "sport",
    "religious",
    "policy",
    "business",
    "death",
    "other",
}
CLASSES = {
    "rank",
    "corps",
    "status",
    "honorific",
    "religious",
    "nobility",
    "academic",
    "degree",
    "acting",
    "former",
    "prospective",
    "kinship",
}
PREFIXES = """
@prefix kg: <https://w3id.org/kabargraf/ontology#> .
@prefix kgrole: <https://w3id.org/kabargraf/role/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
HEAD = "kgrole:head skos:topConceptOf <x> ; skos:inScheme <x> ; skos:prefLabel 'pimpinan'@id, 'head'@en .\n"


def rows(name: str) -> Iterator[dict[str, str]]:
    data = (LEXICON / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    yield from csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def test_the_tables_are_in_step_with_the_ontology() -> None:
    assert sorted(path.name for path in out_of_step(folder("ontology"), LEXICON)) == []
    assert main(["--check"]) == 0


def test_a_changed_table_is_noticed_and_remade(tmp_path: Path) -> None:
    for table in TABLES:
        (tmp_path / table.name).write_bytes((LEXICON / table.name).read_bytes())
    spoilt = tmp_path / "titles.tsv"
    spoilt.write_text(spoilt.read_text("utf-8").replace("Kapolres\t", "Kapolress\t"), "utf-8")
    (tmp_path / "triggers.tsv").unlink()
    changed = out_of_step(folder("ontology"), tmp_path)
    assert sorted(path.name for path in changed) == ["titles.tsv", "triggers.tsv"]
    assert changed[spoilt] == (LEXICON / "titles.tsv").read_text("utf-8")


def titles(turtle: str) -> list[str]:
    return compile_table(TABLES[0], PREFIXES + HEAD + turtle).splitlines()[1:]


def test_a_role_becomes_one_row_a_spelling() -> None:
    turtle = """kgrole:kapolres skos:broader kgrole:head ; skos:inScheme <x> ; skos:prefLabel "Kapolres"@id, "chief"@en ;
        skos:altLabel "Kepala Polres"@id ; kg:impliedBody "Polres {X}" ; kg:placeLevel "regency" ."""
    assert titles(turtle) == [
        "Kapolres\tkapolres\thead\tPolres {X}\tregency\tKapolres",
        "Kepala Polres\tkapolres\thead\tPolres {X}\tregency\tKapolres",
    ]


def test_a_concept_without_a_top_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ontology/roles.ttl: kapolres has no top concept above it: give it a"):
        titles('kgrole:kapolres skos:inScheme <x> ; skos:prefLabel "Kapolres"@id .')


def test_a_tab_in_a_spelling_is_refused() -> None:
    with pytest.raises(ValueError, match="holds a tab"):
        titles('kgrole:k skos:broader kgrole:head ; skos:inScheme <x> ; skos:prefLabel "Ka\\tpolres"@id .')


@pytest.mark.parametrize(("name", "types"), [("titles.tsv", ROLE_TYPES), ("bodies.tsv", ORGANIZATION_TYPES)])
def test_types_are_those_that_readings_know(name: str, types: set[str]) -> None:
    assert {row["type"] for row in rows(name)} == types


def test_triggers_have_the_types_of_events() -> None:
    found = list(rows("triggers.tsv"))
    assert {row["type"] for row in found} == EVENT_TYPES
    assert {row["part"] for row in found} == {"noun", "verb_active", "verb_passive", "verb_other"}
    assert {row["strength"] for row in found} == {"strong", "weak", "headline"}
    assert all(row["form"] == row["form"].lower() for row in found)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("titles.tsv", ("form",)),
        ("bodies.tsv", ("form", "shape")),
        ("triggers.tsv", ("form",)),
        ("honorifics.tsv", ("form", "position")),
        ("regions.tsv", ("code",)),
        ("countries.tsv", ("code",)),
        ("cities.tsv", ("code",)),
        ("landmarks.tsv", ("name",)),
        ("place_cues.tsv", ("form",)),
        ("place_words.tsv", ("form", "kind")),
        ("outlets.tsv", ("domain",)),
        ("places.tsv.gz", ("code",)),
    ],
)
def test_no_two_rows_contradict_each_other(name: str, key: tuple[str, ...]) -> None:
    seen = Counter(tuple(row[column] for column in key) for row in rows(name))
    assert [found for found, count in seen.items() if count > 1] == []


@pytest.mark.parametrize(
    "name",
    [
        "titles.tsv",
        "bodies.tsv",
        "triggers.tsv",
        "honorifics.tsv",
        "regions.tsv",
        "countries.tsv",
        "cities.tsv",
        "landmarks.tsv",
        "place_cues.tsv",
        "place_words.tsv",
        "outlets.tsv",
    ],
)
def test_a_table_opens_in_a_spreadsheet(name: str) -> None:
    lines = (LEXICON / name).read_text("utf-8").split("\n")
    assert lines.pop() == ""
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert all(cell == cell.strip() for line in lines for cell in line.split("\t"))
    first = [line.split("\t")[0] for line in lines[1:]]
    assert all(first)
    assert first == sorted(first)


@pytest.mark.parametrize(
    "name",
    [
        path.name
        for path in sorted(LEXICON.glob("*.tsv"))
        if "kind" in path.read_text("utf-8").split("\n", 1)[0].split("\t")
    ],
)
def test_the_readme_names_each_kind_of_a_table(name: str) -> None:
    told = next(line for line in README.splitlines() if line.startswith(f"| `lexicon/{name}`"))
    words = set(re.findall(r"[\w-]+", told))
    assert {row["kind"] for row in rows(name)} <= words


INLINE = (  # one of each pattern, as it stands in a text
    "Demikian. (*)",
    "Ia pulang. (bud/sit)",
    "Ia pulang. [gambas:Video 20detik] Lalu tidur.",
    "Ia pulang.\n(Budi Santoso)\n",
    "Ia pulang. Cek Berita dan Artikel yang lain di Google News",
    "Ia pulang. SCROLL TO CONTINUE WITH CONTENT Lalu tidur.",
)


def test_boilerplate_inside_a_line_begins_with_what_its_row_says() -> None:
    table = list(rows("boilerplate.tsv"))
    assert [row["pattern"] for row in table if bool(row["opens"]) != (row["kind"] == "inline")] == []
    for row in (row for row in table if row["kind"] == "inline"):
        pattern = re.compile(row["pattern"], re.I | re.M)
        found = [match for text in INLINE if (match := pattern.search(text))]
        assert found, row["pattern"]
        assert [m[0] for m in found if not re.match(f"[{row['opens']}]", m[0], re.I)] == []


def test_honorifics_are_of_known_classes_and_no_names() -> None:
    found = list(rows("honorifics.tsv"))
    assert {row["class"] for row in found} <= CLASSES
    assert {row["position"] for row in found} == {"before", "after", "before_title"}
    names = {
        "Andi",
        "Teuku",
        "Cut",
        "Abu",
        "I",
        "Ni",
        "Putra",
        "I Wayan",
        "Ida Bagus",
        "Ratu",
        "Raja",
        "Aji",
        "Imam",
        "Sri",
    }
    assert names.isdisjoint(row["form"] for row in found)
    assert {"Ust", "Ust.", "Gus", "H.", "KH", "Kombes Pol", "AKBP", "Letkol Inf", "Dr.", "dr."} <= {
        row["form"] for row in found
    }


def test_regions_and_places_hang_together() -> None:
    regions = {row["code"]: row for row in rows("regions.tsv")}
    assert Counter(row["level"] for row in regions.values()) == {"province": 38, "regency": 416, "city": 98}
    bontang = regions["64.74"]
    assert (bontang["name"], bontang["level"], bontang["official"]) == ("Bontang", "city", "Kota Bontang")
    assert "Btg" in bontang["aliases"].split("|")
    assert all(code.partition(".")[0] in regions for code in regions)
    places = {row["code"]: row for row in rows("places.tsv.gz")}
    assert Counter(row["level"] for row in places.values()) == {"district": 7285, "village": 83762}
    assert all(row["parent"] in (regions if row["level"] == "district" else places) for row in places.values())
    assert {row["region"] for row in rows("outlets.tsv")} <= set(regions) | {""}


def test_every_table_has_one_source() -> None:
    assert len({table.name for table in TABLES}) == len(TABLES)
    assert all(isinstance(table, Table) for table in TABLES)


def test_the_last_cells_of_a_row_may_be_left_out_but_none_be_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words.tsv").write_text("form\tkind\tnote\nkata\tafter\n", "utf-8")
    monkeypatch.setattr("kg.lexicon.folder", lambda place: tmp_path)
    assert list(lexicon.rows("words.tsv")) == [{"form": "kata", "kind": "after", "note": ""}]
    (tmp_path / "words.tsv").write_text("form\tkind\nkata\tafter\tx\n", "utf-8")
    with pytest.raises(KabargrafError, match=r"words\.tsv:2: 3 columns where the first line names 2"):
        list(lexicon.rows("words.tsv"))
