"""Which face draws a character: the five roles of a Chinese official document and their fallback chain."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class Role(enum.Enum):
    """What a face is used for (GB/T 9704-2012, 5.2.2 and 7)."""

    BODY = "仿宋"
    TITLE = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    SONG = "宋体"


@dataclass(frozen=True)
class Face:
    """One face in one file; `font` is its registered name in reportlab and `family` the family it calls itself."""

    font: str
    family: str
    path: Path
    index: int
    sha256: str

    def covers(self, ch: str) -> bool:
        """Whether the face has a glyph of its own for the character."""
        raise NotImplementedError

    def width(self, ch: str) -> float:
        """The advance of the character in thousandths of an em."""
        raise NotImplementedError


@dataclass(frozen=True)
class Faces:
    """The faces in use: one per role, and the face of rare characters that stands behind all of them."""

    roles: dict[Role, Face]
    rare: Face

    @classmethod
    def bundled(cls) -> Faces:
        """The faces shipped with the program; the same everywhere, for tests, demo and archives."""
        raise NotImplementedError

    @classmethod
    def installed(cls, folders: Sequence[Path] | None = None) -> Faces:
        """The official faces found on this computer, and a bundled face for every role that has none."""
        raise NotImplementedError

    def pick(self, role: Role, ch: str) -> tuple[str, float]:
        """The registered font that draws `ch` in `role`, and its width in ems."""
        raise NotImplementedError

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of `text` that no face has, each once, in order of appearance."""
        raise NotImplementedError

    def family(self, role: Role, ch: str = "") -> str:
        """The family that a docx names for `role`, or for the face that draws `ch` in that role."""
        raise NotImplementedError

    def describe(self) -> tuple[tuple[str, str, str], ...]:
        """Role, family and SHA-256 of every face in use, for the record."""
        raise NotImplementedError

    def runs(self, role: Role, text: str) -> tuple[tuple[str, str], ...]:
        """`text` cut into the longest pieces that one font draws: (registered font, piece)."""
        raise NotImplementedError
