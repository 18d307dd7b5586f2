"""Papers made one at a time: the same as in the submission, what can be printed of which kind, and what is told."""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from exports.compose import compose
from exports.errors import Cancelled, MissingGlyphs
from exports.papers.prints import PRINTS, NothingToPrint
from forms.paper_making import (
    RECORD,
    REGISTER,
    Gone,
    NoPaper,
    NothingThere,
    PaperWish,
    make,
    papers_for,
)
from forms.sample import build
from ledger.book import Ledger
from ledger.kinds import KINDS, Form, kind_of
from ledger.snapshot import Snapshot
from tests.ledger.books import new_book
from tests.ledger.counter_acceptance import POST
from tests.ledger.samples import add_sample
from tests.ledger.snapshots import filled


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    library = tmp_path_factory.mktemp("papers") / "台帐库"
    build(library)
    with Ledger.open(library, read_only=True) as ledger:
        return ledger.snapshot()


def _only(folder: Path, slug: str) -> Snapshot:
    """A ledger that holds one record of this kind, and what it links to."""
    with new_book(folder) as book:
        add_sample(book, slug)
        return book.snapshot()


def silent(done: int, total: int, words: str) -> None:
    """Progress that nobody watches."""


def never() -> threading.Event:
    return threading.Event()


class Spy:
    """Stands for the press: keeps the papers of a submission, makes none of them."""

    def __init__(self) -> None:
        self.papers: dict[str, object] = {}

    def print(self, orders: object, step: object, deliver: object) -> list[object]:
        self.papers |= {paper.key: paper for paper, *_ in orders}  # type: ignore[attr-defined]
        raise StopIteration


def test_a_paper_is_that_of_the_submission(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = Spy()
    with pytest.raises(StopIteration):
        compose(snapshot, spy)  # type: ignore[arg-type]
    made: list[object] = []

    def keep(paper: object, formats: object, faces: object) -> object:
        made.append(paper)
        raise StopIteration

    monkeypatch.setattr("exports.rendering.render", keep)
    meeting = snapshot.of("meeting")[0]
    for wish in (PaperWish(snapshot, RECORD, meeting.uid), PaperWish(snapshot, REGISTER, slug="finding")):
        with pytest.raises(StopIteration):
            make(wish, silent, never())
    keys = (f"record:{meeting.uid}", "register:finding")
    assert made == [replace(spy.papers[key], mark="", follows=0) for key in keys]  # type: ignore[type-var]


def test_what_is_made_can_be_opened_and_counted(snapshot: Snapshot) -> None:
    told: list[tuple[int, int, str]] = []
    meeting = snapshot.of("meeting")[0]
    made = make(PaperWish(snapshot, RECORD, meeting.uid), lambda *steps: told.append(steps), never())
    assert made.title == snapshot.title(meeting)
    assert set(made.files) == {f"{made.title}.pdf", f"{made.title}.docx"}
    assert made.files[f"{made.title}.pdf"] == made.pdf
    assert made.files[f"{made.title}.docx"].startswith(b"PK")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == made.pages > 0
    assert told == [(0, 1, made.title)]


def test_several_papers_stand_in_one_pdf_and_in_files_of_their_own(snapshot: Snapshot) -> None:
    review = snapshot.of("review")[0]
    made = make(PaperWish(snapshot, "ballots", review.uid, count=3), silent, never())
    assert made.title == "民主评议票"
    pdfs = [data for name, data in made.files.items() if name.endswith(".pdf")]
    assert len(pdfs) == 4
    pages = 0
    for data in pdfs:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages += len(pdf.pages)
    assert pages == made.pages


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_all_that_is_offered_of_a_record_can_be_made(snapshot: Snapshot, kind: object, tmp_path: Path) -> None:
    slug = kind.slug  # type: ignore[attr-defined]
    snapshot = snapshot if snapshot.of(slug) else _only(tmp_path, slug)
    snapshot = replace(snapshot, scheme=POST) if slug == "acceptance" else snapshot  # it has a check table
    records = snapshot.of(slug)
    if kind.form is Form.DATA:  # type: ignore[attr-defined]
        with pytest.raises(NoPaper, match=f"“{kind.title}”.*不能打印"):  # type: ignore[attr-defined]
            papers_for(kind, records[0] if records else None)  # type: ignore[arg-type]
        return
    for record in (records[0], records[-1]):
        for what, _ in papers_for(kind, record):  # type: ignore[arg-type]
            uid = "" if what == REGISTER else record.uid
            assert make(PaperWish(snapshot, what, uid, slug, formats=("pdf",)), silent, never()).pages


def test_every_print_is_offered_somewhere(snapshot: Snapshot) -> None:
    photographed = next(r for r in snapshot.of("meeting") if any(a.role == "photo" for a in r.attachments))
    offered = {what for what, _ in papers_for(kind_of("meeting"), photographed)}
    records = [filled(each.of, "one", files=()) for each in PRINTS if each.of != "meeting"]
    offered |= {what for each in records for what, _ in papers_for(kind_of(each.kind), each)}
    # The result sheet of a review is the paper of the review itself.
    assert {each.slug for each in PRINTS} - offered == {"review-result"}


def test_photo_sheets_are_offered_where_there_are_photos(snapshot: Snapshot) -> None:
    meeting = kind_of("meeting")
    for record in snapshot.of("meeting"):
        photos = any(each.role == "photo" for each in record.attachments)
        assert ("photos" in dict(papers_for(meeting, record))) == photos


def test_without_a_record_there_are_registers_and_blank_forms(snapshot: Snapshot) -> None:
    assert papers_for(kind_of("opinion")) == ((REGISTER, "意见台帐"),)
    assert "sign-in" in dict(papers_for(kind_of("meeting")))
    assert RECORD not in dict(papers_for(kind_of("meeting")))
    with pytest.raises(NoPaper):
        papers_for(kind_of("minutes"))


def test_what_is_not_there_is_told(snapshot: Snapshot) -> None:
    empty = replace(snapshot, records=())
    with pytest.raises(NothingThere, match="意见台帐.*请先登记"):
        make(PaperWish(empty, REGISTER, slug="opinion"), silent, never())
    with pytest.raises(Gone, match="已经删除"):
        make(PaperWish(empty, RECORD, snapshot.records[0].uid, "meeting"), silent, never())
    with pytest.raises(NothingToPrint, match="写上每组的张数"):
        make(PaperWish(empty, "ballots"), silent, never())


def test_words_for_the_window_name_no_options_of_the_command_line(snapshot: Snapshot) -> None:
    empty = replace(snapshot, records=())
    for each in PRINTS:
        try:
            make(PaperWish(empty, each.slug, formats=("pdf",)), silent, never())
        except NothingToPrint as error:
            assert "--" not in str(error)
            assert "attach" not in str(error)


def test_it_stops_between_two_papers(snapshot: Snapshot) -> None:
    cancel = threading.Event()
    told: list[str] = []

    def stop(done: int, total: int, words: str) -> None:
        told.append(words)
        cancel.set()

    with pytest.raises(Cancelled):
        make(PaperWish(snapshot, "ballot-calling", snapshot.of("review")[0].uid), stop, cancel)
    assert len(told) == 1


def test_a_character_without_a_face_is_told_with_its_place(snapshot: Snapshot) -> None:
    meeting = snapshot.of("meeting")[0]
    odd = replace(meeting, values={**meeting.values, "place": "三楼\U0001f600会议室"})
    with pytest.raises(MissingGlyphs) as caught:
        make(PaperWish(replace(snapshot, records=(odd,)), RECORD, odd.uid), silent, never())
    assert "地点" in str(caught.value)


def test_the_window_need_not_load_what_makes_papers(run_python: Callable[[str], str]) -> None:
    heavy = run_python(
        "import sys, forms.paper_making\n"
        "print([name for name in ('reportlab', 'docx', 'pikepdf', 'PIL') if name in sys.modules])"
    )
    assert heavy == "[]"


@pytest.fixture
def run_python() -> Callable[[str], str]:
    import subprocess

    def run(code: str) -> str:
        root = Path(__file__).resolve().parents[2]
        said = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True, timeout=60)
        return said.stdout.decode().strip()

    return run
