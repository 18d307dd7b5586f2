"""Where the files live that come with the program: fonts, icons, schemes."""

from __future__ import annotations

import sys
from pathlib import Path


def folder() -> Path:
    """The folder `assets`, in a checkout, in an installed package and in a frozen program alike.

    A checkout and site-packages both hold it beside this package; a frozen program unpacks it into `sys._MEIPASS`.
    """
    unpacked = getattr(sys, "_MEIPASS", None)
    root = Path(unpacked) if unpacked else Path(__file__).resolve().parent.parent
    return root / "assets"
