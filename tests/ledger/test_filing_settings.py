"""The settings of a filing plan: defaults where blank, and indexes that make sense."""

from __future__ import annotations

import pytest

from ledger.fields import Context, FieldError
from ledger.filing_settings import Corner, FilingSettings, settings_of
from ledger.index_columns import DA_T_22, GB_T_9705, IndexColumn, UnusableIndex, index_columns
from ledger.kinds import kind_of
from tests.ledger.snapshots import filled, snapshot


def of(**typed: object) -> FilingSettings:
    return settings_of(snapshot(filled("filing_plan", "fp", **typed)))


def test_a_ledger_without_a_plan_and_a_blank_plan_have_the_defaults() -> None:
    assert settings_of(snapshot()) == of() == FilingSettings()
    assert FilingSettings() == FilingSettings(
        Corner.UPPER, duplex=True, fresh_sheet=True, stamp=True, index=DA_T_22, volume_index=GB_T_9705,
        paper_weight=70, boxes=(20, 30, 40, 50),
    )  # fmt: skip


def test_what_the_plan_says_holds() -> None:
    assert of(
        corner="下外角", sides="单面", fresh_sheet="否", stamp="否", paper_weight="80克", boxes="50毫米、20毫米"
    ) == FilingSettings(Corner.LOWER, duplex=False, fresh_sheet=False, stamp=False, paper_weight=80, boxes=(20, 50))
    assert of(corner="不编").corner is Corner.NONE


def test_the_presets_are_those_of_the_standards() -> None:
    heads = [[column.value for column in preset] for preset in (DA_T_22, GB_T_9705)]
    assert heads == [
        ["序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"],
        ["顺序号", "文号", "责任者", "题名", "日期", "页号", "备注"],
    ]
    swapped = of(index_form="卷内文件目录7栏（GB/T 9705）", volume_form="归档文件目录9栏（DA/T 22）")
    assert (swapped.index, swapped.volume_index) == (GB_T_9705, DA_T_22)


def test_an_own_index_keeps_the_order_of_its_columns() -> None:
    own = of(index_form="自定栏目", index_columns="件号、题名、起止页号")
    assert own.index == (IndexColumn.ITEM_NO, IndexColumn.TITLE, IndexColumn.PAGE_SPAN)
    assert own.volume_index == GB_T_9705
    assert of(index_columns="件号、题名").index == DA_T_22
    assert of(index_form="自定栏目").index == DA_T_22


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("序号、责任者、日期", "没有题名"),
        ("序号、题名、日期、题名", "“题名”写了两次"),
        ("序号、题名、页码", "没有“页码”这一栏"),
        ("题名、日期", "没有一栏是编号"),
    ],
)
def test_columns_that_make_no_index_are_refused_when_they_are_typed(words: str, said: str) -> None:
    with pytest.raises(UnusableIndex, match=said):
        index_columns(words.split("、"))
    with pytest.raises(FieldError, match=f"自定目录栏目.*{said}"):
        kind_of("filing_plan").field("index_columns").parse(words, Context())
