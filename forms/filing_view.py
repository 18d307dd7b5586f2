"""How the ledger is filed, as the window shows it: items with their files and faults, page numbers so far, boxes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from forms.widgets.list_model import ListColumn, ListRow
from forms.worklist import STATES
from ledger.boxes import Box, pack
from ledger.completeness import Gap
from ledger.exported import Export
from ledger.filing import Item, Volume, arrange, numbers_to_fix
from ledger.filing_order import movable, order_rows
from ledger.filing_settings import FilingSettings, settings_of
from ledger.fixed_numbers import FixedNumber, fixed_numbers
from ledger.index_columns import IndexColumn
from ledger.kinds import SCANNED
from ledger.records import Attachment
from ledger.snapshot import Snapshot

_WORST = ("late", "outside", "incomplete", "unsigned", "unproven", "open")
_OF_PAGES = (IndexColumn.PAGES, IndexColumn.PAGE_NO, IndexColumn.FIRST_PAGE, IndexColumn.PAGE_SPAN)
HEAD = "volume:"
"""What the keys of the rows begin with that head the volumes."""

COLUMNS = (
    ListColumn("mark", "件号", 6),
    ListColumn("title", "题名", 18, stretch=True),
    ListColumn("date", "日期", 6),
    ListColumn("pages", "页数", 3, "right"),
    ListColumn("files", "附件", 3, "right"),
    ListColumn("state", "情况", 6),
)


@dataclass(frozen=True)
class Counted:
    """What an export counted of an item: its sides with content, and its first page in the bound PDF."""

    pages: int
    first: int


@dataclass(frozen=True)
class LastExport:
    """The last export: its number, when it was made, and what it counted by the key of each item.

    `current` says that nothing was changed since, so that its page numbers still hold.
    """

    number: int
    at: dt.datetime
    counted: Mapping[str, Counted]
    current: bool


@dataclass(frozen=True)
class Filed:
    """An item with the files of its record, what is wrong with it (“” for nothing) and how bad that is.

    `movable` says that it has no number for good yet.
    """

    item: Item
    volume: Volume
    files: tuple[Attachment, ...]
    state: str
    tone: str
    movable: bool

    @property
    def mark(self) -> str:
        """Its number in the ledger: “02-0003”."""
        return f"{self.volume.no}-{self.item.number:04d}"


@dataclass(frozen=True)
class Filing:
    """A snapshot as it is filed: its volumes, each item by its key, boxes, and the last export, if there was one.

    `pages` are what the boxes rest on: those that an export counted, or else, for the items in `guessed`, those of
    their files. `rows` are those of the list: each volume with its items under it.
    """

    snapshot: Snapshot
    volumes: tuple[Volume, ...]
    filed: Mapping[str, Filed]
    settings: FilingSettings
    boxes: tuple[Box, ...]
    pages: Mapping[str, int]
    guessed: frozenset[str]
    export: LastExport | None

    @cached_property
    def rows(self) -> list[ListRow]:
        """See Filing."""
        return _rows(self)

    @cached_property
    def lacking(self) -> int:
        """How many items have something wrong with them."""
        return sum(1 for each in self.filed.values() if each.state)

    def volume(self, no: str) -> Volume | None:
        """The volume of this folder number."""
        return next((volume for volume in self.volumes if volume.no == no), None)

    def counted(self, key: str) -> Counted | None:
        """What holds of the last export for an item, None when nothing does."""
        return self.export.counted.get(key) if self.export is not None and self.export.current else None


def exported(export: Export | None, changed: bool) -> LastExport | None:
    """The last export as it is of use here; `changed` says that the ledger was changed since."""
    if export is None:
        return None
    counted = {paper.key: Counted(sum(map(bool, paper.sides)), paper.first) for paper in export.bound.papers}
    return LastExport(export.number, export.at, counted, not changed)


def filing_of(snapshot: Snapshot, gaps: Iterable[Gap], export: LastExport | None) -> Filing:
    """How a snapshot is filed. Raises UnusableIndex."""
    volumes = arrange(snapshot)
    settings = settings_of(snapshot)
    codes: dict[str, set[str]] = {}
    for gap in gaps:
        for uid in gap.records:
            codes.setdefault(uid, set()).add(gap.code)
    free = {key for each in volumes for key in movable(snapshot, each.no, (item.key for item in each.items))}
    filed = {
        item.key: _filed(snapshot, volume, item, codes.get(item.record, set()), item.key in free)
        for volume in volumes
        for item in volume.items
    }
    known = export.counted if export is not None else {}
    guessed = frozenset(filed) - frozenset(known)
    pages = {key: known[key].pages if key in known else _reckoned(each) for key, each in filed.items()}
    filing = Filing(snapshot, volumes, filed, settings, pack(volumes, pages, settings), pages, guessed, export)
    filing.rows, filing.lacking  # noqa: B018  worked out now, and not when the window asks
    return filing


def _rows(filing: Filing) -> list[ListRow]:
    rows = []
    for volume in filing.volumes:
        term = f"，{volume.term}" if volume.term else "，保管期限未定"
        words = f"{volume.name}（{len(volume.items)}件{term}）"
        # Sorted by any column, the heads come last.
        rows.append(ListRow(f"{HEAD}{volume.no}", (volume.no, words, "", "", "", ""), (None,) * len(COLUMNS), "muted"))
        rows += [_row(filing, filing.filed[item.key]) for item in volume.items]
    return rows


def index_rows(filing: Filing, volumes: Sequence[Volume], columns: Sequence[IndexColumn]) -> list[ListRow]:
    """The items of `volumes` as they will stand in an index; pages are blank where they are not known now."""
    from exports.papers.index_table import IndexRow, index_grid, index_table

    boxes = {item.key: box.number for box in filing.boxes for item in box.items}
    rows: list[IndexRow] = []
    unknown: list[bool] = []
    for volume in volumes:
        for item in volume.items:
            counted = filing.counted(item.key)
            unknown.append(counted is None)
            pages, first = (counted.pages, counted.first) if counted is not None else (1, 1)
            closes = item is volume.items[-1]
            rows.append(IndexRow(len(rows) + 1, item, volume, pages, first, boxes[item.key], closes=closes))
    table = index_table(columns, rows, index_grid(columns))
    return [
        ListRow(
            row.item.key,
            tuple("" if blank and column in _OF_PAGES else cell for column, cell in zip(columns, cells, strict=True)),
        )
        for row, cells, blank in zip(rows, table.rows, unknown, strict=True)
    ]


def index_columns_of(columns: Sequence[IndexColumn]) -> tuple[ListColumn, ...]:
    """The columns of an index as those of a list."""
    return tuple(ListColumn(column.name.lower(), column.value, _WIDTHS.get(column, 5)) for column in columns)


_WIDTHS = {
    IndexColumn.ARCHIVE_NO: 16,
    IndexColumn.DOC_NO: 8,
    IndexColumn.AUTHOR: 6,
    IndexColumn.TITLE: 17,
    IndexColumn.DATE: 6,
    IndexColumn.SERIAL: 3,
    IndexColumn.PAGES: 3,
    IndexColumn.SECRECY: 3,
    IndexColumn.BOX: 3,
}


def pages_words(filing: Filing) -> str:
    """What is known of page numbers, in one sentence."""
    export = filing.export
    if export is None:
        return "页数、页号要排版后才知道：还没有导出过，导出一次以后这里就有。"
    when = f"第{export.number}次导出"
    if export.current:
        return f"页数、页号是{when}的，导出以后台帐没有改动。"
    return f"{when}以后台帐有改动，页数、页号要重新导出才准，这里先空着。"


def same_term(filing: Filing, volume: Volume) -> tuple[Volume, ...]:
    """The volumes whose items stand in one 归档文件目录 with those of `volume`."""
    return tuple(each for each in filing.volumes if each.term == volume.term)


def moved(filing: Filing, key: str, place: int) -> list[dict[str, str]] | None:
    """What the filing plan keeps when an item moves to `place` among those of its volume that can be moved.

    None when it cannot be moved or stays where it is.
    """
    filed = filing.filed.get(key)
    if filed is None or not filed.movable:
        return None
    keys = [item.key for item in filed.volume.items]
    free = [each for each in keys if filing.filed[each].movable]
    place = max(0, min(place, len(free) - 1))
    if free.index(key) == place:
        return None
    rest = [each for each in free if each != key]
    order = iter([*rest[:place], key, *rest[place:]])
    papers = [next(order) if filing.filed[each].movable else each for each in keys]
    return order_rows(filing.snapshot, filed.volume.no, papers)


def place_of(filing: Filing, key: str) -> int:
    """Where an item stands among those of its volume that can be moved; for one that cannot, how many stand before."""
    filed = filing.filed[key]
    before = filed.volume.items[: [item.key for item in filed.volume.items].index(key)]
    return sum(filing.filed[item.key].movable for item in before)


def fixing(filing: Filing) -> tuple[tuple[FixedNumber, ...], tuple[FixedNumber, ...]]:
    """All numbers that are kept once they are fixed now, and those among them that are new."""
    known = fixed_numbers(filing.snapshot)
    every = numbers_to_fix(filing.snapshot)
    return every, tuple(each for each in every if each.paper not in known.get(each.volume, {}))


def _filed(snapshot: Snapshot, volume: Volume, item: Item, codes: set[str], free: bool) -> Filed:
    record = snapshot.get(item.record)
    files = record.attachments if record is not None else ()
    found = sorted(codes & set(_WORST), key=_WORST.index)
    scanned = record is not None and record.declared.scanned
    unsigned = "缺扫描件" if scanned else "缺签字件"
    words = "、".join(unsigned if code == "unsigned" else STATES[code][0] for code in found)
    return Filed(item, volume, files, words, STATES[found[0]][1] if found else "", free)


def _reckoned(filed: Filed) -> int:
    """The pages of an item that was never laid out: those of its files, and a page of its own."""
    scanned = filed.item.kind in SCANNED
    return sum(each.pages for each in filed.files) + (0 if scanned and filed.files else 1)


def _row(filing: Filing, filed: Filed) -> ListRow:
    item, counted = filed.item, filing.counted(filed.item.key)
    day = f"{item.date:%Y-%m-%d}" if item.date else ""
    files = len(filed.files)
    cells = (filed.mark, item.title, day, str(counted.pages) if counted else "", str(files or ""), filed.state)
    keys = (filed.mark, item.title, item.date, counted.pages if counted else None, files, filed.state or None)
    return ListRow(item.key, cells, keys, filed.tone)
