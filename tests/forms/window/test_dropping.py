"""Files dropped on the window: which files a drop names, and that they arrive."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk

import customtkinter as ctk
import pytest
import tkinterdnd2

from forms.dropping import accept_files, available, files_of
from tests.forms.window import driving

Pump = Callable[..., None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Names as clerks and phones make them, and a folder with files, a hidden one and another folder."""
    for name in ("会议 记录 (1).pdf", "a{b}.jpg", "100%.png", "公示/2.jpg", "公示/1.jpg", "公示/.DS", "公示/旧/0.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def test_names_with_blanks_and_braces_are_read(root: ctk.CTk, folder: Path) -> None:
    paths = [folder / "会议 记录 (1).pdf", folder / "a{b}.jpg", folder / "100%.png"]
    place = folder.as_posix()  # a backslash would itself be escaped
    words = f"{{{place}/会议 记录 (1).pdf}} {place}/a\\{{b\\}}.jpg {place}/100%.png"
    assert files_of(words, root) == tuple(paths)
    assert files_of(f"{words} {words}", root) == tuple(paths)


def test_of_a_folder_come_the_files_directly_in_it(root: ctk.CTk, folder: Path) -> None:
    found = files_of(f"{{{folder / '公示'}}} {{{folder / '公示' / '2.jpg'}}}", root)
    assert found == (folder / "公示" / "1.jpg", folder / "公示" / "2.jpg")


def test_links_are_no_files(root: ctk.CTk) -> None:
    assert files_of("https://example.com/a.pdf a.pdf", root) == ()


def drop(root: ctk.CTk, widget: tk.Misc, *paths: Path | str) -> str:
    """What tkdnd does when another program drops files; its answer to that program."""
    call = root.tk.call
    types = ("text/uri-list",)
    call("tkdnd::generic::initialise")
    call("tkdnd::xdnd::initialise")
    call("tkdnd::generic::HandleEnter", str(widget), "other", types, types, ("copy",), ())
    x, y = widget.winfo_rootx() + 5, widget.winfo_rooty() + 5
    root.tk.eval("proc tkdnd::generic::GetDroppedData {time} {return $::dropped}")
    root.tk.setvar("dropped", tuple(map(str, paths)))
    call("tkdnd::generic::HandlePosition", str(widget), "other", (), x, y)
    return str(call("tkdnd::generic::HandleDrop", str(widget), "other", (), x, y, 0))


@pytest.mark.skipif(sys.platform != "linux", reason="the drop is imitated as X11 makes it")
def test_a_drop_reaches_the_callback_and_a_link_is_refused(
    root: ctk.CTk, frame: ttk.Frame, folder: Path, pump: Pump
) -> None:
    if not available(root):
        pytest.skip("这台电脑的处理器没有拖放的库")
    got: list[tuple[Path, ...]] = []
    hovering: list[bool] = []
    entry = ttk.Entry(frame)
    entry.pack()
    driving.focus(entry)
    accept_files(frame, got.append, hovering.append)
    pump()
    before = str(root.tk.eval("info body tkdnd::generic::GetDroppedData"))
    try:
        answer = drop(root, frame, folder / "会议 记录 (1).pdf", folder / "a{b}.jpg")
        pump()
        assert (answer, got) == ("copy", [(folder / "会议 记录 (1).pdf", folder / "a{b}.jpg")])
        assert hovering == [True, False]
        assert drop(root, frame, "https://example.com") == "refuse_drop"
        pump()
        assert len(got) == 1
        assert driving.focused(root) is entry
    finally:
        root.tk.call("proc", "tkdnd::generic::GetDroppedData", "time", before)


def test_without_the_library_nothing_fails(root: ctk.CTk, frame: ttk.Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("Plaform not supported.")

    class Bare:
        """An interpreter without the library."""

        class tk:
            @staticmethod
            def call(*words: str) -> str:
                assert words == ("package", "provide", "tkdnd")
                return ""

    monkeypatch.setattr(tkinterdnd2.TkinterDnD, "require", refuse)
    assert available(Bare()) is False  # type: ignore[arg-type]
    accept_files(Bare(), print)  # type: ignore[arg-type]
