"""What was measured, as a table for people and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.timing import Spread


@dataclass(frozen=True)
class Figure:
    """One measured figure: its spread, its unit, and what is asked of it."""

    name: str
    value: Spread
    unit: str = "×"
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the median keeps what is asked; None when nothing is."""
        if self.most is None and self.least is None:
            return None
        return (self.most is None or self.value.median <= self.most) and (
            self.least is None or self.value.median >= self.least
        )

    @property
    def row(self) -> str:
        """The figure as a row of the table."""
        asked = "".join(f"{sign} {_shown(limit)}" for sign, limit in (("≤", self.most), ("≥", self.least)) if limit)
        met = {None: "—", True: "是", False: "**否**"}[self.met]
        low, high = _shown(self.value.low), _shown(self.value.high)
        spread = f"{low}～{high}" if low != high else "—"
        cells = (self.name, f"{_shown(self.value.median)} {self.unit}", spread, asked or "—", met, self.note)
        return f"| {' | '.join(cells)} |"


@dataclass(frozen=True)
class Skipped:
    """A figure that could not be measured here, and why."""

    name: str
    why: str

    @property
    def row(self) -> str:
        """The gap as a row of the table."""
        return f"| {self.name} | 未测 | — | — | — | {self.why} |"


Entry = Figure | Skipped


def once(value: float) -> Spread:
    """The spread of what is measured once, or is always the same."""
    return Spread.of([value])


def table(entries: Sequence[Entry]) -> str:
    """All entries as a markdown table."""
    head = "| 项目 | 中位数 | 最小～最大 | 要求 | 达到 | 说明 |\n|---|---|---|---|---|---|"
    return "\n".join([head, *(entry.row for entry in entries)])


def save(path: Path, part: str, entries: Sequence[Entry], peers: dict[str, str]) -> None:
    """Write the entries of one part, with the machine they were measured on; other parts in the file stay."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    figures = [{**asdict(entry), "met": entry.met} if isinstance(entry, Figure) else asdict(entry) for entry in entries]
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    known[part] = {"machine": machine, "peers": peers, "figures": figures}
    text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _shown(value: float) -> str:
    """Three figures, without an exponent."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}"
