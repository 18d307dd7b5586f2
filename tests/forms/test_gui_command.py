from __future__ import annotations

import sys
from pathlib import Path

import pytest

from forms import cli, launch


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The libraries that a window was opened with."""
    seen: list[Path | None] = []

    def main(library: Path | None = None) -> int:
        seen.append(library)
        return 0

    monkeypatch.setattr(launch, "main", main)
    return seen


def test_without_words_the_window_opens(opened: list[Path | None]) -> None:
    assert cli.main([]) == 0
    assert opened == [None]


def test_the_window_opens_with_a_library(opened: list[Path | None], tmp_path: Path) -> None:
    assert cli.main(["gui", str(tmp_path)]) == 0
    assert opened == [tmp_path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a screen")
def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("TAIZHANG_CONFIG", str(tmp_path))
    assert cli.main(["gui"]) == 3
    assert "没有图形界面" in capsys.readouterr().err
