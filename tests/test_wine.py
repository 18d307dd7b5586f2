"""Wine is set up before Windows' Python is asked anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import wine
from scripts.environment import SetupError


def test_wine_calls_itself_windows_ten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "prefix").mkdir()
    registry = tmp_path / "prefix" / "system.reg"
    registry.write_text('"ProductName"="Microsoft Windows 7"\n', encoding="utf-8")
    asked: dict[str, subprocess.Popen[bytes]] = {}

    def launch(command: list[str], *_: object) -> subprocess.Popen[bytes]:
        code = "import sys; print('没有注册表'); sys.exit(1)"
        environ = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return asked.setdefault(
            " ".join(command), subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environ)
        )

    monkeypatch.setattr(wine, "launch", launch)
    here = wine.Windows(tmp_path, tmp_path, tmp_path)
    with pytest.raises(SetupError, match="没有设成 Windows 10，请重装.*没有注册表"):
        here.be_ten({})
    registry.write_text(f"{wine.TEN}\n", encoding="utf-8")
    here.be_ten({})
    assert list(asked) == ["winecfg -v win10"]
