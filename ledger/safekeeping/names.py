"""Names of backups: what each was made before, and when; they sort by time, and tell a clerk what they are."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from ledger.snapshot import BEIJING

KEY = "ledger.key"
PLAIN = "备份"
UPGRADE = "升级前"
MERGE = "合并前"
RESTORE = "恢复前"
IMPORT = "导入前"
BULK = "批量修改前"
REPLACE = "替换前"
WHYS = (PLAIN, MERGE, RESTORE, IMPORT, BULK, REPLACE)
"""What a backup may be made for: at the close or when asked for, and before what is risky.

UPGRADE is not among them: that copy is made while the database is opened (see store/database.py).
"""

_FORM = "%Y%m%d-%H%M%S"
_NAMES = (
    (re.compile(rf"({'|'.join(WHYS)})_(\d{{8}}-\d{{6}})(?:_\d+)?\.db"), _FORM, BEIJING),
    (re.compile(rf"({UPGRADE})_第\d+版_(\d{{14}})\.db"), "%Y%m%d%H%M%S", dt.UTC),
)
"""What each sort of name looks like, how the time in it is written, and where."""


def free_name(folder: Path, why: str, now: dt.datetime) -> Path:
    """A place in `folder` that is not taken, named by the second in China."""
    stem, number = f"{why}_{now.astimezone(BEIJING):{_FORM}}", 1
    while (path := folder / f"{stem}{f'_{number}' if number > 1 else ''}.db").exists():
        number += 1
    return path


def read_name(name: str) -> tuple[str, dt.datetime] | None:
    """Why and when (UTC) a backup of this name was made; None for the name of anything else."""
    for pattern, form, place in _NAMES:
        match = pattern.fullmatch(name)
        if match:
            try:
                at = dt.datetime.strptime(match[2], form).replace(tzinfo=place)
            except ValueError:  # digits of no day
                return None
            return match[1], at.astimezone(dt.UTC)
    return None


def key_beside(backup: Path) -> Path:
    """Where the key of a backup lies in a second place, if it has a passphrase: `ledger.key` as it was then."""
    return backup.with_suffix(".key")


def keys_of(backup: Path) -> tuple[Path, ...]:
    """Where the key of a backup may lie: that of its library, the copy kept with the backups, or its own."""
    return (backup.parent.parent / KEY, backup.parent / KEY, key_beside(backup))
