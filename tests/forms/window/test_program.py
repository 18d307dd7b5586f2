"""The whole program as the harness starts it: it opens a library, shows it, ends, and starts again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from forms.app import App
from tests.forms.window import driving
from tests.forms.window.conftest import alive


def test_the_program_opens_a_library_ends_and_starts_again(start: Callable[..., App], library: Path) -> None:
    first = start(library, size=(1024, 700))
    assert first.desk.path == library
    assert (first.root.winfo_width(), first.root.winfo_height()) == (1024, 700)
    driving.screenshot(first.root, "started")
    first.quit()
    assert not alive(first.root)
    second = start(library)
    assert second.shell is not None
    assert driving.focused(second.root) is not None


def test_without_a_library_it_shows_what_can_be_begun(start: Callable[..., App]) -> None:
    app = start(None)
    assert app.shell is None
    driving.pump(app.root, lambda: driving.texts(app.root), what="起始页的字")
