"""What a list shows and chooses, against a model that goes through all rows each time; no Tk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.background import Job
from forms.widgets import list_order
from forms.widgets.list_arranger import Arranger
from forms.widgets.list_model import ListRow, Shelf, Shown, Wish, clamped, one_line, quickly_folded, seen
from forms.widgets.list_order import Pace, Superseded, ordered
from forms.widgets.list_selection import Selection
from ledger.search import folded

KEYS = st.one_of(st.none(), st.integers(-5, 5), st.sampled_from(["", "甲", "乙", "丙"]), st.dates())
CELLS = st.sampled_from(["", "会议", "会议记录", "ＡＢＣ", "abc", "整改 情况", "逾期\n说明"])


@st.composite
def shelves(draw: Callable[..., Any]) -> Shelf:
    cells = draw(st.lists(st.tuples(CELLS, CELLS), max_size=30))
    keys = draw(st.lists(st.tuples(KEYS, KEYS), min_size=len(cells), max_size=len(cells)))
    return Shelf(
        ListRow(f"u{place}", row, key if place % 3 else ())
        for place, (row, key) in enumerate(zip(cells, keys, strict=True))
    )


def naive_key(row: ListRow, column: int) -> Any:
    return row.keys[column] if row.keys else (row.cells[column] or None)


def naive(shelf: Shelf, text: str, column: int | None, descending: bool) -> list[str]:
    rows = [row for row in shelf.rows if all(word in folded("\n".join(row.cells)) for word in folded(text).split())]
    if column is None:
        return [row.uid for row in rows]
    blank = [row.uid for row in rows if naive_key(row, column) is None]
    full = [row for row in rows if naive_key(row, column) is not None]
    full.sort(key=lambda row: (kind(naive_key(row, column)), naive_key(row, column)), reverse=descending)
    return [row.uid for row in full] + blank


def kind(key: Any) -> str:
    return "number" if isinstance(key, int) else type(key).__name__


@given(
    shelves(),
    st.sampled_from(["", "会议", "abc", "会 记录", "Ａbc  会", "没有"]),
    st.sampled_from([None, 0, 1]),
    st.booleans(),
)
def test_rows_are_filtered_and_sorted_as_going_through_all_of_them_does(
    shelf: Shelf, text: str, column: int | None, descending: bool
) -> None:
    shown = shelf.arranged(Wish.of(text, column, descending))
    assert [row.uid for row in shown.rows] == naive(shelf, text, column, descending)
    assert shown.places == {row.uid: place for place, row in enumerate(shown.rows)}
    # The second time, from texts that are kept.
    assert shelf.arranged(Wish.of(text, column, descending)) == shown


@given(
    st.text(
        st.one_of(st.sampled_from("，：；（）！？《》“”〔〕、。—…·%.AZaz09Ａ１①㎡İſ一龥𠮷⼀豈\n "), st.characters())
    )
)
def test_the_quick_folding_folds_as_the_search_does(text: str) -> None:
    assert quickly_folded(text) == folded(text)


def test_every_character_is_folded_as_the_search_does() -> None:
    plane = [chr(number) for number in range(0x3_0000) if not 0xD800 <= number < 0xE000]
    assert [each for each in plane if quickly_folded(each) != folded(each)] == []


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=200), st.booleans())
def test_long_columns_are_sorted_in_heaps_stably_and_blanks_come_last(keys: list[Any], descending: bool) -> None:
    # As many keys as are sorted at once are made few, so that every example is dealt into heaps.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(list_order, "_AT_ONCE", 4)
        patch.setattr(list_order, "STEP", 7)
        result = ordered(keys, range(len(keys)), descending)
    full = [place for place, key in enumerate(keys) if key is not None]
    blank = [place for place, key in enumerate(keys) if key is None]
    assert result == sorted(full, key=lambda place: keys[place], reverse=descending) + blank


def test_many_rows_are_sorted_as_few_are() -> None:
    keys = [(number * 7919) % 5003 for number in range(20_000)]
    assert ordered(keys, range(len(keys)), False) == sorted(range(len(keys)), key=keys.__getitem__)
    assert ordered(["同"] * 5000, range(5000), True) == list(range(5000))


def test_a_column_of_dates_and_words_sorts_by_kind() -> None:
    keys = ["无", dt.date(2015, 5, 4), None, dt.date(2014, 3, 1), 3, 2.5, "不详"]
    assert [keys[place] for place in ordered(keys, range(len(keys)), False)] == [
        dt.date(2014, 3, 1), dt.date(2015, 5, 4), 2.5, 3, "不详", "无", None,
    ]  # fmt: skip


def test_work_that_is_no_longer_wanted_stops() -> None:
    pace = Pace()
    pace()
    pace.cancelled = True
    with pytest.raises(Superseded):
        Shelf(ListRow(f"u{place}", ("会议",)) for place in range(3000)).arranged(Wish.of("会议", 0), pace)


class Lane:
    """A background whose work is begun by the test."""

    def __init__(self) -> None:
        self.asked: list[tuple[Callable[[], Any], Callable[[Any], Any], Job]] = []

    def run(self, work: Callable[[], Any], done: Callable[[Any], Any], *, lane: str) -> Job:
        job = Job()
        self.asked.append((work, done, job))
        return job


def test_only_the_last_wish_is_worked_out() -> None:
    lane, arrived = Lane(), []
    arranger = Arranger(lane)  # type: ignore[arg-type]
    shelf = Shelf(ListRow(f"u{place}", (f"第{place % 10}次",)) for place in range(10_000))
    arranger.ask(shelf, Wish.of("第3次"), arrived.append)
    arranger.ask(shelf, Wish.of("第4次"), arrived.append)
    (first, _, first_job), (second, done, second_job) = lane.asked
    assert (first(), first_job.cancelled, second_job.cancelled) == (None, True, False)
    assert arranger.waiting
    done(second())
    assert not arranger.waiting
    assert [[row.uid for row in shown.rows][:2] for shown in arrived] == [["u4", "u14"]]


def test_few_rows_are_arranged_at_once() -> None:
    lane, arrived = Lane(), []
    Arranger(lane).ask(Shelf([ListRow("a", ("甲",))]), Wish(), arrived.append)  # type: ignore[arg-type]
    assert (lane.asked, [len(shown.rows) for shown in arrived]) == ([], [1])


def test_single_changes_leave_the_shelf_that_a_thread_goes_through_alone() -> None:
    shelf = Shelf([ListRow("a", ("甲",)), ListRow("b", ("乙",))])
    assert shelf.arranged(Wish.of("乙")).rows == [ListRow("b", ("乙",))]
    changed = shelf.replaced(ListRow("b", ("丙",)))
    assert changed.arranged(Wish.of("乙")).rows == []
    assert changed.arranged(Wish.of("丙")).rows == [ListRow("b", ("丙",))]
    assert [row.uid for row in changed.replaced(ListRow("c", ("丁",))).rows] == ["a", "b", "c"]
    assert [row.uid for row in changed.removed("a").rows] == ["b"]
    assert changed.removed("x") is changed
    assert shelf.rows == [ListRow("a", ("甲",)), ListRow("b", ("乙",))]


def test_texts_are_kept_as_long_as_the_cells_are_the_same() -> None:
    shelf = Shelf([ListRow("a", ("甲",)), ListRow("b", ("乙",))])
    shelf.arranged(Wish.of("甲"))
    later = shelf.renewed([ListRow("a", ("甲",)), ListRow("b", ("甲乙",))])
    assert later.texts is shelf.texts
    assert [row.uid for row in later.arranged(Wish.of("甲")).rows] == ["a", "b"]
    # A thread that still goes through the old rows does no harm.
    assert [row.uid for row in shelf.arranged(Wish.of("甲")).rows] == ["a"]
    assert [row.uid for row in later.arranged(Wish.of("甲")).rows] == ["a", "b"]
    assert later.renewed([]).texts == {}


@given(st.integers(-50, 50), st.integers(0, 40), st.integers(1, 20), st.integers(1, 41))
def test_scrolling_to_a_row_shows_it_and_moves_no_further_than_needed(
    offset: int, place: int, height: int, total: int
) -> None:
    offset, place = clamped(offset, height, total), min(place, total - 1)
    found = seen(offset, place, height, total)
    assert found <= place < found + height
    assert found == min(
        (other for other in range(max(1, total - height + 1)) if other <= place < other + height),
        key=lambda other: abs(other - offset),
    )


@given(st.integers(-50, 50), st.integers(1, 20), st.integers(0, 40))
def test_no_room_is_left_free_while_there_are_rows(offset: int, height: int, total: int) -> None:
    found = clamped(offset, height, total)
    assert 0 <= found <= max(0, total - height)
    assert found == offset or not 0 <= offset <= total - height


def test_a_cell_is_one_line() -> None:
    assert one_line("第一行\n第二行\r\n第三行") == "第一行 第二行 第三行"
    assert one_line("两  格") == "两  格"


MOVES = st.lists(
    st.tuples(st.sampled_from(["go", "extend", "toggle", "all", "filter"]), st.integers(0, 11)), max_size=25
)


@given(MOVES, st.booleans(), st.booleans())
def test_rows_are_chosen_as_a_clerk_would_on_paper(moves: list[tuple[str, int]], multiple: bool, checks: bool) -> None:
    every = [ListRow(f"u{place}", (str(place),)) for place in range(12)]
    selection, rows = Selection(multiple=multiple, checks=checks), every
    marks, anchor, at = dict.fromkeys((row.uid for row in every), False), "", ""
    for move, place in moves:
        place = min(place, len(rows) - 1)
        shown = Shown(rows, {row.uid: number for number, row in enumerate(rows)})
        uids, uid = [row.uid for row in rows], rows[place].uid
        move = "go" if not multiple and (move == "extend" or (move == "toggle" and not checks)) else move
        if move == "filter":
            rows = every[:: place % 3 + 1]
            continue
        if move == "go":
            selection.go(shown, place) if multiple else selection.extend(shown, place)
            marks = marks if checks else {each: each == uid for each in marks}
            anchor = at = uid
        elif move == "toggle":
            selection.toggle(shown, place)
            marks = (
                {each: (mark and multiple) ^ (each == uid) for each, mark in marks.items()}
                if not (not multiple and marks[uid])
                else {each: False for each in marks}
            )
            anchor = at = uid
        elif move == "extend":
            selection.extend(shown, place)
            start = uids.index(anchor) if anchor in uids else uids.index(at) if at in uids else place
            span = uids[min(start, place) : max(start, place) + 1]
            marks = {each: each in span or (checks and mark) for each, mark in marks.items()}
            anchor, at = uids[start], uid
        elif multiple:
            selection.choose_all(shown)
            full = checks and all(marks[each] for each in uids)
            marks = {each: not full if each in uids else checks and mark for each, mark in marks.items()}
        assert selection.chosen == {each for each, mark in marks.items() if mark}
        assert selection.focused == (at or None)
        assert selection.among(shown) == tuple(each for each in uids if marks[each])
