"""Where the next cell of a grid is, and what is kept of what was typed; no Tk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.widgets.grid_model import GridColumn, GridModel, GridRow, next_choice, settled

COLUMNS = (
    GridColumn("point", "检查点", 12),
    GridColumn("checked", "检查数", 6, "number"),
    GridColumn("rate", "合格率", 6),
    GridColumn("result", "结果", 6, "choice", ("合格", "不合格")),
)


def rows(headings: list[bool]) -> list[GridRow]:
    return [GridRow(f"p{place}", (str(place), "", "", ""), heading) for place, heading in enumerate(headings)]


@given(st.lists(st.booleans(), max_size=8), st.integers(-20, 20), st.data())
def test_cells_are_passed_in_reading_order_without_headings_and_read_columns(
    headings: list[bool], steps: int, data: st.DataObject
) -> None:
    model = GridModel(COLUMNS, rows(headings))
    cells = [
        (f"p{place}", name) for place, heading in enumerate(headings) if not heading for name in ("checked", "result")
    ]
    if not cells:
        assert model.ends() is None
        return
    assert model.ends() == (cells[0], cells[-1])
    place = data.draw(st.integers(0, len(cells) - 1))
    target = place + steps
    assert model.along(cells[place], steps) == (cells[target] if 0 <= target < len(cells) else None)
    down = place + 2 * steps
    edge = place % 2 if down < 0 else len(cells) - 2 + place % 2
    assert model.down(cells[place], steps) == cells[down if 0 <= down < len(cells) else edge]


def test_a_click_goes_to_the_cell_or_the_next_one_that_is_filled_in() -> None:
    model = GridModel(COLUMNS, rows([True, False]))
    assert model.nearest("p1", "point") == ("p1", "checked")
    assert model.nearest("p1", "rate") == ("p1", "result")
    assert model.nearest("p1", "result") == ("p1", "result")
    assert model.nearest("p0", "checked") is None
    assert GridModel(COLUMNS[:1], rows([False])).nearest("p0", "point") is None


def test_texts_are_kept_by_cell() -> None:
    model = GridModel(COLUMNS, rows([True, False, False]))
    model.set(("p1", "checked"), "12")
    model.set(("p2", "result"), "合格")
    assert model.values() == {"p1": {"checked": "12", "result": ""}, "p2": {"checked": "", "result": "合格"}}
    assert model.row("p1") == GridRow("p1", ("1", "12", "", ""))
    model.replace(GridRow("p1", ("1", "3", "50%", ""), tone="bad"))
    assert (model.text(("p1", "rate")), model.row("p1").tone) == ("50%", "bad")
    with pytest.raises(KeyError):
        model.set(("p9", "checked"), "1")


def test_numbers_are_kept_in_half_width_digits() -> None:
    assert settled(COLUMNS[1], " １２ ") == "12"
    assert settled(GridColumn("note", "说明", 6, "text"), " １２ 项") == "１２ 项"


def test_a_choice_goes_round() -> None:
    assert [next_choice(("合格", "不合格"), text) for text in ("", "合格", "不合格", "别的")] == [
        "合格", "不合格", "合格", "合格",
    ]  # fmt: skip
