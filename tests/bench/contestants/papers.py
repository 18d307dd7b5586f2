"""Papers of work B by this program: a library and the keys of some papers in, their docx files or PDFs out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from exports.papers import paper_of
from exports.to_docx import write_docx
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.book import Ledger
from ledger.filing import arrange


def main(library: Path, keys: Path, target: Path, suffix: str) -> None:
    """Write each paper as its number in the list of keys."""
    with Ledger.open(library, read_only=True) as ledger:
        snapshot = ledger.snapshot()
    items = {item.key: item for volume in arrange(snapshot) for item in volume.items}
    faces = Faces.bundled()
    for number, key in enumerate(json.loads(keys.read_text(encoding="utf-8")), 1):
        paper = paper_of(snapshot, items[key])
        with (target / f"{number:04}.{suffix}").open("wb") as stream:
            if suffix == "docx":
                write_docx(paper, faces, stream)
            else:
                write_pdf(paper, lay_out(paper, faces), stream)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]), sys.argv[4])
