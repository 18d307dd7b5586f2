"""Work B: the papers of a whole campaign, made by the program's own `export`."""

from __future__ import annotations

import itertools
import os
import shutil

from ledger.book import Ledger
from tests.bench import campaign
from tests.bench.docx_peers import against_docxtpl
from tests.bench.place import Place
from tests.bench.report import Entry, Figure
from tests.bench.timing import Spread, race
from tests.bench.work import PAPERS, Work

SMALL, LARGE = 100, 10_000


def measure(place: Place) -> list[Entry]:
    """Everything about work B."""
    folder = place.folder("b")
    work = Work(place, folder, folder / "台帐库")
    campaign.build(work.library, PAPERS)
    return [*against_docxtpl(work), *_workers(work), *_again(work), *_growth(work)]


def _workers(work: Work) -> list[Entry]:
    """Papers in a second with one process and with two."""
    contestants = {
        str(number): work.export("--formats", "pdf", "--anew", "--workers", str(number)) for number in (1, 2)
    }
    done = race(contestants, cwd=work.place.root)
    rates = {name: Spread.of([PAPERS / run.seconds for run in runs]) for name, runs in done.runs.items()}
    return [
        Figure("B：一个进程", rates["1"], "份/秒"),
        Figure("B：两个进程", rates["2"], "份/秒", note=f"本机{os.cpu_count()}核"),
        Figure("B：两个进程 / 一个进程", done.ratio("1", "2"), least=1.6, note="整个导出，从启动到退出"),
    ]


def _again(work: Work) -> list[Entry]:
    """A whole export with nothing made before, and one after a single record was changed."""
    cache = work.library / "cache"
    with Ledger.open(work.library, read_only=True) as ledger:
        uid = ledger.records("meeting")[len(ledger.records("meeting")) // 2].uid
    changes = itertools.count(1)

    def change() -> None:
        with Ledger.open(work.library) as ledger:
            ledger.edit(uid, {"content": f"会议第{next(changes)}次修改了记录。"})

    contestants = {
        "full": work.export(before=lambda: shutil.rmtree(cache, ignore_errors=True)),
        "again": work.export(before=change),
    }
    done = race(contestants, cwd=work.place.root)
    return [
        Figure("B：全部导出（docx、PDF、xlsx）", done.seconds("full"), "秒"),
        Figure("B：改一条记录后再导出", done.seconds("again"), "秒"),
        Figure("B：再导出 / 全部导出", done.ratio("again", "full"), most=0.05),
    ]


def _growth(work: Work) -> list[Entry]:
    """Cost per paper as a campaign grows."""
    contestants = {}
    for papers in (SMALL, PAPERS, LARGE):
        library = work.library if papers == PAPERS else work.folder / f"{papers}份"
        if papers != PAPERS:
            campaign.build(library, papers)
        contestants[str(papers)] = work.export("--formats", "pdf", "--anew", library=library)
    done = race(contestants, cwd=work.place.root, warm=False)
    large, small, middle = str(LARGE), str(SMALL), str(PAPERS)
    return [
        Figure(f"B：{LARGE}份", done.seconds(large), "秒"),
        Figure(
            f"B：每份用时，{LARGE}份 / {SMALL}份", done.ratio(large, small, times=LARGE / SMALL), most=1.2,
            note="含启动，启动摊在每份上",
        ),
        Figure(f"B：每份用时，{LARGE}份 / {PAPERS}份", done.ratio(large, middle, times=LARGE / PAPERS)),
    ]  # fmt: skip
