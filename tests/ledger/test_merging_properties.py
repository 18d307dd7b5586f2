"""Whatever is done to copies of a library, merging them again loses nothing, asks once, and ends with one state."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from ledger.book import Ledger
from ledger.errors import InputError
from tests.ledger.books import OPINION, as_scan, new_book
from tests.ledger.merging_books import START, clock_from, merged, seen, state
from tests.ledger.samples import add_sample

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
WORDS = ("甲", "乙", "丙")


class Act(NamedTuple):
    """Something that is done to the copy of this number: to the record at `place`, with these words."""

    copy: int
    verb: str
    place: int
    word: str


def done(book: Ledger, act: Act, folder: Path) -> None:
    """Do it, as far as there is something to do it to."""
    with contextlib.suppress(InputError, IndexError):  # what the ledger refuses is no part of this
        VERBS[act.verb](book, act, folder)


def _pick(book: Ledger, kind: str, act: Act, *, deleted: bool = False) -> Any:
    records = sorted(book.records(kind, deleted=deleted), key=lambda record: record.uid)
    return records[act.place % len(records)] if records else records[0]


def _attach(book: Ledger, act: Act, folder: Path) -> None:
    path = folder / f"{act.word}.pdf"
    path.write_bytes(b"%PDF " + act.word.encode())
    book.attach(_pick(book, "opinion", act).uid, path, role="annex", inspect=as_scan)


def _detach(book: Ledger, act: Act, folder: Path) -> None:
    book.detach(_pick(book, "opinion", act).attachments[0].uid)


def _own(book: Ledger, act: Act, folder: Path) -> None:
    columns = [{"label": "隐患", "type": "文字", "required": "是"}]
    book.add("own_register", {"title": f"巡查{act.word}", "columns": columns})


def _own_record(book: Ledger, act: Act, folder: Path) -> None:
    definition = _pick(book, "own_register", act)
    book.add(f"own-{definition['code']}", {"隐患": act.word})


def _ballot(book: Ledger, act: Act, folder: Path) -> None:
    review = book.records("review")[0].uid
    book.add("ballot", {"review": review, "group": "党政领导班子", "score": str(60 + act.place)})


VERBS: dict[str, Callable[[Ledger, Act, Path], object]] = {
    "add": lambda book, act, _: book.add("opinion", {**OPINION, "content": f"意见{act.word}"}),
    "person": lambda book, act, _: book.add("person", {"name": f"沈{act.word}"}),
    "content": lambda book, act, _: book.edit(_pick(book, "opinion", act).uid, {"content": f"意见{act.word}"}),
    "source": lambda book, act, _: book.edit(_pick(book, "opinion", act).uid, {"source": f"来源{act.word}"}),
    "delete": lambda book, act, _: book.delete(_pick(book, "opinion", act).uid),
    "restore": lambda book, act, _: book.restore(_pick(book, "opinion", act, deleted=True).uid),
    "attach": _attach,
    "detach": _detach,
    "own": _own,
    "own record": _own_record,
    "own delete": lambda book, act, _: book.delete(_pick(book, "own_register", act).uid),
    "ballot": _ballot,
    "ballot edit": lambda book, act, _: book.edit(_pick(book, "ballot", act).uid, {"score": str(70 + act.place)}),
    "ballot delete": lambda book, act, _: book.delete(_pick(book, "ballot", act).uid),
    "rule": lambda book, act, _: book.change_scheme({"rule.digits": str(1 + act.place % 3)}, f"理由{act.word}"),
}
ACTS = st.lists(
    st.builds(Act, st.integers(0, 2), st.sampled_from(sorted(VERBS)), st.integers(0, 3), st.sampled_from(WORDS)),
    max_size=14,
)
ALL_VERBS_OF_ONE = ("content", "rule", "person", "own", "ballot edit", "ballot delete")
"""What makes questions when it is done on two sides; else it is left to the first."""


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that all copies are made of."""
    folder = tmp_path_factory.mktemp("start")
    with new_book(folder) as book:
        add_sample(book, "ballot")
        for number in (1, 2, 3):
            book.add("opinion", {**OPINION, "number": number})
        _attach(book, Act(0, "attach", 0, "丁"), folder)
        _own(book, Act(0, "own", 0, "丁"), folder)
        book.delete(book.records("opinion")[-1].uid)
        return book.path


@contextlib.contextmanager
def parted(start: Path, acts: list[Act], count: int = 2) -> Iterator[list[Ledger]]:
    """Open copies of one library after these acts; the copies differ only by them."""
    with tempfile.TemporaryDirectory() as place, contextlib.ExitStack() as close:
        folder, clock, books = Path(place), clock_from(START), []
        for name in "甲乙丙"[:count]:
            shutil.copytree(start, folder / name)
            numbers = itertools.count(1)
            uids = lambda name=name, numbers=numbers: f"{name}-{next(numbers)}"  # noqa: E731
            opened = Ledger.open(folder / name, who=name, clock=clock, new_uid=uids)
            books.append(close.enter_context(opened))
        for act in acts:
            done(books[act.copy % count], act, folder)
        yield books


@FEW
@given(acts=ACTS)
def test_merging_again_changes_nothing_and_asks_nothing(start: Path, acts: list[Act]) -> None:
    with parted(start, acts) as (mine, theirs):
        merged(mine, theirs, otherwise="ours")
        after = state(mine)
        again = merged(mine, theirs)
        assert not again.comparison.changes
        assert state(mine) == after
        back = seen(theirs, mine)
        assert back.open == ()
        merged(theirs, mine)
        assert state(theirs) == after


@FEW
@given(acts=ACTS)
def test_without_conflicts_it_is_the_same_which_side_merges(start: Path, acts: list[Act]) -> None:
    calm = [act._replace(copy=0) if act.verb in ALL_VERBS_OF_ONE else act for act in acts]
    with parted(start, calm) as (mine, theirs):
        assume(not seen(mine, theirs).open)
        event(f"acts: {len(calm) // 5 * 5}+")
        shutil.copytree(mine.path, mine.path.with_name("甲二"))
        with Ledger.open(mine.path.with_name("甲二"), read_only=True) as before:
            merged(mine, theirs)
            merged(theirs, before)
        assert state(mine) == state(theirs)


@FEW
@given(acts=ACTS, answer=st.sampled_from(["ours", "theirs"]))
def test_nothing_is_lost(start: Path, acts: list[Act], answer: str) -> None:
    with parted(start, acts) as (mine, theirs):
        before = [state(mine), state(theirs)]
        merged(mine, theirs, otherwise=answer)
        after = state(mine)
        for side in before:
            assert side["records"].keys() <= after["records"].keys()
            assert side["history"] <= after["history"]
            assert {row[:6] for row in side["attachments"]} <= {row[:6] for row in after["attachments"]}
            assert {each[0] for each in side["scheme"]} <= {each[0] for each in after["scheme"]}
        assert mine.file_faults(hashed=True) == ()


@FEW
@given(acts=ACTS, answer=st.sampled_from(["ours", "theirs"]))
def test_three_copies_merged_in_a_ring_come_to_one_state(start: Path, acts: list[Act], answer: str) -> None:
    with parted(start, acts, 3) as (one, two, three):
        merged(two, one, otherwise=answer)
        merged(three, two, otherwise=answer)
        merged(one, three)
        merged(two, one)
        assert state(one) == state(two) == state(three)
        for mine, theirs in ((one, two), (two, three), (three, one)):
            assert not merged(mine, theirs).comparison.changes
