"""What is remembered and said of examinations, whatever somebody made of the file in which it is remembered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from forms.examination_words import last_examined, next_step, rows_of, summary, with_examined
from forms.preferences import Preferences
from ledger.doctor.findings import REPAIR, Examination, Finding, Severity

NOW = dt.datetime(2015, 10, 8, 1, 30, tzinfo=dt.UTC)
TORN = Finding("torn", Severity.DAMAGE, "ledger.db 少了一截。", f"{REPAIR}。")
LEFT = Finding("left-lock", Severity.NOTE, "ledger.lock 是断电留下的。", "下次打开时自动清除。")


def found(folder: Path, *findings: Finding) -> Examination:
    return Examination(folder, (("记录", 12), ("备份", 3)), findings)


def test_what_was_found_is_counted_by_weight_and_remembered(tmp_path: Path) -> None:
    assert summary(found(tmp_path, TORN, LEFT, LEFT)) == "查了记录12、备份3，有1处损坏、2处提示。"
    assert summary(found(tmp_path)) == "查了记录12、备份3，没有发现问题。"
    kept = with_examined(Preferences(), found(tmp_path, TORN), NOW)
    assert last_examined(kept, tmp_path) == f"上次体检：{NOW.astimezone():%Y-%m-%d %H:%M}，有1处损坏。"
    assert last_examined(kept, tmp_path / "另一个") == "还没有体检过。"


def test_the_libraries_examined_last_are_remembered(tmp_path: Path) -> None:
    kept = Preferences()
    for number in range(12):
        kept = with_examined(kept, found(tmp_path / str(number)), NOW)
    told = [last_examined(kept, tmp_path / str(number)) for number in range(12)]
    assert [each == "还没有体检过。" for each in told] == [True, True, *[False] * 10]


@pytest.mark.parametrize(
    "libraries",
    [None, 3, [], {"x": 1}, {"x": {"at": 5}}, {"x": {"at": "gestern"}}, {"x": {"at": "2015", "FAULT": "?"}}],
)
def test_what_makes_no_sense_in_the_preferences_is_as_if_it_were_not_there(libraries: Any) -> None:
    kept = Preferences(screens={"doctor": {"libraries": libraries}})
    assert last_examined(kept, Path("x")) == "还没有体检过。"


def test_the_next_step_is_a_button_of_the_window_and_no_command() -> None:
    assert next_step(TORN) == "按“在副本上修复”，或从最近的备份恢复。"
    none = Finding("no-backup", Severity.NOTE, "这个台帐库还没有备份。", "用 backup 备份一次，最好再复制到别的磁盘。")
    assert "现在备份" in next_step(none)
    assert [(row.uid, row.cells[0], row.tone) for row in rows_of((TORN, LEFT))] == [
        ("0", "损坏", "bad"),
        ("1", "提示", "muted"),
    ]
