"""Random keys, clicks and screens: no error that nobody foresaw, and the ledger is whole afterwards.

More of them by hand: TAIZHANG_MONKEY="11 12 13" takes other seeds, and 3000 deeds each.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.app import App
from forms.sheet_template import template
from ledger.book import Ledger
from ledger.kinds import kind_of
from tests.disasters.monkey import Monkey
from tests.forms.window.faults import Faults
from tests.forms.window.sheets import settle

OTHERS = os.environ.get("TAIZHANG_MONKEY", "").split()
DEEDS = 3000 if OTHERS else 250


@pytest.mark.parametrize("seed", [int(seed) for seed in OTHERS or ("7",)])
def test_whatever_is_pressed_nothing_breaks(
    start: Callable[..., App],
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    faults: Faults,
    seed: int,
) -> None:
    # Nothing is printed nor opened by the programs of this computer.
    empty = tmp_path / "空"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))
    monkeypatch.setenv("TAIZHANG_DATA", str(empty))
    files = [shutil.copy(path, tmp_path) for path in sorted(library.glob("attachments/*/*"))[:3]]
    sheet, broken = tmp_path / "空白表.xlsx", tmp_path / "坏.pdf"
    sheet.write_bytes(template(kind_of("person")))
    broken.write_bytes(b"%PDF nothing")
    app = start(library)
    monkey = Monkey(app, seed, empty, [*map(Path, files), sheet, broken])
    monkey.run(DEEDS, check=lambda: _unbroken(faults, monkey))
    while app.overlay.dismiss():
        settle(app)
    settle(app, 60)
    app.quit()
    with Ledger.open(library, read_only=True) as book:
        assert book.records("person")
        assert book.file_faults() == ()


def _unbroken(faults: Faults, monkey: Monkey) -> None:
    assert not faults.found, "\n".join(["最后做的：", *monkey.trail[-12:], *faults.take()])
