"""Paper twin: the tiny numbers read off a bound stack, held against the papers that should lie in it."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.exported import BoundPaper, BoundVolume
from ledger.rising import longest_rising

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－_~～"), "-")
_NUMBER = re.compile(r"(?P<head>.*[^\s,，:：;；])[\s,，:：;；]+(?P<last>\d{1,5})/(?P<total>\d{1,5})")
_TIGHT = re.compile(r"(?P<head>\S+)/(?P<total>\d{1,5})")


@dataclass(frozen=True)
class Typed:
    """A tiny number as it was typed: in which line (from 1), of which paper, side `last` of `total`."""

    line: int
    mark: str
    last: int
    total: int


@dataclass(frozen=True)
class Unread:
    """A line in which no tiny number of this stack could be read."""

    line: int
    text: str


class Trouble(enum.Enum):
    """What is wrong with a paper of the stack."""

    UNREAD = "unread"
    MISSING = "missing"
    """The paper is not in the stack."""
    SHEETS = "sheets"
    """Sheets are missing at its end."""
    BACK = "back"
    """All its sheets are there, but not the side that was to be printed last."""
    STALE = "stale"
    """It has another number of sides than in the export: it was printed from another one."""
    DOUBLED = "doubled"
    MISPLACED = "misplaced"


@dataclass(frozen=True)
class Finding:
    """One trouble: in which line (0 for what is not there), of which paper, in a sentence that says what to do.

    `sides` are the sides that are missing, `sheets` on how many sheets; `after` is the mark of the paper behind which
    it belongs ("" at the front).
    """

    trouble: Trouble
    line: int
    mark: str
    title: str
    sentence: str
    sides: tuple[int, ...] = ()
    sheets: int = 0
    after: str = ""


def read(text: str, bound: BoundVolume) -> tuple[tuple[Typed, ...], tuple[Unread, ...]]:
    """The tiny numbers in `text`, one a line, and the lines that hold none of a paper of `bound`.

    Full-width characters, any dash, missing zeros, and spaces too many or too few are read as what they mean.
    """
    known = {_folded(paper.mark): paper.mark for paper in bound.papers if paper.mark}
    typed: list[Typed] = []
    unread: list[Unread] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        found = _read_line(number, line, known)
        if found is None or not 0 < found.last <= found.total:
            unread.append(Unread(number, line.strip()))
        else:
            typed.append(found)
    return tuple(typed), tuple(unread)


def _read_line(number: int, line: str, known: Mapping[str, str]) -> Typed | None:
    plain = unicodedata.normalize("NFKC", line).translate(_DASHES).replace("\\", "/").strip()
    plain = re.sub(r"\s*/\s*", "/", plain)
    spaced = _NUMBER.fullmatch(plain)
    if spaced and (mark := known.get(_folded(spaced["head"]))):
        return Typed(number, mark, int(spaced["last"]), int(spaced["total"]))
    tight = _TIGHT.fullmatch(re.sub(r"\s", "", plain))
    return _read_tight(number, tight["head"].casefold(), int(tight["total"]), known) if tight else None


def _read_tight(number: int, head: str, total: int, known: Mapping[str, str]) -> Typed | None:
    """A line without a space: only the full mark, zeros too, says where it ends and the number of the side begins."""
    for mark in known.values():
        rest = head.removeprefix(mark.casefold())
        if rest != head and re.fullmatch(r"[1-9]\d{0,4}", rest):
            return Typed(number, mark, int(rest), total)
    return None


def _folded(mark: str) -> str:
    """A mark without what is easily left out or typed otherwise: case, spaces, leading zeros, kinds of dashes."""
    plain = unicodedata.normalize("NFKC", mark).translate(_DASHES).casefold()
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"\s", "", plain))


def check(bound: BoundVolume, typed: Sequence[Typed], unread: Sequence[Unread] = ()) -> tuple[Finding, ...]:
    """Everything wrong with a stack of which `typed` are the last tiny numbers, in the order in which the papers lie.

    Lines that are wrong come first, by line; papers that are not there last, in the order of the stack.
    """
    papers = {paper.mark: paper for paper in bound.papers if paper.mark}
    first: dict[str, Typed] = {}
    found: list[Finding] = [_unread(each) for each in unread]
    for each in typed:
        if each.mark in first:
            found.append(_doubled(each, first[each.mark], papers[each.mark]))
        else:
            first[each.mark] = each
            found += _incomplete(each, papers[each.mark], duplex=bound.duplex)
    found += _misplaced(papers, list(first.values()))
    found.sort(key=lambda finding: finding.line)
    return (*found, *(_missing(paper) for mark, paper in papers.items() if mark not in first))


def _unread(each: Unread) -> Finding:
    sentence = f"第{each.line}行“{each.text}”不是这次导出里的小号：请对照纸上的小号重新抄写，如 01-0003 5/5。"
    return Finding(Trouble.UNREAD, each.line, "", "", sentence)


def _doubled(each: Typed, earlier: Typed, paper: BoundPaper) -> Finding:
    sentence = f"第{each.line}行 {each.mark}“{paper.title}”在第{earlier.line}行已经有一份：请取出多余的一份。"
    return Finding(Trouble.DOUBLED, each.line, each.mark, paper.title, sentence)


def _incomplete(each: Typed, paper: BoundPaper, *, duplex: bool) -> list[Finding]:
    """Whether the paper ends where it should."""
    name, total = f"第{each.line}行 {each.mark}“{paper.title}”", len(paper.sides)
    if each.total != total:
        sentence = f"{name}共{each.total}面，这次导出是共{total}面，不是同一次印的：请换成这次导出的。"
        return [Finding(Trouble.STALE, each.line, each.mark, paper.title, sentence)]
    sides = tuple(side for side in range(each.last + 1, total + 1) if paper.sides[side - 1])
    if not sides:
        return []
    sheets = {_sheet(paper, side, duplex=duplex) for side in sides} - {_sheet(paper, each.last, duplex=duplex)}
    if not sheets:
        back = f"{paper.last}/{total}"
        sentence = f"{name}只到 {each.last}/{total}，同一张纸的背面应是 {back}：请翻看背面，没有印上的请重印。"
        return [Finding(Trouble.BACK, each.line, each.mark, paper.title, sentence, sides)]
    sentence = f"{name}只到 {each.last}/{total}，后面缺{len(sheets)}张：请找回或补印第{_range(sides)}面。"
    return [Finding(Trouble.SHEETS, each.line, each.mark, paper.title, sentence, sides, len(sheets))]


def _sheet(paper: BoundPaper, side: int, *, duplex: bool) -> int:
    """Which sheet of the stack a side is on."""
    place = paper.place + side - 2
    return place // 2 if duplex else place


def _range(sides: Sequence[int]) -> str:
    return str(sides[0]) if len(sides) == 1 else f"{sides[0]}—{sides[-1]}"


def _misplaced(papers: Mapping[str, BoundPaper], typed: Sequence[Typed]) -> list[Finding]:
    """The fewest papers to be moved so that all that are there lie in order."""
    places = {mark: place for place, mark in enumerate(papers)}
    order = [places[each.mark] for each in typed]
    stay = {order[at] for at in longest_rising(order)}
    present = sorted(order)
    marks = list(papers)
    found = []
    for each in typed:
        place = places[each.mark]
        if place in stay:
            continue
        at = present.index(place)
        after = marks[present[at - 1]] if at else ""
        where = f"{after}之后" if after else "最前面"
        sentence = f"第{each.line}行 {each.mark}“{papers[each.mark].title}”放错了位置：请移到{where}。"
        found.append(Finding(Trouble.MISPLACED, each.line, each.mark, papers[each.mark].title, sentence, after=after))
    return found


def _missing(paper: BoundPaper) -> Finding:
    sheets = f"共{len(paper.sides)}面"
    sentence = f"缺 {paper.mark}“{paper.title}”（{sheets}）：请找回或补印。"
    return Finding(Trouble.MISSING, 0, paper.mark, paper.title, sentence, tuple(range(1, len(paper.sides) + 1)))
