"""Every PDF that the demo hands in is PDF/A-1b, by our own check and by Apache PDFBox Preflight."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from exports.pdfa import checking, marking
from tests.exports import preflight


@pytest.fixture(scope="module")
def made(submission: Path) -> list[Path]:
    """The PDFs that the program made; scans under 附件 are the clerk's own."""
    paths = sorted(path for path in submission.rglob("*.pdf") if "附件" not in path.parts)
    assert len(paths) > 40
    return paths


def test_every_pdf_keeps_the_rules_by_our_own_check(made: list[Path]) -> None:
    found = {}
    for path in made:
        with pikepdf.open(path) as pdf:
            found[path.name] = checking.problems(pdf)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_every_pdf_says_that_it_is_pdfa(made: list[Path]) -> None:
    for path in made:
        with pikepdf.open(path) as pdf:
            assert b"<pdfaid:part>1</pdfaid:part>" in pdf.Root.Metadata.read_bytes(), path
        assert path.read_bytes().startswith(b"%PDF-1.4\n"), path


@preflight.needed
def test_every_pdf_passes_preflight(made: list[Path]) -> None:
    assert {path.name: faults for path, faults in preflight.validate(made).items() if faults} == {}


@preflight.needed
def test_a_handed_in_pdf_that_loses_its_faces_fails(made: list[Path], tmp_path: Path) -> None:
    """The same judges that pass the folder refuse one of its files when its font programs are taken out."""
    spoilt = tmp_path / "缺字库.pdf"
    with pikepdf.open(made[0]) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                del thing["/FontFile2"]
        assert any("没有嵌入" in problem for problem in checking.problems(pdf))
        with spoilt.open("wb") as stream:
            marking.save(pdf, stream)
    assert preflight.validate([spoilt])[spoilt]
