"""Work off the Tk thread."""

from __future__ import annotations

import threading
import tkinter as tk
from collections.abc import Iterator

import pytest

from forms import background
from forms.background import Background
from tests.forms.window import driving


@pytest.fixture
def lanes(root: tk.Tk) -> Iterator[Background]:
    errors: list[BaseException] = []
    made = Background(root, errors.append)
    yield made
    made.finish()
    assert not errors


@pytest.mark.parametrize(("more", "name"), [(0, "MainThread"), (1, "lane think")])
def test_few_records_are_gone_through_at_once_and_many_on_a_lane(
    root: tk.Tk, lanes: Background, more: int, name: str
) -> None:
    found: list[tuple[str, str]] = []
    lanes.gone_through(
        background._FEW + more,
        lambda: threading.current_thread().name,
        lambda worked: found.append((worked, threading.current_thread().name)),
    )
    driving.pump(root, lambda: found)
    assert found == [(name, "MainThread")]


def test_still_waits_for_every_lane_that_is_at_work(root: tk.Tk, lanes: Background) -> None:
    may_end, order = threading.Event(), list[str]()
    lanes.run(may_end.wait, lambda _: order.append("copy"), lane="copy")
    lanes.run(lambda: None, lambda _: order.append("files"), lane="files")
    lanes.still(lambda: order.append("still"))
    driving.pump(root, lambda: "files" in order)
    assert order == ["files"]
    may_end.set()
    driving.pump(root, lambda: "still" in order)
    assert order == ["files", "copy", "still"]
