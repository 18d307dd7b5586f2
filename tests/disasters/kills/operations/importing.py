"""Records out of a sheet, by the command line."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from forms.cli import main
from ledger.errors import StorageError
from ledger.kinds import kind_of
from tests.disasters.kills.operation import LIBRARY, Operation
from tests.disasters.kills.operations.samples import opinions, with_scans

SHEETS = 3


def prepare(place: Path) -> None:
    """A library, and sheets to be imported one after the other."""
    with_scans(place)
    kind = kind_of("opinion")
    for number in range(SHEETS):
        rows = opinions(f"表{number}", 25)
        with (place / f"意见{number}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow([kind.field(name).label for name in rows[0]])
            table.writerows(row.values() for row in rows)


def steps(place: Path) -> Iterator[object]:
    """One command for each sheet."""
    for number in range(SHEETS):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
            code = main(["import", str(place / LIBRARY), "opinion", str(place / f"意见{number}.csv")])
        if code == StorageError.exit_code:
            raise StorageError(said.getvalue().strip())
        if code:
            raise AssertionError(said.getvalue())
        yield number


OPERATION = Operation("import", "导入", prepare, steps)
