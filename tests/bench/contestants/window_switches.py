"""The whole program going from screen to screen: what of it grows, as JSON."""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import sys
import time
from pathlib import Path
from tkinter import ttk

from forms import launch
from forms.app import App
from forms.screens import SCREENS

WARM, SWITCHES = 20, 300
WHEEL, ROUNDS = 100, 9


def main(library: Path, told: Path) -> None:
    """Go through the screens `WARM` times, then `SWITCHES` times more, and write what was seen before and after."""
    app = launch.start(library, size=(1280, 720))
    _settle(app)
    # A screen that is not built yet is passed over; in a finished program there is none.
    slugs = [each.slug for each in SCREENS if importlib.util.find_spec(f"forms.screens.{each.slug}") is not None]
    for number in range(WARM):
        _switch(app, slugs[number % len(slugs)])
    before = _seen(app, slugs)
    begun = time.perf_counter()
    for number in range(WARM, WARM + SWITCHES):
        _switch(app, slugs[number % len(slugs)])
    lasted = time.perf_counter() - begun
    after = _seen(app, slugs)
    found = {"screens": len(slugs), "of": len(SCREENS), "seconds": lasted, "before": before, "after": after}
    told.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    os._exit(0)


def _switch(app: App, slug: str) -> None:
    app.go(slug)
    _settle(app)


def _settle(app: App) -> None:
    """Let the window live until nothing is awaited and nothing is left to draw."""
    app.root.update()
    while app.shell is None or app.desk.reading or app.background.busy:
        app.root.update()
        time.sleep(0.001)
    app.root.update()


def _seen(app: App, slugs: list[str]) -> dict[str, float]:
    """Memory in MB, and what Tcl has been told of: commands, timers, bindings of the window and of all widgets."""
    wheel = _wheel(app)
    _switch(app, slugs[0])
    gc.collect()
    tk = app.root.tk
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    memory = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))
    return {
        "memory": memory,
        "commands": len(tk.splitlist(tk.call("info", "commands"))),
        "timers": len(tk.splitlist(tk.call("after", "info"))),
        "bindings": len(tk.splitlist(tk.call("bind", str(app.root)))) + len(tk.splitlist(tk.call("bind", "all"))),
        "wheel": wheel,
    }


def _wheel(app: App) -> float:
    """Milliseconds that a hundred notches of the wheel take on a list, the best of some rounds."""
    _switch(app, "registers")
    tree = next(each for each in _below(app.shell) if isinstance(each, ttk.Treeview) and each.winfo_viewable())
    taken = []
    for round_ in range(ROUNDS):
        begun = time.perf_counter()
        for _ in range(WHEEL):
            tree.event_generate("<Button-5>" if round_ % 2 == 0 else "<Button-4>", x=50, y=200)
        app.root.update()
        taken.append((time.perf_counter() - begun) * 1000)
    return min(taken)


def _below(widget: object) -> list[object]:
    return [each for child in widget.winfo_children() for each in (child, *_below(child))]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
