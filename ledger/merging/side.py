"""One of the two libraries that are merged: everything that it keeps of one campaign, and what things are called."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.entries import load_or_none, loaded
from ledger.fields import LinkTo
from ledger.fields.base import Json
from ledger.kinds import KINDS, Kind
from ledger.library import DamagedLibrary
from ledger.restoring import SUBJECT as LIBRARY
from ledger.schemes.changes import SchemeChange
from ledger.session import Session
from ledger.store import files, merging, rows
from ledger.store.merging import Bound, Entry, Kept

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"(\.[A-Za-z0-9]{1,8})?")

History = dict[str, Entry]
"""Entries by uid, oldest first."""


@dataclass(frozen=True)
class Side:
    """What a library keeps of a campaign, by uid; histories by subject, attachments by record, files by content."""

    records: Mapping[str, Kept]
    histories: Mapping[str, History]
    bound: Mapping[str, Mapping[str, Bound]]
    files: Mapping[str, files.StoredFile]
    scheme_changes: tuple[SchemeChange, ...]
    scheme_text: str

    def history(self, subject: str) -> History:
        """The history of a subject, empty when there is none."""
        return self.histories.get(subject, {})


NOTHING = Side({}, {}, {}, {}, (), "")
"""What a library keeps of a branch that it has not heard of."""


def side_of(session: Session, campaign: merging.KeptCampaign) -> Side:
    """Everything of a campaign, in one look of a session that is reading. Raises BrokenRow."""
    db = session.db
    own = campaign.number == rows.own_campaign(db)
    histories: dict[str, History] = {}
    for entry in merging.list_entries(db, campaign.number, campaign.campaign.uid):
        if entry.subject != LIBRARY:  # what was done to a library is no part of another
            histories.setdefault(entry.subject, {})[entry.uid] = entry
    bound: dict[str, dict[str, Bound]] = {}
    for each in merging.list_bound(db, campaign.number):
        bound.setdefault(each.record, {})[each.uid] = each
    return Side(
        records={each.uid: each for each in merging.list_kept(db, campaign.number)},
        histories=histories,
        bound=bound,
        files={each.sha256: _plain(each) for each in files.list_files(db)},
        scheme_changes=rows.list_scheme_changes(db) if own else (),
        scheme_text=campaign.text,
    )


def _plain(file: files.StoredFile) -> files.StoredFile:
    """The facts of a file. Raises BrokenRow for such as no ledger writes: they name a place on the disk."""
    if not _DIGEST.fullmatch(str(file.sha256)) or not _SUFFIX.fullmatch(str(file.suffix)):
        raise rows.BrokenRow(str(file.name))
    return file


def own(session: Session) -> merging.KeptCampaign:
    """The library's own campaign. Raises DamagedLibrary when there is none."""
    with session.reading():
        found = merging.list_campaigns(session.db)
    if not found:
        raise DamagedLibrary(session.library.folder, "没有创建活动的登记")
    return found[0]


@dataclass(frozen=True)
class Names:
    """What kinds, records and values are called, whichever of the sides knows them."""

    kinds: Mapping[str, Kind]
    sides: tuple[Side, Side]

    def kind(self, slug: str) -> Kind | None:
        """The kind called `slug`, None for a register that neither side can read."""
        return self.kinds.get(slug)

    def of_kind(self, slug: str) -> str:
        """What the kind is called."""
        kind = self.kind(slug)
        return kind.title if kind else slug

    def secret(self, slug: str) -> bool:
        """Whether nothing may be told of single records of the kind."""
        kind = self.kind(slug)
        return kind is not None and kind.secret

    def title(self, record: Kept) -> str:
        """The title of a record; of a secret kind its group at most."""
        kind = self.kind(record.kind)
        if kind is None:
            return record.kind
        if kind.secret:
            group = record.data.get("group")
            return f"{kind.title}（{group}）" if isinstance(group, str) else kind.title
        return kind.title_of(loaded(kind, record.data))

    def label(self, slug: str, field: str) -> str:
        """What a field is called."""
        kind = self.kind(slug)
        return kind.field(field).label if kind and kind.has(field) else field

    def words(self, slug: str, field: str, value: Json) -> str:
        """A stored value as the history tells it."""
        kind = self.kind(slug)
        if value is None:
            return ""
        if kind is None or not kind.has(field):
            return value if isinstance(value, str) else str(value)
        declared = kind.field(field)
        if isinstance(declared, LinkTo):
            return self._linked(str(value))
        return declared.show(load_or_none(declared, value))

    def _linked(self, uid: str) -> str:
        found = next((side.records[uid] for side in self.sides if uid in side.records), None)
        return uid if found is None else self.title(found)


def names_of(ours: Side, theirs: Side, own: Iterable[Kind]) -> Names:
    """The names that two sides know, `own` being the registers that their clerks defined."""
    return Names({kind.slug: kind for kind in (*own, *KINDS)}, (ours, theirs))


def moment(entry: Entry) -> dt.datetime:
    """When an entry was made."""
    return dt.datetime.fromisoformat(entry.at)
