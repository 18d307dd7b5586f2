"""The head and the foot of an official document: red mark and rule, and the 版记 at the foot of its last page."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import replace

from exports.page import Align, Imprint, Letterhead
from exports.typeset.breaking import Setting, place
from exports.typeset.faces import Role
from exports.typeset.layout.composing import ASCENT, Composed, Composer, Style, words
from exports.typeset.layout.geometry import SIHAO, Page
from exports.typeset.layout.strips import Strip, moved
from exports.typeset.letterhead import RULE_WIDTH, head, rows
from exports.typeset.sheets import MM, Area, Drawing, Ink, Mark, Rule, Shade, Sheet, Words

THICK, THIN = 0.35 * MM, 0.25 * MM
IMPRINT_LINE, IMPRINT_AROUND = 20.0, 3.0
"""The pitch of 4号 lines of the 版记, and the white above and below the lines of an entry."""
SIGNER, COPIES, PRINTED = "签发人：", "抄送：", "印发"


def letterhead_strips(block: Letterhead, page: Page, composer: Composer) -> Iterator[Strip]:
    """The mark, the rows under it and the rule, in one piece, kept with the title."""
    plan = head(block, composer.faces, page.measure, page.line, page.size)
    setting = Setting(Role.TITLE, plan.size, plan.size)
    marks: list[Mark] = []
    for line, baseline in zip(plan.mark, plan.mark_baselines, strict=True):
        runs = place(line, setting, composer.faces, page.measure, Align.CENTER)
        drawn = words(runs, plan.size, 0, ASCENT * plan.size - baseline)
        marks += (each._replace(ink=Ink.RED) for each in drawn)
    for (left, right), baseline in zip(rows(block), plan.row_baselines, strict=True):
        marks += _row(left, right, block.signer, ASCENT * page.size - baseline, page, composer)
    marks.append(Rule(0, -plan.rule, page.measure, -plan.rule, RULE_WIDTH, Ink.RED))
    yield Strip(plan.rule + RULE_WIDTH / 2, tuple(marks), keep=True)


def _row(left: str, right: str, signer: str, top: float, page: Page, composer: Composer) -> Iterator[Mark]:
    """A row under the mark: one text in the middle, or two with a character free at either side."""
    body = Style(Role.BODY, page.size)
    if not right:
        runs = composer.lines(left, Style(Role.BODY, page.size, Align.CENTER), page.measure)[0]
        yield from words(runs, page.size, 0, top)
        return
    yield from words(composer.lines(left, body, page.measure)[0], page.size, page.pitch, top)
    style = Style(Role.KAI, page.size) if right == signer else body
    x = page.measure - page.pitch - composer.width(right, style)
    if right == signer:
        runs = composer.lines(SIGNER, body, page.measure)[0]
        yield from words(runs, page.size, x - composer.width(SIGNER, body), top)
    yield from words(composer.lines(right, style, page.measure)[0], page.size, x, top)


def with_imprint(sheets: tuple[Sheet, ...], block: Imprint, page: Page, composer: Composer) -> tuple[Sheet, ...]:
    """The sheets with the 版记 at the foot of the last one, which is even when there are several.

    A page that is left blank in front of it carries no number, and then its own page carries none (7.5).
    """
    marks, height = _imprint(block, page, composer)
    foot = page.height - page.top - page.depth
    placed = tuple(moved(marks, page.left, foot + height))  # its upper rule comes first, see `imprint_page`
    last = sheets[-1]
    empty = replace(last, marks=(), repeated=())
    if _lowest(last, page) - page.line < foot + height:
        if len(sheets) % 2 == 0:
            unnumbered = replace(empty, numbered=False)
            return (*sheets, unnumbered, replace(unnumbered, marks=placed))
        return (*sheets, replace(empty, marks=placed))
    if len(sheets) > 1 and len(sheets) % 2:
        return (*sheets, replace(empty, marks=placed))
    return (*sheets[:-1], replace(last, marks=(*last.marks, *placed)))


class ImprintPage(enum.Enum):
    """Which page the 版记 stands on."""

    TEXT = "text"
    """The last one of the text."""
    NEXT = "next"
    """The one after it."""
    AFTER_BLANK = "after blank"
    """The one after a blank page, both without a number."""


def imprint_page(sheets: tuple[Sheet, ...]) -> ImprintPage:
    """Where `with_imprint` has put the 版记."""
    first = sheets[-1].marks[0]
    if not (isinstance(first, Rule) and first.width == THICK):
        return ImprintPage.TEXT
    return ImprintPage.NEXT if len(sheets) < 2 or sheets[-2].marks else ImprintPage.AFTER_BLANK


def _lowest(sheet: Sheet, page: Page) -> float:
    """How far down the sheet is filled."""
    return min((_foot(mark) for mark in sheet.marks), default=page.height - page.top)


def _foot(mark: Mark) -> float:
    match mark:
        case Words():
            return mark.y - (1 - ASCENT) * mark.size
        case Rule():
            return min(mark.y0, mark.y1)
        case Shade() | Drawing() | Area():
            return mark.y


def _imprint(block: Imprint, page: Page, composer: Composer) -> tuple[list[Mark], float]:
    """The entries between their rules, a character free at either side, counted from the upper rule downwards."""
    marks: list[Mark] = []
    top, right = THICK / 2, page.measure - SIHAO
    marks.append(Rule(0, -top, page.measure, -top, THICK))
    if block.copies:
        lead = composer.lines(COPIES, _STYLE, page.measure)
        taken = SIHAO + composer.width(COPIES, _STYLE)
        lines = composer.lines(block.copies, Style(Role.BODY, SIHAO, Align.JUSTIFY), right - taken)
        marks += (*_entry(lead, SIHAO, top), *_entry(lines, taken, top))
        top += len(lines) * IMPRINT_LINE + 2 * IMPRINT_AROUND
        marks.append(Rule(0, -top, page.measure, -top, THIN))
    printed = block.date + PRINTED
    at = right - composer.width(printed, _STYLE)
    offices = composer.lines(block.office, _STYLE, max(at - 2 * SIHAO, SIHAO))
    marks += (*_entry(offices, SIHAO, top), *_entry(composer.lines(printed, _STYLE, page.measure), at, top))
    top += len(offices) * IMPRINT_LINE + 2 * IMPRINT_AROUND
    marks.append(Rule(0, -top, page.measure, -top, THICK))
    return marks, top + THICK / 2


_STYLE = Style(Role.BODY, SIHAO)


def _entry(lines: Composed, x: float, top: float) -> Iterator[Mark]:
    for number, runs in enumerate(lines):
        y = -top - IMPRINT_AROUND - number * IMPRINT_LINE - (IMPRINT_LINE - SIHAO) / 2
        yield from words(runs, SIHAO, x, y)
