"""Verifying a handover package: its shape, its lists, every byte of it, its counts, and the library inside."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from exports.handover.bag_lists import (
    LIST_LIMIT,
    TAG_LIMIT,
    FileList,
    fault_of_declaration,
    read_manifest,
)
from exports.handover.bag_numbers import number_faults
from exports.handover.findings import (
    Altered,
    Finding,
    Missing,
    NotAPackage,
    Unexpected,
    Unreadable,
    Unsafe,
    WrongName,
)
from exports.handover.layout import (
    BAG_INFO,
    BAGIT,
    DIRECTORY,
    EXPLANATION,
    INFO,
    INFO_LIMIT,
    MANIFEST,
    PAGE,
    PAYLOAD,
    TAG_MANIFEST,
    BadInfo,
    PackageInfo,
    read_info,
)
from exports.handover.library_inside import library_faults
from exports.handover.package_contents import BrokenEntry, Contents, read_small
from exports.handover.reading import opened
from exports.names import fold
from ledger.causes import reason
from ledger.errors import InputError
from ledger.foreign_library import ForeignLibrary

Tell = Callable[[int, int, str], object]
"""Takes bytes done, bytes in all, and what is being done now."""

_FETCH = "fetch.txt"
_TAGS = (BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, PAGE)
_REQUIRED = tuple(f"{PAYLOAD}/{name}" for name in (EXPLANATION, DIRECTORY, INFO))


class VerifyingStopped(InputError):
    """The clerk stopped the verifying."""

    def __init__(self) -> None:
        super().__init__("已停止核对移交包，什么也没有改动：需要时可以重新核对。")


@dataclass(frozen=True)
class Counts:
    """What was counted in the payload: files, their bytes, and how many of them were read and hashed."""

    files: int = 0
    bytes: int = 0
    hashed: int = 0


@dataclass(frozen=True)
class Verified:
    """What verifying a package found; `info` is None when 移交信息.json could not be read.

    `manifest` is the SHA-256 of its manifest-sha256.txt, which names the package in a receipt. `digests` are the
    SHA-256 of all its files, by path in the package; `library` is what its library holds. `notes` are sentences that
    are no faults.
    """

    info: PackageInfo | None
    findings: tuple[Finding, ...]
    counts: Counts
    notes: tuple[str, ...] = ()
    manifest: str = ""
    digests: Mapping[str, str] = field(default_factory=dict, repr=False)
    library: ForeignLibrary | None = field(default=None, repr=False)

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def silent(done: int, total: int, words: str) -> None:
    """Progress that nobody watches."""


def never() -> bool:
    """A wish to stop that nobody has."""
    return False


def verify(
    path: Path,
    *,
    passphrase: str | None = None,
    now: dt.datetime | None = None,
    tell: Tell = silent,
    stopped: Callable[[], bool] = never,
) -> Verified:
    """Check the package at `path`, a folder, a zip or any volume of one; nothing beside a private copy is written.

    Raises PackageLocked, WrongPackagePassphrase, VerifyingStopped, CannotRead when the medium refuses, CannotWrite when
    the temporary folder does.
    """
    with opened(path, passphrase) as contents:
        return verify_contents(contents, now=now, tell=tell, stopped=stopped)


def verify_contents(
    contents: Contents,
    *,
    now: dt.datetime | None = None,
    tell: Tell = silent,
    stopped: Callable[[], bool] = never,
) -> Verified:
    """As verify, for a package that is open."""
    work = _Verifying(contents, tell, stopped)
    if any(isinstance(finding, Unsafe | NotAPackage) for finding in contents.findings) or not contents.files:
        return work.verdict(contents.findings)
    findings = [*contents.findings, *work.shape()]
    if any(isinstance(finding, Unsafe | NotAPackage) for finding in findings) or work.listed is None:
        return work.verdict(findings)
    findings += work.tag_files()
    differences = list(work.payload())
    findings += differences
    findings += work.numbers(counted=not differences)
    if findings:
        return work.verdict(findings)
    if work.info is None or not work.info.library:
        return work.verdict(findings)
    library, faults, notes = library_faults(contents, work.found, now or dt.datetime.now(dt.UTC))
    return work.verdict(faults, library=library, notes=notes)


class _Verifying:
    """One verifying on its way."""

    def __init__(self, contents: Contents, tell: Tell, stopped: Callable[[], bool]) -> None:
        self._contents, self._tell, self._stopped = contents, tell, stopped
        self._total, self._done = max(1, sum(contents.files.values())), 0
        self.listed: Mapping[str, str] | None = None
        self.found: dict[str, str] = {}
        self._unread: set[str] = set()
        self._tags: Mapping[str, str] | None = None
        self.info: PackageInfo | None = None

    def verdict(
        self,
        findings: tuple[Finding, ...] | list[Finding],
        *,
        library: ForeignLibrary | None = None,
        notes: tuple[str, ...] = (),
    ) -> Verified:
        sizes = [size for path, size in self._contents.files.items() if path.startswith(f"{PAYLOAD}/")]
        hashed = sum(1 for path in self.found if path.startswith(f"{PAYLOAD}/"))
        return Verified(
            self.info,
            tuple(dict.fromkeys(findings)),
            Counts(len(sizes), sum(sizes), hashed),
            (*self._contents.notes, *notes),
            self.found.get(MANIFEST, ""),
            self.found,
            library,
        )

    def shape(self) -> Iterator[Finding]:
        """bagit.txt, the lists, and nothing to be fetched from elsewhere (RFC 8493 2.1, 2.2.3)."""
        files = self._contents.files
        if _FETCH in files:
            yield Unsafe(_FETCH, "它要从别处取文件")
        declaration = self._small(BAGIT, TAG_LIMIT)
        yield from _given(fault_of_declaration(declaration) if isinstance(declaration, bytes) else declaration)
        manifest = self._list(MANIFEST, payload=True)
        if isinstance(manifest, FileList):
            # A list of which nothing could be read says nothing of any file.
            self.listed = manifest.digests if manifest.digests or not manifest.findings else None
            yield from manifest.findings
        else:
            yield manifest
        tags = self._list(TAG_MANIFEST, payload=False)
        if isinstance(tags, FileList):
            self._tags = tags.digests
            yield from tags.findings
        else:
            yield tags

    def _list(self, name: str, *, payload: bool) -> FileList | Finding:
        data = self._small(name, LIST_LIMIT)
        if not isinstance(data, bytes):
            return data
        self.found[name] = hashlib.sha256(data).hexdigest()
        return read_manifest(name, data, payload=payload)

    def _small(self, path: str, limit: int) -> bytes | Finding:
        """The content of a file of the package, or what is wrong with it."""
        if path not in self._contents.files:
            return NotAPackage(path, "没有这个文件") if path == BAGIT else Missing(path)
        try:
            return read_small(self._contents, path, limit)
        except BrokenEntry as error:
            return Unreadable(path, error.why)
        except OSError as error:
            return Unreadable(path, reason(error))

    def tag_files(self) -> Iterator[Finding]:
        """The files beside the payload, against tagmanifest-sha256.txt; one that it does not name does not belong."""
        present = [path for path in self._contents.files if not path.startswith(f"{PAYLOAD}/")]
        if self._tags is None:
            return
        yield from self._compared(self._tags, [path for path in present if path != TAG_MANIFEST])
        # RFC 8493 lets anybody list more of them; a package of ours has no others.
        yield from (Unexpected(path) for path in present if path not in _TAGS)
        yield from (Missing(name) for name in (BAG_INFO, MANIFEST) if name not in self._tags and name not in present)

    def payload(self) -> Iterator[Finding]:
        """Every file below data/, against manifest-sha256.txt."""
        listed = self.listed or {}
        yield from self._compared(listed, [path for path in self._contents.files if path.startswith(f"{PAYLOAD}/")])
        yield from (Missing(path) for path in _REQUIRED if path not in listed)

    def _compared(self, listed: Mapping[str, str], present: list[str]) -> Iterator[Finding]:
        for path in present:
            yield from _given(self._hash(path) if path not in self.found else None)
        lacking = [path for path in listed if path not in set(present)]
        strange = [path for path in present if path not in listed]
        names = {path: twin for path in lacking if (twin := self._twin(path, listed[path], strange))}
        yield from (WrongName(path, twin) for path, twin in names.items())
        yield from (Missing(path) for path in lacking if path not in names)
        yield from (Unexpected(path) for path in strange if path not in names.values())
        for path in present:
            if path in listed and path not in self._unread and self.found[path] != listed[path]:
                yield Altered(path)

    def _twin(self, path: str, digest: str, strange: list[str]) -> str:
        """The file that stands there in place of `path`: of the same letters, or else of the same content."""
        same = [each for each in strange if self.found.get(each) == digest]
        return next((each for each in same if fold(each) == fold(path)), same[0] if same else "")

    def _hash(self, path: str) -> Finding | None:
        digest = hashlib.sha256()
        try:
            for block in self._contents.blocks(path):
                digest.update(block)
                self._step(len(block), path)
        except (BrokenEntry, OSError) as error:
            self._unread.add(path)
            return Unreadable(path, error.why if isinstance(error, BrokenEntry) else reason(error))
        self.found[path] = digest.hexdigest()
        return None

    def _step(self, size: int, path: str) -> None:
        if self._stopped():
            raise VerifyingStopped
        self._done += size
        self._tell(min(self._done, self._total), self._total, f"核对{path.rpartition('/')[2]}")

    def numbers(self, *, counted: bool) -> Iterator[Finding]:
        """What the package says of itself, against what is there.

        Where files were found missing or altered the numbers cannot be right, and need not be told as well.
        """
        info, tags = self._small(f"{PAYLOAD}/{INFO}", INFO_LIMIT), self._small(BAG_INFO, TAG_LIMIT)
        if isinstance(info, bytes):
            try:
                self.info = read_info(info)
            except BadInfo as error:
                yield Unreadable(f"{PAYLOAD}/{INFO}", error.why)
        elif not isinstance(info, Missing):
            yield info
        if counted:
            yield from number_faults(self.info, tags, self._contents.files, self.found)


def _given(finding: Finding | None) -> Iterator[Finding]:
    if finding is not None:
        yield finding
