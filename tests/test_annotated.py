"""The sample articles as a careful reader annotated them (tests/annotated/): each is there, and of its article's own words."""

from functools import cache
from pathlib import Path

import pytest
from gold import OWN

from kg.annotation import annotated, faults, given
from kg.article import parse_article
from kg.model import Record
from kg.sources import read

ARTICLES = Path(__file__).parent.parent / "data" / "articles"


@cache
def articles() -> dict[str, Record]:
    return {r.key: r for r in read([ARTICLES]) if isinstance(r, Record)}


def test_each_sample_article_is_annotated() -> None:
    assert len(annotated(OWN)) == 25
    assert set(annotated(OWN)) == set(articles())


@pytest.mark.parametrize("path", sorted(OWN.glob("*.json")), ids=lambda path: path.stem)
def test_an_annotation_is_of_its_article(path: Path) -> None:
    [(key, row)] = annotated(path).items()
    article = articles()[key]
    assert parse_article(given(row)) == parse_article(article)  # so that both are read the same
    assert list(faults(row)) == []
    body = f"{article.title}\n{article.text}"
    assert [m for event in row["events"] for m in event["mentions"] if m not in body] == []
    assert [name for p in row["persons"] for name in (p["name"], *p["aliases"]) if name not in body] == []
