"""F1: what the screen is for and which keys work on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from forms.app import App
from forms.dialogs.help import keys_of
from tests.forms.window import driving
from tests.forms.window.sheets import said, settle, top


def test_f1_tells_what_a_screen_is_for_and_its_keys(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    page = app.go("people")
    settle(app)
    assert page is not None
    driving.press(app.root, "<F1>")
    told = said(app)
    for line in page.help.split("\n"):
        assert line in told
    assert ("Ctrl+N", "新增一条") in keys_of(page)
    assert "Ctrl+N" in told
    assert "Ctrl+Z" in told
    assert driving.focused(app.root).winfo_toplevel() is app.root
    assert driving.within(driving.focused(app.root), top(app))
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None
    # Keys that do nothing here are not told.
    bin_page = app.go("bin")
    settle(app)
    assert bin_page is not None
    assert [key for key, _ in keys_of(bin_page)] == ["Ctrl+L", "Esc"]
