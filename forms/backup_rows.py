"""Backups as lists show them: when each was made, why, how large it is, and where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from forms.moments import minute
from forms.widgets.listing import ListColumn, ListRow
from ledger.backup import Backup, backups, second_backups
from ledger.errors import LedgerError
from ledger.library import Library
from ledger.safekeeping import names
from ledger.safekeeping.names import read_name
from ledger.sizes import size_in_words

COLUMNS = (
    ListColumn("at", "时间", 9),
    ListColumn("why", "为什么", 5),
    ListColumn("size", "大小", 4, "right"),
    ListColumn("place", "放在哪里", 5, stretch=True),
)
FILES = (("台帐的备份", "*.db"),)
"""What is chosen when a backup lies elsewhere."""

_WHY = {
    names.PLAIN: "平时备份",
    names.UPGRADE: "升级之前",
    names.MERGE: "合并之前",
    names.RESTORE: "恢复之前",
    names.IMPORT: "导入之前",
    names.BULK: "批量改之前",
    names.REPLACE: "替换之前",
}


@dataclass(frozen=True)
class Kept:
    """A backup, and whether it lies in the second place."""

    backup: Backup
    apart: bool


def kept_backups(library: Library) -> tuple[Kept, ...]:
    """The backups of a library and of its second place, the newest first. Raises CannotAccess for the first place."""
    found = [Kept(each, apart=False) for each in backups(library)]
    try:
        found += [Kept(each, apart=True) for each in second_backups(library)]
    except LedgerError:  # a stick that cannot be read is told where the second place is shown
        return tuple(found)
    return tuple(sorted(found, key=lambda each: (each.backup.at, not each.apart), reverse=True))


def row_of(kept: Kept) -> ListRow:
    """The row of a backup; its path is the uid."""
    backup = kept.backup
    why, place = _WHY[backup.why], "第二处" if kept.apart else "台帐库里"
    cells = (minute(backup.at), why, size_in_words(backup.size), place)
    return ListRow(str(backup.path), cells, (backup.at, why, backup.size, place))


def why_of(backup: Path) -> str:
    """Before what a backup was made, by its name; “平时备份” for one whose name tells nothing."""
    named = read_name(backup.name)
    return _WHY[named[0] if named else names.PLAIN]


def called(backup: Path) -> str:
    """What a backup is called in a sentence: by its time, and by its name where that does not tell."""
    named = read_name(backup.name)
    return f"{minute(named[1])}的备份" if named else f"备份“{backup.name}”"
