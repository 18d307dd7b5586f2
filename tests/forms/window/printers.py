"""A printer for the window's tests: what it was given lies in a folder."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest

from forms import printer

_LP = """#!{python}
import pathlib, shutil, sys
folder = pathlib.Path({tray!r})
shutil.copy(sys.argv[-1], folder / f"{{len(list(folder.iterdir())) + 1:02d}}.pdf")
"""
_LPSTAT = """#!{python}
print("printer HP_M104 is idle.  enabled since Mon 04 May 2015")
print("system default destination: HP_M104")
"""


def plugged_in(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A printer of the system this runs on; gives its tray, where printed PDFs come to lie as 01.pdf, 02.pdf."""
    tray, programs = folder / "tray", folder / "bin"
    tray.mkdir()
    if sys.platform == "win32":

        def print_it(path: str, verb: str) -> None:
            assert verb == "print"
            shutil.copy(path, tray / f"{len(list(tray.iterdir())) + 1:02d}.pdf")

        patch.setattr(printer, "windows_starter", lambda: print_it)
        return tray
    programs.mkdir()
    for name, code in (("lp", _LP), ("lpstat", _LPSTAT)):
        program = programs / name
        program.write_text(code.format(python=sys.executable, tray=str(tray)), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    patch.setenv("PATH", str(programs), prepend=":")
    return tray


def words_of(pdf: Path) -> str:
    """The text of a PDF, without line ends."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    return "".join("".join(pages).split())
