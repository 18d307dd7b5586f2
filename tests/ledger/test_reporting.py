"""Reports drafted from the records: every figure counted, traced and dated; what is not known is left open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger import kinds
from ledger.book import Ledger
from ledger.completeness import find_gaps
from ledger.kinds.work_report import OPEN
from ledger.reporting import (
    SORTS,
    UnknownOutline,
    UnknownPeriod,
    deeds_sources,
    draft,
    draft_deeds,
    outlines,
    span_of,
)
from ledger.snapshot import Snapshot
from ledger.statistics import Period
from tests.ledger.samples import add_sample

YEAR_END = dt.date(2015, 12, 31)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "台帐库", unit="第五税务分局", year=2015, scheme_id="qidong-2015") as made:
        yield made


def text_of(made: dict[str, Any], title: str = "") -> str:
    """The text of one chapter, of all without a title."""
    return "\n".join(each["text"] for each in made["chapters"] if title in ("", each["title"]))


def drafted(snapshot: Snapshot, sort: str = "年度总结", words: str = "2015", **more: Any) -> dict[str, Any]:
    return draft(snapshot, sort, span_of(words, snapshot.scheme), more.get("outline"), more.get("today", YEAR_END))


FINDING = {"found": "6月25日", "source": "自查", "problem": "公开栏陈旧", "deadline": "7月5日", "status": "整改中"}
CLOSED = FINDING | {"closed": "7月1日", "status": "已完成", "result": "已更新"}


def test_findings_are_told_with_what_was_closed_when_the_period_ended(ledger: Ledger) -> None:
    ledger.add_many(
        "finding",
        [
            CLOSED | {"number": 1},
            CLOSED | {"number": 2, "source": "走访", "closed": "7月9日"},
            FINDING | {"number": 3, "problem": "停车位不足"},
            CLOSED | {"number": 4, "found": "8月1日", "deadline": "8月9日", "closed": "8月2日"},
        ],
    )
    told = text_of(drafted(ledger.snapshot()), "自查整改情况")
    assert "发现问题4个（6月25日至8月1日），其中来自自查3个、走访1个。" in told
    assert "已整改完成3个，其中在时限内2个，整改完成率75.00%（3÷4），尚有1个没有整改完成。" in told
    june = drafted(ledger.snapshot(), "工作汇报", "2015-06")
    assert "发现问题3个（6月25日）" in text_of(june)
    assert "已整改完成0个，整改完成率0.00%（0÷3），尚有3个没有整改完成。" in text_of(june)
    problems = text_of(drafted(ledger.snapshot()), "存在的问题")
    assert problems.startswith("一是“停车位不足”的问题还没有整改完成（整改时限7月5日，已超期）。\n二是")
    assert text_of(drafted(ledger.snapshot()), "下一步打算").startswith("抓好尚未完成的1个问题的整改。\n【待补")


def test_half_known_numbers_are_never_added_as_exact(ledger: Ledger) -> None:
    visit = {"date": "7月8日", "company": "某纺织公司", "sort": "重点企业", "content": "征求意见"}
    ledger.add("visit", visit | {"number": 1, "attended": "10余人"})
    assert "参加10余人次" in text_of(drafted(ledger.snapshot()))
    ledger.add("visit", visit | {"number": 2, "attended": "3", "company": "某机械公司"})
    assert "走访对象2个，参加不少于13人次。" in text_of(drafted(ledger.snapshot()))
    ledger.add("visit", visit | {"number": 3, "attended": "约13人"})
    assert "参加不少于13人次（另有约13人没有计入）。" in text_of(drafted(ledger.snapshot()))


def test_cases_state_what_they_were_divided_by(ledger: Ledger) -> None:
    case = {
        "applicant": "某纺织公司",
        "item": "减免税审批",
        "sort": "限时件",
        "received": "7月6日",
        "papers": "7月6日",
        "accepted": "7月6日",
        "days": 5,
        "result": "办结",
    }
    ledger.add_many(
        "case", [case | {"number": "1", "finished": "7月10日"}, case | {"number": "2", "finished": "7月14日"}]
    )
    told = text_of(drafted(ledger.snapshot()), "服务办件情况")
    assert told.startswith("接件2件，受理2件，办结2件（含退办），提前办结1件，超时1件。")
    assert "按时办结率50.00%（1÷2，以已办结的件数为分母）" in told
    assert "当场办结率" not in told  # there were none: not every window has such cases


def test_what_the_ledger_does_not_know_is_left_open_and_never_invented(ledger: Ledger) -> None:
    made = drafted(ledger.snapshot())
    for chapter in made["chapters"]:
        assert OPEN in chapter["text"], chapter
    assert made["sources"] == [] and "addressee" not in made and "issued" not in made


def test_undated_records_are_said_to_be_left_out(ledger: Ledger) -> None:
    add_sample(ledger, "meeting", date="")
    assert "【待补：另有1条会议记录没有填日期，没有计入】" in text_of(drafted(ledger.snapshot()))


def test_nothing_after_today_is_told(ledger: Ledger) -> None:
    add_sample(ledger, "meeting", date="2015年9月1日")
    early = drafted(ledger.snapshot(), today=dt.date(2015, 8, 31))
    assert "召开会议" not in text_of(early) and "2015年1月1日至8月31日" in early["opening"]
    assert "召开会议1次" in text_of(drafted(ledger.snapshot()))


def test_an_undone_report_is_a_gap_until_it_is_completed(ledger: Ledger) -> None:
    record = ledger.add("work_report", drafted(ledger.snapshot()))
    gap = next(each for each in find_gaps(ledger.snapshot()) if record.uid in each.records and OPEN in each.sentence)
    assert gap.code == "incomplete" and "“组织领导情况”、“宣传学习情况”" in gap.sentence
    chapters = [{"title": row["title"], "text": "已经补写。"} for row in record["chapters"]]
    ledger.edit(record.uid, {"chapters": chapters})
    assert not any(OPEN in each.sentence for each in find_gaps(ledger.snapshot()))
    deeds = add_sample(ledger, "nomination", deeds=draft_deeds(ledger.snapshot(), "周启明", Period(2015)))
    assert any(
        "“主要事迹”里有“【待补”" in each.sentence for each in find_gaps(ledger.snapshot()) if deeds.uid in each.records
    )


def test_the_last_addressee_is_taken_over(ledger: Ledger) -> None:
    add_sample(ledger, "situation_report", addressee="海滨市税务局")
    assert drafted(ledger.snapshot())["addressee"] == "海滨市税务局"


def test_a_stage_has_its_own_chapters_and_the_year_one_for_each_stage(ledger: Ledger) -> None:
    add_sample(ledger, "meeting", date="2015年5月20日", stage="宣传发动")
    add_sample(ledger, "meeting", date="2015年7月20日", stage="检查整改", title="七月例会")
    snapshot = ledger.snapshot()
    year = drafted(snapshot, "阶段小结")
    assert [each["title"] for each in year["chapters"]][:3] == ["宣传发动阶段", "检查整改阶段", "考核评议阶段"]
    assert "召开会议1次（5月20日）" in text_of(year, "宣传发动阶段")
    assert "召开会议1次（7月20日）" in text_of(year, "检查整改阶段")
    stage = drafted(snapshot, "阶段小结", "检查整改")
    assert (stage["stage"], stage["period"]) == ("检查整改", "检查整改阶段")
    assert "召开会议1次（7月20日）" in text_of(stage)
    assert "按活动方案做好考核评议阶段的工作" in text_of(drafted(snapshot, "阶段小结", "检查整改"), "下一步打算")
    july = drafted(snapshot, "阶段小结", "2015-06")
    assert "召开会议" not in text_of(july)  # the stage's meeting is of another month


def test_registers_of_ones_own_have_a_chapter(ledger: Ledger) -> None:
    columns = [{"label": "巡查日期", "type": "日期"}, {"label": "地点", "type": "文字", "required": "是"}]
    ledger.add("own_register", {"title": "安全巡查", "code": "patrol", "paper": "安全巡查簿", "columns": columns})
    assert "其他工作情况" not in [each["title"] for each in drafted(ledger.snapshot())["chapters"]]
    ledger.add("own-patrol", {"巡查日期": "2015年7月1日", "地点": "大厅"})
    assert text_of(drafted(ledger.snapshot()), "其他工作情况") == "登记安全巡查1条（7月1日）。"


def test_merits_have_no_chapter_of_problems(ledger: Ledger) -> None:
    titles = [each["title"] for each in drafted(ledger.snapshot(), "申报材料")["chapters"]]
    assert "存在的问题" not in titles and "下一步打算" not in titles


def test_wrong_words_are_named(ledger: Ledger) -> None:
    scheme = ledger.snapshot().scheme
    with pytest.raises(UnknownPeriod, match="“明年”不是报告期.*宣传发动、检查整改、考核评议"):
        span_of("明年", scheme)
    with pytest.raises(UnknownOutline, match="没有叫“五条”的提纲"):
        drafted(ledger.snapshot(), outline="五条")


def test_deeds_are_counted_of_the_candidate_alone_and_traced(ledger: Ledger) -> None:
    for name in ("周启明", "沈文君"):
        ledger.add("person", {"name": name})
    add_sample(ledger, "meeting", present="周启明、沈文君", expected="", leave="", host="")
    ledger.add("finding", CLOSED | {"number": 1, "owner": "周启明"})
    ledger.add("finding", CLOSED | {"number": 2, "owner": "沈文君"})
    told = draft_deeds(ledger.snapshot(), "周启明", Period(2015), YEAR_END)
    assert told == "2015年1月1日至12月31日，参加会议1次；负责整改问题1个。\n【待补：突出的事例、工作方法和群众反映】"
    sources = deeds_sources(ledger.snapshot(), "周启明", Period(2015), YEAR_END)
    assert [(row["figure"], row["kind"], row["count"]) for row in sources] == [
        ("参加会议1次", "会议记录", "1"),
        ("负责整改问题1个", "问题整改", "1"),
    ]
    assert "台帐在这一时段没有登记" in draft_deeds(ledger.snapshot(), "陆一鸣", Period(2015), YEAR_END)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A ledger with a sample of every kind."""
    path = tmp_path_factory.mktemp("full") / "台帐库"
    with Ledger.create(path, unit="第五税务分局", year=2015, scheme_id="qidong-2015") as made:
        for kind in kinds.KINDS:
            if not made.records(kind.slug) and kind.slug not in ("ballot", "own_register", "holiday"):
                add_sample(made, kind.slug)
        return made.snapshot()


@pytest.mark.parametrize("sort", SORTS)
def test_every_figure_stands_in_its_chapter_and_names_a_register(full: Snapshot, sort: str) -> None:
    titles = {kind.title for kind in full.kinds}
    for outline in outlines(full.scheme, sort):
        made = drafted(full, sort, outline=outline.key)
        texts = {each["title"]: each["text"] for each in made["chapters"]} | {"开头": made["opening"]}
        assert len(made["sources"]) > 40
        for row in made["sources"]:
            assert row["figure"] in texts[row["chapter"]], row
            assert row["kind"] in titles and row["count"].isdecimal(), row


def test_every_kind_of_the_house_says_something_and_ends_as_sentences_do(full: Snapshot) -> None:
    made = drafted(full, outline="house")
    for chapter in made["chapters"]:
        for line in chapter["text"].split("\n"):
            assert line.endswith(("。", "】")) and "。。" not in line and "，。" not in line, line
            assert not any(mark in line for mark in ("！", "None", "Record", "{", "至少")), line
    assert "没有登记" not in text_of(made)


def test_no_private_words_are_told(full: Snapshot) -> None:
    private = [
        str(record[field.name])
        for record in full.records
        for field in record.declared.fields
        if field.private and record[field.name]
    ]
    told = text_of(drafted(full, outline="house"))
    assert private and not any(words in told for words in private)
