"""Labels and 备考表 of boxes made one at a time: the same words as in the folder of an export."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from exports.papers.archive import archive_papers
from exports.papers.binding import Place
from exports.rendering import render
from exports.typeset.faces import Faces
from forms.paper_making import OF_BOXES, PaperWish, make
from ledger.filing import arrange
from tests.exports.reading import pdf_words
from tests.ledger.snapshots import complete_but, filled

TERMS = [{"volume": volume, "term": "定期10年"} for volume in ("组织领导", "宣传发动", "检查整改")]
PLAN = filled("filing_plan", "plan", fonds="A123", retention=TERMS)


@pytest.mark.parametrize(
    ("what", "stem"), [("spines", "07_盒脊签"), ("fronts", "06_盒面签"), ("notes", "05_盒内备考表")]
)
def test_it_says_what_the_one_of_an_export_says(what: str, stem: str, tmp_path: Path) -> None:
    given = complete_but(plan=PLAN)
    volumes = arrange(given)
    pages = {item.key: item.number for volume in volumes for item in volume.items}
    made = make(PaperWish(given, what, formats=("pdf",), pages=pages), lambda *_: None, threading.Event())
    assert made.title == OF_BOXES[what]
    places = {key: Place(count, 1, "") for key, count in pages.items()}
    exported = dict(archive_papers(given, volumes, places))[stem]
    files = {"alone.pdf": made.pdf, "exported.pdf": render(exported, ("pdf",), Faces.installed()).files["pdf"]}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    alone, there = (pdf_words(tmp_path / name) for name in files)
    assert alone == there
    assert "A123" in alone or what == "fronts"
