"""Reading a workbook that shall be imported, for the process apart from the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from forms.sheet_preview import ImportPreview, preview_file
from ledger.kinds import kind_of
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.apart_process import Tell, Wish


@dataclass(frozen=True)
class Reading:
    """The workbook, the kind of its rows, and the ledger that they would be added to."""

    path: Path
    kind: str
    snapshot: Snapshot


def read(reading: Reading, tell: Tell, stop: Wish) -> ImportPreview:
    """What the workbook would add. Raises what `preview_file` raises."""
    tell(0, 1, f"正在读“{reading.path.name}”")
    return preview_file(reading.path, kind_of(reading.kind), reading.snapshot)
