from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.cli_runs import Clerk, written

CASE = {
    "applicant": "某纺织公司",
    "item": "减免税审批",
    "sort": "限时件",
    "received": "7月6日",
    "papers": "7月6日",
    "accepted": "7月6日",
    "days": 5,
    "result": "办结",
    "handler": "沈文君",
}
CASES = [
    {**CASE, "number": "1", "window": "一号窗口", "finished": "7月10日"},
    {**CASE, "number": "2", "window": "二号窗口", "finished": "7月14日"},
]


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(clerk: Clerk, tmp_path: Path) -> Path:
    made = clerk.library(tmp_path)
    clerk.done("add", made, "case", "--data", written(tmp_path / "办件.json", CASES))
    return made


def test_the_statistics_of_a_quarter_are_told_with_their_denominators(clerk: Clerk, library: Path) -> None:
    out = clerk.done("stats", library, "--period", "2015-Q3").out
    assert out.startswith("2015年第3季度（2015年7月1日至2015年9月30日），上期是2015年第2季度\n全部：\n  接件　2件")
    assert "按时办结率　50.00%（1÷2；已办结的件数）" in out
    assert "不能计算：平均" not in out and "满意率" in out.splitlines()[-1]


def test_without_a_period_it_is_the_year_of_the_ledger(clerk: Clerk, library: Path) -> None:
    assert clerk.done("stats", library).out.startswith("2015年（2015年1月1日至2015年12月31日）")


def test_json_has_counts_rates_targets_and_flow(clerk: Clerk, library: Path) -> None:
    found = clerk.done("stats", library, "--period", "2015年7月", "--by", "window", "--json").json
    assert (found["period"], found["previous"], found["by"]) == ("2015-07", "2015-06", "window")
    assert [section["name"] for section in found["sections"]] == ["全部", "一号窗口", "二号窗口"]
    assert [section["rows"][1]["now"] for section in found["sections"]] == ["2", "1", "1"]
    assert {section["satisfaction"]["shown"] for section in found["sections"]} == {"不能计算"}
    on_time = next(rate for rate in found["rates"] if rate["key"] == "on_time_rate")
    assert (on_time["value"], on_time["numerator"], on_time["denominator"]) == ("50.00", "1", "2")
    assert (found["targets"], found["flow"]) == ([], {"hours": [], "counts": [[]] * 7, "busiest": []})


def test_a_person_has_a_section_of_their_own(clerk: Clerk, library: Path) -> None:
    assert "\n沈文君：\n  接件　2件" in clerk.done("stats", library, "--by", "person").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--period", "七月"), "“七月”不是统计的时段：请写成2015-07"),
        (("--period", "2015-13"), "“2015-13”不是统计的时段"),
        (("--by", "trade"), "--by “trade”的内容不对：只能写window或person"),
    ],
)
def test_what_is_written_wrongly_is_refused(clerk: Clerk, library: Path, words: tuple[str, ...], says: str) -> None:
    clerk.refused(2, "stats", library, *words, says=says)


def test_the_statement_is_printed_for_a_period(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    dest = tmp_path / "印"
    clerk.done("print", library, "statement", dest, "--period", "2015-07", "--formats", "pdf", "--bundled-fonts")
    assert sorted(path.name for path in dest.iterdir()) == [
        "1_2015年7月窗口服务统计表.pdf",
        "2_2015年7月窗口服务统计表（分窗口）.pdf",
    ]


def test_a_form_without_a_period_has_no_use_for_one(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    clerk.refused(2, "print", library, "sign-in", tmp_path / "印", "--period", "2015", says="用不着 --period")
