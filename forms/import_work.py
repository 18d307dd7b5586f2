"""Reading a file that shall be imported, for the process apart from the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from forms.sheet_preview import ImportPreview, preview_file
from forms.tables.columns import NOTHING, Wishes
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.apart_process import Tell, Wish


@dataclass(frozen=True)
class Reading:
    """The file, the kind of its rows, the ledger that they would be added to, and what the clerk has chosen."""

    path: Path
    kind: str
    snapshot: Snapshot
    wishes: Wishes = NOTHING


def read(reading: Reading, tell: Tell, stop: Wish) -> ImportPreview:
    """What the file would add. Raises what `preview_file` raises."""
    tell(0, 1, f"正在读“{reading.path.name}”")
    return preview_file(reading.path, reading.snapshot.kind(reading.kind), reading.snapshot, reading.wishes)
