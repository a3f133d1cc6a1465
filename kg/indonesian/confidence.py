"""A rule's name → how often it is right: its precision as measured, from `data/lexicon/rules.tsv`."""

from functools import cache

from kg.lexicon import rows


@cache
def _table() -> dict[str, float]:
    return {row["rule"]: float(row["confidence"]) for row in rows("rules.tsv")}


def confidence(rule: str) -> float:
    """The confidence of a rule, 0 to 1; raises KeyError for a rule that the table does not know."""
    return _table()[rule]
