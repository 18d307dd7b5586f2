"""Running text as strips: titles, headings, paragraphs and lines to be signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exports.page import Align, Heading, Paragraph, Signature, Title
from exports.typeset.breaking import Setting, break_lines, place
from exports.typeset.faces import Role
from exports.typeset.layout.composing import Composer, Style, paragraphs, words
from exports.typeset.layout.geometry import Page
from exports.typeset.layout.strips import Strip, white
from exports.typeset.sheets import Mark, Rule
from exports.typeset.titles import title_lines

DATE = "年　　月　　日"
BLANK, DATED = 8, 8
"""Characters' widths of the blank that is signed on, and of the date with the room for its year."""

HEADING_ABOVE, HEADING_BELOW = 8.0, 3.0
"""White around a heading of a form, in points; an official document keeps to its grid."""


def title_strips(title: Title, page: Page, composer: Composer) -> Iterator[Strip]:
    """Centred lines broken between words; each takes a line of the grid in an official document."""
    setting = Setting(Role.TITLE, title.size, title.size)
    height = page.line if page.official else 1.6 * title.size
    above = (height - page.hang - title.size) / 2
    for text in paragraphs(title.text):
        for line in title_lines(text, setting, composer.faces, page.measure):
            runs = place(line, setting, composer.faces, page.measure, Align.CENTER)
            yield Strip(height, tuple(words(runs, title.size, 0, -above)), keep=True, hang=page.hang)
    if not page.official:
        yield white(0.5 * title.size)


def heading_strips(heading: Heading, page: Page, composer: Composer) -> Iterator[Strip]:
    """A heading in its role, kept with what it heads."""
    role, size = page.heading(heading.level)
    if not page.official:
        yield white(HEADING_ABOVE)
    setting = Setting(role, size, page.pitch * size / page.size)
    for strip in _lines(heading.text, setting, Paragraph(heading.text, page.indent, Align.LEFT), page, composer, 0):
        yield replace(strip, keep=True)
    if not page.official:
        yield white(HEADING_BELOW)


def paragraph_strips(paragraph: Paragraph, page: Page, composer: Composer) -> Iterator[Strip]:
    """The lines of running text; the lead words stand before the first of its paragraphs."""
    setting = Setting(Role.HEI if paragraph.strong else Role.BODY, page.size, page.pitch)
    lead: tuple[Mark, ...] = ()
    taken = 0.0
    texts = paragraphs(paragraph.text)
    if paragraph.lead:
        yield from _long_lead(paragraph, page, composer)
        lead, taken = _short_lead(paragraph, page, composer)
    for number, text in enumerate(texts):
        hung = taken if paragraph.hang else 0
        strips = list(_lines(text, setting, paragraph, page, composer, 0 if number else taken, hung))
        if lead and not number:
            strips[0] = replace(strips[0], marks=lead + strips[0].marks, soft=False)
        yield from _unbroken_ends(strips, keep=paragraph.keep_with_next and number == len(texts) - 1)


def _short_lead(paragraph: Paragraph, page: Page, composer: Composer) -> tuple[tuple[Mark, ...], float]:
    """The marks of the last line of the lead words, and the width that they take."""
    setting = _lead_setting(paragraph, page)
    indent = paragraph.indent * page.pitch
    line = composer.broken(paragraph.lead, setting, _lead_measure(paragraph, page))[-1]
    runs = place(line._replace(last=True), setting, composer.faces, page.measure, Align.LEFT)
    return tuple(words(runs, page.size, indent, -_above(page, page.size))), line.width


def _long_lead(paragraph: Paragraph, page: Page, composer: Composer) -> Iterator[Strip]:
    """Lead words that fill more than their share of the line: all their lines but the last."""
    setting = _lead_setting(paragraph, page)
    measure = _lead_measure(paragraph, page)
    for line in composer.broken(paragraph.lead, setting, measure)[:-1]:
        runs = place(line, setting, composer.faces, measure, Align.LEFT)
        marks = words(runs, page.size, paragraph.indent * page.pitch, -_above(page, page.size))
        yield Strip(page.line, tuple(marks), keep=True, hang=page.hang)


def _lead_setting(paragraph: Paragraph, page: Page) -> Setting:
    return Setting(Role.BODY if paragraph.lead_plain else Role.HEI, page.size, page.pitch)


def _lead_measure(paragraph: Paragraph, page: Page) -> float:
    return (page.measure - paragraph.indent * page.pitch) / 2


def _lines(
    text: str, setting: Setting, shape: Paragraph, page: Page, composer: Composer, taken: float, hung: float = 0
) -> Iterator[Strip]:
    """A strip per line of one paragraph; `taken` is the room of the lead, `hung` the indent of all later lines."""
    whole = page.measure - shape.right * page.pitch
    indent = shape.indent * page.pitch
    first, later = indent + (taken or hung), indent + hung if hung else 0.0
    if shape.align in (Align.CENTER, Align.RIGHT):
        first, later = taken, 0.0

    def start(number: int) -> float:
        return later if number else first

    broken = break_lines(text, setting, composer.faces, lambda number: whole - start(number))
    for number, line in enumerate(broken):
        runs = place(line, setting, composer.faces, whole - start(number), shape.align)
        marks = tuple(words(runs, setting.size, start(number), -_above(page, setting.size)))
        yield Strip(page.line, marks, hang=page.hang, soft=not marks)


def _above(page: Page, size: float) -> float:
    """The white between the upper edge of a line and the em box of text of a size."""
    return (page.line - page.hang - size) / 2


def _unbroken_ends(strips: list[Strip], *, keep: bool) -> Iterator[Strip]:
    """No first or last line of a paragraph alone on its page."""
    last = len(strips) - 1
    for number, strip in enumerate(strips):
        held = last > 0 and number in (0, last - 1)
        yield replace(strip, keep=held or (keep and number == last))


def signature_strips(signature: Signature, page: Page, composer: Composer) -> Iterator[Strip]:
    """One line for each label, ranged right: the label, a blank to sign on, and the date to be filled in."""
    style = Style(Role.BODY, page.size)
    blank = BLANK * page.size
    dated = (DATED + 1) * page.size if signature.dated else 0
    widest = max((composer.width(label + "：", style) for label in signature.labels), default=0)
    labelled = min(widest, page.measure - blank - dated)
    left = max(page.measure - labelled - blank - dated - 2 * page.size, 0)
    height = page.line if page.official else 1.6 * page.line
    yield white(0.5 * page.line)
    for number, label in enumerate(signature.labels):
        lines = composer.lines(label + "：", Style(Role.BODY, page.size, Align.RIGHT), labelled)
        top = -(height - page.hang - page.size) / 2
        marks: list[Mark] = []
        for line, runs in enumerate(lines):
            marks += words(runs, page.size, left, top - line * page.line)
        foot = top - (len(lines) - 1) * page.line - page.size
        marks.append(Rule(left + labelled, foot, left + labelled + blank, foot))
        if signature.dated:
            date = composer.lines(DATE, Style(Role.BODY, page.size, Align.RIGHT), dated)[0]
            marks += words(date, page.size, left + labelled + blank, foot + page.size)
        whole = height + (len(lines) - 1) * page.line
        yield Strip(whole, tuple(marks), keep=number < len(signature.labels) - 1, hang=page.hang)
    yield white(0.5 * page.line)
