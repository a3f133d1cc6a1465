"""A path, or "-" for standard input → its bytes, unpacked where they are gzip, and never more of them than is sound.

`with opened(Path("news.jsonl.gz")) as file: whole(file)` gives JSON Lines; a RefusedError says why it does not.
"""

import gzip
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STDIN = Path("-")
GZIP = b"\x1f\x8b"
LARGEST = (
    100_000_000  # bytes of a file that is read as one: it is held in memory several times over. JSON Lines are not
)
LONGEST_LINE = 10_000_000  # bytes of a line of JSON Lines: an article has no more than LONGEST_TEXT letters
# Text in gzip is 3 to 20 times its size, of one line over and over 1,000 times; below FREE no ratio does any harm.
MOST_UNPACKED, FREE = 50, 20_000_000


class RefusedError(Exception):
    """Bytes that are not read, and why."""


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """The bytes of a file or of standard input; what begins as gzip is unpacked, whatever its name says."""
    packed = _Counted(sys.stdin.buffer if path == STDIN else path.open("rb", buffering=0))
    with packed:
        file: io.BufferedReader[Any] = io.BufferedReader(packed)
        yield io.BufferedReader(_Unpacked(file, packed)) if file.peek(2)[:2] == GZIP else file


def whole(file: IO[bytes], largest: int = LARGEST, mend: str = "give its articles as JSON Lines, one a line") -> bytes:
    """All bytes of a file; raises RefusedError where there are more than `largest`."""
    data = file.read(largest + 1)
    if len(data) > largest:
        raise RefusedError(f"larger than {largest // 1_000_000} MB: {mend}")
    return data


class _Counted(io.RawIOBase):
    """A file that counts the bytes read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        data = self.file.read(len(memoryview(buffer)))
        memoryview(buffer)[: len(data)] = data
        self.count += len(data)
        return len(data)

    def close(self) -> None:
        if self.file is not sys.stdin.buffer:
            self.file.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """What gzip unpacks of a counted file, as long as that stays within reason."""

    def __init__(self, file: IO[bytes], packed: _Counted) -> None:
        self.unpacking = gzip.GzipFile(fileobj=file)
        self.packed = packed
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        data = self.unpacking.read(len(memoryview(buffer)))
        memoryview(buffer)[: len(data)] = data
        self.count += len(data)
        if self.count > max(FREE, MOST_UNPACKED * self.packed.count):
            raise RefusedError(
                f"unpacks to more than {MOST_UNPACKED} times its size: no text does, so it is not unpacked further"
            )
        return len(data)
