"""`pytest --update-golden` writes tests/golden/ anew, `--raise-floors` raises tests/floors.tsv; a person reads the diff."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the project's own."""
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/ anew instead of comparing with it"
    )
    parser.addoption(
        "--raise-floors", action="store_true", help="raise the floors of tests/floors.tsv to what is reached now"
    )
