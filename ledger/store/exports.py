"""Named queries over the exports that were made and the papers in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

import peewee

from ledger.exported import BoundPaper, BoundVolume, Export
from ledger.store.rows import BRANCH, is_own
from ledger.store.tables import ChangeRow, ExportedPaperRow, ExportRow, RecordRow

_BATCH = 500  # rows an INSERT, as for records


def insert_export(db: peewee.Database, bound: BoundVolume, folder: str, who: str, now: dt.datetime) -> Export:
    """Keep an export with its papers; what is kept, under its number."""
    number = ExportRow.insert(
        at=now.isoformat(),
        who=who,
        folder=folder,
        sha256=bound.sha256,
        sides=bound.sides,
        duplex=bound.duplex,
        fresh_sheet=bound.fresh_sheet,
        corner=bound.corner,
    )
    export = Export(int(number.bind(db).execute()), now, who, folder, bound)
    papers = [
        # A digest has no comma; a side left blank is an empty word between two.
        {**paper._asdict(), "sides": ",".join(paper.sides), "export": export.number}
        for paper in bound.papers
    ]
    for batch in peewee.chunked(papers, _BATCH):
        ExportedPaperRow.insert_many(batch).bind(db).execute()
    return export


def list_exports(db: peewee.Database, *, last: bool = False) -> tuple[Export, ...]:
    """Every export, oldest first; or only the last, which is quickly read however many there are."""
    exports, papers = ExportRow.select().order_by(ExportRow.id), ExportedPaperRow.select(*_COLUMNS)
    if last:
        newest = ExportRow.select(peewee.fn.MAX(ExportRow.id))
        exports, papers = exports.where(ExportRow.id == newest), papers.where(ExportedPaperRow.export == newest)
    papers = papers.order_by(ExportedPaperRow.export, ExportedPaperRow.id)
    found: Iterable[Any] = papers.tuples().bind(db)  # the stubs take them for models
    rows = groupby(found, itemgetter(0))
    bound = {number: tuple(_paper(row) for row in group) for number, group in rows}
    return tuple(_export(row, bound.get(row.id, ())) for row in exports.bind(db))


def changed_since(db: peewee.Database, moment: dt.datetime) -> bool:
    """Whether anything in the history was made after `moment`; what came from branches is no change."""
    branch = RecordRow.select(RecordRow.id).where(RecordRow.uid == ChangeRow.subject, ~is_own(db))
    own = ~ChangeRow.subject.contains(BRANCH) & ~peewee.fn.EXISTS(branch)
    after = ChangeRow.at > moment.astimezone(dt.UTC).isoformat()  # asked first: it leaves few to be looked up
    return ChangeRow.select(ChangeRow.id).where(after & own).limit(1).bind(db).first() is not None


_COLUMNS = (
    ExportedPaperRow.export,
    ExportedPaperRow.key,
    ExportedPaperRow.mark,
    ExportedPaperRow.title,
    ExportedPaperRow.first,
    ExportedPaperRow.place,
    ExportedPaperRow.sides,
    ExportedPaperRow.stamp,
    ExportedPaperRow.stamp_side,
)


def _paper(row: tuple[Any, ...]) -> BoundPaper:
    _, key, mark, title, first, place, sides, stamp, stamp_side = row
    return BoundPaper(key, mark, title, first, place, tuple(sides.split(",")), stamp, stamp_side)


def _export(row: ExportRow, papers: tuple[BoundPaper, ...]) -> Export:
    bound = BoundVolume(row.sha256, row.sides, bool(row.duplex), bool(row.fresh_sheet), row.corner, papers)
    return Export(row.id, dt.datetime.fromisoformat(row.at), row.who, row.folder, bound)
