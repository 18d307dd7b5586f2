"""Looking a whole library over: its database, records, files, history, backups and what else lies in its folder.

Nothing is written, not even a lock; of a damaged library everything is looked at that can still be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from ledger.consistency.serials import serial_numbers
from ledger.doctor import around, compared, contents, kept, past, structure
from ledger.doctor.findings import REPAIR, Examination, Finding, Severity
from ledger.doctor.patient import Patient
from ledger.errors import InputError
from ledger.kept_scheme import read_kept
from ledger.kinds import Kind
from ledger.library import Library, NotALibrary
from ledger.listing import listed
from ledger.own_registers import PREFIX
from ledger.records import Campaign
from ledger.schemes.model import Scheme
from ledger.snapshot import Snapshot
from ledger.store.blueprint import Row
from ledger.store.boundary import boundary
from ledger.store.database import APPLICATION_ID
from ledger.store.salvage import Salvaged
from ledger.whole_copy import Tell


class ExaminationStopped(InputError):
    """The clerk stopped the examination."""

    def __init__(self) -> None:
        super().__init__("已停止检查，台帐库没有任何改动：需要时可以重新检查。")


def examine(
    library: Library,
    *,
    now: dt.datetime,
    tell: Tell = lambda *_: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Examination:
    """Look over `library`, whose vault is there where it has a passphrase; `now` is in UTC.

    Every file is read once. Raises NotALibrary, ExaminationStopped, and CannotAccess when the disk refuses the
    folder itself.
    """
    with boundary(library.folder):
        length = _length(library)
        course = _Course(tell, stopped)
        course.step(0, "数据库")
        if length is None:
            return _without_database(library, course, now)
        salvaged = around.looked_at(library, library.database) or Salvaged(unopened="disk i/o error")
        patient = Patient(library, salvaged, now)
        course.total = length + sum(file.size for file in patient.files.values()) + _backed_up(library)
        course.step(length, "数据库")
        kept_backups = around.looked_through(library, course.step)
        findings = [*_of_database(patient, length), *_of_rows(patient, kept_backups), *_around(patient, kept_backups)]
        findings += kept.originals(patient, course.step)
        findings += kept.uprights(patient)
        if _is_ours(patient):  # else nobody knows which files are used
            findings += kept.orphans(patient)
        return Examination(library.folder, _counts(patient, len(kept_backups.all)), _ordered(findings))


class _Course:
    """How far the examination is."""

    def __init__(self, tell: Tell, stopped: Callable[[], bool]) -> None:
        self.total, self._done, self._tell, self._stopped = 0, 0, tell, stopped

    def step(self, size: int, words: str) -> None:
        """`size` bytes more were looked at, or are about to be. Raises ExaminationStopped."""
        if self._stopped():
            raise ExaminationStopped
        self._done += size
        self._tell(min(self._done, self.total), self.total, words)


def _length(library: Library) -> int | None:
    """Bytes of the database, None when there is none. Raises NotALibrary where nothing of a library is left."""
    if library.database.is_file():
        return library.database.stat().st_size
    if not (library.backups.is_dir() or library.attachments.is_dir()):
        library.check()
        raise NotALibrary(library.folder, "里面没有 ledger.db")
    return None


def _without_database(library: Library, course: _Course, now: dt.datetime) -> Examination:
    patient = Patient(library, Salvaged(), now)
    kept_backups = around.looked_through(library, course.step)
    sentence = "ledger.db 不见了，文件夹里只剩别的文件。"
    missing = Finding("missing-database", Severity.DAMAGE, sentence, f"找回它；找不回的，{REPAIR}。")
    return Examination(
        library.folder,
        _counts(patient, len(kept_backups.all)),
        _ordered([missing, *_around(patient, kept_backups)]),
    )


def _of_database(patient: Patient, length: int) -> Iterator[Finding]:
    yield from structure.opened(patient, length)
    if _is_ours(patient):
        yield from structure.whole(patient)
        yield from structure.garbled(patient)


def _of_rows(patient: Patient, kept_backups: around.Backups) -> Iterator[Finding]:
    """What is wrong with the rows; where the database does not open at all, that says it all."""
    if not _is_ours(patient) or patient.salvaged.unopened:
        return
    for check in (
        contents.unreadable,
        contents.spoilt,
        contents.unknown_kinds,
        contents.definitions,
        contents.links,
        past.beginnings,
        past.strangers,
        past.stale,
        past.times,
        past.future,
        _of_scheme,
    ):
        yield from check(patient)
    yield from compared.altered(patient, kept_backups.newest)


def _of_scheme(patient: Patient) -> Iterator[Finding]:
    """The campaign and its scheme; the serial numbers, which are looked at as the ledger does it."""
    rows = patient.salvaged.rows("campaign")
    if not rows:
        yield Finding("no-campaign", Severity.DAMAGE, "库里没有创建活动的登记，打不开。", f"{REPAIR}。")
        return
    why = scheme_fault(patient, rows[0])
    if why:
        yield Finding("spoilt-scheme", Severity.DAMAGE, f"活动方案读不出来：{why}", f"{REPAIR}。")
        return
    campaign, scheme = _scheme_of(patient, rows[0])
    living = [record for record in patient.own if not record.deleted]
    records = listed(patient.library, living, patient.attachments, _own_kinds(patient))
    for problem in serial_numbers(Snapshot(campaign, scheme, (), records)):
        yield Finding(problem.code, Severity.FAULT, problem.sentence, problem.next_step, problem.records)


def scheme_fault(patient: Patient, row: Row) -> str:
    """Why the campaign of a row, or the text of its scheme, cannot be read; "" when it can."""
    try:
        _scheme_of(patient, row)
    except InputError as error:
        return str(error)
    except (TypeError, ValueError):
        return "活动的登记里有乱码。"
    return ""


def _scheme_of(patient: Patient, row: Row) -> tuple[Campaign, Scheme]:
    """The campaign of a row and its scheme. Raises SchemeError, and TypeError for what is garbled."""
    words = [row[name] for name in ("uid", "name", "unit", "scheme_id", "scheme_text")]
    year = row["year"]
    if not isinstance(year, int) or not all(isinstance(word, str) for word in words):
        raise TypeError("garbled")
    uid, name, unit, scheme, text = map(str, words)
    source = f"{patient.library.folder.name}里的活动方案"
    return Campaign(uid, name, unit, year, scheme), read_kept(text, year, source, _own_kinds(patient))


def _own_kinds(patient: Patient) -> list[Kind]:
    return [kind for slug, kind in patient.kinds.items() if slug.startswith(PREFIX)]


def _around(patient: Patient, kept_backups: around.Backups) -> Iterator[Finding]:
    yield from around.kept_backups(kept_backups)
    yield from around.later_backups(patient, kept_backups.all)
    if patient.library.database.is_file():
        yield from around.cut_off(patient)
    yield from around.left_lock(patient)
    yield from around.drafts(patient)
    yield from around.exposed(patient)


def _is_ours(patient: Patient) -> bool:
    found = patient.salvaged
    return not found.unopened and found.application == APPLICATION_ID and found.fits > 0


def _backed_up(library: Library) -> int:
    return sum(backup.size for backup in around.backups(library))


def _counts(patient: Patient, backups: int) -> tuple[tuple[str, int], ...]:
    return (
        ("记录", len(patient.records)),
        ("历史", len(patient.salvaged.rows("change"))),
        ("附件文件", len(patient.files)),
        ("备份", backups),
    )


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    """The worst first, otherwise as they were found."""
    return tuple(sorted(findings, key=lambda each: -each.severity))
