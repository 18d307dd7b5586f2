"""In the window a register whose definition was spoilt is opened where it is mended, with all that is left of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from forms.app import App
from forms.shell.page import Target
from ledger.book import Ledger
from tests.disasters.test_spoilt_definitions import SPOILT, library, spoil
from tests.forms.window.sheets import settle
from tests.forms.window.test_own_registers import form_of


@pytest.mark.parametrize("what", ["unknown type", "no label", "no columns", "no code"])
def test_the_sheet_of_a_spoilt_definition_opens(tmp_path: Path, start: Callable[..., App], what: str) -> None:
    path = library(tmp_path)
    with Ledger.open(path, read_only=True) as book:
        uid = book.records("own_register")[0].uid
    spoil(path, SPOILT[what])
    app = start(path)
    app.go("registers", Target("own_register", uid))
    settle(app)
    assert form_of(app).everything()["title"] == "安全巡查"
