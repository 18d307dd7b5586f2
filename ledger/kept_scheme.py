"""The scheme that a library keeps: its text, the changes made to it since, and what is in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from ledger.clean import clean_text, typed_text
from ledger.definitions import AnyField
from ledger.history import Scribe
from ledger.kinds import KINDS, Kind, field_names
from ledger.library import DamagedLibrary
from ledger.own_registers import PREFIX
from ledger.records import Campaign
from ledger.scheme_reading import read_for
from ledger.schemes.changes import TEXT, SchemeChange, apply_changes, change, since_text
from ledger.schemes.dump import text_of
from ledger.schemes.errors import EmptyReason, UnknownReference
from ledger.schemes.load import read_scheme
from ledger.schemes.model import Scheme
from ledger.schemes.replacing import differences
from ledger.session import Session
from ledger.store import rows


def read_kept(text: str, year: int, source: str, own: Iterable[Kind]) -> Scheme:
    """The scheme of a text that a library keeps, which has the registers `own`. Raises SchemeError.

    A register of one's own that was spoilt or lost does not lock the library: any field may be asked of it meanwhile.
    """
    names: dict[str, Collection[str]] = dict(field_names(own))
    while True:
        try:
            return read_scheme(text, year, source, names)
        except UnknownReference as error:
            if not error.value.startswith(PREFIX) or error.value in names:
                raise
            names[error.value] = AnyField()


class KeptScheme:
    """The scheme of the library of a session; whoever writes gives the scribe of a transaction that is open.

    Raises DamagedLibrary, and SchemeError when the kept text was spoilt by hand or is of a later program.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._db = session, session.db
        with session.reading():
            kept, own = rows.the_campaign(self._db), session.own_kinds()
        if kept is None:
            raise DamagedLibrary(session.library.folder, "没有创建活动的登记")
        self.campaign: Campaign = kept[0]
        self._source = f"{session.library.folder.name}里的活动方案"
        self._text, self._read = kept[1], self._reading(kept[1], own)

    def in_force(self) -> Scheme:
        """The scheme as the database has it now; a writer beside a reader may have changed or replaced it."""
        with self._session.reading():
            return self._in_force()[0]

    def text(self) -> str:
        """A text that gives the scheme in force when it is read for the same year.

        It is the kept one with its comments, unless weights or rules were changed since.
        """
        with self._session.reading():
            scheme, changes = self._in_force()
            return text_of(scheme) if changes else self._text

    def changes(self) -> tuple[SchemeChange, ...]:
        """Every change that was made, oldest first."""
        with self._session.reading():
            return rows.list_scheme_changes(self._db)

    def change(self, scribe: Scribe, values: Mapping[str, str], reason: str) -> Scheme:
        """Set weights and rules (key to new value). Raises what `changes.change` raises."""
        why = typed_text(reason, "理由")
        scheme, made = change(self._in_force()[0], values, reason=why, who=scribe.who, at=scribe.at)
        rows.insert_scheme_changes(self._db, made)
        rows.insert_changes(self._db, scribe.scheme(made))
        return scheme

    def replace(self, scribe: Scribe, text: str, reason: str, source: str) -> Scheme:
        """Keep another text, which brings its own weights and rules. Raises EmptyReason and SchemeError.

        What says the same as the scheme in force is no change.
        """
        why = typed_text(reason, "理由").strip()
        if not why:
            raise EmptyReason
        kinds = (*KINDS, *self._session.own_kinds())
        scheme, before = read_for(text, self.campaign.year, source, kinds), self.text()
        old = self._in_force()[0]
        if text_of(scheme) == text_of(old):
            return old
        made = SchemeChange(scribe.at, scribe.who, TEXT, before, differences(old, scheme), why)
        rows.update_scheme_text(self._db, clean_text(text, source))
        rows.insert_scheme_changes(self._db, (made,))
        # The history tells what became different; the text that was replaced is kept with the changes of the scheme.
        rows.insert_changes(self._db, scribe.scheme((replace(made, old=""),)))
        return scheme

    def _reading(self, text: str, own: Iterable[Kind]) -> Scheme:
        return read_kept(text, self.campaign.year, self._source, own)

    def _in_force(self) -> tuple[Scheme, tuple[SchemeChange, ...]]:
        """The scheme in force, and the changes of weights and rules that made it so out of the kept text."""
        kept = rows.the_campaign(self._db)
        if kept is None:
            raise DamagedLibrary(self._session.library.folder, "没有创建活动的登记")
        if kept[1] != self._text:
            self._text, self._read = kept[1], self._reading(kept[1], self._session.own_kinds())
        changes = since_text(rows.list_scheme_changes(self._db))
        return apply_changes(self._read, changes), changes
