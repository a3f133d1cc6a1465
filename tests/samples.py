"""Two small readings made by hand, for the rooms of the graph wing: a meeting, and a year on a new Kapolres.

They share Polres Bontang, the post of its head, and Kota Bontang. `kg.reading` is not needed to make them.
"""

from datetime import date

from kg.model import (
    Article,
    Containment,
    Entity,
    Evidence,
    Issuance,
    Key,
    Location,
    Mention,
    Occurrence,
    Participation,
    PostIn,
    Quotation,
    Reading,
    Span,
    Tenure,
    Timing,
)

TITLE = "Polisi dan Majelis Sholawat Bontang Bertemu Menjelang Pilkada"
TEXT = (
    "Polres Bontang menerima pengurus Majelis Sholawat Bontang (MSB) di Mako Polres Bontang pada Jumat (11/10/2024). "
    "Kapolres Bontang AKBP Alex Frestian Lumban Tobing memimpin pertemuan itu bersama Ketua MSB Gus Choirul Amin.\n"
    "“Kami siap menjaga Bontang,” kata Gus Choirul. Kabag SDM ikut hadir. "
    "MSB akan menggelar perayaan HUT ke-12 di Lapangan Kodim 0908/Btg.\n"
    "Sumber: Humas Polda Kaltim"
)
SECOND_TITLE = "Kapolres Bontang Baru Kunjungi Pasar"
SECOND_TEXT = (
    "Kapolres Bontang AKBP Widho Anriano meninjau Pasar Rawa Indah pada Selasa (4/3/2025). "
    "Ia menggantikan AKBP Alex Frestian Lumban Tobing."
)


def find(article: Article, words: str, occurrence: int = 0) -> Span:
    """The span of the n-th occurrence of these words in the text; fails where they do not stand there."""
    start = -1
    for _ in range(occurrence + 1):
        start = article.text.index(words, start + 1)
    return Span("text", start, start + len(words))


def sentences(article: Article) -> tuple[Span, ...]:
    """The title, and each stretch of the text up to ". " or a newline: enough for these articles."""
    spans, start = [Span("title", 0, len(article.title))], 0
    for end, letter in enumerate(article.text):
        if letter == "\n" or article.text.startswith(". ", end - 1):
            spans.append(Span("text", start, end))
            start = end + 1
    return (*spans, Span("text", start, len(article.text)))


def first_reading(key: str = "bontang-2024") -> Reading:
    """The meeting: seven kinds of claim, an unnamed holder, a planned event, a credit line."""
    article = Article(key, TITLE, TEXT, date(2024, 10, 12), "Gerbang Contoh", "https://contoh.example/msb")
    credit = find(article, "Humas Polda Kaltim")
    article = Article(key, TITLE, TEXT, article.published, article.publisher, article.url, credit=credit)

    def evidence(words: str, rule: str, occurrence: int = 0) -> Evidence:
        return Evidence(find(article, words, occurrence), rule, 0.9)

    def planned(words: str, rule: str) -> Evidence:
        return Evidence(find(article, words), rule, 0.8, "planned")

    entities = (
        Entity(
            "person-1",
            "person",
            "Alex Frestian Lumban Tobing",
            prefixes=("AKBP",),
            keys=(
                Key("name", "alex frestian lumban tobing"),
                Key("post", "kapolres@polres/64.74"),
                Key("region", "64.74"),
            ),
        ),
        Entity(
            "person-2",
            "person",
            "Choirul Amin",
            aliases=("Choirul",),
            prefixes=("Gus",),
            keys=(Key("name", "choirul amin"), Key("post", "ketua@majelis sholawat bontang"), Key("region", "64.74")),
        ),
        Entity(
            "organization-1", "organization", "Polres Bontang", "police", "polres", keys=(Key("body", "polres/64.74"),)
        ),
        Entity(
            "organization-2",
            "organization",
            "Majelis Sholawat Bontang",
            "religious",
            aliases=("MSB",),
            keys=(Key("name", "majelis sholawat bontang"),),
        ),
        Entity("organization-3", "organization", "Humas Polda Kaltim", "police", keys=(Key("body", "humas/polda/64"),)),
        Entity("organization-4", "organization", "Polda Kaltim", "police", "polda", keys=(Key("body", "polda/64"),)),
        Entity("place-1", "place", "Kota Bontang", "city", aliases=("Bontang",), keys=(Key("code", "64.74"),)),
        Entity("place-2", "place", "Mako Polres Bontang", "building", keys=(Key("name", "mako polres bontang"),)),
        Entity("place-3", "place", "Lapangan Kodim 0908/Btg", "area", keys=(Key("name", "lapangan kodim 0908"),)),
        Entity(
            "post-1",
            "post",
            "Kapolres",
            "head",
            "kapolres",
            aliases=("Kapolres Bontang",),
            keys=(Key("post", "kapolres@polres/64.74"),),
        ),
        Entity(
            "post-2",
            "post",
            "Ketua",
            "head",
            "ketua",
            aliases=("Ketua MSB",),
            keys=(Key("post", "ketua@majelis sholawat bontang"),),
        ),
        Entity("post-3", "post", "Kabag SDM", "unit_head", "kabag-sdm", keys=(Key("post", "kabag-sdm@polres/64.74"),)),
        Entity("event-1", "event", "Pertemuan Polres Bontang dan Majelis Sholawat Bontang", "meeting"),
        Entity("event-2", "event", "Perayaan HUT ke-12 MSB", "ceremony"),
    )
    mentions = (
        Mention(find(article, "Polres Bontang"), "organization-1"),
        Mention(find(article, "Majelis Sholawat Bontang"), "organization-2"),
        Mention(find(article, "MSB"), "organization-2"),
        Mention(find(article, "Mako Polres Bontang"), "place-2"),
        Mention(find(article, "Kapolres Bontang"), "post-1"),
        Mention(find(article, "Alex Frestian Lumban Tobing"), "person-1"),
        Mention(find(article, "pertemuan"), "event-1"),
        Mention(find(article, "Ketua"), "post-2"),
        Mention(find(article, "MSB", 1), "organization-2"),
        Mention(find(article, "Choirul Amin"), "person-2"),
        Mention(find(article, "Bontang,”"), "place-1"),
        Mention(
            Span("text", find(article, "Gus Choirul.").start + 4, find(article, "Gus Choirul.").end - 1), "person-2"
        ),
        Mention(find(article, "Kabag SDM"), "post-3"),
        Mention(find(article, "perayaan HUT ke-12"), "event-2"),
        Mention(find(article, "Lapangan Kodim 0908/Btg"), "place-3"),
    )
    claims = (
        PostIn("post-1", "organization-1", evidence("Kapolres Bontang", "title-implies-body")),
        PostIn("post-2", "organization-2", evidence("Ketua MSB", "title-before-body")),
        PostIn("post-3", "organization-1", evidence("Kabag SDM", "title-of-host-body")),
        Tenure(
            "person-1",
            "post-1",
            "current",
            "AKBP",
            evidence("Kapolres Bontang AKBP Alex Frestian Lumban Tobing", "title-rank-name"),
        ),
        Tenure("person-2", "post-2", "current", None, evidence("Ketua MSB Gus Choirul Amin", "title-body-name")),
        Occurrence("event-1", "happened", evidence("pertemuan", "noun-trigger")),
        Timing("event-1", "2024-10-11", None, evidence("Jumat (11/10/2024)", "day-in-sentence")),
        Location("event-1", "place-2", evidence("di Mako Polres Bontang", "di-place")),
        Participation("event-1", "organization-1", "participant", evidence("Polres Bontang", "subject-of-meeting")),
        Participation(
            "event-1", "organization-2", "participant", evidence("Majelis Sholawat Bontang", "object-of-meeting")
        ),
        Participation("event-1", "person-1", "organizer", evidence("memimpin pertemuan", "leads-event")),
        Participation(
            "event-1", "person-2", "participant", evidence("bersama Ketua MSB Gus Choirul Amin", "together-with")
        ),
        Participation("event-1", "post-3", "participant", evidence("Kabag SDM ikut hadir", "unnamed-holder-present")),
        Occurrence("event-2", "planned", planned("akan menggelar perayaan HUT ke-12", "future-marker")),
        Location("event-2", "place-3", planned("di Lapangan Kodim 0908/Btg", "di-place")),
        Participation("event-2", "organization-2", "organizer", planned("MSB akan menggelar", "subject-holds-event")),
        Containment("organization-3", "organization-4", evidence("Humas Polda Kaltim", "unit-of-body")),
        Quotation(
            "quotation-1",
            "person-2",
            "Kami siap menjaga Bontang,",
            evidence("“Kami siap menjaga Bontang,”", "quote-then-speaker"),
        ),
        Issuance("organization-3", evidence("Humas Polda Kaltim", "credit-line")),
    )
    return Reading(article, sentences(article), entities, mentions, claims)


def second_reading(key: str = "bontang-2025") -> Reading:
    """A year on: the same post in another's hands, the former holder named."""
    article = Article(key, SECOND_TITLE, SECOND_TEXT, date(2025, 3, 5), "Kabar Contoh", None)

    def evidence(words: str, rule: str) -> Evidence:
        return Evidence(find(article, words), rule, 0.9)

    entities = (
        Entity(
            "person-1",
            "person",
            "Widho Anriano",
            prefixes=("AKBP",),
            keys=(Key("name", "widho anriano"), Key("post", "kapolres@polres/64.74"), Key("region", "64.74")),
        ),
        Entity(
            "person-2",
            "person",
            "Alex Frestian Lumban Tobing",
            prefixes=("AKBP",),
            keys=(
                Key("name", "alex frestian lumban tobing"),
                Key("post", "kapolres@polres/64.74"),
                Key("region", "64.74"),
            ),
        ),
        Entity(
            "organization-1", "organization", "Polres Bontang", "police", "polres", keys=(Key("body", "polres/64.74"),)
        ),
        Entity("place-1", "place", "Pasar Rawa Indah", "building", keys=(Key("name", "pasar rawa indah"),)),
        Entity(
            "post-1",
            "post",
            "Kapolres",
            "head",
            "kapolres",
            aliases=("Kapolres Bontang",),
            keys=(Key("post", "kapolres@polres/64.74"),),
        ),
        Entity("event-1", "event", "Kunjungan ke Pasar Rawa Indah", "visit"),
    )
    mentions = (
        Mention(find(article, "Kapolres Bontang"), "post-1"),
        Mention(find(article, "Widho Anriano"), "person-1"),
        Mention(find(article, "meninjau"), "event-1"),
        Mention(find(article, "Pasar Rawa Indah"), "place-1"),
        Mention(find(article, "Alex Frestian Lumban Tobing"), "person-2"),
    )
    claims = (
        PostIn("post-1", "organization-1", evidence("Kapolres Bontang", "title-implies-body")),
        Tenure(
            "person-1", "post-1", "current", "AKBP", evidence("Kapolres Bontang AKBP Widho Anriano", "title-rank-name")
        ),
        Tenure(
            "person-2",
            "post-1",
            "former",
            "AKBP",
            evidence("menggantikan AKBP Alex Frestian Lumban Tobing", "replaces"),
        ),
        Occurrence("event-1", "happened", evidence("meninjau", "verb-trigger")),
        Timing("event-1", "2025-03-04", None, evidence("Selasa (4/3/2025)", "day-in-sentence")),
        Location("event-1", "place-1", evidence("Pasar Rawa Indah", "object-place")),
        Participation("event-1", "person-1", "participant", evidence("Widho Anriano", "subject-of-event")),
    )
    return Reading(article, sentences(article), entities, mentions, claims)
