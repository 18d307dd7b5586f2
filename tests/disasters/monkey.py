"""A careless clerk: random keys, clicks and screens, the same every time for the same seed."""

from __future__ import annotations

import random
import time
import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from forms.choosing import SCANS, Types
from forms.screens import SCREENS
from tests.forms.window import driving

if TYPE_CHECKING:
    from forms.app import App

KEYS = (
    "<Tab>",
    "<Shift-Tab>",
    "<Return>",
    "<space>",
    "<Escape>",
    "<Up>",
    "<Down>",
    "<Left>",
    "<Right>",
    "<Prior>",
    "<Next>",
    "<Home>",
    "<End>",
    "<Shift-Down>",
    "<Shift-End>",
    "<Control-a>",
    "<Control-c>",
    "<Control-x>",
    "<Control-v>",
    "<Control-z>",
    "<Control-y>",
    "<Control-n>",
    "<Control-s>",
    "<Control-d>",
    "<Control-f>",
    "<Control-l>",
    "<Control-p>",
    "<Control-plus>",
    "<Control-minus>",
    "<Control-Key-0>",
    "<Control-Delete>",
    "<Alt-Up>",
    "<Alt-Down>",
    "<F1>",
    "<F2>",
    "<F4>",
    "<Delete>",
    "<BackSpace>",
)
WORDS = (
    "张三",
    "𠮷䶮",
    "lxl",
    "2015年6月11日",
    "6.11",
    "20260230",
    "-1",
    "99999999999999999999",
    "，。；、",
    '{}[]$\\"',
    "会议",
    "\u202e反\u200b",
    "😀",
    "1",
    "95",
    "100.05",
    "%s %d",
)
CLIPBOARD = (
    "张三",
    "甲\t乙\t丙\n丁\t戊\t己\n",
    "\x00\x07控制\x1b",
    "长" * 5000,
    "姓名\t职务\n\t\n",
    "😀👍🏽",
    "\udc80半",
)


class Chooser:
    """Chooses files as the monkey does: mostly none, at times one of those that lie about, or a new name."""

    def __init__(self, dice: random.Random, folder: Path, files: Sequence[Path]) -> None:
        self._dice, self._folder, self._files = dice, folder, tuple(files)
        self._count = 0

    def files(self, title: str, types: Types = SCANS) -> tuple[Path, ...]:
        """Some files."""
        return tuple(self._dice.sample(self._files, self._dice.randrange(3)))

    def file(self, title: str, types: Types) -> Path | None:
        """A file, seldom of the right type."""
        return self._dice.choice((None, *self._files))

    def folder(self, title: str) -> Path | None:
        """No folder: this library stays open."""
        return None

    def save(self, title: str, name: str, types: Types) -> Path | None:
        """A name that is not taken, or none."""
        self._count += 1
        return self._dice.choice((None, self._folder / f"{self._count}-{name}"))


class Monkey:
    """Does one thing after the other; `trail` tells what, the last thing last."""

    def __init__(self, app: App, seed: int, folder: Path, files: Sequence[Path]) -> None:
        self.app, self.trail = app, list[str]()
        self._dice = random.Random(seed)
        app.chooser = Chooser(self._dice, folder, files)  # type: ignore[assignment]
        self._deeds: tuple[tuple[Callable[[], str], int], ...] = (
            (self._key, 40),
            (self._click, 40),
            (self._write, 10),
            (self._screen, 6),
            (self._button, 16),
            (self._clip, 3),
            (self._resize, 1),
            (self._wait, 2),
        )

    def run(self, events: int, seconds: float = 1e9, check: Callable[[], object] | None = None) -> int:
        """Do so many things, or as many as fit; gives how many were done."""
        end = time.monotonic() + seconds
        deeds, weights = zip(*self._deeds, strict=True)
        for done in range(events):
            if time.monotonic() > end:
                return done
            self.trail.append(self._dice.choices(deeds, weights)[0]())
            self.app.root.update()
            self._unpost()
            if check is not None:
                check()
        return events

    def _key(self) -> str:
        key = self._dice.choice(KEYS)
        parts = key.strip("<>").split("-")
        modifiers = [part for part in parts[:-1] if part != "Key"]
        for kind in ("KeyPress", "KeyRelease"):
            widget = self._focused()
            if widget is not None:
                widget.event_generate(f"<{'-'.join([*modifiers, kind, parts[-1]])}>")
        return f"key {key}"

    def _write(self) -> str:
        words = self._dice.choice(WORDS)
        widget = self._focused()
        if widget is None or widget.winfo_class() not in ("Entry", "Text"):
            return "wrote nothing"
        for character in words:
            if widget.winfo_exists():
                driving.commit(widget, character)
        return f"wrote {words} into {widget}"

    def _click(self) -> str:
        root = self.app.root
        x, y = self._dice.randrange(root.winfo_width()), self._dice.randrange(root.winfo_height())
        at = root.winfo_containing(root.winfo_rootx() + x, root.winfo_rooty() + y)
        if at is None:
            return "clicked nowhere"
        return self._press_on(at, root.winfo_rootx() + x - at.winfo_rootx(), root.winfo_rooty() + y - at.winfo_rooty())

    def _press_on(self, widget: tk.Misc, x: int, y: int) -> str:
        where = {"x": x, "y": y}
        told = f"clicked {widget} {x},{y}"
        state = self._dice.choice((0, 0, 0, 1, 4))
        for _ in range(self._dice.choice((1, 1, 1, 2))):
            for event in ("<Enter>", "<Motion>", "<ButtonPress-1>", "<ButtonRelease-1>"):
                if widget.winfo_exists():
                    widget.event_generate(event, **where, **({"state": state} if "Button" in event else {}))
        return told

    def _button(self) -> str:
        scope = self.app.overlay.top.frame if self.app.overlay.top is not None else self.app.root
        shown = [each for each in driving.below(scope) if driving.labelled(each) and each.winfo_viewable()]
        if not shown:
            return "no button"
        button = self._dice.choice(shown)
        words = driving.labelled(button)
        getattr(button, "invoke")()  # noqa: B009  of several classes
        return f"pressed {words}"

    def _screen(self) -> str:
        if self.app.overlay.top is not None:
            return "sheet"
        slug = self._dice.choice(SCREENS).slug
        self.app.go(slug)
        return f"went to {slug}"

    def _clip(self) -> str:
        words = self._dice.choice(CLIPBOARD)
        self.app.root.clipboard_clear()
        self.app.root.clipboard_append(words.encode("utf-8", "replace").decode().replace("\x00", ""))
        return f"copied {words[:9]!r}"

    def _resize(self) -> str:
        size = self._dice.choice(("800x600", "1366x768", "1024x640"))
        self.app.root.geometry(size)
        return f"sized {size}"

    def _wait(self) -> str:
        driving.pump(self.app.root, lambda: not self.app.background.busy, 60, "空闲")
        return "waited"

    def _focused(self) -> tk.Misc | None:
        path = str(self.app.root.tk.call("focus"))
        try:
            return self.app.root.nametowidget(path) if path else self.app.root
        except KeyError:  # of Tk's own
            return None

    def _unpost(self) -> None:
        """Choose a line of a menu that has dropped down, as a click would, or none."""
        root = self.app.root
        for menu in [each for each in driving.below(root) if isinstance(each, tk.Menu) and each.winfo_viewable()]:
            last = menu.index("end")
            menu.unpost()
            root.tk.call("grab", "release", str(menu))
            place = self._dice.randrange(-1, (last or 0) + 1)
            words = str(menu.entrycget(place, "label")) if place >= 0 and menu.type(place) == "command" else ""
            if words and "台帐库" not in words:
                self.trail.append(f"chose {words}")
                menu.invoke(place)
            menu.destroy()
