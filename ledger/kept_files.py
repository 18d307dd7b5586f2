"""A file that a library keeps, read as it was taken in, whether it lies sealed on the disk or not."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from ledger.private import opener
from ledger.sealing import sealed, size_within, unsealed

SEALED = ".sealed"
"""The end of the name of a sealed file."""
_BLOCK = 1 << 20  # bytes


@dataclass(frozen=True)
class KeptFile:
    """Where the file lies, and the key it is sealed with; without a key it lies there as it is.

    Reading raises OSError; of those BrokenSeal, when a sealed file was cut or changed.
    """

    path: Path
    key: bytes = field(default=b"", repr=False)

    @property
    def suffix(self) -> str:
        """The suffix of the file as it was taken in, with its dot."""
        return Path(self.path.name.removesuffix(SEALED)).suffix if self.key else self.path.suffix

    def is_file(self) -> bool:
        """Whether it is there."""
        return self.path.is_file()

    def size(self) -> int:
        """Bytes it holds, read from the disk's list only. Raises OSError."""
        size = self.path.stat().st_size
        return size_within(size) if self.key else size

    def blocks(self) -> Iterator[bytes]:
        """What it holds, in blocks."""
        with self.path.open("rb") as stream:
            yield from unsealed(self.key, stream) if self.key else iter(lambda: stream.read(_BLOCK), b"")

    def open(self, mode: Literal["rb"] = "rb") -> BinaryIO:
        """A stream of what it holds, in which one can seek; of a sealed file it is in memory."""
        return io.BytesIO(self.read_bytes()) if self.key else self.path.open(mode)

    def read_bytes(self) -> bytes:
        """What it holds."""
        return b"".join(self.blocks())

    def write(self, blocks: Iterable[bytes]) -> None:
        """Make the file anew with what `blocks` hold, on the disk for certain; it must not be there yet."""
        with open(self.path, "xb", opener=opener) as stream:
            for piece in sealed(self.key, blocks) if self.key else blocks:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())

    def __str__(self) -> str:
        return str(self.path)
