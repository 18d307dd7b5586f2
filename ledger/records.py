"""What the ledger gives out: frozen records, attachments and history entries."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ledger.kept_files import KeptFile
from ledger.kinds import Kind, kind_of


@dataclass(frozen=True)
class Attachment:
    """A file kept by content hash and bound to a record.

    `role` is "signed" (签字扫描件), "photo" (照片) or "annex" (附件). `pages` counts the pages of a PDF, 1 for a
    picture. `file` is the untouched original; `normal` the upright JPEG made from a picture, None for a PDF.
    """

    uid: str
    record: str
    role: str
    name: str
    sha256: str
    media: str
    size: int
    pages: int
    file: KeptFile
    normal: KeptFile | None


@dataclass(frozen=True)
class Record:
    """One record of a kind: its values by field name (None where blank), and when it was last changed."""

    uid: str
    kind: str
    values: Mapping[str, Any]
    created: dt.datetime
    changed: dt.datetime
    revision: int
    deleted: bool = False
    attachments: tuple[Attachment, ...] = ()
    own: Kind | None = None
    """The kind, when it is a register that the clerk defined himself."""
    unread: tuple[str, ...] = ()
    """Names of the fields whose stored value was spoilt from outside and is passed over; known with `values`."""

    @property
    def declared(self) -> Kind:
        """The kind of the record. Raises UnknownKind."""
        return self.own or kind_of(self.kind)

    @classmethod
    def kept(cls, values: Callable[[], dict[str, Any]], attachments: Iterable[Attachment], **facts: Any) -> Record:
        """A record whose `values` are read when they are first asked for; `facts` are its other fields by name.

        A ledger gives out all of its records at once, and most of them are not looked into at once.
        """
        record = object.__new__(cls)
        record.__dict__.update(facts, attachments=tuple(attachments), _values=values)
        return record

    if not TYPE_CHECKING:  # else every name would pass for one of a record

        def __getattr__(self, name: str) -> Any:
            if name != "values":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            own = self.__dict__
            read = own.get("_values")
            if read is not None:
                values = read()
                own["unread"] = getattr(values, "unread", ())
                own["values"] = MappingProxyType(values)
                own.pop("_values", None)  # another thread may have asked at the same time
            return own["values"]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def __repr__(self) -> str:
        return f"Record({self.kind} {self.uid})"  # never its values: what is written of a fault may be read by others

    def __reduce__(self) -> tuple[Any, ...]:
        # A record goes to other processes, where its values must be as read-only as here; a proxy itself cannot go.
        parts = (getattr(self, name) for name in self.__dataclass_fields__)
        return _record, tuple(dict(part) if part is self.values else part for part in parts)


def _record(uid: str, kind: str, values: dict[str, Any], *others: Any) -> Record:
    """A record as it came from another process."""
    return Record(uid, kind, MappingProxyType(values), *others)


@dataclass(frozen=True)
class Change:
    """One entry of the history: who changed what, when, from which words to which."""

    subject: str
    """The uid of the record, or "scheme" for the campaign's rules."""
    at: dt.datetime
    who: str
    action: str
    """"add", "edit", "delete", "restore", "attach", "detach" or "scheme"."""
    field: str
    old: str = dataclasses.field(repr=False)
    new: str = dataclasses.field(repr=False)
    reason: str = ""


@dataclass(frozen=True)
class Campaign:
    """One year's activity under one scheme, with the unit that keeps its ledger."""

    uid: str
    name: str
    unit: str
    year: int
    scheme_id: str
