"""The official Chinese faces that a computer may have, and which of them is taken for a role."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError

from exports.typeset.face_files import read_face_file
from exports.typeset.face_fonts import Face, Role

_SAMPLE = "国家税务一二三，。（）《》0"
"""What a face must at least draw to be taken for a role."""


@dataclass(frozen=True)
class _Wanted:
    """File names in order of preference, and words of which one must stand in the face's own names."""

    files: tuple[str, ...]
    words: tuple[str, ...]


def _cesi(role: str) -> tuple[str, ...]:
    """The faces that domestic Linux desktops ship, the largest character set first."""
    return f"CESI_{role}_GB18030.ttf", f"CESI_{role}_GB13000.ttf", f"CESI_{role}_GB2312.ttf"


_OFFICIAL = {
    Role.BODY: _Wanted(
        (
            "FZFSK.ttf",
            "FZFSJW.ttf",
            "仿宋_GB2312.ttf",
            "simfang.ttf",
            "STFANGSO.ttf",
            *_cesi("FS"),
            "GB_FS_GB18030.ttf",
            "ZhuqueFangsong-Regular.ttf",
        ),
        ("仿宋", "fangsong"),
    ),
    # SimSun is left out: in its text weight a title looks lighter than the bundled bold Song face.
    Role.TITLE: _Wanted(
        ("FZXBSJW.ttf", "FZXBSK.ttf", *_cesi("XBS"), "GB_XBS_GB18030.ttf", "STZHONGS.ttf"),
        ("小标宋", "中宋", "xiaobiaosong", "zhongsong"),
    ),
    Role.HEI: _Wanted(
        ("simhei.ttf", "FZHTK.ttf", "FZHTJW.ttf", *_cesi("HT"), "GB_HT_GB18030.ttf"),
        ("黑", "hei"),
    ),
    Role.KAI: _Wanted(
        ("FZKTK.ttf", "楷体_GB2312.ttf", "simkai.ttf", "STKAITI.ttf", *_cesi("KT"), "GB_KT_GB18030.ttf"),
        ("楷", "kai"),
    ),
    Role.SONG: _Wanted(
        ("simsun.ttc", "STSONG.ttf", "FZSSK.ttf", *_cesi("SS"), "GB_ST_GB18030.ttf"),
        ("宋", "song", "simsun"),
    ),
}


def official_face(role: Role, files: Mapping[str, Path]) -> Face | None:
    """The first official face of `role` among `files` (by case-folded name) that is what its file name says.

    It must name itself so, have TrueType outlines, allow embedding, and draw common characters.
    """
    wanted = _OFFICIAL[role]
    for name in wanted.files:
        path = files.get(name.casefold())
        found = read_face_file(path) if path else None
        if found is None or not found.usable or not _says(found.names, wanted.words):
            continue
        face = Face.of(found.path, found.index, _family(found.names))
        if _serves(face):
            return face
    return None


def _says(names: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(word in name.casefold() for name in names for word in words)


def _family(names: tuple[str, ...]) -> str:
    """The Chinese family name when there is one, since Chinese Word shows and writes that."""
    return next((name for name in names if not name.isascii() and "\ufffd" not in name), names[0])


def _serves(face: Face) -> bool:
    try:
        return all(face.covers(ch) for ch in _SAMPLE)
    except (TTFError, struct.error, ValueError, LookupError):
        # A damaged table shows in whatever way reportlab happens to stumble over it.
        return False
