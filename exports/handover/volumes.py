"""A file that is written in volumes (.001, .002 …), none larger than a FAT32 disk holds; 7-Zip opens the first."""

from __future__ import annotations

import io
import os
from pathlib import Path

from ledger.durable import name_folder, sync_file


class VolumeWriter(io.RawIOBase):
    """Writes one long file as several of at most `size` bytes each; what was written may be overwritten in place.

    A file that fits into one volume has no number. Raises OSError.
    """

    def __init__(self, folder: Path, name: str, size: int) -> None:
        self._folder, self._name, self._size = folder, name, size
        self._streams: list[io.FileIO] = []
        self._place, self._end = 0, 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._end}[whence]
        if start + offset < 0:
            raise ValueError(f"negative place {start + offset}")
        self._place = start + offset
        return self._place

    def write(self, data: bytes) -> int:  # type: ignore[override]  # the stubs ask for any buffer
        rest = memoryview(data)
        while rest:
            number, within = divmod(self._place, self._size)
            stream = self._volume(number)
            stream.seek(within)
            written = stream.write(rest[: self._size - within])
            rest = rest[written:]
            self._place += written
        self._end = max(self._end, self._place)
        return len(data)

    def _volume(self, number: int) -> io.FileIO:
        while number >= len(self._streams):
            # Without a buffer: what a full disk refuses is refused at the writing, not once more at the closing.
            path = self._folder / numbered(self._name, len(self._streams) + 1)
            self._streams.append(path.open("xb", buffering=0))
        return self._streams[number]

    def finish(self) -> tuple[Path, ...]:
        """Close every volume, have the disk keep it, and give a lone one its plain name; where they are, in order."""
        self.close()
        paths = [self._folder / numbered(self._name, number) for number in range(1, len(self._streams) + 1)]
        if len(paths) == 1:
            name_folder(paths[0], self._folder / self._name)
            paths = [self._folder / self._name]
        for path in paths:
            sync_file(path)
        return tuple(paths)

    def close(self) -> None:
        for stream in self._streams:
            stream.close()
        super().close()


def numbered(name: str, number: int) -> str:
    """The name of a volume, such as 移交包.zip.001."""
    return f"{name}.{number:03d}"
