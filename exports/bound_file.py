"""A long PDF put together page by page: streams taken as they are, faces embedded once, a balanced tree of pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf
from pikepdf import Name

from exports.pdf.drawing import Drawn
from exports.pdf.pikepdf_values import for_pikepdf
from exports.rendering import Side
from exports.to_pdf import font_trees, merged, picture_tree
from exports.typeset.face_fonts import program_of
from exports.typeset.sheets import Area, Mark, Words

_FAN = 32
"""Pages, or nodes, below one node of the tree of pages."""
_PRINT = 4
"""The flag of an annotation that may be printed, which PDF/A asks for (ISO 19005-1, 6.5.3)."""

Rect = tuple[float, float, float, float]


@dataclass
class Bound:
    """What the bound PDF turned out to be.

    `first` is the place in the file (from 1) of each paper's first side, by its key; `sides` counts all sides, blank
    ones too. `redrawn` names the scans of which pages had to be drawn anew, `unread` those whose recognised words were
    left out (their faces are not in the file). `unstamped` are the items without room for the filing stamp, `stamped`
    the side (from 1) that bears it, by the key of the paper. `problems` says why the file is not PDF/A-1b.
    """

    first: dict[str, int] = field(default_factory=dict)
    sides: int = 0
    redrawn: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unstamped: list[str] = field(default_factory=list)
    stamped: dict[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def archival(self) -> bool:
        """Whether the file is PDF/A-1b."""
        return not self.problems


class _Row(NamedTuple):
    """Where an index names a paper: the page, and the upper edge of the row."""

    page: pikepdf.Object
    top: float


class _Link(NamedTuple):
    """A rectangle of a page that leads to a paper (`back` False) or to the row that names it."""

    page: pikepdf.Object
    rect: Rect
    target: str
    back: bool


class BoundFile:
    """A PDF being put together, from one without pages that may hold the forms of scans."""

    def __init__(self, pdf: pikepdf.Pdf | None = None) -> None:
        self.pdf = pdf or pikepdf.new()
        self._pages: list[pikepdf.Object] = []
        self._has_scans = False
        self._labels: list[tuple[str, int]] = []
        self._fonts = self.pdf.make_indirect(pikepdf.Dictionary())
        self._used: list[dict[str, str]] = []
        self._pictures: dict[str, pikepdf.Object] = {}
        self._first: dict[str, int] = {}
        self._rows: dict[str, _Row] = {}
        self._links: list[_Link] = []
        self._bookmarks: list[tuple[str, int, int]] = []
        self._close = self.pdf.make_stream(b"Q\n")
        self._shifts: dict[float, pikepdf.Object] = {}

    @property
    def count(self) -> int:
        """Sides so far, blank ones too."""
        return len(self._pages)

    @property
    def fonts(self) -> set[str]:
        """The names of all faces drawn with so far."""
        return {font for used in self._used for font in used}

    @property
    def has_scans(self) -> bool:
        """Whether pages of other programs stand in it."""
        return self._has_scans

    def begin(self, key: str) -> None:
        """The next side is the first of the paper `key`."""
        self._first[key] = self.count

    def bookmark(self, title: str, level: int) -> None:
        """A bookmark of level 0 or 1 at the next side."""
        self._bookmarks.append((title, level, self.count))

    def add_blank(self, size: tuple[float, float]) -> None:
        """A side on which nothing stands."""
        self._add(size, [], {}, ("", 0))

    def add_side(self, side: Side, shift: float, over: Drawn, label: str, *, numbered: bool) -> None:
        """A side of a paper moved `shift` points to the right, with `over` upon it; `label` names it in a reader.

        A label that is `numbered` is a page number.
        """
        contents = [] if side.blank else [self._stream(side.drawn)]
        if shift and contents:
            contents = [self._moved(shift), *contents, self._close]
        contents.append(self._stream(over))
        pictures = {f"/{name}": self._picture(name, data) for name, data in side.drawn.pictures.items()}
        named = (("", int(label)) if numbered else (label, 0)) if not side.blank else ("", 0)
        page = self._add((side.width, side.height), contents, pictures, named)
        for area in side.areas:
            rect = (area.x + shift, area.y, area.x + area.width + shift, area.y + area.height)
            self._links.append(_Link(page, rect, area.target, back=False))
            self._keep_row(area, page)

    def add_form(
        self, size: tuple[float, float], form: pikepdf.Object, matrix: Sequence[float], over: Drawn, label: str
    ) -> None:
        """A side that shows a scan: its form under the matrix [a 0 0 d x y], given as a, d, x and y."""
        self._has_scans = True
        a, d, x, y = matrix
        place = self.pdf.make_stream(f"q {a:.5f} 0 0 {d:.5f} {x:.2f} {y:.2f} cm /Scan Do Q\n".encode())
        self._add(size, [place, self._stream(over)], {"/Scan": form}, ("", int(label)))

    def link_back(self, key: str, number: Iterable[Mark]) -> None:
        """The page number of the last side leads to the row of the index that names the paper `key`."""
        words = [mark for mark in number if isinstance(mark, Words)]
        left, right = words[0].x, max(word.x + program_of(word.font).width(word.text) * word.size for word in words)
        low, high = words[0].y - 4, words[0].y + words[0].size
        self._links.append(_Link(self._pages[-1], (left, low, right, high), key, back=True))

    def finish(self) -> pikepdf.Pdf:
        """The whole file, not yet saved."""
        for name, tree in font_trees(merged(self._used)).items():
            self._fonts[f"/{name}"] = self.pdf.make_indirect(for_pikepdf(self.pdf, tree))
        for link in self._links:
            self._write_link(link)
        root = self.pdf.Root
        root.Pages = _balanced(self.pdf, self._pages)
        root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(_label_tree(self._labels)))
        root.PageMode = Name.UseOutlines
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        self._write_bookmarks()
        return self.pdf

    def _add(
        self,
        size: tuple[float, float],
        contents: list[pikepdf.Object],
        pictures: dict[str, pikepdf.Object],
        label: tuple[str, int],
    ) -> pikepdf.Object:
        resources = pikepdf.Dictionary(Font=self._fonts)
        if pictures:
            resources.XObject = pikepdf.Dictionary(pictures)
        page = self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=Name.Page,
                MediaBox=pikepdf.Array([0, 0, round(size[0], 2), round(size[1], 2)]),
                Resources=resources,
                Contents=pikepdf.Array(contents),
            )
        )
        self._pages.append(page)
        self._labels.append(label)
        return page

    def _stream(self, drawn: Drawn) -> pikepdf.Object:
        self._used.append(drawn.fonts)
        stream = pikepdf.Stream(self.pdf, b"")
        stream.write(drawn.content, filter=Name.FlateDecode)
        return stream

    def _moved(self, shift: float) -> pikepdf.Object:
        if shift not in self._shifts:
            self._shifts[shift] = self.pdf.make_stream(f"q 1 0 0 1 {shift:.2f} 0 cm\n".encode())
        return self._shifts[shift]

    def _picture(self, name: str, data: bytes) -> pikepdf.Object:
        if name not in self._pictures:
            self._pictures[name] = for_pikepdf(self.pdf, picture_tree(data))
        return self._pictures[name]

    def _keep_row(self, area: Area, page: pikepdf.Object) -> None:
        """The row that a page number leads back to: that of the volume's own index, which comes after the master."""
        self._rows[area.target] = _Row(page, area.y + area.height)

    def _write_link(self, link: _Link) -> None:
        if link.back:
            row = self._rows.get(link.target)
            place = row and pikepdf.Array([row.page, Name.XYZ, None, round(row.top, 2), None])
        else:
            first = self._first.get(link.target)
            place = None if first is None else pikepdf.Array([self._pages[first], Name.Fit])
        if place is None:
            return
        note = pikepdf.Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=pikepdf.Array([round(value, 2) for value in link.rect]),
            Border=pikepdf.Array([0, 0, 0]),
            F=_PRINT,
            Dest=place,
        )
        if Name.Annots not in link.page:
            link.page.Annots = pikepdf.Array()
        link.page.Annots.append(note)

    def _write_bookmarks(self) -> None:
        with self.pdf.open_outline() as outline:
            parent: pikepdf.OutlineItem | None = None
            for title, level, place in self._bookmarks:
                item = pikepdf.OutlineItem(title, pikepdf.Array([self._pages[place], Name.Fit]))
                if level and parent is not None:
                    parent.children.append(item)
                else:
                    outline.root.append(item)
                    parent = item


def _balanced(pdf: pikepdf.Pdf, pages: list[pikepdf.Object]) -> pikepdf.Object:
    """A tree over the pages with few branches at each node, so that a reader finds any page at once."""
    level = [(page, 1) for page in pages]
    while True:
        above: list[tuple[pikepdf.Object, int]] = []
        for start in range(0, max(len(level), 1), _FAN):
            below = level[start : start + _FAN]
            node = pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=Name.Pages,
                    Kids=pikepdf.Array([kid for kid, _ in below]),
                    Count=sum(count for _, count in below),
                )
            )
            for kid, _ in below:
                kid.Parent = node
            above.append((node, sum(count for _, count in below)))
        if len(above) == 1:
            return above[0][0]
        level = above


def _label_tree(labels: Sequence[tuple[str, int]]) -> list[object]:
    """Page labels: numbers where pages show them, the paper's title and a count of its own before and behind."""
    entries: list[object] = []
    before = ("", 0)
    for place, (prefix, number) in enumerate(labels):
        goes_on = number == before[1] + 1 if number and before[1] else prefix and prefix == before[0]
        before = (prefix, number)
        if goes_on:
            continue
        if number:
            entry = pikepdf.Dictionary(S=Name.D, St=number)
        elif prefix:
            entry = pikepdf.Dictionary(S=Name.D, P=pikepdf.String(prefix), St=1)
        else:
            entry = pikepdf.Dictionary(P=pikepdf.String("空白"))
        entries += [place, entry]
    return entries
