"""The benches from the command line: `python -m tests.bench PART --peers PYTHON`, as run.py calls it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.bench import backups, bound, report, window, work_a, work_b
from tests.bench.place import Place
from tests.bench.timing import FailedRun

PARTS = {
    "a": work_a.measure,
    "floor": work_a.floor,
    "b": work_b.measure,
    "bound": bound.measure,
    "window": window.measure,
    "backup": backups.measure,
}


def main(arguments: list[str]) -> int:
    """Measure one part or all; 1 when a figure is not what is asked of it, 3 when a process failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("part", choices=[*PARTS, "all"])
    parser.add_argument("--peers", type=Path, required=True)
    options = parser.parse_args(arguments)
    place = Place.of(Path(__file__).resolve().parents[2], Path(sys.executable), options.peers)
    place.scratch.mkdir(parents=True, exist_ok=True)
    entries: list[report.Entry] = []
    for part, measure in PARTS.items():
        if options.part in (part, "all"):
            try:
                measured = measure(place)
            except FailedRun as error:
                print(error, file=sys.stderr)
                return 3
            report.save(place.scratch / "results.json", part, measured, place.peers)
            entries += measured
    print(report.table(entries))
    return int(any(isinstance(entry, report.Figure) and entry.met is False for entry in entries))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
