"""The shown rows of a list, in the shown order, as a spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exports.names import safe_name
from exports.page import Content
from forms.background import FILES
from forms.choosing import SHEETS
from forms.opening import reveal
from forms.rows import STANDING, listed_fields
from forms.sheet_export import write_list
from forms.widgets.listing import Listing
from ledger.fields import Date, Field, LinkTo, Money, Percent, Score, Whole
from ledger.following import followed, standing
from ledger.kinds import Kind
from ledger.records import Record
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.app import App


def export_list(app: App, kind: Kind, listing: Listing) -> None:
    """Write what `listing` shows to a spreadsheet that the clerk names."""
    snapshot, day = app.desk.snapshot, app.desk.today
    records = [record for row in listing.shown_rows() if (record := snapshot.get(row.uid))]
    if not records:
        app.say("列表里没有可以导出的记录")
        return
    path = app.chooser.save("导出这个列表", f"{safe_name(kind.title)}.xlsx", SHEETS)
    if path is None:
        return
    app.say(f"正在导出{len(records)}条……")

    def write() -> None:
        rows = [cells_of(kind, record, snapshot, day) for record in records]
        # The dialog of the system has asked about a file that is there.
        write_list(path, kind.title, labels_of(kind), rows, contents_of(kind), replace=True)

    app.background.run(write, lambda _: offer_folder(app, path, f"已导出{len(records)}条"), lane=FILES)


def offer_folder(app: App, path: Path, sentence: str) -> None:
    """Tell that a file was written, and show it in its folder when the clerk wants to see it."""
    app.say(f"{sentence}到“{path.name}”", "good")
    buttons = (("ok", "知道了", "main"), ("folder", "打开文件夹", "plain"))

    def answered(key: str) -> None:
        if key == "folder":
            app.background.run(lambda: reveal(path), lane=FILES)

    app.ask("导出完成", f"{sentence}，写在“{path}”。", buttons, answered)


def labels_of(kind: Kind) -> tuple[str, ...]:
    """The heads of the columns: those of the list."""
    return (*(field.label for field in listed_fields(kind)), *((STANDING,) if followed(kind.slug) else ()))


def contents_of(kind: Kind) -> tuple[Content, ...]:
    """What the columns hold."""
    held = tuple(_content(field) for field in listed_fields(kind))
    return (*held, Content.TEXT) if followed(kind.slug) else held


def cells_of(kind: Kind, record: Record, snapshot: Snapshot, day: dt.date) -> tuple[str, ...]:
    """The words of a record in full, as it stands on `day`."""
    cells = tuple(words_of(field, record, snapshot) for field in listed_fields(kind))
    stands = standing(record, day, snapshot.calendar)
    return (*cells, stands.value if stands else "") if followed(kind.slug) else cells


def words_of(field: Field, record: Record, snapshot: Snapshot) -> str:
    """The whole words of a field; of a link the title of what it links to."""
    value = record[field.name]
    if isinstance(field, LinkTo):
        linked = snapshot.get(value)
        return snapshot.title(linked) if linked else ""
    return f"{value:%Y-%m-%d}" if isinstance(field, Date) and value else field.show(value)


def pairs_of(kind: Kind, record: Record, snapshot: Snapshot) -> Sequence[tuple[str, str]]:
    """Every filled field of a record with its label."""
    pairs = ((field.label, words_of(field, record, snapshot)) for field in kind.fields)
    return [(label, words) for label, words in pairs if words]


def _content(field: Field) -> Content:
    match field:
        case Date():
            return Content.DATE
        case Whole() | Score() | Money() | Percent():
            return Content.NUMBER
    return Content.TEXT
