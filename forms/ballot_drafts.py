"""Second entries of ballots while they are under way: a small file each in the library, until the comparison is closed.

The file holds a pile in its order and no names of voters; it goes with the comparison, and tells the day and no time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from forms.ballot_entry import MARKS, Cast
from ledger.causes import reason
from ledger.durable import replace_file
from ledger.errors import StorageError
from ledger.fields.numbers import plain
from ledger.private import mode_of
from ledger.sealing import BrokenSeal, open_whole, seal_whole

SUFFIX = ".pile"


class CannotKeepPile(StorageError):
    """The disk refused the draft of a second entry."""

    def __init__(self, folder: Path, cause: OSError) -> None:
        super().__init__(f"第二遍录入没有存到磁盘（“{folder}”{reason(cause)}）：请先不要关窗口，检查磁盘后再接着录。")


@dataclass(frozen=True)
class SecondPile:
    """The second entry of a group's ballots, by `who`, in the order of the pile."""

    review: str
    group: str
    who: str
    casts: tuple[Cast, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Review and group."""
        return self.review, self.group


@dataclass(frozen=True)
class SecondPiles:
    """The second entries in a folder (`Library.drafts`), which is made with the first of them; sealed with a key."""

    folder: Path
    seal: bytes = field(default=b"", repr=False)

    def keep(self, pile: SecondPile) -> None:
        """Keep `pile` in place of the one of its group. Raises CannotKeepPile."""
        path = self._path(pile.key)
        try:
            self.folder.mkdir(mode_of(self.folder, 0o777), exist_ok=True)
            replace_file(path, seal_whole(self.seal, _written(pile)))
            day = dt.datetime.now(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
            os.utime(path, (day, day))  # the file may not tell the time either
        except OSError as error:
            raise CannotKeepPile(self.folder, error) from error

    def drop(self, key: tuple[str, str]) -> None:
        """Forget the second entry of a group; does nothing when there is none. Raises CannotKeepPile."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as error:
            raise CannotKeepPile(self.folder, error) from error

    def all(self) -> tuple[tuple[SecondPile, ...], tuple[str, ...]]:
        """Every second entry, and a sentence for each that cannot be read. Raises CannotKeepPile."""
        piles, faults = [], []
        try:
            for path in sorted(self.folder.glob(f"*{SUFFIX}")):
                try:
                    piles.append(_read(json.loads(open_whole(self.seal, path.read_bytes()))))
                except (ValueError, TypeError, KeyError, InvalidOperation, BrokenSeal):
                    faults.append(f"第二遍录票的草稿“{path.name}”已经损坏，读不出来：请把那一组第二遍重新录一次。")
        except OSError as error:
            raise CannotKeepPile(self.folder, error) from error
        return tuple(piles), tuple(faults)

    def _path(self, key: tuple[str, str]) -> Path:
        # The name of a group may be longer than a file's name.
        name = hashlib.sha256("\n".join(key).encode()).hexdigest()
        return self.folder / f"{name[:24]}{SUFFIX}"


def _written(pile: SecondPile) -> bytes:
    ballots = [
        {"score": "" if each.score is None else plain(each.score), "mark": each.mark, "identity": each.identity}
        for each in pile.casts
    ]
    data = {"review": pile.review, "group": pile.group, "who": pile.who, "ballots": ballots}
    return json.dumps(data, ensure_ascii=False).encode()


def _read(data: Any) -> SecondPile:
    """The entry that `_written` wrote. Raises ValueError, TypeError, KeyError or InvalidOperation for anything else."""
    words = (data["review"], data["group"], data["who"])
    if not _all_words(words):
        raise TypeError("no words where words stand")
    return SecondPile(*words, tuple(_cast(each) for each in data["ballots"]))


def _cast(ballot: Any) -> Cast:
    score, mark, identity = ballot["score"], ballot["mark"], ballot["identity"]
    if not _all_words((score, mark, identity)) or (not mark and not score) or (mark and mark not in MARKS.values()):
        raise ValueError("no ballot")
    return Cast(None if mark else Decimal(score), mark, identity)


def _all_words(values: Iterable[Any]) -> bool:
    return all(isinstance(each, str) for each in values)
