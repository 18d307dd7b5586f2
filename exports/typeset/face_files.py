"""Font files of this computer: which of the official Chinese faces are installed and may be embedded."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_NAME_IDS = (1, 4, 16)
"""Family, full name and typographic family in the name table."""

_COLLECTION = b"ttcf"


@dataclass(frozen=True)
class FaceFile:
    """One face found in a font file: all names it gives itself, its outlines, and its embedding permissions."""

    path: Path
    index: int
    names: tuple[str, ...]
    truetype: bool
    """Whether it has `glyf` outlines; reportlab cannot embed the others (CFF)."""
    fs_type: int

    @property
    def usable(self) -> bool:
        """Whether it can and may be embedded as a subset (OS/2 fsType: not restricted, subsetting, outlines)."""
        return self.truetype and self.fs_type & 0x000F != 0x0002 and not self.fs_type & 0x0300


def font_folders() -> tuple[Path, ...]:
    """The folders in which this system keeps fonts, those for all users first."""
    if sys.platform == "win32":
        bases = [(os.environ.get("WINDIR"), "Fonts"), (os.environ.get("LOCALAPPDATA"), "Microsoft/Windows/Fonts")]
        return tuple(Path(base) / below for base, below in bases if base)
    home = Path.home()
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"


def files_by_name(folders: Sequence[Path]) -> dict[str, Path]:
    """Every font file below `folders` by its case-folded name; of equal names the first in order of path."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(_font_files(folder)):
            found.setdefault(path.name.casefold(), path)
    return found


def _font_files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.casefold().endswith((".ttf", ".ttc", ".otf")):
                yield Path(parent) / name


def read_face_file(path: Path, index: int = 0) -> FaceFile | None:
    """What the face says about itself, or None when the file is not a font that can be read."""
    try:
        data = path.read_bytes()
        tables = _tables(data, index)
        names = _names(data, tables["name"])
        fs_type = struct.unpack_from(">H", data, tables["OS/2"] + 8)[0] if "OS/2" in tables else 0
    except (OSError, struct.error, EOFError, KeyError):
        # Somebody else's broken or foreign file is no concern of ours: the face counts as not installed.
        return None
    return FaceFile(path, index, names, "glyf" in tables, fs_type)


def _tables(data: bytes, index: int) -> dict[str, int]:
    start = struct.unpack_from(">L", data, 12 + 4 * index)[0] if data[:4] == _COLLECTION else 0
    count = struct.unpack_from(">H", data, start + 4)[0]
    records = [struct.unpack_from(">4sLLL", data, start + 12 + 16 * number) for number in range(count)]
    if any(offset + length > len(data) for _, _, offset, length in records):
        raise EOFError
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in records}


def _names(data: bytes, start: int) -> tuple[str, ...]:
    count, strings = struct.unpack_from(">HH", data, start + 2)
    names = []
    for number in range(count):
        platform, encoding, _, name_id, length, offset = struct.unpack_from(">6H", data, start + 6 + 12 * number)
        if name_id in _NAME_IDS:
            raw = data[start + strings + offset : start + strings + offset + length]
            names.append(raw.decode(_codec(platform, encoding), errors="replace"))
    return tuple(dict.fromkeys(names))


def _codec(platform: int, encoding: int) -> str:
    match platform, encoding:
        case (3, 3) | (1, 25):
            return "gb18030"
        case (1, _):
            return "mac_roman"
        case _:
            return "utf-16-be"
