"""Every scheme's outline is drafted: its own headings first, what is not done and what comes next behind them."""

from __future__ import annotations

import datetime as dt

import pytest

from ledger.assets import folder
from ledger.records import Campaign
from ledger.reporting import SORTS, draft, outlines
from ledger.schemes.load import load_scheme
from ledger.snapshot import Snapshot
from ledger.statistics import Period
from tests.ledger.snapshots import record, snapshot

IDS = sorted(path.stem for path in (folder() / "schemes").glob("*.toml"))


def blank(scheme_id: str) -> Snapshot:
    scheme = load_scheme(scheme_id, 2015)
    return Snapshot(Campaign("u", scheme.name, "某分局", 2015, scheme.id), scheme, (), ())


@pytest.mark.parametrize("scheme_id", IDS)
def test_each_sort_is_drafted_under_the_fitting_outline(scheme_id: str) -> None:
    book = blank(scheme_id)
    for sort in SORTS:
        made = draft(book, sort, Period(2015), today=dt.date(2015, 12, 31))
        first = outlines(book.scheme, sort)[0]
        titles = [each["title"] for each in made["chapters"]]
        wanted = [each.title for each in first.headings]
        assert [title for title in titles if title in wanted] == wanted
        assert "总结总结" not in made["title"] and "工作工作" not in made["title"]
        assert len(made["title"]) <= 120
        assert all(each["text"] for each in made["chapters"])


def test_the_safety_window_has_its_five_headings() -> None:
    made = draft(blank("safety-window"), "年度总结", Period(2015))
    assert [each["title"] for each in made["chapters"]] == [
        "规范化建设情况",
        "窗口服务情况",
        "廉洁自律情况",
        "窗口制度建设情况",
        "工作取得突出成效情况",
        "存在的问题",
        "下一步打算",
    ]
    assert "【待补：目标“承诺时限内按时办结率”（等于100%）的完成情况" in made["chapters"][1]["text"]


def test_a_plan_of_the_outline_is_the_place_for_what_comes_next() -> None:
    titles = [each["title"] for each in draft(blank("env-window"), "年度总结", Period(2015))["chapters"]]
    assert titles.count("明年工作计划") == 1
    assert "下一步打算" not in titles
    assert titles[-2:] == ["存在的问题", "明年工作计划"]


def test_what_was_told_under_one_heading_is_only_pointed_to_under_the_next() -> None:
    scheme = load_scheme("hall-pledges", 2015)
    case = record("case", "c", number="1", sort="限时件", received="2015年7月6日", days=4, result="在办")
    made = draft(snapshot(case, scheme=scheme), "年度总结", Period(2015))
    texts = [each["text"] for each in made["chapters"]]
    assert sum("接件1件" in text for text in texts) == 1
    first = next(each["title"] for each in made["chapters"] if "接件1件" in each["text"])
    assert sum(f"办件的情况见“{first}”。" in text for text in texts) == 1
