from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from exports.page import Block, Grid, PageBreak, Paper, Photos, Picture, Title
from exports.papers.prints import PRINTS, Wishes
from exports.printing import write_prints
from exports.typeset.faces import Faces
from tests.exports.office import to_pdf
from tests.exports.prints import jpeg, of_each_print, reviewed, scheme_for
from tests.ledger.snapshots import filled, record

pytestmark = pytest.mark.tool("soffice")


def photo_sheet(per: int) -> Paper:
    """Seven photos of all shapes with captions of several lines."""
    shapes = ((1200, 800), (800, 1200), (1600, 500), (600, 1600), (900, 900), (1200, 800), (1200, 800))
    words = (
        "时间：2015年5月15日\n地点：三楼会议室\n人物：全体干部和部分企业、个体工商户的代表\n主题：动员会\n事由：宣誓"
    )
    pictures = tuple(Picture(jpeg(*shape), words) for shape in shapes)
    blocks: list[Block] = [Title("照片", 18)]
    for first in range(0, len(pictures), per):
        blocks += [Photos(pictures[first : first + per], per), PageBreak()]
    return Paper(f"photos-{per}", f"照片页{per}", tuple(blocks[:-1]), Grid.FORM)


def pages(path: Path) -> list[str]:
    """The words of each page, white left out."""
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_every_form_takes_as_many_pages_in_libreoffice_as_in_the_pdf(tmp_path: Path) -> None:
    meeting = filled("meeting", "m", files=(), expected="、".join(f"人员{number}" for number in range(30)))
    others = of_each_print(meeting, record("finding", "f", problem="停车位不足", owner="周启明"))
    snapshot, review = reviewed(*others)
    named = {**{each.kind: each for each in others}, "review": review, "finding": None}
    forms = [form for form in PRINTS if form.slug != "photos"]
    papers = [
        paper
        for form in forms
        for paper in form.papers(scheme_for(form, snapshot), named.get(form.of), Wishes(count=5))
    ]
    papers += [photo_sheet(4), photo_sheet(6)]
    papers = [replace(paper, title=f"{paper.key.replace(':', '-')}") for paper in papers]
    done = write_prints(tuple(papers), tmp_path / "印", ("docx", "pdf"), Faces.bundled())
    shown = tmp_path / "shown"
    shown.mkdir()
    docx = [shown / name for name in done.files if name.endswith(".docx")]
    for path in docx:
        path.write_bytes((tmp_path / "印" / path.name).read_bytes())
    to_pdf(shown, *docx)
    for path in docx:
        ours, theirs = pages(tmp_path / "印" / f"{path.stem}.pdf"), pages(shown / f"{path.stem}.pdf")
        assert len(theirs) == len(ours), path.stem
        assert all(theirs), f"{path.stem}: an empty page"
