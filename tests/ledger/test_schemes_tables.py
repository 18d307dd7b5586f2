"""Check tables read from TOML."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ledger.schemes import errors
from ledger.schemes.load import read_scheme

TEXT = (Path(__file__).parent.parent / "data" / "counter-small.toml").read_text(encoding="utf-8")


def test_a_table_keeps_its_items_points_and_groups() -> None:
    table = read_scheme(TEXT).tables[0]
    assert [item.no for item in table.items] == ["1.1", "2.0", "2.1", "3.1", "6.3", "8.1", "8.2"]
    assert (table.items[1].full, table.items[1].group) == (None, "服务环境")
    assert [(point.kind, point.amount, point.target) for point in table.items[6].points] == [
        ("pp", Decimal(1), Decimal(85)),
        ("zero", None, None),
        ("none", None, None),
    ]


@pytest.mark.parametrize(
    ("error", "old", "new", "words"),
    [
        (errors.PointsNotFull, "full = 5\n", "full = 6\n", "各项标准分之和是 28，不等于满分 27"),
        (errors.BrokenFormula, "full = 27\n\n[[nodes]]", "full = 26\n\n[[nodes]]", "与检查表满分 27 不一致"),
        (errors.DuplicateKey, 'no = "2.1"', 'no = "1.1"', "“tables.counter.items”中“1.1”重复"),
        (errors.MissingKey, "full = 5\n", "", r"“tables\[1\].items\[6\].full”缺少"),
        (errors.WrongType, 'kind = "veto"', 'kind = "fatal"', "each、missing、flat、pp、place、zero、veto、none 之一"),
        (errors.SchemeError, 'kind = "veto"', 'kind = "veto", amount = 1', "不用于 kind = "),
        (errors.SchemeError, 'kind = "place", amount = 2', 'kind = "place"', "须写明扣分值"),
        (errors.SchemeError, ", target = 100", "", "须写明应达到的百分数"),
        (errors.SchemeError, 'kind = "flat", amount = 2', 'kind = "flat", amount = 2, target = 9', "只用于 pp"),
        (errors.UnknownReference, 'table = "counter"', 'table = "window"', "“nodes.counter.table”指向“window”"),
    ],
)
def test_a_faulty_table_is_named(error: type[errors.SchemeError], old: str, new: str, words: str) -> None:
    assert old in TEXT
    with pytest.raises(error, match=words):
        read_scheme(TEXT.replace(old, new, 1))


def test_an_item_without_points_looked_at_is_refused() -> None:
    with pytest.raises(errors.SchemeError, match="没有检查要点"):
        read_scheme(TEXT.replace('points = [{ text = "店招、局名牌完好无污损", kind = "veto" }]', "points = []"))


def test_a_table_that_no_node_scores_is_refused() -> None:
    idle = '[[tables]]\nkey = "idle"\nname = "闲表"\nfull = 0\n'
    with pytest.raises(errors.BrokenFormula, match="“tables.idle”没有被任何节点用到"):
        read_scheme(TEXT + idle)
