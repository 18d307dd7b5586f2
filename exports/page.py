"""Neutral blocks of a paper: what it says and in which role, never how a file format writes it."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from exports.diagrams import HeatMap, UprightBars
from exports.plates import Plate


class Grid(enum.Enum):
    """The page a paper is set on."""

    OFFICIAL = "official"
    """A4 portrait, GB/T 9704-2012: 156 x 225 mm text area, 22 lines of 28 characters, 3号 body."""
    FORM = "form"
    """A4 portrait with the margins of GB/T 9705-2008 (25/15/20/15 mm): forms and portrait tables, 小四 text."""
    REGISTER = "register"
    """A4 landscape: registers and indexes, 五号 text in tables."""
    COVER = "cover"
    """A4 portrait, its blocks set apart vertically, and no page number shown."""
    TWO_UP = "two-up"
    """A4 landscape to be cut into two sheets of A5 (see `Halves`), and no page number shown."""


class Align(enum.Enum):
    """Where text stands between the left and right edge of its box."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True)
class Title:
    """The paper's title, 2号小标宋, centred (`size` in points may be lowered for forms and registers)."""

    text: str
    size: float = 22


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (黑体), 2 (楷体), 3 or 4 (仿宋); `text` carries its own number, such as “一、”."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; newlines inside `text` start a new paragraph with the same settings."""

    text: str
    indent: int = 2
    """First-line indent in characters."""
    align: Align = Align.JUSTIFY
    lead: str = ""
    """Words set in 黑体 before the text, such as “出席：”; wrapped lines align after it when `hang` is true."""
    lead_plain: bool = False
    """Whether the lead is set like the text instead, such as “附件：1.”."""
    hang: bool = False
    keep_with_next: bool = False
    right: float = 0
    """Characters kept free at the right edge, for signatures and dates."""
    strong: bool = False
    """Whether all of it is set in 黑体: what must not be overlooked."""


@dataclass(frozen=True)
class Pairs:
    """A ruled form of labels and values; each inner tuple is one row of one or two (label, value) pairs."""

    rows: tuple[tuple[tuple[str, str], ...], ...]
    label_chars: int = 6
    """Width of a label cell in characters of the table's text size."""


class Content(enum.Enum):
    """What the cells of a column say, for a spreadsheet that sorts and sums them; on paper all are words."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """A table column: its head, its share of the table's width, and how its cells are aligned."""

    head: str
    width: float
    """A relative share; the widths of a table are scaled so that they fill the text area."""
    align: Align = Align.LEFT
    content: Content = Content.TEXT


@dataclass(frozen=True)
class Link:
    """Where a table row leads in the bound PDF: the key of the paper it names."""

    target: str


@dataclass(frozen=True)
class Table:
    """A ruled table whose head repeats on each page and whose rows may split over pages."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    links: tuple[Link | None, ...] = ()
    """Empty, or one entry per row; ignored outside the bound PDF."""
    total: bool = False
    """Whether the last row is a total, set in 黑体."""
    row_mm: float = 0
    """The least height of a row, for tables that are written in by hand; 0 leaves rows as high as their text."""


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its label, its length as a share of `Bars.full`, and the words shown beside it."""

    label: str
    value: float
    shown: str


@dataclass(frozen=True)
class Bars:
    """A horizontal bar chart that can be printed in black and white."""

    caption: str
    bars: tuple[Bar, ...]
    full: float = 100


@dataclass(frozen=True)
class StackedBar:
    """One bar of a chart of shares: its label, a count for each entry of the legend, and the words beside it."""

    label: str
    values: tuple[float, ...]
    shown: str


@dataclass(frozen=True)
class StackedBars:
    """Bars of equal length parted by shares; each entry of the legend has a pattern that survives a black printer."""

    caption: str
    legend: tuple[str, ...]
    bars: tuple[StackedBar, ...]


@dataclass(frozen=True)
class Signature:
    """Lines to be signed by hand, one per label, with a place for the date when `dated` is true."""

    labels: tuple[str, ...]
    dated: bool = True


@dataclass(frozen=True)
class Picture:
    """A normalised JPEG (`data`), scaled into `width_mm` x `height_mm` without distortion, with its caption below."""

    data: bytes
    caption: str
    width_mm: float = 140
    height_mm: float = 105


@dataclass(frozen=True)
class Photos:
    """Pictures two abreast, `per` (4 or 6) to an A4 sheet at most, each framed with its caption below.

    Portrait and landscape pictures keep their proportions; the size of each picture's own box is not looked at.
    """

    pictures: tuple[Picture, ...]
    per: int = 4


@dataclass(frozen=True)
class Halves:
    """A sheet of two halves with a line to cut along between them; each half is stacked from blocks of its own."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True)
class CutLine:
    """A broken line across the sheet, above what is to be cut off and handed back."""

    text: str = "沿此线裁下"


@dataclass(frozen=True)
class Letterhead:
    """The head of an official document: 发文机关标志 and rule in red, 发文字号 between (GB/T 9704-2012, 7.2.4, 7.2.5).

    The number stands in the middle, or left when a report to a higher body names its 签发人 on the right (7.2.6).
    `issuer` and `date` are the line that minutes have under their mark (10.3).
    """

    mark: str
    number: str = ""
    signer: str = ""
    issuer: str = ""
    date: str = ""


@dataclass(frozen=True)
class Imprint:
    """版记, at the foot of the last, even page of an official document: 抄送机关, 印发机关 and 印发日期 (7.4).

    It is the last block of its paper. `date` carries no “印发”.
    """

    office: str
    date: str
    copies: str = ""


@dataclass(frozen=True)
class Space:
    """Vertical room of a number of text lines."""

    lines: float = 1


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


Block = (
    Title
    | Heading
    | Paragraph
    | Pairs
    | Table
    | Bars
    | StackedBars
    | UprightBars
    | HeatMap
    | Signature
    | Picture
    | Photos
    | Halves
    | CutLine
    | Letterhead
    | Imprint
    | Plate
    | Space
    | PageBreak
)


def pictures_of(blocks: Sequence[Block]) -> tuple[Picture, ...]:
    """Every picture that stands in the blocks, those of photo sheets too."""
    found: list[Picture] = []
    for block in blocks:
        match block:
            case Picture():
                found.append(block)
            case Photos(pictures):
                found += pictures
            case Halves(left, right):
                found += pictures_of((*left, *right))
    return tuple(found)


def held_to_next(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks whose end stays on the page of the block after them, white between left out.

    A place to sign stands with some of what is signed, a picture with the table that names it, and a closing
    remark with the last rows of the table it closes.
    """
    places = [place for place, block in enumerate(blocks) if not isinstance(block, Space)]
    return frozenset(
        place
        for place, after in itertools.pairwise(places)
        if isinstance(blocks[after], Signature)
        or (isinstance(blocks[place], Table | HeatMap) and isinstance(blocks[after], Paragraph | Picture | Photos))
    )


@dataclass(frozen=True)
class Paper:
    """One paper ready to be set: a stable key, the title it is indexed under, and its blocks.

    `author` (责任者) and `date` (ISO, may be empty) go to the file's properties; `numbered` says whether its pages
    show a page number. `mark` is the paper's number in the ledger (“02-0003”, 卷号-件号), printed tiny on each side
    with which of how many it is; `follows` counts the scanned sides that are bound behind the paper's own.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    grid: Grid = Grid.FORM
    author: str = ""
    date: str = ""
    numbered: bool = True
    mark: str = ""
    follows: int = 0
