"""A register of one's own whose definition was spoilt from outside: named, in nobody's way, nothing lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledger.book import Ledger
from ledger.completeness import find_gaps
from ledger.consistency import find_problems
from ledger.definitions import RegisterUnreadable
from ledger.kinds import UnknownKind
from ledger.own_registers import BadDefinition, StillHeld
from ledger.renewal import renewed
from ledger.schemes.dump import text_of
from tests.forms.cli_runs import Clerk
from tests.ledger.books import new_book

COLUMNS: list[dict[str, Any]] = [
    {"label": "巡查日期", "type": "日期", "required": "是"},
    {"label": "地点", "type": "文字", "required": "是"},
    {"label": "结果", "type": "单选", "choices": "正常、异常"},
]
PATROL = {"title": "安全巡查", "code": "patrol", "columns": COLUMNS}
Spoil = Callable[[dict[str, Any]], object]

NIGHT = {"title": "夜间巡查", "code": "night", "columns": COLUMNS}


def second_column(name: str, value: object) -> Spoil:
    return lambda definition: definition["columns"][1].update({name: value})


SPOILT: dict[str, Spoil] = {
    "unknown type": second_column("type", "天书"),
    "no type": second_column("type", None),
    "no label": second_column("label", None),
    "sign in a name": second_column("key", "甲{乙"),
    "two of one name": second_column("label", "结果"),
    "choices of a text": second_column("choices", "甲、乙"),
    "no columns": lambda definition: definition.pop("columns"),
    "columns of numbers": lambda definition: definition.update(columns=[1, 2]),
    "columns in words": lambda definition: definition.update(columns="栏目"),
    "no title": lambda definition: definition.pop("title"),
    "title of numbers": lambda definition: definition.update(title=9),
    "no code": lambda definition: definition.pop("code"),
    "code of another": lambda definition: definition.update(code="../x"),
    "nothing": lambda definition: definition.clear(),
}

ASKS = """
[[required]]
key = "own"
name = "巡查"
kind = "own-patrol"
where = {{"结果" = "异常"}}
stage = "{stage}"
proves = "巡查"
basis = "本单位"
"""


def library(folder: Path) -> Path:
    """Two registers of one's own with an entry each, one more in the recycle bin; a scheme that asks for the first."""
    with new_book(folder) as book:
        book.add("own_register", PATROL)
        book.add("own_register", NIGHT)
        book.add("own-patrol", {"巡查日期": "2015.7.1", "地点": "大厅"})
        book.add("own-night", {"巡查日期": "2015.7.1", "地点": "后院"})
        book.delete(book.add("own-patrol", {"巡查日期": "2015.7.2", "地点": "二楼"}).uid)
        asks = ASKS.format(stage=book.scheme.stages[0].key)
        book.replace_scheme(f"{text_of(book.scheme)}{asks}", "也要巡查")
        return book.path


def spoil(path: Path, how: Spoil) -> None:
    """Change the first definition as a failing disk or another program does."""
    with closing(sqlite3.connect(path / "ledger.db")) as db, db:
        place, data = db.execute("SELECT id, data FROM record WHERE kind = 'own_register' ORDER BY id").fetchone()
        definition = json.loads(data)
        how(definition)
        db.execute("UPDATE record SET data = ? WHERE id = ?", (json.dumps(definition, ensure_ascii=False), place))


@pytest.mark.parametrize("how", SPOILT.values(), ids=SPOILT)
def test_everything_else_goes_on_and_the_register_is_named(tmp_path: Path, how: Spoil) -> None:
    path = library(tmp_path)
    spoil(path, how)
    with Ledger.open(path) as book:
        snapshot = book.snapshot()
        assert [each["地点"] for each in book.records() if each.kind.startswith("own-")] == ["后院"]
        assert len(book.search("后院")) == 1 and book.search("大厅") == () and book.records(deleted=True) == ()
        assert [kind.slug for kind in snapshot.kinds if kind.slug.startswith("own-")] == ["own-night"]
        (problem,) = (each for each in find_problems(snapshot) if each.code == "own-unreadable")
        definition, _ = book.records("own_register")
        assert problem.records == (definition.uid,)
        assert str(definition["title"] or "没有名称") in problem.sentence
        assert any("巡查" in gap.sentence for gap in find_gaps(snapshot))
        with pytest.raises((RegisterUnreadable, UnknownKind)):
            book.records("own-patrol")
        with pytest.raises((RegisterUnreadable, UnknownKind)):
            book.add("own-patrol", {"地点": "楼顶"})


def test_where_only_a_width_was_spoilt_the_register_is_as_wide_as_the_program_makes_it(tmp_path: Path) -> None:
    path = library(tmp_path)
    spoil(path, second_column("width", "宽"))
    with Ledger.open(path) as book:
        assert [each["地点"] for each in book.records("own-patrol")] == ["大厅"]
        (problem,) = (each for each in find_problems(book.snapshot()) if each.code == "spoilt-value")
        assert "自建登记簿“安全巡查”的“栏目”存在库里的内容已经损坏" in problem.sentence


def test_it_is_mended_by_the_clerk_and_its_records_are_there_again(tmp_path: Path) -> None:
    path = library(tmp_path)
    spoil(path, SPOILT["unknown type"])
    with Ledger.open(path) as book:
        before, (definition, _) = book.snapshot(), book.records("own_register")
        mended = book.edit(definition.uid, {"columns": COLUMNS})
        assert [each["地点"] for each in book.records("own-patrol")] == ["大厅"]
        (binned,) = book.records(deleted=True)
        assert book.restore(binned.uid)["地点"] == "二楼"
        after = renewed(before, [mended], (), book.records)
        assert after.kinds == book.snapshot().kinds and len(after.of("own-patrol")) == 2
        assert not [each for each in find_problems(after) if each.code.startswith("own-")]


def test_a_record_of_it_says_what_to_do_first(tmp_path: Path) -> None:
    path = library(tmp_path)
    with Ledger.open(path, read_only=True) as book:
        (record,), (binned,) = book.records("own-patrol"), book.records(deleted=True)
    spoil(path, SPOILT["unknown type"])
    with Ledger.open(path) as book:
        for uid in (record.uid, binned.uid):
            with pytest.raises(RegisterUnreadable, match="“安全巡查”第2个栏目“地点”的类型“天书”不认识"):
                book.get(uid)
        with pytest.raises(RegisterUnreadable):
            book.restore(binned.uid)


def test_nothing_takes_its_place_and_it_is_not_thrown_away_with_its_records(tmp_path: Path) -> None:
    path = library(tmp_path)
    spoil(path, SPOILT["no columns"])
    with Ledger.open(path) as book:
        with pytest.raises(BadDefinition, match="代号“patrol”已经给了“安全巡查”"):
            book.add("own_register", {**PATROL, "title": "另一册"})
        (definition, night) = book.records("own_register")
        with pytest.raises(BadDefinition, match="活动方案里用到，不能删除"):
            book.delete(definition.uid)
        book.replace_scheme(book.scheme_text().split('key = "own"')[0].rpartition("[[required]]")[0], "不要巡查")
        with pytest.raises(StillHeld, match="“安全巡查”还有1条记录"):
            book.delete(definition.uid)
        assert book.edit(night.uid, {"title": "夜间值守"})["title"] == "夜间值守"


def test_of_two_with_one_code_the_first_is_the_register(tmp_path: Path) -> None:
    path = library(tmp_path)
    spoil(path, lambda definition: definition.update(code="night"))
    with Ledger.open(path) as book:
        _, night = book.records("own_register")
        codes = {each.code: each for each in find_problems(book.snapshot())}
        assert codes["own-unreadable"].records == (night.uid,)
        assert "代号为“patrol”" in codes["own-lacking"].sentence
        assert [each["地点"] for each in book.records("own-night")] == ["后院"]


def test_the_command_line_lists_and_hands_over_the_rest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, clerk = library(tmp_path), Clerk(capsys)
    spoil(path, SPOILT["unknown type"])
    listed = clerk.done("register", path).out
    assert "own-patrol　定义有误：安全巡查第2个栏目“地点”的类型“天书”不认识\n" in listed
    assert "own-night　夜间巡查　3个栏目\n共2种自建登记簿。\n" in listed
    clerk.done("register", path, "--export", tmp_path / "册.json")
    handed = json.loads((tmp_path / "册.json").read_text(encoding="utf-8"))
    assert [each["title"] for each in handed["registers"]] == ["夜间巡查"]
    clerk.refused(2, "list", path, "own-patrol", says="先改好它的定义")
    assert "[疑点] 自建登记簿“安全巡查”" in clerk.done("gaps", path, code=1).out
    assert clerk.run("export", path, tmp_path / "报送", "--formats", "docx", "--bundled-fonts").code == 1
