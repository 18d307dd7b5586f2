"""Work A by this program: words.json in, a PDF out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from exports.page import Align, Column, Grid, Paper, Paragraph, Space, Table, Title
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out


def paper(source: Path) -> Paper:
    """The paper of work A."""
    words = json.loads(source.read_text(encoding="utf-8"))
    columns = tuple(
        Column(head, width, Align.CENTER if centred else Align.LEFT) for head, width, centred in words["columns"]
    )
    table = Table(columns, tuple(map(tuple, words["rows"])))
    prose = tuple(Paragraph(text) for text in words["paragraphs"])
    return Paper("bench:a", words["title"], (Title(words["title"], 18), table, Space(), *prose), Grid.FORM)


def main(source: Path, target: Path) -> None:
    """Make the PDF."""
    made = paper(source)
    with target.open("wb") as stream:
        write_pdf(made, lay_out(made, Faces.bundled()), stream)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
