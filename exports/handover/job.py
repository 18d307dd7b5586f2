"""What a handover package is asked for, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from exports.handover.errors import PackageStopped
from exports.handover.layout import PackageInfo, Purpose

Tell = Callable[[int, int, str], object]
"""Takes thousandths done, 1000, and what is being done now."""

SHORTEST = 8
"""Characters that a passphrase must have at least."""
LARGEST_VOLUME = 2**32 - 1
"""Bytes of the largest file that FAT32 holds."""


@dataclass(frozen=True)
class Medium:
    """What the clerk knows of the stick or disc (载体); blank words leave room to be filled in by hand."""

    kind: str = ""
    """类型、规格, such as “U盘，32GB”."""
    first: str = ""
    last: str = ""
    """载体起止顺序号."""


@dataclass(frozen=True)
class PackageJob:
    """A package to be made in the existing folder `dest`.

    `submission` is a submission folder made before (None: one is made now, in the faces of the program alone with
    `bundled_only`, from the papers kept in `cache`). A package for a colleague or a branch always has the `library`
    inside. With a `passphrase` it becomes an AES-256 zip in volumes of at most `volume` bytes. `now` (UTC) and the
    same records give the same bytes; an encrypted one is another each time.
    """

    dest: Path
    who: str
    now: dt.datetime
    program: str
    purpose: Purpose = Purpose.ARCHIVE
    library: bool = False
    submission: Path | None = None
    passphrase: str = ""
    volume: int = LARGEST_VOLUME
    medium: Medium = Medium()
    bundled_only: bool = False
    cache: Path | None = None
    workers: int = 0

    @property
    def with_library(self) -> bool:
        """Whether the whole library comes along."""
        return self.library or self.purpose is not Purpose.ARCHIVE

    def __repr__(self) -> str:
        # A passphrase must not get into a log by way of an error.
        return f"PackageJob({str(self.dest)!r}, {self.purpose.value})"


@dataclass(frozen=True)
class Made:
    """A package that stands on the medium and was read back from it.

    `paths` are what is to be handed over: the folder, or the zip or its volumes and the note on how to open them.
    `files` and `size` (bytes) are all of it; `manifest` is the SHA-256 of its manifest-sha256.txt, which a receipt
    names. `faults` are sentences on what of the library could not be copied, `findings` counts what 核验报告 lists.
    `papers` are the PDFs of its papers by their titles, to be read and printed when the medium is gone, or sealed.
    """

    name: str
    paths: tuple[Path, ...]
    info: PackageInfo
    files: int
    size: int
    manifest: str
    faults: tuple[str, ...] = ()
    findings: int = 0
    papers: Mapping[str, bytes] = field(default_factory=dict, repr=False)


class Meter:
    """How far the work is, in spans of thousandths, and the wish to stop it."""

    def __init__(self, tell: Tell, stopped: Callable[[], bool]) -> None:
        self._tell, self.stopped = tell, stopped

    def span(self, start: int, end: int) -> Tell:
        """A meter of its own for the work between `start` and `end`; raises PackageStopped when it shall stop."""

        def step(done: int, total: int, words: str) -> None:
            if self.stopped():
                raise PackageStopped
            self._tell(start + (end - start) * min(done, total) // max(total, 1), 1000, words)

        return step
