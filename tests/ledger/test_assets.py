"""The folder of bundled files is found wherever the program runs from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ledger import assets


def test_a_checkout_has_its_bundled_faces() -> None:
    assert (assets.folder() / "fonts" / "GwFang-Regular.ttf").is_file()


def test_a_frozen_program_looks_where_it_was_unpacked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert assets.folder() == tmp_path / "assets"
