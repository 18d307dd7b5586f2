"""The window: how soon it can be used, whether it ever stands still, and whether it grows; needs a screen or Xvfb."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts import system
from tests.bench import campaign, window_library
from tests.bench.place import Place
from tests.bench.report import Entry, Figure, Skipped, once
from tests.bench.timing import Contestant, Race, race, timed

RECORDS, PAPERS = 10_000, 1000
"""Records of the library that is started with, and papers of the campaign in it."""
LONG = 100_000
"""Records of the library whose lists are worked with."""
ROUNDS = 9
STILL = 100
"""Milliseconds that the window may stand still at most."""
IDLE = "什么也不做，作对照"


def measure(place: Place) -> list[Entry]:
    """Everything about the window."""
    folder = place.folder("window")
    with system.screen(os.environ) as environ:
        if not environ.get("DISPLAY"):
            return [Skipped("窗口", "没有屏幕，也没有 Xvfb")]
        own = {**environ, "TAIZHANG_CONFIG": str(folder / "config")}
        library = folder / "台帐库"
        window_library.build(library, RECORDS, papers=PAPERS)
        return [*_start(place, library, own), *_switches(place, library, own), *_lists(place, folder, own)]


def _start(place: Place, library: Path, environ: Mapping[str, str]) -> list[Entry]:
    """From the start of the process until the window can be used, beside a bare window."""
    bare = {name: place.contestant("bare_window", rows) for name, rows in (("bare", "0"), ("rows", str(RECORDS)))}
    ours = {until: place.contestant("our_window", library, until) for until in ("front", "usable", "filled")}
    contestants = {name: Contestant(command, environ=environ) for name, command in bare.items()}
    # A process that is ended in the middle leaves its lock behind.
    contestants |= {
        name: Contestant(command, lambda: _unlock(library), environ=environ) for name, command in ours.items()
    }
    return start_figures(race(contestants, cwd=place.root, rounds=ROUNDS))


def start_figures(done: Race) -> list[Entry]:
    """What the race of the starts amounts to."""
    usable = "记录读完，第一屏在前，按键有回应"
    return [
        Figure("窗口：空窗口，一个空的列表", done.seconds("bare"), "秒", note="customtkinter和一个ttk.Treeview"),
        Figure(f"窗口：空窗口，列表里有{RECORDS}行", done.seconds("rows"), "秒"),
        Figure("窗口：本程序第一屏在前", done.seconds("front"), "秒", note="按键有回应，记录还在读"),
        Figure(f"窗口：本程序可用，库里有{RECORDS}条记录", done.seconds("usable"), "秒", note=usable),
        Figure("窗口：本程序列出差什么补什么", done.seconds("filled"), "秒"),
        Figure("窗口：第一屏在前 / 空窗口", done.ratio("front", "bare")),
        Figure("窗口：可用 / 空窗口", done.ratio("usable", "bare"), most=2),
        Figure(f"窗口：可用 / 有{RECORDS}行的空窗口", done.ratio("usable", "rows"), most=2),
        Figure("窗口：列出差什么 / 空窗口", done.ratio("filled", "bare")),
    ]


def _switches(place: Place, library: Path, environ: Mapping[str, str]) -> list[Entry]:
    """Going from screen to screen."""
    _unlock(library)
    told = library.parent / "switches.json"
    timed(Contestant(place.contestant("window_switches", library, told), makes=told, environ=environ), cwd=place.root)
    return switch_figures(json.loads(told.read_text(encoding="utf-8")))


def switch_figures(found: Mapping[str, Any]) -> list[Entry]:
    """What the switches amount to."""
    before, after = found["before"], found["after"]
    grown = {name: after[name] - before[name] for name in before}
    note = f"{found['screens']}个屏，全部用时{found['seconds']:.1f}秒；内存由{before['memory']:.0f} MB起"
    counts = (("commands", "Tcl命令"), ("timers", "定时器"), ("bindings", "绑定"))
    return [
        Figure("窗口：切换300次，内存增加", once(grown["memory"]), "MB", most=5, note=note),
        Figure("窗口：切换300次，滚轮一百格后 / 前", once(after["wheel"] / before["wheel"]), most=1.5),
        *(Figure(f"窗口：切换300次，{words}增加", once(grown[name]), "个", note="不应增加") for name, words in counts),
    ]


def _lists(place: Place, folder: Path, environ: Mapping[str, str]) -> list[Entry]:
    """Working with a list of a hundred thousand records."""
    library, papers, scratch = folder / "十万条", folder / "一千份", folder / "scratch"
    window_library.build(library, LONG)
    campaign.build(papers, PAPERS)
    scratch.mkdir()
    told = scratch / "window.json"
    timed(
        Contestant(place.contestant("window_lists", library, papers, scratch), makes=told, environ=environ),
        cwd=place.root,
    )
    shutil.rmtree(scratch / "报送", ignore_errors=True)
    return list_figures(json.loads(told.read_text(encoding="utf-8")))


def list_figures(found: Mapping[str, list[float]]) -> list[Entry]:
    """What the acts amount to: the longest time that the window stood still in each."""
    return [
        Figure(f"十万条：{name}", once(gap), "毫秒", most=STILL, note=f"全部用时{lasted:.2f}秒")
        for name, (gap, lasted) in found.items()
    ]


def _unlock(library: Path) -> None:
    (library / "ledger.lock").unlink(missing_ok=True)
