"""Work A by WeasyPrint: words.json in, a PDF out; the faces are given by @font-face."""

from __future__ import annotations

import json
import sys
from html import escape
from pathlib import Path

from weasyprint import HTML

_FACES = {"Fang": "GwFang-Regular.ttf", "Hei": "GwHei-Medium.ttf", "Song": "GwSong-Bold.ttf"}
_STYLE = """
@page { size: A4; margin: 20mm 15mm 22mm 25mm; @bottom-center { font: 12pt Fang; content: "— " counter(page) " —" } }
body { font: 12pt/20pt Fang; margin: 0 }
h1 { font: 18pt Song; text-align: center }
table { font-size: 10.5pt; line-height: 15pt; border-collapse: collapse; width: 100%; table-layout: fixed }
th { font-family: Hei; font-weight: normal }
th, td { border: 0.5pt solid; padding: 3pt 4pt }
.c { text-align: center }
p { text-align: justify; text-indent: 2em; margin: 0 }
"""


def page(source: Path, fonts: Path) -> str:
    """The document as HTML."""
    words = json.loads(source.read_text(encoding="utf-8"))
    faces = "".join(
        f"@font-face {{ font-family: {name}; src: url({(fonts / file).as_uri()}) }}" for name, file in _FACES.items()
    )
    whole = sum(width for _, width, _ in words["columns"])
    heads = "".join(f'<th style="width:{width / whole:.2%}">{head}</th>' for head, width, _ in words["columns"])
    classes = [' class="c"' if centred else "" for *_, centred in words["columns"]]
    rows = "".join(
        "<tr>" + "".join(f"<td{css}>{escape(text)}</td>" for text, css in zip(row, classes, strict=True)) + "</tr>"
        for row in words["rows"]
    )
    prose = "".join(f"<p>{escape(text)}</p>" for text in words["paragraphs"])
    head = f'<html lang="zh"><title>{words["title"]}</title><style>{faces}{_STYLE}</style>'
    return f"{head}<h1>{words['title']}</h1><table><thead><tr>{heads}</tr></thead>{rows}</table>{prose}</html>"


if __name__ == "__main__":
    HTML(string=page(Path(sys.argv[1]), Path(sys.argv[3]))).write_pdf(sys.argv[2])
