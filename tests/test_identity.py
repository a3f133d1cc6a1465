"""Which things are one: never a matter of the order in which articles come."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import first_reading, second_reading

from kg.identity import Judgement, Profile, Reference, assign, dump, load, profiles
from kg.identity.groups import FIGURE
from kg.identity.likeness import Likeness, likeness
from kg.identity.names import slug
from kg.indonesian.keys import FAMOUS
from kg.model import Key, Kind
from kg.vocab import ID


def person(number: int, name: str = "Budi Santoso", post: str = "", region: str = "", key: str = "") -> Profile:
    keys = [Key("name", key or name.lower())]
    keys += [Key("post", value) for value in post.split(",") if value]
    keys += [Key("region", value) for value in region.split(",") if value]
    return Profile(Reference(f"a{number}", "person-1"), "person", name, name, (), tuple(keys))


def called(*things: Profile, judgements: tuple[Judgement, ...] = ()) -> list[str]:
    """The readable ends of the IRIs of these things, in their order."""
    found = assign(things, judgements)
    return [found[thing.reference].removeprefix(ID + "person/") for thing in things]


def parts(*things: Profile, judgements: tuple[Judgement, ...] = ()) -> list[int]:
    """Which cluster each thing is in, numbered as they come."""
    names = called(*things, judgements=judgements)
    return [list(dict.fromkeys(names)).index(name) for name in names]


def test_one_full_name_is_one_person() -> None:
    assert called(person(1), person(2), person(3, region="64.74")) == ["budi-santoso"] * 3
    assert parts(person(1, "Abdul Mu'ti", key="abdul mu ti"), person(2, "Abdul Muti")) == [0, 0]


def test_regions_that_disagree_make_two_and_both_say_which() -> None:
    bontang, klaten = person(1, post="ketua@pmi", region="64.74"), person(2, region="33.10")
    assert called(bontang, klaten) == ["budi-santoso.ketua-pmi", "budi-santoso.33-10"]


def test_a_name_alone_is_not_guessed_between_two() -> None:
    names = called(person(1, region="64.74"), person(2, region="33.10"), person(3), person(4))
    assert len(set(names)) == 4
    assert names[:2] == ["budi-santoso.64-74", "budi-santoso.33-10"]


def test_a_province_is_not_guessed_between_two_of_its_cities() -> None:
    assert parts(person(1, region="64.74"), person(2, region="64.08"), person(3, region="64")) == [0, 1, 2]
    assert parts(person(1, region="64.74"), person(3, region="64")) == [0, 0]
    assert parts(person(1, region="6"), person(3, region="64")) == [0, 1]  # codes nest at their dots


def test_a_shared_post_outweighs_regions_and_carries_a_career() -> None:
    early, moved = person(1, post="kapolres@a", region="64.74"), person(2, post="kapolres@b", region="33.10")
    bridge = person(3, post="kapolres@a,kapolres@b")
    assert parts(early, moved) == [0, 1]
    assert parts(early, moved, bridge) == [0, 0, 0]
    assert parts(person(1, post="a", region="64.74"), person(2, post="b", region="64.74")) == [0, 0]


def test_short_names_without_a_post_and_things_without_keys_stay_in_their_article() -> None:
    short = [person(1, "Budi"), person(2, "Budi")]
    assert parts(*short) == [0, 1]
    ministers = [person(n, "Jokowi", post=post) for n, post in ((1, "presiden@ri"), (2, "presiden@ri"), (3, "ketua@x"))]
    assert called(*ministers) == ["jokowi.presiden-ri", "jokowi.presiden-ri", "jokowi.ketua-x"]
    assert parts(person(1, "Jokowi", post="presiden@ri"), person(2, "Jokowi")) == [0, 1]
    events = [Profile(Reference(f"a{n}", "event-1"), "event", "Rapat", "Rapat") for n in (1, 2)]
    assert len(set(assign(events).values())) == 2


def test_codes_name_one_thing_whatever_stands_around() -> None:
    def body(number: int, name: str, *keys: Key) -> Profile:
        return Profile(Reference(f"a{number}", "organization-1"), "organization", name, name, (), keys)

    one = body(1, "Polres Bontang", Key("body", "polres/64.74"), Key("region", "64.74"))
    other = body(2, "Kepolisian Resor Bontang", Key("body", "polres/64.74"), Key("region", "33.10"))
    named = [
        body(3, "PMI", Key("name", "pmi"), Key("region", "64.74")),
        body(4, "PMI", Key("name", "pmi"), Key("region", "33.10")),
    ]
    found = assign([one, other, *named])
    assert found[one.reference] == found[other.reference] == ID + "organization/kepolisian-resor-bontang"
    assert found[named[0].reference] == ID + "organization/pmi.64-74"


def test_a_hall_that_every_city_has_is_one_where_its_articles_are_on_one_city() -> None:
    def hall(number: int, name: str, *near: str, general: bool = True) -> Profile:
        keys = [Key("name", name.lower()), *(Key("near", code) for code in near)]
        keys += [Key("general", "place")] if general else []
        return Profile(Reference(f"a{number}", "place-1"), "place", name, name, (), tuple(keys))

    def one(*halls: Profile) -> bool:
        return len(set(assign(halls).values())) == 1

    assert one(hall(1, "Balai Kota", "35.78"), hall(2, "Balai Kota", "35.78"))
    assert not one(hall(1, "Balai Kota", "35.78"), hall(2, "Balai Kota", "31.71"))
    assert not one(hall(1, "Balai Kota", "35.78"), hall(2, "Balai Kota", "35.78", "31.71"))
    assert one(
        hall(1, "Taman Bungkul", "35.78", general=False), hall(2, "Taman Bungkul", "35.78", "31.71", general=False)
    )
    assert one(hall(1, "Stadion Gelora Delta", general=False), hall(2, "Stadion Gelora Delta", general=False))


def test_two_homes_may_not_meet_in_one_iri() -> None:
    names = called(person(1, "M. Amin", key="muhammad amin"), person(2, "M Amin", key="mahmud amin"))
    assert names == ["m-amin.muhammad-amin", "m-amin.mahmud-amin"]


def test_a_judgement_joins_and_parts() -> None:
    one, other, third = person(1, region="64.74"), person(2, region="33.10"), person(3, "Santoso Budi")
    same = Judgement(True, ("a1", "Budi Santoso"), ("a2", "Budi Santoso"))
    far = Judgement(True, ("a1", "Budi Santoso"), ("a3", "Santoso Budi"))
    apart = Judgement(False, ("a1", "Budi Santoso"), ("a2", "Budi Santoso"))
    assert parts(one, other, judgements=(same,)) == [0, 0]
    assert parts(one, other, third, judgements=(same, far)) == [0, 0, 0]
    assert parts(person(1, post="x"), person(2, post="x"), judgements=(apart,)) == [0, 1]
    assert parts(
        person(1, "Budi"), person(2, "Budi"), judgements=(Judgement(True, ("a1", "Budi"), ("a2", "Budi")),)
    ) == [0, 0]


def test_a_post_is_named_with_its_body_and_called_by_its_full_form() -> None:
    posts = {thing.name: thing for thing in profiles(first_reading()) if thing.kind == "post"}
    assert posts["Kapolres Polres Bontang"].label == "Kapolres Bontang"
    assert posts["Kabag SDM Polres Bontang"].label == "Kabag SDM Polres Bontang"
    assert posts["Ketua Majelis Sholawat Bontang"].others == ("Ketua Majelis Sholawat Bontang",)


def test_the_samples_share_what_they_share() -> None:
    found = assign([*profiles(first_reading()), *profiles(second_reading())])
    alex = found[Reference("bontang-2024", "person-1")]
    assert alex == ID + "person/alex-frestian-lumban-tobing" == found[Reference("bontang-2025", "person-2")]
    assert found[Reference("bontang-2025", "post-1")] == ID + "post/kapolres-polres-bontang"
    assert found[Reference("bontang-2024", "event-1")].startswith(ID + "event/pertemuan-polres-bontang")


def test_slugs_are_plain_and_never_empty() -> None:
    assert slug("Café Ma'ruf (MSB) – Btg/0908") == "cafe-maruf-msb-btg-0908"
    assert len(slug("محمد")) == 10
    assert len(slug("sangat panjang " * 20)) <= 80


def test_a_profile_survives_its_text() -> None:
    for thing in profiles(first_reading()):
        assert load(*thing.reference, dump(thing)) == thing


@st.composite
def populations(draw: st.DrawFn) -> list[Profile]:
    kinds: list[Kind] = ["person", "organization"]
    things = []
    for number in range(draw(st.integers(0, 14))):
        kind = draw(st.sampled_from(kinds))
        name = draw(st.sampled_from(["Budi Santoso", "BUDI SANTOSO", "B. Santoso", "Budi", "Budi Santoso Wijaya"]))
        keys = [
            Key(
                "name",
                draw(st.sampled_from(["budi santoso", "b santoso", "budi", "budi santoso wijaya", "budi s wijaya"])),
            )
        ]
        keys += [Key("post", value) for value in draw(st.sets(st.sampled_from("pqr"), max_size=2))]
        keys += [Key("around", value) for value in draw(st.sets(st.sampled_from("uvwxyz"), max_size=4))]
        keys += [Key("bits", value) for value in draw(st.sets(st.sampled_from(["9", "17", "40"]), max_size=1))]
        keys += [
            Key("region", value) for value in draw(st.sets(st.sampled_from(["64", "64.74", "64.08", "33"]), max_size=1))
        ]
        reference = Reference(f"a{number // 2}", f"{kind}-{number}")
        things.append(Profile(reference, kind, name, name, (), tuple(keys)))
    return things


judgings = st.lists(
    st.builds(
        Judgement,
        st.booleans(),
        st.tuples(st.sampled_from(["a0", "a1", "a2"]), st.sampled_from(["Budi Santoso", "Budi"])),
        st.tuples(st.sampled_from(["a0", "a3", "a4"]), st.sampled_from(["Budi Santoso", "B. Santoso"])),
    ),
    max_size=2,
)


@settings(max_examples=150, deadline=None)
@given(populations(), judgings, st.integers(0, 99))
def test_order_plays_no_part(things: list[Profile], judgements: list[Judgement], seed: int) -> None:
    shuffled = random.Random(seed).sample(things, len(things))
    assert assign(things, judgements) == assign(shuffled, judgements[::-1])


@settings(max_examples=150, deadline=None)
@given(populations())
def test_things_of_one_iri_agree(things: list[Profile]) -> None:
    found = assign(things)
    for one in things:
        for other in things:
            if found[one.reference] == found[other.reference] and one is not other:
                assert one.kind == other.kind
                assert one.home == other.home or not set(one.words).isdisjoint(other.words)
                assert one.strong is not None


def test_both_wings_mean_the_same_figures() -> None:
    assert FIGURE == FAMOUS


def test_a_short_name_in_a_post_is_the_figures_of_whom_the_news_is_full() -> None:
    office = [Key("post", "presiden@ri")]

    def named(number: int, name: str, bits: int) -> Profile:
        keys = (Key("name", name.lower()), Key("bits", str(bits)), *office)
        return Profile(Reference(f"a{number}", "person-1"), "person", name, name, (), keys)

    figure, misread, short = named(1, "Prabowo Subianto", 60), named(2, "Prabowo Gibran", 20), named(3, "Prabowo", 5)
    assert parts(figure, misread, short) == [0, 1, 0]
    assert parts(named(1, "Prabowo Subianto", 20), misread, short) == [
        0,
        1,
        2,
    ]  # of two that nobody knows it is neither


def test_likeness_of_sisters_fathers_and_sons() -> None:
    for one, other, like in [
        ("megawati soekarnoputri", "sukmawati soekarnoputri", Likeness.NONE),
        ("budi hartono", "rudi hartono", Likeness.NONE),
        ("erick thohir", "erick thihir", Likeness.CLOSE),
        ("donald trump", "donald trump jr", Likeness.NONE),
        ("donald trump jr", "donald john trump jr", Likeness.PART),
    ]:
        assert likeness(tuple(one.split()), tuple(other.split())) is like, (one, other)
