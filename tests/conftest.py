"""`pytest --update-golden` writes the golden files of tests/golden/ anew; a person reads the diff."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of the project's own."""
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/ anew instead of comparing with it"
    )
