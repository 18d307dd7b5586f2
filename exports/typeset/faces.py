"""Which face draws a character: the five roles of a Chinese official document and their chains of fallback."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from exports.typeset import face_files
from exports.typeset.face_fonts import Face, Role
from exports.typeset.face_official import official_face

__all__ = ["GETA", "Face", "Faces", "Role", "drawn"]

GETA = "〓"
"""Printed in place of a character that no face has, as printers do; a .notdef box is never drawn."""

FULL_WIDTH = frozenset("“”‘’·…—―")
"""Punctuation that some faces draw for Latin text; Chinese text needs it one em wide."""

DASHES = frozenset("—―")
"""A dash of two such characters (GB/T 15834-2011, 4.13) must be one unbroken line."""

_FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"

_BUNDLED = {
    Role.BODY: ("GwFang-Regular.ttf", "GW Fangsong"),
    Role.TITLE: ("GwSong-Bold.ttf", "GW Song Bold"),
    Role.HEI: ("GwHei-Medium.ttf", "GW Hei"),
    Role.KAI: ("GwKai-Regular.ttf", "GW Kai"),
    Role.SONG: ("GwSong-Regular.ttf", "GW Song"),
}
_MORE = ("GwMore-Regular.ttf", "GW Song More")
"""The rest of the basic block and of Extension A, behind the common characters of GW Song; read only when needed."""
_RARE = ("GwRare-Regular.ttf", "GW Rare")

_OFFICE_FAMILIES = {
    "GW Fangsong": "仿宋",
    "GW Song Bold": "方正小标宋简体",
    "GW Hei": "黑体",
    "GW Kai": "楷体",
    "GW Song": "宋体",
    "GW Song More": "宋体",
    "GW Rare": "SimSun-ExtB",
}
"""What stands for a bundled face on the computer where a docx is opened."""


class Faces:
    """The faces in use: one per role, two behind them for less common characters, and what draws each one.

    Fonts are read when a character first needs them. Reading and drawing are not safe from two threads at once.
    """

    def __init__(self, roles: Mapping[Role, Face], behind: Sequence[Face], spare: Faces | None = None) -> None:
        """`spare` faces stand behind `roles` where an installed face lacks characters that a bundled one has."""
        self._roles = dict(roles)
        self.behind = tuple(behind)
        self._spare = spare
        self._chains = {role: self._chain(role) for role in Role}
        self._full_chains = {
            role: (*self._common(chain), *self._common(self._chains[Role.BODY]), *self._common(self._chains[Role.KAI]))
            for role, chain in self._chains.items()
        }
        self._covered: set[str] = set()
        self._found: dict[Role, dict[str, Face | None]] = {role: {} for role in Role}
        self._picked: dict[Role, dict[str, tuple[str, float]]] = {role: {} for role in Role}

    @classmethod
    @functools.cache
    def bundled(cls) -> Faces:
        """The faces shipped with the program; the same everywhere, for tests, demo and archives."""
        roles = {role: _bundled(name, family) for role, (name, family) in _BUNDLED.items()}
        return cls(roles, [_bundled(name, family) for name, family in (_MORE, _RARE)])

    @classmethod
    def installed(cls, folders: Sequence[Path] | None = None) -> Faces:
        """The official faces found below `folders` (this system's when None), and bundled ones where there is none.

        What is found depends on the computer: `describe` says what was taken.
        """
        return _installed(tuple(face_files.font_folders() if folders is None else folders))

    def pick(self, role: Role, ch: str) -> tuple[str, float]:
        """The registered font that draws `ch` in `role`, and its width in ems.

        A character without a glyph gets the place of `GETA`; one that is not drawn at all (see `invisible`) has no
        width, except the tab, which is as wide as a space.
        """
        picked = self._picked[role].get(ch)
        if picked is None:
            face, shown = self._drawing(role, ch)
            picked = self._picked[role][ch] = (face.register(), face.width(shown) / 1000 if shown else 0.0)
        return picked

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of `text` that no face has, each once, in order of appearance; newlines are not looked at.

        A variation selector counts as missing: the form of the character that it asks for would not be printed.
        """
        if self._covered.issuperset(text):
            return ()
        lacking = tuple(ch for ch in dict.fromkeys(text) if self._lacks(ch))
        self._covered.update(set(text).difference(lacking))
        return lacking

    def family(self, role: Role, ch: str = "") -> str:
        """The family that a docx names for `role`, or for the face that draws `ch` in that role.

        A bundled face is named by the official family of its role, since the reader of a docx has that one, and not
        ours, on the computer.
        """
        found = self._find(role, ch) if ch else None
        face = found or self._roles[role]
        office = _OFFICE_FAMILIES.get(face.family)
        if office and found and ch > "\uffff":  # ours go beyond the basic plane, those they stand for do not
            office = _OFFICE_FAMILIES["GW Rare"]
        return office or face.family

    def face(self, role: Role) -> Face:
        """The face of `role`."""
        return self._roles[role]

    def ink(self, role: Role, ch: str) -> tuple[float, float]:
        """The left and right edge, in ems, of what is printed for `ch` in `role`; (0, 0) when that is empty."""
        face, shown = self._drawing(role, ch)
        left, right = face.ink(shown) if shown else (0.0, 0.0)
        return left / 1000, right / 1000

    def read(self, fonts: Iterable[str]) -> None:
        """Read the faces of these names, which marks drawn in another process refer to."""
        wanted = set(fonts)
        for face in (*itertools.chain.from_iterable(self._chains.values()), *self.behind):
            if face.font in wanted:
                face.register()

    def describe(self) -> tuple[tuple[str, str, str], ...]:
        """Role, family and SHA-256 of every face in use, for the record."""
        rows = [(role.value, face.family, face.sha256) for role, face in self._roles.items()]
        return (*rows, *(("生僻字", face.family, face.sha256) for face in self.behind))

    def runs(self, role: Role, text: str) -> tuple[tuple[str, str], ...]:
        """`text` cut into the longest pieces that one font draws: (registered font, piece).

        Invisible characters are left out, tabs become spaces, and `GETA` stands for what no face has.
        """
        pairs = [(self.pick(role, ch)[0], self.shown(role, ch)) for ch in text if drawn(ch)]
        groups = itertools.groupby(pairs, key=lambda pair: pair[0])
        return tuple((font, "".join(ch for _, ch in group)) for font, group in groups)

    def shown(self, role: Role, ch: str) -> str:
        """What is printed for `ch`: itself, a space for a tab, `GETA` when no face has it, nothing if invisible."""
        return self._drawing(role, ch)[1]

    def _drawing(self, role: Role, ch: str) -> tuple[Face, str]:
        """The face that draws `ch`, and the character that it draws for it."""
        shown = drawn(ch)
        face = self._find(role, shown) if shown else self._roles[role]
        if face is None:
            return self._find(role, GETA) or self._roles[role], GETA
        return face, shown

    def _lacks(self, ch: str) -> bool:
        if _is_selector(ch):
            return ch not in "\ufe0e\ufe0f"
        shown = drawn(ch)
        return bool(shown) and self._find(Role.BODY, shown) is None

    def _find(self, role: Role, ch: str) -> Face | None:
        found = self._found[role]
        if ch not in found:
            found[ch] = self._search(role, ch)
        return found[ch]

    def _search(self, role: Role, ch: str) -> Face | None:
        chain = self._chains[role]
        if ch in FULL_WIDTH:
            full = next((face for face in self._full_chains[role] if face.covers(ch) and _fills_em(face, ch)), None)
            if full:
                return full
        everyone = (*chain, *itertools.chain.from_iterable(self._chains.values()))
        return next((face for face in everyone if face.covers(ch)), None)

    def _chain(self, role: Role) -> tuple[Face, ...]:
        spare = self._spare._chains[role] if self._spare else ()
        return tuple(dict.fromkeys((self._roles[role], self._roles[Role.SONG], *spare, *self.behind)))

    def _common(self, chain: tuple[Face, ...]) -> tuple[Face, ...]:
        """A chain without the faces of less common characters, whose punctuation, if any, is not meant for text."""
        return tuple(face for face in chain if face not in self.behind)


def _bundled(name: str, family: str) -> Face:
    return Face.of(_FONTS / name, 0, family, font=name.partition(".")[0])


def drawn(ch: str) -> str:
    """The character as it would be drawn: a space for a tab, and nothing for controls, formats and selectors."""
    if ch == "\t":
        return " "
    return "" if _is_selector(ch) or unicodedata.category(ch) in ("Cc", "Cf") else ch


def _is_selector(ch: str) -> bool:
    return "\ufe00" <= ch <= "\ufe0f" or "\U000e0100" <= ch <= "\U000e01ef"


def _fills_em(face: Face, ch: str) -> bool:
    """Whether punctuation is one em wide, and a dash also reaches both edges so that two of them join."""
    width = face.width(ch)
    if width < 950:
        return False
    left, right = face.ink(ch)
    return ch not in DASHES or (left <= 20 and right >= width - 20)


@functools.cache
def _installed(folders: tuple[Path, ...]) -> Faces:
    bundled = Faces.bundled()
    files = face_files.files_by_name(folders)
    roles = {role: official_face(role, files) or bundled.face(role) for role in Role}
    return Faces(roles, bundled.behind, bundled)
