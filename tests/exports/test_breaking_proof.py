"""Twenty thousand lines, measured as they are placed: 禁则 kept, nothing beyond the measure, no line too loose."""

from __future__ import annotations

import itertools
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.page import Align
from exports.typeset.breaking import Line, Run, Setting, break_lines, place
from exports.typeset.faces import Faces, Role
from tests.exports import official_prose

FACES = Faces.bundled()
BODY = Setting(Role.BODY, 16, 442.2 / 28)
CELL = Setting(Role.SONG, 10.5, 10.5)
MEASURES = {BODY: (442.2, BODY.pitch * 26, BODY.pitch * 20.5), CELL: (10.5 * 16, 10.5 * 9, 10.5 * 7.3)}

NO_START = frozenset("，。、；：？！”’）》〉】〕」｝…—·～％‰℃,.;:?!)]}%")
NO_END = frozenset("“‘（《〈【〔「｛([{￥$№")
CLOSING = frozenset("，。、；：？！”’）》〉】〕」｝")
WIDE = frozenset("“”‘’·…—①Ⅳ→№℃‰")
"""Marks that Chinese text has on the grid although other scripts have them narrow."""

LOOSEST = 1.25
"""Ems from one full-width character to the next, on the average of a line."""


def wide(ch: str) -> bool:
    return ch in WIDE or unicodedata.east_asian_width(ch) in "WF"


def in_word(ch: str) -> bool:
    return not wide(ch) or ("０" <= ch <= "ｚ" and ch.isalnum())


def separable(before: str, after: str) -> bool:
    """Whether a line may end between two characters, none of them a space."""
    return before not in NO_END and after not in NO_START and not (in_word(before) and in_word(after))


def advance(ch: str, setting: Setting) -> float:
    return FACES.pick(setting.role, ch)[1] * setting.size + (setting.pitch - setting.size) * wide(ch)


def width(text: str, setting: Setting) -> float:
    return sum(advance(ch, setting) for ch in text)


def first_unit(text: str) -> str:
    """The shortest beginning of `text` behind which a line may end."""
    for index in range(1, len(text)):
        before, after = text[:index].rstrip(), text[index]
        if not before or after.isspace():
            continue
        spaced = len(before) < index
        if separable(before[-1], after) if not spaced else before[-1] not in NO_END and after not in NO_START:
            return before
    return text.rstrip()


@dataclass(frozen=True)
class Placed:
    """A character as it is drawn: its place in points, and its ink."""

    ch: str
    x: float
    left: float
    right: float


def placed(runs: tuple[Run, ...], setting: Setting) -> Iterator[Placed]:
    for run in runs:
        x = run.dx
        for ch in run.text:
            left, right = FACES.ink(setting.role, ch)
            yield Placed(ch, x, x + left * setting.size, x + right * setting.size)
            x += FACES.pick(setting.role, ch)[1] * setting.size + run.spacing


def holds_run(text: str) -> bool:
    """Whether there is a word, a number or a dash, inside which a line can neither end nor grow."""
    pairs = itertools.pairwise(text)
    return any((in_word(a) and in_word(b)) or a + b in ("——", "……") for a, b in pairs)


def looseness(glyphs: list[Placed], setting: Setting) -> float:
    """Ems from a full-width character to what follows it, on the average; 0 where there is none."""
    steps = [after.x - before.x for before, after in itertools.pairwise(glyphs) if wide(before.ch)]
    return sum(steps) / len(steps) / setting.size if steps else 0.0


def check_line(line: Line, setting: Setting, measure: float) -> None:
    """The line as it is placed: all of it, in order, within the measure, not too loose, nothing touching."""
    glyphs = list(placed(place(line, setting, FACES, measure, Align.JUSTIFY), setting))
    assert "".join(glyph.ch for glyph in glyphs) == "".join(FACES.shown(setting.role, ch) for ch in line.text)
    assert glyphs[0].x >= -setting.size / 2 * (glyphs[0].ch in NO_END)
    last = glyphs[-1]
    # The place of a full-width mark may stand out by its blank half, and a Latin letter may hang over its own place.
    end = last.right if wide(last.ch) else last.x + advance(last.ch, setting)
    assert end <= measure + 0.6, (line, measure)
    assert looseness(glyphs, setting) <= LOOSEST, (line, measure)
    inked = [glyph for glyph in glyphs if glyph.right > glyph.left]
    # That a Latin letter hangs over its neighbour is the face's own doing.
    assert all(before.right <= after.left + setting.size / 10 for before, after in itertools.pairwise(inked)), line


def check_turn(before: Line, gap: str, rest: str, setting: Setting, measure: float) -> None:
    """Where a line ends: lawfully, as late as it can, and with little room left unless an unbreakable run follows."""
    unit, whole = first_unit(rest), first_unit(before.text + gap + rest)
    if len(whole) > len(before.text):
        assert width(whole, setting) > measure - 0.02, "only what is longer than a line is split anywhere"
        return
    assert before.text[-1] not in NO_END and rest[0] not in NO_START, (before, rest)
    assert gap or not (in_word(before.text[-1]) and in_word(rest[0])), (before, rest)
    assert width(before.text + gap + unit, setting) > measure - 0.02, (before, rest)
    glyphs = list(placed(place(before, setting, FACES, measure, Align.JUSTIFY), setting))
    broad = width(gap, setting) > setting.size / 3
    ragged = glyphs[-1].x + advance(glyphs[-1].ch, setting) < measure - setting.size / 2
    assert not ragged or len(unit) > 1 or broad or holds_run(before.text), (before, rest)


def check_paragraph(text: str, setting: Setting, measure: float) -> int:
    """Every line of a paragraph and every turn; returns how many lines there are."""
    lines = break_lines(text, setting, FACES, measure)
    stop, before = 0, None
    for line in (line for line in lines if line.text):
        start = text.index(line.text, stop)
        assert not text[stop:start].strip(), "nothing but spaces is lost"
        if before:
            check_turn(before, text[stop:start], text[start:], setting, measure)
        check_line(line, setting, measure)
        stop, before = start + len(line.text), line
    assert not text[stop:].strip()
    return len(lines)


def shapes(chance: random.Random) -> Iterator[tuple[Setting, float]]:
    while True:
        setting = chance.choice((BODY, CELL))
        yield setting, chance.choice(MEASURES[setting])


@pytest.mark.parametrize(("kind", "seed"), [(official_prose.official, 9704), (official_prose.hard, 15834)])
def test_ten_thousand_lines_of_each_kind(kind: official_prose.Kind, seed: int) -> None:
    chance = random.Random(seed)
    checked = 0
    for setting, measure in shapes(chance):
        checked += check_paragraph(kind(chance), setting, measure)
        if checked >= 10_000:
            break


@pytest.mark.parametrize(("setting", "measure"), [(BODY, 442.2), (CELL, 10.5 * 9)])
def test_every_paragraph_of_texts_that_were_not_written_to_be_broken(setting: Setting, measure: float) -> None:
    checked = sum(check_paragraph(text, setting, measure) for text in official_prose.real())
    assert checked > 500


@given(st.lists(st.sampled_from([*official_prose.ODD, *"税务国𠮷"]), max_size=30), st.sampled_from([9.0, 12.3, 28.0]))
@settings(max_examples=300)
def test_no_order_of_marks_words_and_spaces_breaks_a_rule(parts: list[str], chars: float) -> None:
    check_paragraph("".join(parts), CELL, chars * CELL.pitch)


def test_a_loose_line_is_measured_as_loose() -> None:
    font = FACES.pick(Role.BODY, "税")[0]
    loose = list(placed((Run(0.0, font, "税务局", 5.0),), BODY))
    assert looseness(loose, BODY) == pytest.approx(21 / 16)
    assert not holds_run("税务——局"[:2]) and holds_run("税务——局") and holds_run("第39号")
    assert first_unit("》，税") == "》，" and first_unit("A4 税") == "A4" and first_unit("税  ·务") == "税  ·"
