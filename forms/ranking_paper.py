"""The ranking as a paper; runs in the process apart, where alone what lays out and writes papers is loaded."""

from __future__ import annotations

from exports.page import Paper
from forms.apart_process import Tell, Wish


def make(paper: Paper, tell: Tell, cancel: Wish) -> bytes:
    """The paper as a PDF. Raises MissingGlyphs, Cancelled."""
    from exports.errors import Cancelled
    from exports.rendering import render
    from exports.typeset.faces import Faces

    if cancel.is_set():
        raise Cancelled
    tell(0, 1, paper.title)
    return render(paper, ("pdf",), Faces.installed()).files["pdf"]
