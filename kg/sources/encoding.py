"""Bytes of a text or a page → its letters: "Nestl\\xe9" is "Nestlé", in UTF-8 as in Windows-1252."""

import codecs

from kg.sources.opening import RefusedError

# UTF-32 first: its mark begins as that of UTF-16
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
MOST_ODD = 0.05  # of the characters of a text: of chance, as in an image named .txt, one byte in nine is a control
FEW = 3  # odd characters that are let pass in any text, be it ever so short
WHITE = frozenset("\t\n\r\f\v")


def marked(head: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning tells."""
    return next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)


def decoded(data: bytes, declared: str = "") -> str:
    """The text of these bytes; raises RefusedError where they are none.

    What the byte order mark tells, else UTF-8, else what the page declares, else Windows-1252, which takes all bytes. UTF-8
    with a broken letter or two is still UTF-8: it shows as U+FFFD.
    """
    text = data.decode(encoding, "replace") if (encoding := marked(data)) else _guessed(data, declared)
    odd = sum(text.count(char) for char in {*map(chr, range(32)), "\x7f", "\ufffd"} - WHITE)
    if odd > max(FEW, MOST_ODD * len(text)):
        raise RefusedError("not text: too many of its bytes stand for no letter")
    return text


def _guessed(data: bytes, declared: str) -> str:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if not broken or sum(not char.isascii() for char in text) > 2 * broken:
        return text
    try:
        if codecs.lookup(declared).name not in (
            "utf-8",
            "ascii",
            "iso8859-1",
        ):  # a page that says Latin-1 means Windows-1252
            return data.decode(declared)
    except (LookupError, ValueError):
        pass
    return data.decode("cp1252", "kg-latin-1")


def _latin_1(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that Windows-1252 leaves open, as Latin-1 has them."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("kg-latin-1", _latin_1)
