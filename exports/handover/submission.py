"""The submission that goes into a package: made anew, or made before and still what the ledger says."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from exports.compose import folder_of
from exports.errors import Cancelled, CannotRead
from exports.handover.errors import PackageStopped, SubmissionForeign, SubmissionSpoilt, SubmissionStale
from exports.handover.job import Meter, PackageJob, Tell
from exports.handover.layout import Purpose
from exports.job import ExportJob
from exports.manifest import MANIFEST_NAME, Entry, read_checksums, verify
from exports.names import BOUND, unique_names
from exports.pipeline import run
from exports.trace import sha256_of
from ledger.book import Ledger
from ledger.filing import Item, Volume, arrange
from ledger.snapshot import Snapshot


@dataclass(frozen=True)
class Submission:
    """A submission folder that was checked: its files by path, 校验清单.txt last, and the SHA-256 of that list."""

    folder: Path
    entries: tuple[Entry, ...]
    digest: str

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(entry.size for entry in self.entries)


def made_now(snapshot: Snapshot, job: PackageJob, dest: Path, meter: Meter, tell: Tell) -> Submission:
    """Export the snapshot to the new folder `dest`. Raises what exports.pipeline.run raises, and PackageStopped.

    缺项与疑点 is the clerk's own list: it goes to the colleague who takes over, not to the archive.
    """
    cancel = threading.Event()

    def progress(done: int, total: int, words: str) -> None:
        if meter.stopped():
            cancel.set()
        else:
            tell(done, total, words)

    wanted = ExportJob(snapshot, dest, bundled_only=job.bundled_only, progress=progress, cancel=cancel)
    wanted = replace(
        wanted,
        with_gaps=job.purpose is Purpose.COLLEAGUE,
        cache=job.cache or dest.with_name("缓存"),
        workers=job.workers,
    )
    try:
        run(wanted)
    except Cancelled as error:
        raise PackageStopped from error
    return _checked(dest)


def made_before(ledger: Ledger, folder: Path) -> Submission:
    """A folder that was exported before; it must be whole, of this library, and nothing may have changed since.

    Raises NoManifest, SubmissionSpoilt, SubmissionForeign, SubmissionStale, CannotRead.
    """
    checked = _checked(folder)
    try:
        bound = sha256_of(folder / BOUND)
    except OSError as error:
        raise CannotRead(folder / BOUND, error) from error
    same = [export for export in ledger.exports() if export.bound.sha256 == bound]
    if not same:
        raise SubmissionForeign(folder)
    if ledger.changed_since(min(same[-1].at, _begun(checked)) - _SECOND):
        raise SubmissionStale(folder, same[-1].number)
    return checked


_SECOND = dt.timedelta(seconds=1)
"""The ledger tells time in whole seconds: what was changed in the same second as the export may not be in it."""


def _begun(submission: Submission) -> dt.datetime:
    """When the first file was written: an export is noted when it is done, and others may have typed meanwhile."""
    try:
        first = min((submission.folder / entry.path).stat().st_mtime for entry in submission.entries)
    except OSError as error:
        raise CannotRead(submission.folder, error) from error
    return dt.datetime.fromtimestamp(int(first), dt.UTC)


def _checked(folder: Path) -> Submission:
    findings = verify(folder)
    if findings:
        raise SubmissionSpoilt(folder, findings[0].sentence, len(findings))
    entries, _ = read_checksums(folder / MANIFEST_NAME)
    try:
        listed = (folder / MANIFEST_NAME).read_bytes()
    except OSError as error:
        raise CannotRead(folder / MANIFEST_NAME, error) from error
    digest = hashlib.sha256(listed).hexdigest()
    ordered = sorted(entries.values(), key=lambda entry: entry.path)
    return Submission(folder, (*ordered, Entry(MANIFEST_NAME, len(listed), digest)), digest)


@dataclass(frozen=True)
class Filed:
    """An item of the ledger with its files in the submission: the papers first, then the originals."""

    volume: Volume
    item: Item
    files: tuple[Entry, ...]


def filed(snapshot: Snapshot, submission: Submission) -> tuple[Filed, ...]:
    """Every item in filing order with its files; those of no item (indexes, 合订本) are left out."""
    files: dict[str, list[Entry]] = {}
    starts = {start: key for key, start in _starts(snapshot)}
    for entry in submission.entries:
        fitting = [start for start in _candidates(entry.path) if start in starts]
        if fitting:  # the longest: 0001_2 is another item than 0001
            files.setdefault(starts[max(fitting, key=len)], []).append(entry)
    return tuple(
        Filed(volume, item, tuple(sorted(files.get(item.key, ()), key=_papers_first)))
        for volume in arrange(snapshot)
        for item in volume.items
    )


def _starts(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """With what the paths of each item's files begin (see exports.compose)."""
    for volume in arrange(snapshot):
        numbers = unique_names(f"{item.number:04d}" for item in volume.items)
        for item, number in zip(volume.items, numbers, strict=True):
            yield item.key, f"{folder_of(volume)}/{number}_"
            yield item.key, f"{folder_of(volume)}/附件/{number}-"


def _candidates(path: str) -> Iterator[str]:
    """Every beginning of `path` that might be that of an item's files."""
    for place, char in enumerate(path, 1):
        if char in "_-":
            yield path[:place]


def _papers_first(entry: Entry) -> tuple[bool, bool, str]:
    return "/附件/" in entry.path, not entry.path.endswith(".pdf"), entry.path
