"""A ledger as this program makes it → as its first version made it: `first_tables(path)`."""

import sqlite3
from pathlib import Path

FIRST = """
DROP TABLE sketch; DROP TABLE band; DROP TABLE copy; DROP TABLE block; DROP TABLE judgement; DROP TABLE applied;
CREATE TABLE judgement (
    same INTEGER NOT NULL, article TEXT NOT NULL, name TEXT NOT NULL, other_article TEXT NOT NULL,
    other_name TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (article, name, other_article, other_name)
) WITHOUT ROWID;
DROP TABLE act; DROP TABLE attestation;
CREATE TABLE attestation (tenure TEXT NOT NULL, article TEXT NOT NULL, published TEXT, PRIMARY KEY (tenure, article))
    WITHOUT ROWID;
CREATE INDEX attestation_article ON attestation (article);
PRAGMA user_version = 1;
"""


def first_tables(path: Path, then: str = "") -> None:
    """Take all that came later from the ledger at `path`, and run further statements."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(FIRST + then)
    connection.close()
