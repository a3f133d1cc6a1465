"""Events → when they were: "2024-10-11" to "2024-10-11"; one that no article dates is as old as the articles that tell of it."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

import pyoxigraph as ox

from kg.network.rows import TIMES, rows


class Days(NamedTuple):
    """The first and the last day, and whether an article dates the event."""

    first: str
    last: str
    dated: bool


def days_of(store: ox.Store, events: Collection[str]) -> dict[str, Days]:
    """The days of those of these events that have any."""
    said, told = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for event, key, day in rows(store, "days", events):
        (said if key in TIMES else told)[event].append(day)
    return {
        event: Days(min(days), max(days), event in said)
        for event in sorted(events)
        if (days := said.get(event) or told.get(event))
    }


def in_span(first: str, last: str, since: str, until: str) -> bool:
    """Whether what lasted from `first` to `last` was at least partly in a span; "" leaves an end open, "2024-10" is all October.

    >>> in_span("2024-10-11", "2024-10-11", "2024-10", "")
    True
    """
    length = min(len(last), len(since))  # an event of "2024" may have been in October
    return (
        last[:length] >= since[:length] and first[: len(until)] <= until if until else last[:length] >= since[:length]
    )
