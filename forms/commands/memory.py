"""After an export: the library remembers it."""

from __future__ import annotations

import sys
from pathlib import Path

from exports.job import ExportResult
from forms.commands.opening import opened
from forms.commands.verbs import who
from forms.submitting import NOT_NOTED, bound_of
from ledger.errors import StorageError
from ledger.exported import Export
from ledger.snapshot import Snapshot


def remember(lib: Path, result: ExportResult, snapshot: Snapshot) -> Export | None:
    """Note the export in the library; when that cannot be written now, say so: the folder stands all the same."""
    try:
        bound = bound_of(result, snapshot)
        with opened(lib, who=who()) as ledger:
            return ledger.note_export(bound, result.folder.resolve())
    except StorageError as error:
        print(f"{NOT_NOTED}{error}", file=sys.stderr)
        return None
