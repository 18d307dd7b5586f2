"""Text as WordprocessingML runs: cleaned, escaped, and cut where another face has to draw a character."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from exports.typeset.faces import Faces, Role

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML forbids (C0 controls, lone surrogates, non-characters) and C1 controls, which no face draws."""
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x200D}


def clean(text: str) -> str:
    """`text` without characters that a file cannot hold, and with the newline as its only line end."""
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))


def lines(text: str) -> list[str]:
    """The lines of `text`; an empty text is one empty line."""
    return clean(text).split("\n")


def fonts(family: str) -> str:
    """`w:rFonts` that names `family` for every script, and sends ambiguous characters such as “” to East Asian rules.

    python-docx's own `font.name` leaves out w:eastAsia, and Chinese text then ignores it.
    """
    name = quoteattr(family)
    return f'<w:rFonts w:hint="eastAsia" w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>'


@functools.lru_cache(maxsize=4)
def runs_of(faces: Faces) -> Runs:
    """The runs of one set of faces, kept between papers with what they remember."""
    return Runs(faces)


class Runs:
    """Writes runs with the faces of one export; remembers which characters each role's own face draws."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._family = {role: faces.family(role) for role in Role}
        self._own: dict[Role, set[str]] = {role: set() for role in Role}
        self._other: dict[Role, dict[str, str]] = {role: {} for role in Role}

    def family(self, role: Role) -> str:
        """The family of a role."""
        return self._family[role]

    def xml(self, text: str, role: Role, style: Role | None = None, size: float | None = None, colour: str = "") -> str:
        """Runs that draw `text` in `role`; tabs become w:tab and newlines w:br.

        `style` is the role of the paragraph's style: its family need not be named again. `size` in points is only
        given where it differs from the style's, and so is `colour`, as six hexadecimal digits.
        """
        sized = "" if size is None else f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
        sized = f'<w:color w:val="{colour}"/>{sized}' if colour else sized
        inherited = self._family[role] if style is None else self._family[style]
        parts = []
        for family, piece in self._pieces(clean(text), role):
            named = '<w:rFonts w:hint="eastAsia"/>' if family == inherited and style else fonts(family)
            parts.append(f"<w:r><w:rPr>{named}{sized}</w:rPr>{_content(piece)}</w:r>")
        return "".join(parts)

    def _pieces(self, text: str, role: Role) -> Iterator[tuple[str, str]]:
        """(family, piece) in the longest pieces that one family draws."""
        if not text:
            return
        if self._own[role].issuperset(text):
            yield self._family[role], text
            return
        start, current = 0, ""
        for index, ch in enumerate(text):
            family = current if current and _joins(ch) else self.drawn_by(role, ch)
            if family != current:
                if index:
                    yield current, text[start:index]
                start, current = index, family
        yield current, text[start:]

    def drawn_by(self, role: Role, ch: str) -> str:
        """The family that draws `ch` in `role`."""
        if ch in self._own[role] or ch in "\t\n":
            return self._family[role]
        family = self._other[role].get(ch)
        if family is None:
            family = self.faces.family(role, ch)
            if family == self._family[role]:
                self._own[role].add(ch)
            else:
                self._other[role][ch] = family
        return family


def _joins(ch: str) -> bool:
    """Whether `ch` stays with the character before it: combining marks, variation selectors, joiners."""
    return ord(ch) in _SELECTORS or unicodedata.combining(ch) != 0


def _content(piece: str) -> str:
    if "\t" not in piece and "\n" not in piece:
        return _text(piece)
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    return "".join(marks.get(part) or _text(part) for part in re.split("([\t\n])", piece) if part)


def _text(piece: str) -> str:
    return f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
