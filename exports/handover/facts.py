"""What the papers and lists of a package are written from."""

from __future__ import annotations

from dataclasses import dataclass

from exports.handover.checks import Check
from exports.handover.job import Medium
from exports.handover.layout import PackageInfo
from exports.handover.submission import Filed, Submission
from ledger.snapshot import Snapshot
from ledger.whole_copy import WholeCopy


@dataclass(frozen=True)
class Facts:
    """A package before it is closed: `copy` is the library inside, None without one; `name` the package's own."""

    name: str
    info: PackageInfo
    medium: Medium
    snapshot: Snapshot
    submission: Submission
    items: tuple[Filed, ...]
    checks: tuple[Check, ...]
    copy: WholeCopy | None

    @property
    def volumes(self) -> int:
        """How many volumes (卷) have items."""
        return len({each.volume.no for each in self.items})


def gigabytes(size: int) -> str:
    """Bytes in GB (2 to the 30th) with three decimals, as 登记表 wants it, and the bytes themselves behind."""
    return f"{size / 2**30:.3f} GB（{size:,}字节）"


def grouped(digest: str, lines: int = 1) -> str:
    """A SHA-256 in groups of eight on one or two lines, so that two can be compared by eye."""
    groups = [digest[place : place + 8] for place in range(0, len(digest), 8)]
    each = len(groups) // lines
    return "\n".join(" ".join(groups[line * each : (line + 1) * each]) for line in range(lines))
