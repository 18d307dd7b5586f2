"""The faces of the screen: the configuration that is written, the input method, and what is drawn."""

from __future__ import annotations

import os
import subprocess
import sys
import tkinter as tk
from pathlib import Path
from tkinter import ttk

import pytest
from PIL import ImageGrab

from forms import screen_faces, theme
from ledger import assets
from tests.forms.window import driving

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fontconfig and XIM are of Linux")
UNSET = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XMODIFIERS", "GTK_IM_MODULE", "QT_IM_MODULE")


@pytest.fixture(autouse=True)
def fresh_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user with a home of his own; what a test sets in the environment ends with it."""
    for name in UNSET:
        monkeypatch.setenv(name, "")  # so that it is taken back whatever the test does
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache & home"))
    monkeypatch.setattr(screen_faces, "_programs", lambda processes: iter(()))


def listed(environ: dict[str, str]) -> str:
    """What a program that asks fontconfig is told."""
    command = ["fc-list", ":", "family", "file", "color"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.tool("fc-list")
def test_the_bundled_faces_are_known_beside_those_of_the_system() -> None:
    before = listed(dict(os.environ))
    screen_faces.prepare()
    after = listed(dict(os.environ))
    assert "GW Hei" in after
    assert "GW Rare" in after
    assert "GW Hei" not in before
    assert {line for line in before.splitlines() if "color=True" not in line} <= set(after.splitlines())


@pytest.mark.tool("fc-list")
def test_a_colour_font_of_the_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No colour font need be installed here: the same rule is asked to refuse one of the faces that are."""
    screen_faces.prepare()
    file = Path(os.environ["FONTCONFIG_FILE"])
    rule = '<patelt name="color"><bool>true</bool></patelt>'
    text = file.read_text(encoding="utf-8")
    assert text.count(rule) == 1
    other = tmp_path / "other.conf"
    other.write_text(text.replace("<bool>true</bool>", "<bool>false</bool>"), encoding="utf-8")
    assert "GW Hei" not in listed({**os.environ, "FONTCONFIG_FILE": str(other)})


def test_the_configuration_is_written_once_and_anew_when_the_program_has_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen_faces.prepare()
    file = Path(os.environ["FONTCONFIG_FILE"])
    first = file.stat()
    monkeypatch.delenv("FONTCONFIG_FILE")
    screen_faces.prepare()
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (first.st_mtime_ns, first.st_ino)
    monkeypatch.delenv("FONTCONFIG_FILE")
    monkeypatch.setattr(assets, "folder", lambda: tmp_path / "搬到 <这里>")
    screen_faces.prepare()
    assert "搬到 &lt;这里&gt;/fonts" in file.read_text(encoding="utf-8")
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_configuration_of_the_user_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/own.conf")
    screen_faces.prepare()
    assert os.environ["FONTCONFIG_FILE"] == "/etc/fonts/own.conf"
    assert screen_faces.outside()["FONTCONFIG_FILE"] == "/etc/fonts/own.conf"


def test_programs_started_from_the_window_choose_their_faces_as_ever() -> None:
    screen_faces.prepare()
    assert "FONTCONFIG_FILE" in os.environ
    assert "FONTCONFIG_FILE" not in screen_faces.outside()


def test_a_home_that_cannot_be_written_hinders_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "a file"
    blocked.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    screen_faces.prepare()
    assert Path(os.environ["FONTCONFIG_FILE"]).is_relative_to(tmp_path)
    assert Path(os.environ["FONTCONFIG_FILE"]).is_file()


@pytest.mark.parametrize(
    ("setting", "running", "wanted"),
    [
        ({}, [], None),
        ({}, ["bash", "fcitx5"], "@im=fcitx"),
        ({}, ["ibus-daemon"], "@im=ibus"),
        ({"GTK_IM_MODULE": "fcitx"}, [], "@im=fcitx"),
        ({"QT_IM_MODULE": "fcitx5"}, [], "@im=fcitx"),
        ({"XMODIFIERS": "@im=none"}, ["fcitx"], "@im=none"),
    ],
)
def test_tk_is_told_which_input_method_runs(
    setting: dict[str, str], running: list[str], wanted: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(screen_faces, "_programs", lambda processes: iter(running))
    screen_faces.prepare()
    assert os.environ.get("XMODIFIERS") == wanted


def test_running_programs_are_read_from_the_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    (tmp_path / "17").mkdir()
    (tmp_path / "17" / "comm").write_text("fcitx5\n", encoding="utf-8")
    (tmp_path / "18" / "comm").mkdir(parents=True)  # not to be read
    assert list(screen_faces._programs(tmp_path)) == ["fcitx5"]


DRAWN = """
import tkinter
from forms import screen_faces
screen_faces.prepare()
root = tkinter.Tk()
family = screen_faces.family(root)
label = tkinter.Label(root, text="台帐𠮷䶮𬭛🎉", font=(family, 14))
label.pack()
root.update()
print(family, label.winfo_reqwidth() > 0)
"""


@pytest.mark.tool("Xvfb")
def test_chinese_and_an_emoji_are_shown_and_the_program_lives(display: str) -> None:
    """In a process of its own: where colour fonts are drawn, X would end the process that asks for one."""
    environ = {**os.environ, "DISPLAY": display, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", DRAWN], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    face, drawn = done.stdout.rsplit(maxsplit=1)
    assert face in (*screen_faces.PREFERRED, screen_faces.BUNDLED)
    assert drawn == "True"


def test_rare_characters_are_drawn_and_no_boxes(root: tk.Tk, frame: ttk.Frame) -> None:
    labels = [tk.Label(frame, text=text, bg="white", font=theme.font("title")) for text in "𠮷䶮𬭛台\u0378"]
    for label in labels:
        label.pack()
    driving.pump(root)
    pictures = set()
    for label in labels:
        left, upper = label.winfo_rootx(), label.winfo_rooty()
        picture = ImageGrab.grab((left, upper, left + 30, upper + 30), xdisplay=os.environ["DISPLAY"])
        pictures.add(picture.tobytes())
    assert len(pictures) == len(labels)  # what no face has is a box, the same one each time
