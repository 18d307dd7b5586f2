"""Two windows on one library: started at the same moment, or one chosen in the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from forms import single
from forms.app import App
from forms.single import FrontRequests
from ledger.book import Ledger
from tests.forms.window.sheets import said, settle


@pytest.fixture
def other(library: Path) -> Iterator[threading.Event]:
    """Another window has the library open; it comes to the front when it is asked to, once the event is set."""
    looks, over = threading.Event(), threading.Event()
    with Ledger.open(library, who="周启明"):
        requests = FrontRequests(library)

        def look() -> None:
            while not over.wait(0.02):
                if looks.is_set():
                    requests.pending()

        looker = threading.Thread(target=look)
        looker.start()
        yield looks
        over.set()
        looker.join()


def test_the_second_of_two_starts_leaves_the_screen_to_the_first(
    start: Callable[..., App], library: Path, other: threading.Event
) -> None:
    other.set()
    app, gone = start(None), list[str]()
    app.open(library, held=lambda: gone.append("gone"))
    settle(app)
    assert gone == ["gone"]
    assert app.overlay.top is None


def test_a_library_of_another_window_is_brought_to_the_front(
    start: Callable[..., App], library: Path, other: threading.Event
) -> None:
    other.set()
    app = start(None)
    app.open(library)
    settle(app)
    assert "已请它到最前面" in said(app)


def test_a_library_that_is_held_and_no_window_answers_is_told(
    start: Callable[..., App], library: Path, other: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single.ask_to_front, "__defaults__", (0.1,))
    app, gone = start(None), list[str]()
    app.open(library, held=lambda: gone.append("gone"))
    settle(app)
    assert not gone
    assert "周启明" in said(app)
    assert "请先关闭那个程序" in said(app)
    assert not (library / single.REQUEST).exists()
