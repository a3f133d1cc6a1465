"""What can go wrong, as sentences that name the place and the mend: "no store at kg-store: make one with `kg ingest`".

The command line prints the sentence without a traceback; a program catches `KabargrafError` or one of its kinds.
"""


class KabargrafError(Exception):
    """Anything that Kabargraf tells its user in one sentence."""


class SourceError(KabargrafError):
    """An argument that names no file or folder to read articles from."""


class StoreError(KabargrafError):
    """A store that is missing, newer than this program, damaged, or being written by another process."""


class RefusedError(KabargrafError):
    """A query that is well written and yet not answered: it would write, call another server, or give too much."""
