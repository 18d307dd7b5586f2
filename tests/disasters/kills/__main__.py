"""Kills all operations many times, and prints what became of them: `python -m tests.disasters.kills 500 [种子]`."""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.disasters.kills import shim
from tests.disasters.kills.harness import Harness
from tests.disasters.kills.operations import OPERATIONS

_HEADS = ("操作", "终止次数", "正在其中", "丢了已存的", "损坏或冒充完整")


@dataclass
class Tally:
    """The kills of one operation, how many came inside a step, and how many did harm."""

    words: str
    kills: int = 0
    inside: int = 0
    lost: int = 0
    corrupt: int = 0

    @property
    def figures(self) -> tuple[int, int, int, int]:
        """In the order of the heads."""
        return self.kills, self.inside, self.lost, self.corrupt


def main(count: int, seed: int) -> int:
    """Kill `count` times, by turns over the operations; 1 when anything was lost or harmed."""
    dice = random.Random(seed)
    folder = Path(tempfile.mkdtemp(prefix="taizhang-kills-"))
    library = shim.built(folder) if sys.platform == "linux" and shutil.which("gcc") else None
    if library is None:
        print("没有gcc：不在系统调用之前终止，只在随机时刻、改动文件和SQL语句之前终止。", file=sys.stderr)
    harnesses = {slug: Harness(operation, folder / slug, library) for slug, operation in OPERATIONS.items()}
    tallies = {slug: Tally(operation.words) for slug, operation in OPERATIONS.items()}
    for number in range(count):
        slug = list(OPERATIONS)[number % len(OPERATIONS)]
        kill = harnesses[slug].somewhere(dice)
        tally = tallies[slug]
        tally.kills += 1
        tally.inside += kill.inside
        tally.lost += bool(kill.lost)
        tally.corrupt += bool(kill.corrupt)
        if not kill.whole:
            print(f"第{number + 1}次：{kill}", file=sys.stderr)
    print(table([tally for tally in tallies.values() if tally.kills]))
    harmed = sum(tally.lost + tally.corrupt for tally in tallies.values())
    if harmed:
        print(f"留下查看：{folder}", file=sys.stderr)
    else:
        shutil.rmtree(folder)
    return 1 if harmed else 0


def table(tallies: list[Tally]) -> str:
    """The figures of every operation, and their sums."""
    sums = map(sum, zip(*(tally.figures for tally in tallies), strict=True))
    rows = [(tally.words, *tally.figures) for tally in tallies] + [("合计", *sums)]
    return "\n".join("\t".join(map(str, row)) for row in (_HEADS, *rows))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else random.randrange(1 << 30)))
