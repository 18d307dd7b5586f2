"""customtkinter, imported so that it leaves the user's folder of fonts alone.

On Linux it copies its faces into ~/.fonts at every start: over a file that another window may just be reading, which
can end that window. Fontconfig finds them where they are (see screen_faces.py), so the copies go aside.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from forms import screen_faces


@contextmanager
def _home_aside() -> Iterator[None]:
    """Another home for the time of an import, unless a configuration of the user's own needs the copies."""
    if sys.platform != "linux" or not screen_faces.are_ours():
        yield
        return
    home = os.environ.get("HOME")
    with tempfile.TemporaryDirectory(prefix="taizhang-") as aside:
        os.environ["HOME"] = aside
        try:
            yield
        finally:
            if home is None:
                del os.environ["HOME"]
            else:
                os.environ["HOME"] = home


screen_faces.prepare()
with _home_aside():
    import customtkinter as ctk

__all__ = ["ctk"]
