"""Finding records by words that stand in them, however short: no index that splits words is between."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator

from ledger import assets
from ledger.kinds import Kind
from ledger.records import Record

_PASSED_OVER = (*range(0x200B, 0x200E), 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
"""Characters without a width of their own, and variation selectors: nobody types them to find something."""


def matches(records: Iterable[tuple[Kind, Record]], text: str) -> tuple[Record, ...]:
    """The records in which every word of `text` stands; blanks separate words, none given matches nothing.

    Words stand in the title, what the fields show (people and 文号 among them), or the names of attached files.
    Width, case and the difference of traditional and simplified characters do not count. Records of a secret kind are
    never found.
    """
    words = words_of(text)
    if not words:
        return ()
    return tuple(record for kind, record in records if not kind.secret and _holds(kind, record, words))


def words_of(text: str) -> tuple[str, ...]:
    """The words to be found, folded, each once."""
    return tuple(dict.fromkeys(folded(text).split()))


def folded(text: str) -> str:
    """`text` as it is compared: half width, lower case, simplified; a name that is printed is never changed so."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_table())


def place_of(text: str, word: str) -> tuple[int, int] | None:
    """Where the folded `word` first stands in `text` as written: its first character and the one behind; None if not.

    Folding may make one character of several or several of one: the place takes in all of them.
    """
    at = folded(text).find(word) if word else -1
    if at < 0:
        return None
    end = at + len(word)
    if end <= len(text) and folded(text[at:end]) == word and len(folded(text[:at])) == at:
        return at, end  # nearly always: one character for one
    clusters = list(_clusters(text))
    pieces = [folded(cluster) for cluster in clusters]
    begin = _cluster_at(pieces, at)
    end = _cluster_at(pieces, at + len(word) - 1) + 1
    before = sum(map(len, clusters[:begin]))
    return before, before + sum(map(len, clusters[begin:end]))


def _cluster_at(pieces: list[str], at: int) -> int:
    """The piece that holds the character `at` of all pieces joined."""
    reached = 0
    for number, piece in enumerate(pieces):
        reached += len(piece)
        if at < reached:
            return number
    raise IndexError(at)


def _clusters(text: str) -> Iterator[str]:
    """`text` in the smallest parts that fold by themselves: mostly characters, and marks with what they are set on."""
    part = ""
    for char in text:
        if part and not _joins(part, char):
            yield part
            part = ""
        part += char
    if part:
        yield part


def _joins(part: str, char: str) -> bool:
    if char < "\u0300" or "\u4e00" <= char <= "\u9fff":
        return False  # these join nothing
    if unicodedata.combining(unicodedata.normalize("NFKC", char)[0]):
        return True
    together, apart = (part + char), unicodedata.normalize("NFKC", part) + unicodedata.normalize("NFKC", char)
    return unicodedata.normalize("NFKC", together) != apart


@functools.cache
def _table() -> dict[int, str | None]:
    """Simplified characters by traditional ones, read when something is first sought."""
    table: dict[int, str | None] = dict.fromkeys(_PASSED_OVER)
    for line in (assets.folder() / "traditional.txt").read_text(encoding="utf-8").splitlines()[1:]:
        table.update((ord(traditional), line[0]) for traditional in line[1:])
    return table


def _holds(kind: Kind, record: Record, words: tuple[str, ...]) -> bool:
    shown = [field.show(record[field.name]) for field in kind.fields]
    names = [attachment.name for attachment in record.attachments]
    haystack = folded("\n".join([kind.title_of(dict(record.values)), *shown, *names]))
    return all(word in haystack for word in words)
