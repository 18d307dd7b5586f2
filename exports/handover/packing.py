"""The making of a handover package, start to end: nothing bears its name that was not read back from the medium."""

from __future__ import annotations

import hashlib
import os
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path

from exports.handover import annexes, bag, media, sealing
from exports.handover.checks import look
from exports.handover.errors import (
    BadVolumeSize,
    CannotPackage,
    LedgerMoved,
    PackageStopped,
    PlaceInSubmission,
    ReadsBackOtherwise,
    SubmissionSpoilt,
)
from exports.handover.facts import Facts
from exports.handover.job import LARGEST_VOLUME, Made, Meter, PackageJob, Tell
from exports.handover.layout import (
    ARCHIVE,
    DATABASE,
    DIRECTORY,
    EXPLANATION,
    INFO,
    LIBRARY,
    MANIFEST,
    PackageInfo,
    how_to_open_name,
    info_json,
)
from exports.handover.papers import papers
from exports.handover.staging import PART, SHOP, blocks_of, counter, disk_errors, free_name, named, room, write
from exports.handover.submission import Submission, filed, made_before, made_now
from exports.handover.welcome import welcome
from exports.preflight import check_target
from exports.sink import sync_tree
from exports.trace import sha256_of
from exports.typeset.faces import Faces
from ledger.book import Ledger
from ledger.errors import StorageError
from ledger.library import Library
from ledger.snapshot import Snapshot
from ledger.whole_copy import CopyStopped, WholeCopy

_NAMESPACE = uuid.UUID("6f0b3f0e-6d0f-5b0c-9d53-3c1b1f6a7e21")
"""Of the uids of packages, so that the same records packed at the same moment make the same package."""


def make_package(
    ledger: Ledger, job: PackageJob, tell: Tell = lambda *_: None, stopped: Callable[[], bool] = lambda: False
) -> Made:
    """Make the package of the open `ledger`, which may be open for reading only, in the folder `job.dest`.

    It changes the working directory for a while, so that no other thread of the process may care for that. Raises
    PackageError and ExportError in their kinds and what the ledger raises; then nothing bears the package's name.
    What a run that was killed left in the folder is removed first.
    """
    _refuse(job)
    meter, snapshot = Meter(tell, stopped), ledger.snapshot()
    scratches = Path(tempfile.gettempdir())
    with disk_errors(scratches), room(scratches, SHOP) as shop:
        export = meter.span(0, 350)
        if job.submission is None:
            submission = made_now(snapshot, job, shop / "报送", meter, export)
        else:
            export(0, 1, "核对报送文件夹")
            submission = made_before(ledger, job.submission)
        _refuse_small(ledger, job, submission, shop)
        with disk_errors(job.dest), room(job.dest, PART) as scratch:
            return _Work(ledger, job, snapshot, submission, meter).done(scratch, shop)


def _refuse(job: PackageJob) -> None:
    """Whatever can be refused before anything is made."""
    if job.passphrase:
        sealing.check_passphrase(job.passphrase)
    if not 1 << 20 <= job.volume <= LARGEST_VOLUME:
        raise BadVolumeSize(job.volume >> 20)
    check_target(job.dest / "移交包")
    if job.submission and job.dest.resolve().is_relative_to(job.submission.resolve()):
        raise PlaceInSubmission(job.dest, job.submission)
    with disk_errors(job.dest):
        os.scandir(job.dest).close()


def _refuse_small(ledger: Ledger, job: PackageJob, submission: Submission, shop: Path) -> None:
    """Raise NoRoom or TooLargeForFat."""
    files = [(entry.path, entry.size) for entry in submission.entries]
    if job.with_library:
        kept = [*Library(ledger.path).attachments.rglob("*"), Library(ledger.path).database]
        files += [(path.name, path.stat().st_size) for path in kept if path.is_file()]
    size = sum(size for _, size in files)
    with disk_errors(job.dest):
        if not job.passphrase:
            media.check_sizes(job.dest, files)
        media.check_room(job.dest, size, len(files))
    if job.passphrase:
        with disk_errors(shop.parent):
            media.check_room(shop.parent, size, len(files))


class _Work:
    """One package on its way."""

    def __init__(
        self, ledger: Ledger, job: PackageJob, snapshot: Snapshot, submission: Submission, meter: Meter
    ) -> None:
        self._ledger, self._job, self._snapshot = ledger, job, snapshot
        self._submission, self._meter = submission, meter
        self._name = free_name(job.dest, snapshot.campaign.unit, job.now)
        self._papers: dict[str, bytes] = {}

    def done(self, scratch: Path, shop: Path) -> Made:
        """Fill the bag, write it to the medium, read it back, and give it its name."""
        folder = (shop if self._job.passphrase else scratch) / self._name
        facts = self._filled(folder)
        total = bag.payload_size(folder)
        meant = bag.digests(folder)
        paths = (
            self._sealed(folder, scratch, meant, total) if self._job.passphrase else self._plain(folder, meant, total)
        )
        places = named(paths, self._job.dest)
        return Made(
            name=self._name,
            paths=places,
            info=facts.info,
            files=len(meant),
            size=sum(path.stat().st_size for place in places for path in (place, *place.rglob("*")) if path.is_file()),
            manifest=meant[MANIFEST],
            faults=tuple(fault.sentence for fault in facts.copy.faults) if facts.copy else (),
            findings=sum(len(check.found) for check in facts.checks),
            papers=self._papers,
        )

    def _filled(self, folder: Path) -> Facts:
        """Everything of the payload written, and made into a bag."""
        self._copy_archive(folder / ARCHIVE / str(self._snapshot.campaign.year))
        copy = self._copy_library(folder / LIBRARY) if self._job.with_library else None
        facts = self._facts(copy, sha256_of(folder / LIBRARY / DATABASE) if copy else "")
        step = self._meter.span(650, 700)
        step(0, 3, "填写登记表和清单")
        faces = Faces.bundled() if self._job.bundled_only else Faces.installed()
        for rel, data in (
            (EXPLANATION, annexes.explanation(facts)),
            (DIRECTORY, annexes.directory(facts)),
            (INFO, info_json(facts.info)),
            *papers(facts, faces),
        ):
            write(folder / rel, data)
            if rel.endswith(".pdf"):
                self._papers[Path(rel).stem] = data
        step(2, 3, "编制校验清单")
        campaign = self._snapshot.campaign
        words = f"{campaign.year}年度{campaign.name}"
        info = bag.bag_info(campaign.unit, words, facts.info.package, self._job.now, self._job.program)
        bag.make_bag(folder, info, welcome(facts))
        return facts

    def _copy_archive(self, target: Path) -> None:
        """The submission, each file held against its list while it is copied."""
        step = counter(self._meter.span(350, 450), self._submission.size)
        for entry in self._submission.entries:
            digest, place = hashlib.sha256(), target / entry.path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as copy:
                for block in blocks_of(self._submission.folder / entry.path):
                    digest.update(block)
                    copy.write(block)
                    step(len(block), "复制电子档案")
            if digest.hexdigest() != entry.sha256:
                raise SubmissionSpoilt(self._submission.folder, f"文件“{entry.path}”刚刚被改动，请重新制作。", 1)

    def _copy_library(self, target: Path) -> WholeCopy:
        """The whole library; whatever was changed meanwhile would make it another than the submission beside it."""
        target.parent.mkdir(parents=True, exist_ok=True)
        tell = self._meter.span(450, 600)
        try:
            # Whoever receives it has no passphrase of this library; one for the way is the package's own.
            copy = self._ledger.copy_to(target, tell=tell, stopped=self._meter.stopped, open_to_all=True)
        except CopyStopped as error:
            raise PackageStopped from error
        except StorageError as error:
            if isinstance(error.__cause__, OSError):
                raise CannotPackage(self._job.dest, error.__cause__) from error
            raise
        if _state(self._ledger.snapshot()) != _state(self._snapshot):
            raise LedgerMoved
        return copy

    def _facts(self, copy: WholeCopy | None, library_digest: str) -> Facts:
        job, campaign = self._job, self._snapshot.campaign
        same = (campaign.uid, job.now.isoformat(), self._name, self._submission.digest, library_digest)
        info = PackageInfo(
            package=str(uuid.uuid5(_NAMESPACE, " ".join(same))),
            made=job.now,
            by=job.who,
            unit=campaign.unit,
            year=campaign.year,
            campaign=campaign.uid,
            campaign_name=campaign.name,
            scheme=campaign.scheme_id,
            program=job.program,
            purpose=job.purpose,
            library=copy is not None,
            records=len(self._snapshot.records),
            files=len(self._submission.entries),
            size=self._submission.size,
            submission_digest=self._submission.digest,
            library_digest=library_digest,
        )
        items = filed(self._snapshot, self._submission)
        checks = look(self._snapshot, self._submission, items, self._meter.span(600, 650))
        return Facts(self._name, info, job.medium, self._snapshot, self._submission, items, checks, copy)

    def _plain(self, folder: Path, meant: dict[str, str], total: int) -> tuple[Path, ...]:
        self._meter.span(700, 800)(0, 1, "写到载体上")
        sync_tree(folder)
        different = bag.first_difference(folder, meant, counter(self._meter.span(800, 1000), total))
        if different:
            raise ReadsBackOtherwise(self._job.dest, different)
        return (folder,)

    def _sealed(self, folder: Path, scratch: Path, meant: dict[str, str], total: int) -> tuple[Path, ...]:
        """The zip or its volumes, and the note on how to open them, which gets its name first."""
        job, name = self._job, f"{self._name}.zip"
        step = counter(self._meter.span(700, 820), total)
        volumes = sealing.seal(folder, scratch, name, job.passphrase, volume=job.volume, made=job.now, step=step)
        note = scratch / how_to_open_name(self._name)
        note.write_bytes(sealing.how_to_open(self._name, [volume.name for volume in volumes]))
        written = {path.name: sha256_of(path) for path in (*volumes, note)}
        sync_tree(scratch)
        # Byte by byte, for not all of a zip is content; then as the receiver will open it.
        step = counter(self._meter.span(820, 900), sum(volume.stat().st_size for volume in volumes))
        different = next((path for path in written if bag.sha256_from_disk(scratch / path, step) != written[path]), "")
        if not different:
            step = counter(self._meter.span(900, 1000), total)
            different = sealing.first_unsealed_difference(volumes, self._name, job.passphrase, meant, step)
        if different:
            raise ReadsBackOtherwise(job.dest, different)
        return (note, *reversed(volumes))


def _state(snapshot: Snapshot) -> tuple[object, ...]:
    """What tells two states of a ledger apart."""
    records = tuple(
        (record.uid, record.revision, tuple((each.uid, each.sha256) for each in record.attachments))
        for record in snapshot.records
    )
    return snapshot.campaign, snapshot.scheme_changes, records
