"""Files and folders shown by the system: what is started, with which surroundings, and what is said when it fails."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from forms import opening
from forms.opening import CannotOpen, environment, explorer_command, hand_over, open_file, open_folder, reveal

linux = pytest.mark.skipif(sys.platform == "win32", reason="xdg-open")


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Puts an xdg-open on an otherwise empty path; gives the file in which it notes what it was asked for."""

    def make(code: int = 0, before: str = "") -> Path:
        folder, asked = tmp_path / "bin", tmp_path / "asked.json"
        folder.mkdir()
        path = folder / "xdg-open"
        lines = [f"#!{sys.executable}", "import json, sys, time", f"json.dump(sys.argv[1:], open({str(asked)!r}, 'w'))"]
        path.write_text("\n".join([*lines, before, f"sys.exit({code})"]), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))
        return asked

    return make


@linux
@pytest.mark.parametrize(("show", "shown"), [(reveal, "报 送"), (open_file, "报 送/甲 $(x).pdf")])
def test_the_desktop_is_asked_for_the_folder_or_the_file(
    desktop: Callable[..., Path], tmp_path: Path, show: Callable[[Path], None], shown: str
) -> None:
    asked = desktop()
    path = tmp_path / "报 送" / "甲 $(x).pdf"
    path.parent.mkdir()
    path.write_bytes(b"x")
    show(path)
    assert json.loads(asked.read_text()) == [str(tmp_path / shown)]


@linux
def test_a_folder_is_shown_itself(desktop: Callable[..., Path], tmp_path: Path) -> None:
    asked = desktop()
    open_folder(tmp_path)
    assert json.loads(asked.read_text()) == [str(tmp_path)]
    asked.unlink()
    reveal(tmp_path)
    assert json.loads(asked.read_text()) == [str(tmp_path)]


@linux
@pytest.mark.parametrize(
    ("code", "why"), [(3, "这台电脑上没有能打开它的程序"), (4, "没有成功"), (9, "系统没有打开它（代号9）")]
)
def test_a_desktop_that_cannot_says_why(desktop: Callable[..., Path], tmp_path: Path, code: int, why: str) -> None:
    desktop(code)
    with pytest.raises(CannotOpen) as caught:
        open_folder(tmp_path)
    assert why in str(caught.value)
    assert str(caught.value).endswith("，请在文件管理器里自己找到它。")


@linux
def test_a_program_that_stays_open_is_not_waited_for(
    desktop: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, end = (
        desktop(before=f"while not __import__('os').path.exists({str(tmp_path / 'end')!r}): time.sleep(0.01)"),
        tmp_path / "end",
    )
    monkeypatch.setattr(opening, "_QUICKLY", 0.5)
    open_folder(tmp_path)
    assert not end.exists()
    end.touch()
    assert asked.parent == tmp_path


@linux
def test_without_a_desktop_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotOpen, match="系统里没有打开它的程序（xdg-open），请在文件管理器里自己找到它。$"):
        open_folder(tmp_path)


@pytest.mark.parametrize("show", [reveal, open_file, open_folder])
def test_what_is_gone_is_not_asked_for(tmp_path: Path, show: Callable[[Path], None]) -> None:
    with pytest.raises(CannotOpen, match="没有这个文件或文件夹"):
        show(tmp_path / "没有.pdf")


def test_explorer_gets_quotes_around_the_path_only(tmp_path: Path) -> None:
    line = explorer_command(tmp_path / "甲, 乙.pdf", r"C:\Windows")
    assert line == rf'"C:\Windows\explorer.exe" /select,"{tmp_path / "甲, 乙.pdf"}"'


def test_windows_opens_with_what_it_has(tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []
    hand_over(tmp_path / "甲.pdf", "open", lambda *given: asked.append(given))
    assert asked == [(str(tmp_path / "甲.pdf"), "open")]

    def refuse(path: str, verb: str) -> None:
        error = OSError(22, "")
        error.winerror = 1155  # type: ignore[attr-defined]
        raise error

    with pytest.raises(CannotOpen, match="这台电脑上没有能处理它的程序"):
        hand_over(tmp_path / "甲.pdf", "open", refuse)


def test_a_frozen_program_keeps_its_libraries_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"LD_LIBRARY_PATH": "/opt/taizhang", "TCL_LIBRARY": "/opt/tcl", "HOME": "/home/a", "LANG": "zh_CN.UTF-8"}
    assert environment(own) == own
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert environment(own) == {"HOME": "/home/a", "LANG": "zh_CN.UTF-8"}
    kept = environment(own | {"LD_LIBRARY_PATH_ORIG": "/usr/local/lib"})
    assert kept["LD_LIBRARY_PATH"] == "/usr/local/lib"
    assert environment(own, plain=True)["LC_ALL"] == "C.UTF-8"
