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
