from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exports.errors import MissingGlyphs, TargetExists, TargetInLibrary
from exports.page import Paper, Paragraph
from exports.papers.prints import PRINTS, Print, UnknownPrint, Wishes, print_of
from exports.printing import write_prints
from exports.typeset.faces import Faces
from ledger.kept_files import KeptFile
from ledger.kinds import kind_of
from ledger.records import Attachment
from ledger.snapshot import Snapshot
from tests.exports.prints import jpeg, of_each_print, reviewed, scheme_for
from tests.exports.reading import docx_words, pdf_words
from tests.ledger.books import new_book
from tests.ledger.snapshots import filled, record

BOTH = ("docx", "pdf")
NOTE = (Paper("note", "便条", (Paragraph("今天下午开会。"),)),)


def ledger(folder: Path) -> Snapshot:
    """A ledger of which every form can be printed."""
    (folder / "会场.jpg").write_bytes(jpeg(300, 200))
    photo = Attachment(
        "p", "m", "photo", "会场.jpg", "0" * 64, "image/jpeg", 1, 1, KeptFile(folder), KeptFile(folder / "会场.jpg")
    )
    meeting = replace(filled("meeting", "m", files=()), attachments=(photo,))
    return reviewed(*of_each_print(meeting, record("finding", "f", problem="停车位不足", owner="周启明")))[0]


@pytest.mark.parametrize("form", PRINTS, ids=lambda form: form.slug)
@pytest.mark.parametrize("named", [True, False])
def test_docx_and_pdf_of_every_form_say_the_same_words(form: Print, named: bool, tmp_path: Path) -> None:
    snapshot = scheme_for(form, ledger(tmp_path))
    of = snapshot.of(form.of)[-1] if named else None
    done = write_prints(form.papers(snapshot, of, Wishes(count=3)), tmp_path / "印", BOTH, Faces.bundled())
    assert len(done.files) == 2 * done.papers >= 2
    for name in done.files[::2]:
        docx, pdf = tmp_path / "印" / name, (tmp_path / "印" / name).with_suffix(".pdf")
        assert docx_words(docx) == pdf_words(pdf) != ""


@pytest.mark.parametrize("form", PRINTS, ids=lambda form: form.slug)
def test_the_same_records_give_the_same_bytes(form: Print, tmp_path: Path) -> None:
    snapshot = scheme_for(form, ledger(tmp_path))
    for name in ("一", "二"):
        papers = form.papers(snapshot, None, Wishes(count=3))
        done = write_prints(papers, tmp_path / name, BOTH, Faces.bundled())
    for name in done.files:
        assert (tmp_path / "一" / name).read_bytes() == (tmp_path / "二" / name).read_bytes()


def test_every_form_is_of_a_kind_that_exists_and_has_a_name_of_its_own() -> None:
    assert len({form.slug for form in PRINTS}) == len({form.title for form in PRINTS}) == len(PRINTS)
    for form in PRINTS:
        assert print_of(form.slug) is form
        assert not form.of or kind_of(form.of)
        assert form.bare


def test_an_unknown_form_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(UnknownPrint, match="没有“票”这种表；可印的有：ballots（民主评议票）"):
        print_of("票")


def test_papers_are_named_by_their_titles_in_order_and_only_in_the_formats_asked_for(tmp_path: Path) -> None:
    papers = tuple(replace(NOTE[0], title=title) for title in ("便条", "便条", "甲/乙"))
    done = write_prints(papers, tmp_path / "印", ("pdf",), Faces.bundled())
    assert done.files == ("1_便条.pdf", "2_便条.pdf", "3_甲_乙.pdf")
    assert sorted(path.name for path in (tmp_path / "印").iterdir()) == sorted(done.files)
    assert (done.papers, done.pages) == (3, 3)


def test_nothing_is_written_over_or_into_a_library(tmp_path: Path) -> None:
    (tmp_path / "印").mkdir()
    with pytest.raises(TargetExists):
        write_prints(NOTE, tmp_path / "印", BOTH, Faces.bundled())
    with new_book(tmp_path) as book, pytest.raises(TargetInLibrary):
        write_prints(NOTE, book.path / "印", BOTH, Faces.bundled())


def test_a_character_without_a_face_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    papers = (*NOTE, Paper("k", "通知", (Paragraph("\U0010fffd"),)))
    with pytest.raises(MissingGlyphs, match=r"“通知”.+U\+10FFFD"):
        write_prints(papers, tmp_path / "印", BOTH, Faces.bundled())
    assert not list(tmp_path.iterdir())
