"""A reading as a record and as a listing."""

import json
from dataclasses import replace

from samples import first_reading, second_reading

from kg.listing import listing
from kg.model import Evidence, Quotation, Reading, Span, Tenure
from kg.record import record

EVIDENCE = Evidence(Span("text", 0, 14), "rule", 0.5)


def with_claims(reading: Reading, *claims: Quotation | Tenure) -> Reading:
    return replace(reading, claims=(*reading.claims, *claims))


def test_the_record_of_the_meeting() -> None:
    reading = first_reading()
    found = record(reading)
    assert json.loads(json.dumps(found)) == found
    assert found["article"]["published"] == "2024-10-12"
    assert [person["id"] for person in found["persons"]] == ["p1", "p2"]
    assert found["persons"][1] == {
        "id": "p2",
        "name": "Choirul Amin",
        "aliases": ["Choirul"],
        "prefixes": ["Gus"],
        "suffixes": [],
    }
    assert [body["part_of"] for body in found["organizations"]] == [None, None, "o4", None]
    assert [(r["person"], r["title"], r["organization"], r["former"]) for r in found["roles"]] == [
        ("p1", "Kapolres", "o1", False),
        ("p2", "Ketua", "o2", False),
        (None, "Kabag SDM", "o1", False),
    ]
    meeting, party = found["events"]
    assert meeting["participants"] == ["o1", "o2", "p1", "p2", "r3"]
    assert (meeting["places"], meeting["date"], meeting["date_end"]) == (["l2"], "2024-10-11", None)
    assert meeting["mentions"] == [{"field": "text", "start": 171, "end": 180, "text": "pertemuan"}]
    assert reading.article.text[171:180] == "pertemuan"
    assert (party["status"], party["participants"]) == ("planned", ["o2"])
    assert found["quotes"][0] | {"text": ""} == {"id": "q1", "speaker": "p2", "text": "", "direct": True}


def test_a_post_that_speaks_is_its_holder_or_a_role_without_one() -> None:
    said = [Quotation(f"quotation-{n}", post, "Kami", EVIDENCE) for n, post in ((2, "post-1"), (3, "post-3"))]
    found = record(with_claims(first_reading(), *said))
    assert [quote["speaker"] for quote in found["quotes"]] == ["p2", "p1", "r3"]


def test_a_former_holder_does_not_stand_for_the_post() -> None:
    reading = second_reading()
    claims = tuple(c for c in reading.claims if not (isinstance(c, Tenure) and c.status == "current"))
    found = record(with_claims(replace(reading, claims=claims), Quotation("quotation-1", "post-1", "Kami", EVIDENCE)))
    assert [(role["person"], role["former"]) for role in found["roles"]] == [("p2", True), (None, False)]
    assert found["quotes"][0]["speaker"] == "r2"


def test_a_tenure_told_twice_is_one_role() -> None:
    reading = first_reading()
    again = next(claim for claim in reading.claims if isinstance(claim, Tenure))
    assert len(record(with_claims(reading, again))["roles"]) == 3


def test_the_listing_shows_each_fact_with_its_words_and_rule() -> None:
    text = listing(first_reading())
    for line in (
        "  AKBP Alex Frestian Lumban Tobing",
        "  Kapolres, Polres Bontang",
        "      “Ketua MSB Gus Choirul Amin” (title-body-name, 0.90)",
        "    holder not named",
        "    status: planned",
        "      “akan menggelar perayaan HUT ke-12” (future-marker, 0.80, planned)",
        "  Gus Choirul Amin: “Kami siap menjaga Bontang,”",
        "  press release of Humas Polda Kaltim",
    ):
        assert f"{line}\n" in text
    assert "    formerly AKBP Alex Frestian Lumban Tobing\n" in listing(second_reading())
    assert max(map(len, text.splitlines())) <= 100


def test_long_words_stay_within_the_width() -> None:
    reading = first_reading()
    article = replace(reading.article, title="Pilkada " * 60, text="pertemuan " * 200)
    quote = Quotation("quotation-2", "person-1", "kami " * 100, Evidence(Span("text", 0, 1500), "rule", 0.5))
    text = listing(with_claims(replace(reading, article=article), quote))
    assert max(map(len, text.splitlines())) <= 100
