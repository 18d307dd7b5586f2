"""Repairing a library on a copy: rows and files are gathered, a new database is written, and all of it is told.

The library itself stays byte for byte what it is.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger import private
from ledger.book import Ledger
from ledger.doctor import around, compared, contents, past
from ledger.doctor.amending import amended
from ledger.doctor.examination import examine
from ledger.doctor.gathering import Gathered, OldRows, gather
from ledger.doctor.kept import strangers
from ledger.doctor.losses import Fate, Outcome, Repaired, of_files, of_rows, tangled
from ledger.doctor.patient import Patient
from ledger.doctor.refitting import Refitted, Upright, refit
from ledger.durable import name_folder, sync_folder
from ledger.errors import DamageError, InputError, LedgerError
from ledger.library import Library, NewerLibrary
from ledger.scratch import held, remove_leftovers
from ledger.store.blueprint import write
from ledger.store.boundary import boundary
from ledger.store.database import APPLICATION_ID
from ledger.store.migrations import LATEST
from ledger.store.salvage import Salvaged, nothing, raised_to, salvage, take_aside
from ledger.whole_copy import CopyInside, Tell, disk_errors, refuse_full, refuse_place

_PREFIX = ".台帐库修复.part-"


class NothingToRepair(DamageError):
    """Neither the database nor a backup holds what a library needs to open."""

    def __init__(self, folder: Path, why: str) -> None:
        self.folder = folder
        super().__init__(f"台帐库“{folder}”修复不了：{why}。原来的文件没有改动，请从别处的备份恢复，或联系维护人员。")


class RepairStopped(InputError):
    """The clerk stopped the repair."""

    def __init__(self) -> None:
        super().__init__("已停止修复，没有留下任何文件，原来的台帐库没有改动：需要时可以重新修复。")


@dataclass(frozen=True)
class _Course:
    """How far the repair is, and whether it shall go on."""

    total: int
    tell: Tell
    stopped: Callable[[], bool]
    done: list[int]

    def step(self, size: int, words: str) -> None:
        """Count `size` bytes. Raises RepairStopped."""
        if self.stopped():
            raise RepairStopped
        self.done[0] += size
        self.tell(min(self.done[0], self.total), self.total, words)


def repair(
    library: Library,
    dest: Path,
    *,
    now: dt.datetime,
    who: str = "",
    from_backups: bool = True,
    upright: Upright = lambda _: None,
    tell: Tell = lambda *_: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Repaired:
    """Make a copy of `library` at the new folder `dest` that opens, with all that can be had.

    What the database lost is taken from the library's backups where `from_backups`; `upright` makes an upright JPEG
    of a picture. Backups and the cache stay behind. The copy has the passphrase that the library has. Raises
    CopyTaken, CopyInside, CannotCopy, NothingToRepair, NewerLibrary, RepairStopped; then nothing is at `dest`.
    """
    dest = dest.absolute()
    refuse_place(dest)
    if library.folder in dest.resolve().parents:
        raise CopyInside(dest, library.folder)
    with boundary(library.folder):
        patient = Patient(library, _salvaged(library), now)
        old = list(_old_rows(library, patient.salvaged)) if from_backups else []
    doubtful = (*contents.spoilt(patient), *past.stale(patient))
    found = gather(patient.salvaged, old, frozenset(uid for each in doubtful for uid in each.about))
    if not found.tables.get("campaign"):
        raise NothingToRepair(library.folder, "单位、年度和活动方案的登记读不出来，备份里也没有")
    mended = amended(found, old, patient, now)
    with disk_errors(dest):
        refuse_full(dest, _need(library))
        remove_leftovers(dest.parent, _PREFIX, who=who, now=now)
        scratch = dest.with_name(f"{_PREFIX}{uuid.uuid4().hex[:8]}")
        private.make_folder(scratch)
        try:
            course = _Course(_need(library), tell, stopped, [0])
            made = _made(patient, Library(scratch, library.vault), found, course, who, upright, from_backups)
            refuse_place(dest)
            name_folder(scratch, dest)
            sync_folder(dest.parent)
        except BaseException:
            shutil.rmtree(scratch, ignore_errors=True)
            raise
    copy = Patient(Library(dest, library.vault), _salvaged(Library(dest, library.vault)), now)
    after = examine(copy.library, now=now)
    return Repaired(dest, (*made, *mended, *_doubtful(copy, old), *tangled(patient)), after)


def _doubtful(copy: Patient, old: list[OldRows]) -> list[Outcome]:
    """What the copy says otherwise than a backup of the same state; which of the two is right, only paper tells."""
    altered = compared.altered(copy, _states(old))
    return [Outcome(Fate.KEPT, "内容", "", each.sentence, next(iter(each.about), "")) for each in altered]


def _made(
    patient: Patient,
    copy: Library,
    found: Gathered,
    course: _Course,
    who: str,
    upright: Upright,
    from_backups: bool,
) -> tuple[Outcome, ...]:
    """Fill the scratch folder with a library that opens; what became of its rows and files."""
    library, version = patient.library, patient.salvaged.fits or LATEST
    with held(copy, who=who, now=patient.now):
        for folder in (copy.attachments, copy.backups):
            folder.mkdir()
        course.step(0, "数据库")
        tables = {name: tuple(rows.values()) for name, rows in found.tables.items()}
        refused = write(copy.database, tables, version, _key(library))
        if library.key.is_file():
            shutil.copyfile(library.key, copy.key)
        _take_drafts(library, copy)
    try:
        Ledger.open(copy.folder, who=who, passphrase=copy.vault or "", clock=lambda: patient.now).close()
    except LedgerError as error:
        raise NothingToRepair(library.folder, f"还缺少必需的内容（{str(error).rstrip('。')}）") from error
    inside = Patient(copy, _salvaged(copy), patient.now)
    files: Refitted = refit(
        library,
        copy,
        inside.files.values(),
        strangers(Patient(library, inside.salvaged, patient.now))[0],
        from_backups=from_backups,
        upright=upright,
        step=course.step,
    )
    return (*of_rows(found, refused, inside), *of_files(files))


def _salvaged(library: Library) -> Salvaged:
    """What the database holds; nothing where there is none. Raises NewerLibrary."""
    if not library.database.is_file():
        return nothing("file is not a database")
    found = around.looked_at(library, library.database)
    if found is None:
        return nothing("disk i/o error")
    if found.version > LATEST and not found.fits and found.application == APPLICATION_ID:
        raise NewerLibrary(library.folder, found.version, LATEST)
    return found


def _old_rows(library: Library, now: Salvaged) -> Iterator[OldRows]:
    """The whole backups, the newest first, raised to the version of the library."""
    version = now.fits or LATEST
    for backup in around.backups(library):
        try:
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                key = around.key_of(library, backup.path)
                copy = take_aside(backup.path, Path(folder), key)
                inside = salvage(copy, key)
                if not around.is_whole(inside, backup.path):
                    continue  # told by the examination
                if inside.version < version:
                    raised_to(copy, version, key)
                    inside = salvage(copy, key)
        except OSError:
            continue
        if inside.version == version:
            yield OldRows(backup, inside)


def _states(old: list[OldRows]) -> tuple[around.OldState, ...]:
    return tuple(around.OldState(each.backup, each.salvaged) for each in old[: around.COMPARED])


def _take_drafts(library: Library, copy: Library) -> None:
    """Take over what was being typed, as it lies."""
    if library.drafts.is_dir():
        shutil.copytree(library.drafts, copy.drafts)


def _need(library: Library) -> int:
    folders = (library.attachments, library.drafts)
    files = [path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file()]
    database = [library.database] if library.database.is_file() else []
    return sum(path.stat().st_size for path in (*files, *database))


def _key(library: Library) -> str:
    return library.vault.database_key if library.vault is not None else ""
