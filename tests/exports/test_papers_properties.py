"""Whatever stands in the records of a kind, their papers and prints can be laid out, or say why there is nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.page import Pairs, Paper, Paragraph, Table
from exports.papers import paper_of
from exports.papers.prints import PRINTS, Wishes
from exports.papers.prints.form import NothingToPrint
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.filing import arrange
from ledger.kinds import KINDS, Form, Kind
from ledger.records import Record
from ledger.snapshot import Snapshot
from tests.ledger.kind_values import records
from tests.ledger.snapshots import NOON, snapshot

of_every_paper = pytest.mark.parametrize(
    "kind", [each for each in KINDS if each.form is not Form.DATA], ids=lambda each: each.slug
)

of_every_form = pytest.mark.parametrize(
    "kind", [each for each in KINDS if any(form.of == each.slug for form in PRINTS)], ids=lambda each: each.slug
)


def ledger_of(kind: Kind, data: st.DataObject) -> Snapshot:
    """A ledger with two records of a kind that hold anything."""
    made = [Record(uid, kind.slug, data.draw(records(kind, kept=True)), NOON, NOON, 1) for uid in ("one", "other")]
    return snapshot(*made)


def words_of(paper: Paper) -> list[str]:
    """The words of its text and tables."""
    words: list[str] = []
    for block in paper.blocks:
        match block:
            case Paragraph():
                words += [block.lead, block.text]
            case Pairs():
                words += [each for row in block.rows for pair in row for each in pair]
            case Table():
                words += [cell for row in block.rows for cell in row]
    return words


@of_every_paper
@given(data=st.data())
@settings(max_examples=6)
def test_its_papers_are_laid_out(kind: Kind, data: st.DataObject) -> None:
    given_ = ledger_of(kind, data)
    for volume in arrange(given_):
        for item in volume.items:
            made = paper_of(given_, item)
            assert lay_out(made, Faces.bundled())
            assert not [words for words in words_of(made) if "None" in words or "Decimal" in words]


@pytest.mark.parametrize(
    "kind", [each for each in KINDS if any(form.of == each.slug for form in PRINTS)], ids=lambda each: each.slug
)
@given(data=st.data())
@settings(max_examples=6)
def test_its_prints_are_made_or_say_why_not(kind: Kind, data: st.DataObject) -> None:
    given_ = ledger_of(kind, data)
    for form in PRINTS:
        for record in (None, *given_.of(kind.slug)) if form.of == kind.slug else ():
            try:
                papers = form.papers(given_, record, Wishes(2 if "count" in form.wishes else None, 4))
            except NothingToPrint as why:
                assert str(why).endswith("。")
                continue
            assert papers
            assert not [words for paper in papers for words in words_of(paper) if "None" in words]
