"""Papers of work B as docx by docxtpl: templates and their values in, docx files out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate


def main(folder: Path, target: Path, most: int) -> None:
    """Fill a template for each of the first `most` papers of values.json."""
    papers = json.loads((folder / "values.json").read_text(encoding="utf-8"))
    for number, paper in enumerate(papers[:most], 1):
        template = DocxTemplate(folder / paper["template"])
        template.render(paper["values"], autoescape=True)
        template.save(target / f"{number:04}.docx")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
