"""A library to be harmed, what it says, and what every harm must leave true: nothing wrong goes untold."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.attachments import Inspected
from ledger.book import Ledger
from ledger.doctor.examination import examine
from ledger.doctor.findings import Examination
from ledger.doctor.losses import CONTENTS, Repaired
from ledger.doctor.repair import NothingToRepair, repair
from ledger.errors import LedgerError
from ledger.library import Library
from ledger.store.database import PAGE as PAGE
from tests.ledger.books import OPINION, START, as_scan, new_book

NOW = START + dt.timedelta(days=30)


@dataclass(frozen=True)
class Said:
    """Everything that a ledger says: records by uid, histories by uid, and the campaign with its scheme."""

    records: dict[str, Any]
    history: dict[str, Any]
    rest: Any


@dataclass(frozen=True)
class Ward:
    """A whole library, closed, what it says, and its database as it was before the last changes."""

    folder: Path
    said: Said
    before: bytes

    def copy(self, folder: Path) -> Path:
        """A copy of the library at the new `folder`."""
        shutil.copytree(self.folder, folder)
        return folder


def as_picture(path: Path) -> Inspected:
    """An inspector that takes everything for a picture."""
    return Inspected("image/jpeg", ".jpg", 1, b"upright")


def ward(folder: Path, *, backup: bool) -> Ward:
    """A library with records long and short, files, edits and a deletion; with `backup` from before the last edit."""
    for name in ("签字页.pdf", "会场.jpg"):
        (folder / name).write_bytes(name.encode() * 50)
    with new_book(folder) as book:
        book.add("person", {"name": "沈文君"})
        opinions = book.add_many("opinion", [_opinion(number) for number in range(1, 11)])
        book.attach(opinions[0].uid, folder / "签字页.pdf", role="signed", inspect=as_scan)
        book.attach(opinions[1].uid, folder / "会场.jpg", role="photo", inspect=as_picture)
        book.edit(opinions[2].uid, {"content": "改过一次的内容"})
        book.delete(opinions[9].uid)
        if backup:
            book.backup()
        library = book.path
    before = (library / "ledger.db").read_bytes()
    with Ledger.open(library, clock=lambda: START + dt.timedelta(days=2)) as book:
        book.edit(opinions[3].uid, {"content": "后来又改的内容", "note": "后来"})
    with Ledger.open(library, read_only=True) as book:
        return Ward(library, said(book), before)


def _opinion(number: int) -> dict[str, object]:
    # Some fill several pages, so that what stands on a page of its own is harmed too.
    return {
        **OPINION,
        "number": number,
        "content": f"建议之{number}",
        "note": "详情" * (2000 if number % 4 == 0 else 50),
    }


def said(book: Ledger) -> Said:
    """Everything that a ledger says. Raises what reading it raises."""
    records = {each.uid: each for each in (*book.records(), *book.records(deleted=True))}
    return Said(
        {uid: (record.kind, dict(record.values), record.unread, *_facts(record)) for uid, record in records.items()},
        {uid: book.history(uid) for uid in records},
        (book.campaign, book.scheme, book.scheme_changes(), book.exports()),
    )


def _facts(record: Any) -> tuple[Any, ...]:
    files = tuple((each.uid, each.name, each.role, each.sha256, each.size) for each in record.attachments)
    return record.created, record.changed, record.revision, record.deleted, files


def opened(library: Path) -> Said | LedgerError:
    """What the library says when it is opened, or the error that refuses it; nothing else is ever raised."""
    try:
        with Ledger.open(library, read_only=True) as book:
            return said(book)
    except LedgerError as error:
        return error


def looked_over(library: Path) -> Examination:
    """The examination of the library."""
    return examine(Library(library), now=NOW)


def check_repair(library: Path, dest: Path, want: Said) -> Repaired | None:
    """Repair the library: what is lost is told, and what is told to be lost is; None when nothing could be done."""
    database = library / "ledger.db"
    was = database.read_bytes()
    try:
        made = repair(Library(library), dest, now=NOW)
    except NothingToRepair:
        assert not dest.exists()
        return None
    finally:
        assert database.read_bytes() == was
    with Ledger.open(dest) as book:
        got = said(book)
    told = {each.uid for each in made.outcomes} | {uid for each in made.after.findings for uid in each.about}
    lost = {each.uid for each in made.lost if each.sort == "记录" and each.uid}
    assert lost == want.records.keys() - got.records.keys(), made.outcomes
    for uid in want.records.keys() & got.records.keys():
        assert _contents(got, uid) == _contents(want, uid) or uid in told, (uid, made.outcomes)
    cut = {each.uid for each in made.lost if each.sort == CONTENTS}
    assert all(_contents(got, uid) != _contents(want, uid) or got.history[uid] != want.history[uid] for uid in cut)
    missing = [
        entry for uid, entries in want.history.items() for entry in entries if entry not in got.history.get(uid, ())
    ]
    assert not missing or lost or any(each.sort in ("历史", "内容") for each in made.outcomes), missing
    assert not made.after.damaged, made.after.findings
    return made


def _contents(state: Said, uid: str) -> Any:
    kind, values, unread, created, _, _, deleted, _ = state.records[uid]
    return kind, values, unread, created, deleted
