"""The whole text of a campaign's scheme replaced: what it says is in force, why is kept, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from exports.papers.scores import score_sheet
from ledger.book import Ledger
from ledger.completeness import find_gaps
from ledger.consistency import find_problems
from ledger.own_registers import BadDefinition
from ledger.results import result_of
from ledger.scheme_reading import LackingRegister
from ledger.schemes.changes import TEXT
from ledger.schemes.dump import text_of
from ledger.schemes.errors import EmptyReason, SchemeError
from ledger.schemes.load import load_scheme, read_scheme, scheme_text, shipped
from ledger.schemes.model import Scheme, Stage
from ledger.schemes.provisions import Lost
from ledger.schemes.replacing import differences, told_changes
from tests.ledger.books import OPINION, new_book
from tests.ledger.samples import add_sample

QIDONG = load_scheme("qidong-2015")
REGISTER = {
    "code": "umbrella",
    "title": "雨伞借用登记",
    "columns": [{"label": "借用人", "type": "文字", "required": "是"}, {"label": "归还", "type": "日期"}],
}
DUTY = '\n[[duties]]\nkey = "umbrella"\nname = "登记借出的雨伞"\nevery = "month"\nkind = "own-umbrella"\n'


def without_visits() -> str:
    """The scheme of 启东 without the visits, named otherwise."""
    required = tuple(each for each in QIDONG.required if each.key != "visits")
    return text_of(replace(QIDONG, name="窗口创建活动", required=required))


def test_the_new_text_is_in_force_and_kept_with_its_reason(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        scheme = book.replace_scheme(without_visits(), "县里改了方案")
        assert scheme == book.scheme == book.snapshot().scheme
        assert scheme.name == "窗口创建活动"
    with Ledger.open(book.path, read_only=True) as again:
        assert again.scheme == scheme
        assert again.scheme_text() == without_visits()
        (made,) = again.scheme_changes()
        assert (made.key, made.reason, made.who) == (TEXT, "县里改了方案", "沈文君")
        assert made.old == scheme_text("qidong-2015")
        assert made.new == "名称改动；必备资料：删去“走访重点企业台帐”"
        (change,) = again.history("scheme")
        assert (change.action, change.field, change.old, change.new) == ("scheme", TEXT, "", made.new)


def test_earlier_weights_and_rules_are_history_only(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.change_scheme({"weight.total.daily": "40", "weight.total.review": "60", "rule.unknown": "zero"}, "答复")
        text = book.scheme_text()
        assert read_scheme(text, 2015).node("total").parts == book.scheme.node("total").parts
        book.replace_scheme(without_visits(), "改方案")
        assert [part.weight for part in book.scheme.node("total").parts] == [30, 70]
        assert book.scheme.rule("unknown") == "exclude"
        book.change_scheme({"rule.digits": "1"}, "再答复")
        book.replace_scheme(text, "改回去")
        assert [part.weight for part in book.scheme.node("total").parts] == [40, 60]
        assert (book.scheme.rule("unknown"), book.scheme.rule("digits")) == ("zero", "2")
    with Ledger.open(book.path) as again:
        assert again.scheme == book.scheme
        assert len(again.scheme_changes()) == 6


def test_a_reader_beside_the_writer_sees_the_new_text(tmp_path: Path) -> None:
    with new_book(tmp_path) as book, Ledger.open(book.path, read_only=True) as reader:
        assert reader.snapshot().scheme.name == QIDONG.name
        book.replace_scheme(without_visits(), "改方案")
        book.change_scheme({"rule.digits": "1"}, "再答复")
        assert reader.snapshot().scheme == book.scheme


def test_what_says_the_same_is_no_change(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        assert book.replace_scheme(text_of(QIDONG), "没有改") == QIDONG
        assert book.scheme_changes() == ()


def test_a_blank_reason_is_refused(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        with pytest.raises(EmptyReason):
            book.replace_scheme(without_visits(), " ")
        assert book.scheme == QIDONG


def test_together_with_what_fails_nothing_is_replaced(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        with pytest.raises(SchemeError), book.together():
            book.replace_scheme(without_visits(), "改方案")
            book.replace_scheme("id = 3", "再改")
        assert book.scheme == QIDONG
        assert book.scheme_changes() == ()


def test_a_register_of_ones_own_may_be_asked_for_and_is_kept_then(tmp_path: Path) -> None:
    text = text_of(QIDONG) + DUTY
    with new_book(tmp_path) as book:
        with pytest.raises(LackingRegister, match="代号为“umbrella”的自建登记簿，本台帐库没有它"):
            book.replace_scheme(text, "加一项")
        register = book.add("own_register", REGISTER)
        book.replace_scheme(text, "加一项")
        assert book.scheme.duties[-1].kind == "own-umbrella"
        with pytest.raises(BadDefinition, match="活动方案里用到，不能删除"):
            book.delete(register.uid)
        with pytest.raises(BadDefinition, match="活动方案里用到，代号不能再改"):
            book.edit(register.uid, {"code": "umbrellas"})
        where = text + 'where = { "归还" = "7月1日" }\n'
        book.replace_scheme(where, "写明")
        with pytest.raises(BadDefinition, match="栏目“归还”活动方案里用到，不能删去"):
            book.edit(register.uid, {"columns": REGISTER["columns"][:1]})
        book.replace_scheme(text_of(QIDONG), "去掉")
        book.delete(register.uid)
    Ledger.open(book.path).close()


@pytest.mark.parametrize("scheme_id", shipped())
def test_records_of_the_old_scheme_are_no_harm_under_any_other(tmp_path: Path, scheme_id: str) -> None:
    with new_book(tmp_path) as book:
        book.add("opinion", OPINION)
        for slug in ("check_round", "review", "stage_task", "daily_assessment"):
            add_sample(book, slug)
        book.replace_scheme(scheme_text(scheme_id), "换方案")
        snapshot = book.snapshot()
    find_gaps(snapshot, snapshot.scheme.first)
    find_problems(snapshot)
    result_of(snapshot)
    assert snapshot.scheme == load_scheme(scheme_id, 2015)


@pytest.mark.parametrize(
    ("becomes", "told"),
    [
        (lambda scheme: replace(scheme, goals=("便民",)), "宗旨改动"),
        (lambda scheme: replace(scheme, stages=(*scheme.stages, _stage(scheme))), "阶段与任务：增加“回头看”"),
        (lambda scheme: replace(scheme, standards=scheme.standards[::-1]), "创建标准：次序改动"),
        (lambda scheme: _lost(scheme), "待补录：增加“附件”"),
        (lambda scheme: scheme, "没有实质改动"),
    ],
)
def test_differences_are_told_in_words(becomes: Callable[[Scheme], Scheme], told: str) -> None:
    assert differences(QIDONG, becomes(QIDONG)) == told


def _stage(scheme: Scheme) -> Stage:
    return replace(scheme.stages[-1], key="again", name="回头看", tasks=())


def _lost(scheme: Scheme) -> Scheme:
    lost = (*scheme.lost, Lost("附件", "没有附件"))
    return replace(scheme, provisions=replace(scheme.provisions, lost=lost))


def test_many_differences_are_counted() -> None:
    assert differences(QIDONG, replace(QIDONG, required=QIDONG.required[:2])).endswith(
        f"等{len(QIDONG.required) - 2}项"
    )
    other = load_scheme("hall-standard")
    told = "改用“政务服务规范化窗口”（政务服务规范（来源未写发布单位和文号）），原为“‘人民满意服务示范窗口’创建活动”"
    assert differences(QIDONG, other) == told


def test_changes_are_told_with_the_names_of_their_time(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.change_scheme({"weight.total.daily": "40", "weight.total.review": "60"}, "答复")
        book.replace_scheme(scheme_text("hall-standard"), "换方案")
        book.change_scheme({"rule.digits": "1"}, "再答复")
        snapshot = book.snapshot()
    told = told_changes(snapshot.scheme, snapshot.scheme_changes)
    assert [(each.what, each.old) for each in told] == [
        ("“站所创建评比得分”中“日常考核”的权重", "30%"),
        ("“站所创建评比得分”中“民主评议”的权重", "70%"),
        ("活动方案", ""),
        ("计分规则：保留小数位数", "2 位"),
    ]
    assert [each.whole for each in told] == [False, False, True, False]


def test_an_older_text_that_cannot_be_read_is_no_harm(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.change_scheme({"rule.digits": "1"}, "答复")
        book.replace_scheme(without_visits(), "换方案")
        first, text = book.scheme_changes()
    told = told_changes(book.scheme, (first, replace(text, old="不是方案")))
    assert (told[0].what, told[0].old, told[0].new) == ("rule.digits", "2", "1")


def test_the_sheet_of_the_score_tells_a_replaced_scheme(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.change_scheme({"rule.digits": "1"}, "答复")
        book.replace_scheme(without_visits(), "县里改了方案")
        blocks = score_sheet(book.snapshot())
    said = "".join(map(str, blocks))
    assert (
        "修改活动方案。名称改动；必备资料：删去“走访重点企业台帐”；计分规则：改动“保留小数位数”。理由：县里改了方案。"
        in said
    )
    assert "权重和规则的改动" in said
