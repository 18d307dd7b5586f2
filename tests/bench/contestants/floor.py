"""The floor under work A: the same glyphs at the same places, drawn by reportlab's `drawString` and nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas


def main(source: Path, target: Path) -> None:
    """Draw the runs of `source`, which are (font, size, x, y, spacing, text), page by page."""
    drawn = json.loads(source.read_text(encoding="utf-8"))
    for name, path in drawn["fonts"].items():
        pdfmetrics.registerFont(TTFont(name, path, asciiReadable=False, shapable=False))
    canvas = Canvas(str(target), invariant=1)
    for page in drawn["pages"]:
        canvas.setPageSize(page["size"])
        for font, size, x, y, spacing, text in page["runs"]:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text, charSpace=spacing)
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
