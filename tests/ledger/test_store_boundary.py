"""Faults of disk and database become sentences."""

from __future__ import annotations

import errno
from pathlib import Path

import peewee
import pytest

from ledger.errors import InputError, LedgerError
from ledger.library import CannotAccess, DamagedLibrary, DiskFull, LibraryHeld, ReadOnlyLibrary
from ledger.store.boundary import boundary

FOLDER = Path("台帐库")


@pytest.mark.parametrize(
    ("raised", "told", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull, 3),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), DiskFull, 3),
        (OSError(errno.EFBIG, "File too large"), DiskFull, 3),
        (OSError(errno.EROFS, "Read-only file system"), ReadOnlyLibrary, 3),
        (PermissionError(errno.EACCES, "Permission denied"), ReadOnlyLibrary, 3),
        (OSError(errno.EIO, "Input/output error", "E:/台帐库/ledger.db"), CannotAccess, 3),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "甲.pdf"), CannotAccess, 3),
        (peewee.OperationalError("database or disk is full"), DiskFull, 3),
        (peewee.OperationalError("attempt to write a readonly database"), ReadOnlyLibrary, 3),
        (peewee.OperationalError("database is locked"), LibraryHeld, 3),
        (peewee.OperationalError("disk I/O error"), CannotAccess, 3),
        (peewee.OperationalError("unable to open database file"), CannotAccess, 3),
        (peewee.DatabaseError("database disk image is malformed"), DamagedLibrary, 4),
        (peewee.DatabaseError("file is not a database"), DamagedLibrary, 4),
    ],
)
def test_each_fault_has_its_sentence_and_keeps_its_cause(
    raised: Exception, told: type[LedgerError], code: int, tmp_path: Path
) -> None:
    with pytest.raises(told) as refused, boundary(tmp_path):
        raise raised
    assert refused.value.exit_code == code
    assert refused.value.__cause__ is raised
    assert str(refused.value).endswith("。")


def test_the_file_that_the_system_names_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "没有" / "ledger.db"
    with pytest.raises(CannotAccess, match="没有"), boundary(FOLDER):
        missing.write_bytes(b"")


@pytest.mark.parametrize(
    "mistake", [peewee.IntegrityError("UNIQUE constraint failed"), KeyError("x"), InputError("已经是一句话。")]
)
def test_mistakes_of_the_program_and_sentences_pass_unchanged(mistake: Exception) -> None:
    with pytest.raises(type(mistake)) as passed, boundary(FOLDER):
        raise mistake
    assert passed.value is mistake


def test_a_rollback_that_fails_after_a_full_disk_does_not_hide_it() -> None:
    with pytest.raises(DiskFull), boundary(FOLDER):
        try:
            raise peewee.OperationalError("database or disk is full")
        except peewee.OperationalError:
            raise peewee.OperationalError("cannot rollback - no transaction is active")  # noqa: B904
