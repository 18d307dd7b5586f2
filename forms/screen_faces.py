"""The faces of the screen: Chinese wherever the program starts, and no colour font, which would end it."""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
import tkinter as tk
import tkinter.font
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

import platformdirs

from ledger import assets

BUNDLED = "GW Hei"
"""The face that comes with the program; it has the 8,105 characters of the national table, at medium weight."""
PREFERRED = (
    "Microsoft YaHei UI",
    "微软雅黑",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "思源黑体 CN",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
    "文泉驿正黑",
)
"""Faces made for screens, best first, by every name a system lists them under."""
_FILES = ("GwHei-Medium.ttf", "GwSong-Regular.ttf", "GwMore-Regular.ttf", "GwRare-Regular.ttf")
"""What is loaded for one process on Windows; the others draw the characters that the first one lacks."""
_PRIVATE = 0x10
"""FR_PRIVATE of AddFontResourceEx: seen by this process only, gone with it."""

_CONFIGURATION = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">{system}</include>
  <dir>{faces}</dir>
  <dir>{shapes}</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <!-- Tk asks X to draw colour glyphs in a way that X answers by ending the program. -->
  <selectfont><rejectfont><pattern><patelt name="color"><bool>true</bool></patelt></pattern></rejectfont></selectfont>
  <match target="pattern">
    <edit name="family" mode="append_last">
      <string>GW Hei</string><string>GW Song</string><string>GW Song More</string><string>GW Rare</string>
    </edit>
  </match>
</fontconfig>
"""


def prepare() -> None:
    """Make the bundled faces known to this process, and on Linux the input method to Tk. Call it before Tk starts."""
    if sys.platform == "win32":
        _load_privately(assets.folder() / "fonts" / name for name in _FILES)
    elif sys.platform == "linux":
        _configure_fontconfig()
        modifiers = _input_method()
        if modifiers and not os.environ.get("XMODIFIERS"):
            os.environ["XMODIFIERS"] = modifiers


def family(root: tk.Misc) -> str:
    """The best face for Chinese on the screen of `root`: one of the system made for screens, else the bundled one."""
    installed = set(tkinter.font.families(root))
    return next((name for name in PREFERRED if name in installed), BUNDLED)


def outside() -> dict[str, str]:
    """The environment for programs of others that the window starts: they choose their faces as ever."""
    environ = dict(os.environ)
    if are_ours():
        del environ["FONTCONFIG_FILE"]
    return environ


_NAME = "taizhang-fonts.conf"


def _configure_fontconfig() -> None:
    """Point fontconfig to a file of ours that adds to the system's; one that the user set is left alone."""
    if os.environ.get("FONTCONFIG_FILE"):
        return
    system = Path(os.environ.get("FONTCONFIG_PATH") or "/etc/fonts") / "fonts.conf"
    faces = assets.folder() / "fonts"
    shapes = Path(next(iter(_found("customtkinter")), faces)) / "assets" / "fonts"
    text = _CONFIGURATION.format(system=escape(str(system)), faces=escape(str(faces)), shapes=escape(str(shapes)))
    try:
        file = _kept(platformdirs.user_cache_path("taizhang", appauthor=False), text)
    except OSError:  # a home that cannot be written: the faces are needed all the same
        file = _kept(Path(tempfile.mkdtemp(prefix="taizhang-")), text)
    os.environ["FONTCONFIG_FILE"] = str(file)


def are_ours() -> bool:
    """Whether fontconfig reads our file, which also names the face that customtkinter draws its corners with."""
    return Path(os.environ.get("FONTCONFIG_FILE", "")).name == _NAME


def _found(package: str) -> Iterable[str]:
    """Where a package lies, without importing it."""
    spec = importlib.util.find_spec(package)
    return (spec.submodule_search_locations or ()) if spec is not None else ()


def _kept(folder: Path, text: str) -> Path:
    """The file in `folder` with this text; another process never reads half of it. Raises OSError."""
    file = folder / _NAME
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return file
    folder.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=folder, prefix=_NAME, suffix=".part")
    with open(handle, "w", encoding="utf-8", newline="\n") as opened:  # noqa: PTH123  a descriptor, not a path
        opened.write(text)
    Path(scratch).replace(file)
    return file


def _input_method() -> str:
    """What XMODIFIERS has to say so that Tk finds the input method that is running; "" when none is known."""
    wishes = [os.environ.get(name, "") for name in ("GTK_IM_MODULE", "QT_IM_MODULE")]
    running = set(_programs(Path("/proc")))
    for method, programs in (("fcitx", {"fcitx", "fcitx5"}), ("ibus", {"ibus-daemon"})):
        if any(wish.startswith(method) for wish in wishes) or programs & running:
            return f"@im={method}"
    return ""


def _programs(processes: Path) -> Iterator[str]:
    for name in processes.glob("[0-9]*/comm"):
        try:
            yield name.read_text(encoding="utf-8", errors="replace").strip()
        except OSError:  # it has ended meanwhile
            continue


def _load_privately(files: Iterable[Path]) -> None:
    """Load typefaces for this process; one that Windows refuses is not missed as long as it has its own."""
    if sys.platform == "win32":
        import ctypes

        for file in files:
            ctypes.windll.gdi32.AddFontResourceExW(str(file), _PRIVATE, None)
