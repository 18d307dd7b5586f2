"""A bound PDF of 3,000 pages: the memory that making it takes, and how it opens."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf

from tests.bench import campaign
from tests.bench.place import Place, lacking
from tests.bench.report import Entry, Figure, Skipped, once
from tests.bench.timing import Contestant, Spread, race, timed

PAPERS = 1100
PAGES, FEW = 3000, 30


def measure(place: Place) -> list[Entry]:
    """Make the file, then open it beside one of thirty pages."""
    folder = place.folder("bound")
    library, target = folder / "台帐库", folder / "报送"
    campaign.build(library, PAPERS)
    command = place.export(library, target, "--formats", "pdf", "--anew", "--bundled-fonts")
    run = timed(Contestant(command, accepted=(0, 1), makes=target), cwd=place.root, sample=True)
    bound, few = target / "合订本.pdf", folder / "few.pdf"
    pages, depth, kids = _shape(bound)
    if pages < PAGES:
        raise AssertionError(f"合订本只有{pages}页")
    note = f"{pages}页，{bound.stat().st_size / 1e6:.1f} MB，用时{run.seconds:.1f}秒"
    return [
        Figure("合订本：峰值内存，全部进程", once(run.together), "MB", most=400, note=note),
        Figure("合订本：峰值内存，最大的一个进程", once(run.largest), "MB", most=400),
        *_opening(place, bound, few),
        _linear(bound),
        Figure("合订本：页树深度", once(depth), "层"),
        Figure("合订本：一个节点最多的子节点", once(kids), "个"),
    ]


def _opening(place: Place, bound: Path, few: Path) -> list[Entry]:
    """How much longer it takes to show a page near the end than the last of thirty pages."""
    with pikepdf.open(bound) as pdf:
        del pdf.pages[FEW:]
        pdf.save(few, linearize=True)
    contestants = {
        "many": Contestant(place.contestant("one_page", bound, str(PAGES - 1))),
        "few": Contestant(place.contestant("one_page", few, str(FEW - 1))),
    }
    done = race(contestants, cwd=place.root, rounds=7)
    extra = done.extra("many", "few")
    shown = Spread(extra.median * 1000, extra.low * 1000, extra.high * 1000)
    return [
        Figure(f"合订本：打开并显示第{PAGES - 1}页", done.seconds("many"), "秒", note="pdfium，含Python启动"),
        Figure(f"合订本：比打开{FEW}页的文件多用", shown, "毫秒"),
    ]


def _linear(path: Path) -> Entry:
    """Whether qpdf finds the file linearised and without fault: 1 or 0."""
    name = "合订本：线性化（qpdf检查通过为1）"
    if shutil.which("qpdf") is None:
        return Skipped(name, lacking("qpdf"))
    done = subprocess.run(["qpdf", "--check-linearization", path], capture_output=True, text=True, check=False)
    return Figure(name, once(int(done.returncode == 0 and "no linearization errors" in done.stdout)), "", least=1)


def _shape(path: Path) -> tuple[int, int, int]:
    """Pages of a file, levels of its page tree, and the most children of one node."""
    with pikepdf.open(path) as pdf:
        level, depth, most = [pdf.Root.Pages], 0, 0
        while level:
            nodes = [node for node in level if node.Type == "/Pages"]
            most = max([most, *(len(node.Kids) for node in nodes)])
            level = [kid for node in nodes for kid in node.Kids]
            depth += 1
        return len(pdf.pages), depth, most
