"""Finding records by words that stand in them, however short: no index that splits words is between."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from ledger.kinds import Kind
from ledger.records import Record


def matches(records: Iterable[tuple[Kind, Record]], text: str) -> tuple[Record, ...]:
    """The records whose shown words hold every word of `text`; blanks separate words, none given matches nothing.

    Width and case do not count. Records of a secret kind are never found.
    """
    words = folded(text).split()
    if not words:
        return ()
    return tuple(record for kind, record in records if not kind.secret and _holds(kind, record, words))


def folded(text: str) -> str:
    """`text` as it is compared: half width, lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def _holds(kind: Kind, record: Record, words: list[str]) -> bool:
    shown = [field.show(record[field.name]) for field in kind.fields]
    names = [attachment.name for attachment in record.attachments]
    haystack = folded("\n".join([kind.title_of(dict(record.values)), *shown, *names]))
    return all(word in haystack for word in words)
