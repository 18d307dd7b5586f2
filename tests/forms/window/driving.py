"""What a clerk's hands do to real widgets: keys and clicks go through Tk, to whatever has the focus or lies there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk

from PIL import ImageGrab

KEYSYMS = {
    " ": "space",
    "!": "exclam",
    '"': "quotedbl",
    "#": "numbersign",
    "%": "percent",
    "&": "ampersand",
    "'": "apostrophe",
    "(": "parenleft",
    ")": "parenright",
    "*": "asterisk",
    "+": "plus",
    ",": "comma",
    "-": "minus",
    ".": "period",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "=": "equal",
    "?": "question",
    "@": "at",
    "_": "underscore",
    "\n": "Return",
    "\t": "Tab",
}
"""What Tk calls the keys that letters and digits do not name."""
INSERT = {"Entry": "tk::EntryInsert", "TEntry": "ttk::entry::Insert", "TCombobox": "ttk::entry::Insert"}
"""What the class binding of a widget does with a character that an input method commits; else it is a text."""


def pump(root: tk.Misc, until: Callable[[], object] | None = None, seconds: float = 10, what: str = "") -> None:
    """Let Tk work until `until` holds, or once when there is nothing to wait for; AssertionError after `seconds`."""
    root.update()
    end = time.monotonic() + seconds
    while until is not None and not until():
        if time.monotonic() > end:
            raise AssertionError(f"等了 {seconds} 秒，没有等到：{what or told(until)}")
        time.sleep(0.004)
        root.update()


def told(until: Callable[[], object]) -> str:
    """Where a predicate stands, for the sentence of one that never held."""
    code = getattr(until, "__code__", None)
    return f"{Path(code.co_filename).name} 第 {code.co_firstlineno} 行的条件" if code else repr(until)


def focused(root: tk.Misc) -> tk.Misc:
    """The widget with the keyboard, which must be one."""
    path = str(root.tk.call("focus"))
    assert path, "没有控件拿到键盘焦点"
    return root.nametowidget(path)


def focus(widget: tk.Misc) -> None:
    """Give `widget` the keyboard. Xvfb has no window manager, so the window is first told that it is in front."""
    root = widget.winfo_toplevel()
    if not root.tk.call("focus", "-displayof", str(root)):
        root.focus_force()
    widget.focus_set()
    pump(root, lambda: within(root.tk.call("focus"), widget), what=f"{widget} 拿到焦点")


def within(inner: object, outer: tk.Misc) -> bool:
    """Whether a widget, or its path, is `outer` or lies inside it."""
    return str(inner) == str(outer) or str(inner).startswith(str(outer).rstrip(".") + ".")


def press(root: tk.Misc, *sequences: str) -> None:
    """Press keys as Tk writes them ("<Control-s>", "<Tab>", "<F2>"), each on the widget that has the focus then."""
    for sequence in sequences:
        widget = focused(root)
        parts = sequence.strip("<>").split("-")
        modifiers = [part for part in parts[:-1] if part not in ("Key", "KeyPress")]
        down, up = ("-".join([*modifiers, kind, parts[-1]]) for kind in ("KeyPress", "KeyRelease"))
        widget.event_generate(f"<{down}>")
        if widget.winfo_exists():
            widget.event_generate(f"<{up}>")
        pump(root)


def write(root: tk.Misc, text: str) -> None:
    """Type into the widget that has the focus; Chinese arrives as from an input method, without keys."""
    for character in text:
        keysym = keysym_of(character)
        if keysym:
            focused(root).event_generate(f"<KeyPress-{keysym}>")
            focused(root).event_generate(f"<KeyRelease-{keysym}>")
        else:
            commit(focused(root), character)
    pump(root)


def keysym_of(character: str) -> str:
    """The key that types a character, "" for none; Wine knows only the plain ones well."""
    if character.isascii() and character.isalnum():
        return character
    return KEYSYMS.get(character, "") if sys.platform != "win32" or character in " \n\t.,-/" else ""


def commit(widget: tk.Misc, character: str) -> None:
    """What the binding of the widget's class does when an input method hands over a character."""
    widget.tk.call(INSERT.get(widget.winfo_class(), "tk::TextInsert"), str(widget), character)


def xdotool(root: tk.Misc, *arguments: str) -> None:
    """Let the program xdotool press the keys of X ("key", "Tab" or "type", "95"); mark the test with the tool."""
    driver = subprocess.Popen(["xdotool", *arguments])
    pump(root, lambda: driver.poll() is not None, what=f"xdotool {' '.join(arguments)}")
    assert driver.returncode == 0


def typing(widget: tk.Misc, text: str) -> None:
    """Give `widget` the keyboard and type."""
    focus(widget)
    write(widget.winfo_toplevel(), text)


def hit(widget: tk.Misc, x: int, y: int) -> tk.Misc:
    """What lies at a place of `widget`: itself or a part of it, else something covers it and this fails."""
    pump(widget)
    found = widget.winfo_containing(widget.winfo_rootx() + x, widget.winfo_rooty() + y)
    assert found is not None, f"{widget} 的 ({x}, {y}) 不在屏幕上"
    assert within(found, widget), f"{widget} 的 ({x}, {y}) 被 {found} 盖住"
    return found


def click(widget: tk.Misc, x: int | None = None, y: int | None = None, *, times: int = 1, button: int = 1) -> None:
    """Click on a place of `widget`, in its middle unless said otherwise; it must be visible there."""
    pump(widget)
    place = (widget.winfo_width() // 2 if x is None else x, widget.winfo_height() // 2 if y is None else y)
    found = hit(widget, *place)
    at = {
        "x": widget.winfo_rootx() + place[0] - found.winfo_rootx(),
        "y": widget.winfo_rooty() + place[1] - found.winfo_rooty(),
    }
    root = widget.winfo_toplevel()
    found.event_generate("<Enter>", **at)
    found.event_generate("<Motion>", **at)
    for _ in range(times):
        found.event_generate(f"<ButtonPress-{button}>", **at)
        if found.winfo_exists():
            found.event_generate(f"<ButtonRelease-{button}>", **at)
    pump(root)


def click_row(tree: ttk.Treeview, iid: str, column: str = "#1", *, times: int = 1, button: int = 1) -> None:
    """Click on a row of a list, scrolled to first."""
    tree.see(iid)
    pump(tree)
    x, y, width, height = tree.bbox(iid, column)
    click(tree, x + min(width // 2, 30), y + height // 2, times=times, button=button)


def click_heading(tree: ttk.Treeview, column: str) -> None:
    """Click on the heading of a column, named as in the code, that is in sight."""
    pump(tree)
    for x in range(2, tree.winfo_width(), 8):
        if tree.identify_region(x, 8) == "heading" and tree.column(tree.identify_column(x), "id") == column:
            click(tree, x + 8, 8)
            return
    raise AssertionError(f"列表里看不到“{column}”这一列")


def drag(widget: tk.Misc, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press at `start`, move to `end` in steps, let go."""
    found = hit(widget, *start)
    found.event_generate("<ButtonPress-1>", x=start[0], y=start[1])
    for step in range(1, 9):
        x, y = (start[axis] + (end[axis] - start[axis]) * step // 8 for axis in (0, 1))
        found.event_generate("<B1-Motion>", x=x, y=y)
        pump(widget)
    found.event_generate("<ButtonRelease-1>", x=end[0], y=end[1])
    pump(widget)


def below(widget: tk.Misc) -> list[tk.Misc]:
    """Every widget inside `widget`, in the order of making."""
    return [each for child in widget.winfo_children() for each in (child, *below(child))]


def texts(widget: tk.Misc) -> list[str]:
    """What can be read on the labels and buttons inside `widget` that are shown now."""
    shown = [each for each in below(widget) if each.winfo_class() in ("Label", "TLabel") and each.winfo_viewable()]
    # What was broken into lines is read as it was said.
    read = (getattr(each, "words", None) or str(each.tk.call(str(each), "cget", "-text")) for each in shown)
    return [text for text in read if text]


def button(widget: tk.Misc, text: str) -> tk.Misc:
    """The one shown button inside `widget` that says `text`, of customtkinter or ttk."""
    found = [each for each in below(widget) if labelled(each) == text and each.winfo_viewable()]
    assert len(found) == 1, f"写着“{text}”的按钮有 {len(found)} 个；看得见的字：{texts(widget)}"
    return found[0]


def labelled(widget: tk.Misc) -> str:
    """What a button says; nothing for other widgets."""
    if not hasattr(widget, "invoke"):
        return ""
    try:
        return str(widget.cget("text"))
    except (tk.TclError, ValueError):  # it can be pressed and says nothing
        return ""


def screenshot(root: tk.Misc, name: str) -> None:
    """Keep a picture of the window when TAIZHANG_SHOTS names a folder; Wine cannot take one of itself."""
    folder = os.environ.get("TAIZHANG_SHOTS")
    if not folder or sys.platform == "win32":
        return
    pump(root)
    top = root.winfo_toplevel()
    left, upper = top.winfo_rootx(), top.winfo_rooty()
    box = (left, upper, left + top.winfo_width(), upper + top.winfo_height())
    Path(folder).mkdir(parents=True, exist_ok=True)
    ImageGrab.grab(box, xdisplay=os.environ["DISPLAY"]).save(Path(folder) / f"{name}.png")
