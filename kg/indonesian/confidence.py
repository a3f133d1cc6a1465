"""A rule's name → how often it is right: its precision as measured, from `data/lexicon/rules.tsv`."""

from functools import cache

from kg.errors import KabargrafError
from kg.lexicon import rows


@cache
def _table() -> dict[str, float]:
    return {row["rule"]: float(row["confidence"]) for row in rows("rules.tsv")}


def confidence(rule: str) -> float:
    """The confidence of a rule, 0 to 1; raises KabargrafError for a rule that the table does not know."""
    try:
        return _table()[rule]
    except KeyError:
        raise KabargrafError(
            f'data/lexicon/rules.tsv: no row for the rule "{rule}": add it with confidence 0.50'
        ) from None
