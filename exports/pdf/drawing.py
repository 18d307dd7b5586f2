"""The marks of a page as PDF operators, compressed once and the same in every file that the page stands in."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exports.typeset.face_fonts import program_of
from exports.typeset.sheets import Area, Drawing, Ink, Mark, Rule, Shade, Sheet, Words

_LEVEL = 6


class Drawn(NamedTuple):
    """Operators, compressed (Flate), with what they refer to.

    `fonts` gives the characters that each face draws, sorted, by the face's name; `pictures` the JPEGs by their name
    among the resources of the page. Both are in the order of their names.
    """

    content: bytes
    fonts: dict[str, str]
    pictures: dict[str, bytes]


def draw_sheet(sheet: Sheet) -> Drawn:
    """The body of a sheet; a repeated table head is drawn as an artifact, apart from the text."""
    return _drawn([_marks(sheet.marks), _artifact(_marks(sheet.repeated))], [*sheet.marks, *sheet.repeated])


def draw_artifact(marks: Sequence[Mark]) -> Drawn:
    """Marks that are no part of the paper's text: page numbers, stamps, the paper's own number."""
    return _drawn([_artifact(_marks(marks))], marks)


def picture_name(data: bytes) -> str:
    """The name of a picture among the resources of a page: the same for the same picture everywhere."""
    return f"Im{hashlib.sha256(data).hexdigest()[:16]}"


def _drawn(parts: Sequence[str], marks: Iterable[Mark]) -> Drawn:
    fonts: dict[str, set[str]] = {}
    pictures: dict[str, bytes] = {}
    for mark in marks:
        if isinstance(mark, Words):
            fonts.setdefault(mark.font, set()).update(mark.text)
        elif isinstance(mark, Drawing):
            pictures[picture_name(mark.data)] = mark.data
    content = "".join(part for part in parts if part)
    used = {font: "".join(sorted(text)) for font, text in sorted(fonts.items())}
    return Drawn(_compressed(content.encode("ascii")), used, dict(sorted(pictures.items())))


def _compressed(data: bytes) -> bytes:
    """Short streams, such as that of a page number, with little memory: to make that ready takes longest."""
    small = len(data) < _SHORT
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 9 if small else 15, 1 if small else 8)
    return packer.compress(data) + packer.flush()


_SHORT = 2000


def _artifact(operators: str) -> str:
    return f"/Artifact BMC\n{operators}EMC\n" if operators else ""


def _marks(marks: Iterable[Mark]) -> str:
    """Shades first, pictures and rules upon them, and all words last in their reading order."""
    below: list[str] = []
    written: list[Words] = []
    rules: dict[tuple[float, Ink], list[Rule]] = {}
    for mark in marks:
        match mark:
            case Words():
                written.append(mark)
            case Rule():
                rules.setdefault((mark.width, mark.ink), []).append(mark)
            case Shade(x, y, width, height, grey):
                below.append(f"{grey:.2f} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f\n")
            case Drawing(x, y, width, height, data):
                place = f"{width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f}"
                below.append(f"q {place} cm /{picture_name(data)} Do Q\n")
            case Area():
                pass
    if not (below or rules or written):
        return ""
    return "q\n" + "".join([*below, *_rules(rules), *_words(written)]) + "Q\n"


def _rules(rules: dict[tuple[float, Ink], list[Rule]]) -> Iterable[str]:
    for (width, ink), drawn in sorted(rules.items(), key=lambda each: (each[0][0], each[0][1].value)):
        yield f"{_colour(ink)} RG 2 J {width:.2f} w\n"
        for rule in drawn:
            yield f"{rule.x0:.2f} {rule.y0:.2f} m {rule.x1:.2f} {rule.y1:.2f} l\n"
        yield "S\n"


def _words(written: Sequence[Words]) -> Iterable[str]:
    if not written:
        return
    yield "0 g BT\n"
    face: tuple[str, float] | None = None
    spacing, ink = 0.0, Ink.BLACK
    codes: dict[int, str] = {}
    # Moves are between rounded places, so that what rounding takes does not add up.
    left, base = 0.0, 0.0
    for mark in written:
        x, y, font, size, text, extra, colour = mark
        if face != (font, size):
            face = (font, size)
            program = program_of(font)
            codes = program.codes
            yield f"/{program.name} {size:g} Tf "
        if extra != spacing:
            spacing = extra
            yield f"{extra:.4f} Tc "
        if colour is not ink:
            ink = colour
            yield f"{_colour(ink)} rg "
        x, y = round(x, 2), round(y, 2)
        yield f"{x - left:.2f} {y - base:.2f} Td <{text.translate(codes)}> Tj\n"
        left, base = x, y
    yield "ET\n"


def _colour(ink: Ink) -> str:
    return " ".join(f"{part:g}" for part in ink.value)
