"""The points of a check round without the screen: completed, counted, and recognised among the findings."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from forms.screens.check_grid_rows import (
    OTHERS,
    completed,
    finding_of,
    finding_of_acceptance,
    followed,
    followed_words,
    grid_rows,
    next_number,
    tally,
    untouched,
)
from ledger.records import Record
from ledger.schemes.load import load_scheme

POINTS = ("学习：有计划", "学习：有记录", "公开：及时更新")
NOW = dt.datetime(2015, 7, 1, tzinfo=dt.UTC)


def record(kind: str, **values: Any) -> Record:
    return Record(f"uid-{values.get('number', 0)}", kind, values, NOW, NOW, 1)


def row(point: str, result: str = "符合", found: str = "") -> dict[str, str]:
    return {"point": point, "result": result, "found": found}


def test_every_point_is_listed_once_and_what_else_was_judged_is_kept() -> None:
    typed = [row("公开：及时更新", "不符合", "旧"), row("停车场"), row("公开：及时更新")]
    rows = completed(POINTS, typed)
    assert rows == [
        row("学习：有计划", "未检查"),
        row("学习：有记录", "未检查"),
        row("公开：及时更新", "不符合", "旧"),
        row("停车场"),
        row("公开：及时更新"),
    ]
    assert tally(rows) == {"符合": 2, "基本符合": 0, "不符合": 1, "未检查": 2}


def test_only_a_round_of_which_nothing_was_judged_is_untouched() -> None:
    assert untouched(completed(POINTS, ()))
    assert not untouched(completed(POINTS, [row(POINTS[0])]))
    assert not untouched(completed(POINTS, [row(POINTS[0], "未检查", "没有开门")]))


def test_points_stand_under_their_standards_and_others_after_them() -> None:
    rows = completed(POINTS, [row(POINTS[1], "不符合"), row("停车：车位")])
    shown = grid_rows(rows, POINTS, {1: "已列入，办理中"})
    assert [(each.cells[0], each.heading) for each in shown] == [
        ("学习", True),
        ("有计划", False),
        ("有记录", False),
        ("公开", True),
        ("及时更新", False),
        (OTHERS, True),
        ("停车：车位", False),
    ]
    assert shown[2].cells[1:] == ("不符合", "", "已列入，办理中")
    assert (shown[2].uid, shown[2].tone) == ("1", "bad")


def test_a_finding_that_names_its_point_is_known_by_it_and_by_nothing_else() -> None:
    rows = [row(POINTS[0], "不符合", "学习笔记缺记"), row(POINTS[1], "不符合", "学习笔记缺记")]
    named = record("finding", number=1, point=POINTS[1], problem="另外的话")
    other = record("finding", number=2, point="停车：车位", problem="学习笔记缺记")
    assert followed(rows, [other, named]) == {1: named}
    twice = record("finding", number=3, point=POINTS[1], problem="又一次")
    assert followed(rows, [named, twice]) == {1: named}
    assert followed([row(POINTS[1])], [named]) == {}


def test_a_finding_without_a_point_is_recognised_by_its_words_and_counts_once() -> None:
    rows = [
        row(POINTS[0], "基本符合", "学习笔记有三人缺记"),
        row(POINTS[1], "不符合", "学习笔记有两人缺记"),
        row(POINTS[2], "符合", "学习笔记有三人缺记"),
    ]
    alike = record("finding", number=1, problem="三名干部学习笔记缺记", standard="学习", status="已完成")
    other = record("finding", number=2, problem="叫号系统老化", standard=None, status="整改中")
    found = followed(rows, [other, alike])
    assert found == {0: alike}
    assert followed_words(found, dt.date(2015, 7, 1)) == {0: "已列入，已办结"}


def test_of_like_points_that_of_the_findings_standard_is_meant() -> None:
    rows = [row(POINTS[0], "不符合", "记录不全"), row(POINTS[2], "不符合", "记录不全")]
    finding = record("finding", number=1, problem="记录不全", standard="公开")
    assert followed(rows, [finding]) == {1: finding}
    # Named under another standard it is still the same words, but half of them are not.
    assert followed(rows[:1], [finding]) == {0: finding}
    assert (
        followed([row(POINTS[0], "不符合", "记录不全又晚交")], [record("finding", problem="记录补交", standard="公开")])
        == {}
    )


@pytest.mark.parametrize(
    ("method", "source"), [("自查", "自查"), ("明查暗访", "明查暗访"), ("现场察看", "日常考核"), (None, "自查")]
)
def test_a_finding_has_what_the_round_knows(method: str | None, source: str) -> None:
    scheme = load_scheme("qidong-2015")
    round_ = record("check_round", method=method, date=dt.date(2015, 6, 25))
    data = finding_of(row("执法严明公正：无不作为、乱作为", "不符合", " 拖延 "), round_, scheme, 7)
    assert data == {
        "number": "7",
        "source": source,
        "round": round_.uid,
        "point": "执法严明公正：无不作为、乱作为",
        "problem": "拖延",
        "status": "未整改",
        "found": "2015年6月25日",
        "standard": "执法严明公正",
    }


def test_without_words_the_point_is_the_problem_and_only_a_known_standard_is_named() -> None:
    scheme = load_scheme("qidong-2015")
    data = finding_of(row("停车：车位够用", "不符合"), record("check_round", method="自查"), scheme, 1)
    assert (data["problem"], "standard" in data, "found" in data) == ("车位够用", False, False)


def test_a_finding_of_an_acceptance_names_it_and_its_point() -> None:
    accepted = record("acceptance", date=dt.date(2011, 9, 18))
    failing = {"point": "2.1 客服专员：设引导员", "found": ""}
    assert finding_of_acceptance(failing, accepted, 4) == {
        "number": "4",
        "source": "日常考核",
        "acceptance": accepted.uid,
        "point": "2.1 客服专员：设引导员",
        "problem": "设引导员",
        "status": "未整改",
        "found": "2011年9月18日",
    }
    assert finding_of_acceptance({**failing, "found": "无人引导"}, accepted, 4)["problem"] == "无人引导"


def test_the_next_number_follows_the_highest() -> None:
    assert next_number([]) == 1
    assert next_number([record("finding", number=9), record("finding", number=None), record("finding", number=3)]) == 10
