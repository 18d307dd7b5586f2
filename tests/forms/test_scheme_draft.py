"""A scheme in the forms of its parts: what is read into them comes back the same, and what hangs together is kept."""

from __future__ import annotations

from typing import Any

import pytest

from forms.dialogs.scheme_draft import Draft, StillUsed, UnknownName
from forms.dialogs.scheme_faults import told_error
from forms.dialogs.scheme_part import SchemePart
from forms.dialogs.scheme_parts import NODE_KINDS, PARTS, POINT_KINDS
from forms.form_editors import typed_form
from ledger.kinds import KINDS
from ledger.scheme_reading import read_for
from ledger.schemes.build_formula import NODE_KINDS as KNOWN_NODES
from ledger.schemes.build_formula import POINT_KINDS as KNOWN_POINTS
from ledger.schemes.dump import Data
from ledger.schemes.errors import SchemeError
from ledger.schemes.load import KEYS, load_scheme, read_scheme, shipped
from ledger.schemes.model import Scheme

RATES = {
    key: f"{key}的数" for scheme in map(load_scheme, shipped()) for key in {t.rate for t in scheme.targets if t.rate}
}


def draft_of(scheme_id: str) -> Draft:
    return Draft(load_scheme(scheme_id), KINDS, RATES)


def part_of(key: str) -> SchemePart:
    return next(part for part in PARTS if part.key == key)


def typed(part: SchemePart, table: Data, draft: Draft) -> dict[str, Any]:
    """What stands in the form of a table."""
    values = part.values(table, draft)
    return {entry.field.name: typed_form(entry.field, values[entry.field.name]) for entry in part.entries}


def put(draft: Draft, key: str, called: str, /, **fields: Any) -> dict[str, str]:
    """Type into the form of the table `called` so; what is wrong, by field. A new table for a name not there."""
    part = part_of(key)
    rows = part.rows(draft)
    table = next((each for each in rows if part.single or each.get(part.called[-1]) == called), None)
    if table is None:
        table = {"key": draft.new_key(key, part.stem)} if part.stem else {}
        rows.append(table)
        fields = {part.called[-1]: called, **fields}
    made, wrong = part.faults({**typed(part, table, draft), **fields}, table, draft)
    if not wrong:
        draft.renamed(key, str(table.get("name", "")), str(made.get("name", "")))
        table.clear()
        table.update(made)
    return wrong


def read(draft: Draft) -> Scheme:
    return read_for(draft.text(), draft.year, "活动方案", KINDS)


@pytest.mark.parametrize("scheme_id", shipped())
def test_every_table_of_every_scheme_comes_back_from_its_form(scheme_id: str) -> None:
    draft = draft_of(scheme_id)
    for part in PARTS:
        for table in list(part.rows(draft)):
            made, wrong = part.faults(typed(part, table, draft), table, draft)
            assert wrong == {}, (part.key, table)
            before = {key: value for key, value in table.items() if value != []}
            assert made == before, part.key
    assert not draft.dirty
    assert read_scheme(draft.text(), draft.year) == load_scheme(scheme_id)


def test_every_key_of_a_file_has_a_form_and_every_word_its_own() -> None:
    shown = {part.key for part in PARTS} | {entry.field.name for entry in part_of("basic").entries}
    assert set(KEYS) - shown == {"id", "year", "rules"}
    assert set(NODE_KINDS) == set(KNOWN_NODES)
    assert set(POINT_KINDS) == set(KNOWN_POINTS)
    for words in (NODE_KINDS, POINT_KINDS):
        assert len(set(words.values())) == len(words)


def test_what_the_source_lost_is_filled_in() -> None:
    draft = draft_of("three-bright-community")
    lists = [each for each in draft.rows("lists") if each.get("lost")]
    name = lists[0]["name"]
    assert put(draft, "lists", name, words="甲\n\n 乙 \n丙", lost="") == {}
    made = next(each for each in read(draft).lists if each.name == name)
    assert (made.words, made.lost) == (("甲", "乙", "丙"), "")
    assert draft.dirty


def test_a_table_that_was_lost_is_made_and_scored(tmp_path: object) -> None:
    draft = draft_of("post-savings-2011")
    assert put(draft, "tables", "储蓄网点评分标准", full="5") == {}
    point = {"text": "柜面整洁", "kind": "每项扣", "amount": "0.5", "target": ""}
    rate = {"text": "满意率", "kind": "每差1个百分点扣", "amount": "1", "target": "85"}
    item = {"table": "储蓄网点评分标准", "group": "环境"}
    assert put(draft, "items", "环境", no="1.1", full="2", points=[point], **item) == {}
    assert put(draft, "items", "效果", no="1.2", full="3", points=[rate], **item) == {}
    scheme = read(draft)
    table = next(each for each in scheme.tables if each.name == "储蓄网点评分标准")
    assert [(each.no, each.full, [p.kind for p in each.points]) for each in table.items] == [
        ("1.1", 2, ["each"]),
        ("1.2", 3, ["pp"]),
    ]
    assert [node.kind for node in scheme.nodes if node.table == table.key] == ["table"]


def test_a_scheme_without_points_gets_a_result_with_its_first_table() -> None:
    draft = draft_of("hall-standard")
    put(draft, "tables", "窗口评分", full="1")
    point = {"text": "亮证上岗", "kind": "不合格扣", "amount": "1", "target": ""}
    put(draft, "items", "仪表", no="1", full="1", table="窗口评分", points=[point])
    scheme = read(draft)
    assert scheme.scored and scheme.node(scheme.root).name == "窗口评分"


def test_a_new_stage_has_a_volume_and_a_renamed_one_keeps_what_is_asked_of_it() -> None:
    draft = draft_of("qidong-2015")
    assert put(draft, "stages", "回头看", span="12月", tasks=[{"name": "复查"}]) == {}
    assert put(draft, "stages", "宣传发动", name="动员") == {}
    scheme = read(draft)
    assert [each.name for each in scheme.volumes if each.stage == scheme.stages[-1].key] == ["回头看"]
    assert scheme.stages[0].key == "mobilise"
    asked = [paper.where["stage"] for paper in scheme.required if "stage" in paper.where]
    assert "动员" in asked and "宣传发动" not in asked


def test_tasks_and_groups_keep_their_keys_where_they_are_the_same() -> None:
    draft = draft_of("qidong-2015")
    before = load_scheme("qidong-2015").stages[0].tasks
    names = [task.name for task in before]
    rows = [{"name": names[1]}, {"name": "改了名的"}, {"name": "新加的"}, *({"name": each} for each in names[2:])]
    assert put(draft, "stages", "宣传发动", tasks=rows) == {}
    made = read(draft).stages[0].tasks
    assert [task.key for task in made if task.name in names] == [task.key for task in before[1:]]
    assert len({task.key for task in made}) == len(made)
    assert set(task.key for task in before[1:]) <= {task.key for task in made}


def test_conditions_name_fields_by_their_labels() -> None:
    draft = draft_of("hall-standard")
    where = [{"column": "盘点种类", "words": "月盘点"}]
    assert put(draft, "duties", "每月盘一次", every="每月", kind="文件盘点", where=where, by="", span="3—6月") == {}
    made = read(draft).duties[-1]
    assert (made.every, made.kind, made.where, made.span) == ("month", "stocktaking", {"sort": "月盘点"}, "3—6月")
    wrong = put(draft, "duties", "每月盘一次", where=[{"column": "颜色", "words": "红"}])
    assert wrong == {"where": "“文件盘点”没有“颜色”这一栏。"}


@pytest.mark.parametrize(
    ("part", "name", "field", "value", "told"),
    [
        ("stages", "活动全程", "span", "五月", "“五月”看不懂"),
        ("stages", "活动全程", "name", "", "这一项必须填。"),
        ("required", "办件登记", "stage", "没有的阶段", "只能从这些里选：活动全程"),
        ("required", "办件登记", "kind", "没有的簿", "只能从这些里选："),
        ("required", "办件登记", "least", "三份", "整数"),
        ("duties", "每月盘点文件，不要的销毁，必要的归档", "by", "13月1日", "请填月和日，如10月31日"),
        ("targets", "超时办结件数", "value", "很多", "“很多”不是数"),
        ("volumes", "窗口管理", "kinds", "没有的簿", "只能从这些里选"),
    ],
)
def test_what_is_typed_wrongly_is_told_at_its_field(part: str, name: str, field: str, value: str, told: str) -> None:
    draft = draft_of("hall-standard")
    wrong = put(draft, part, name, **{field: value})
    assert list(wrong) == [field] and told in wrong[field]
    assert not draft.dirty


def test_what_others_refer_to_is_not_taken_out() -> None:
    draft = draft_of("post-counter-2011")
    stage, node, table = (draft.rows(part)[0] for part in ("stages", "nodes", "tables"))
    for part, row, used in (("stages", stage, "必备资料“"), ("tables", table, "计分“示范窗口验收”、检查项目")):
        with pytest.raises(StillUsed) as refused:
            draft.refuse_removal(part, row)
        assert used in str(refused.value) and str(refused.value).endswith("先改那里，再删这一项。")
    draft.refuse_removal("required", draft.rows("required")[0])
    other = draft_of("qidong-2015")
    with pytest.raises(StillUsed, match="“站所创建评比得分”还用在总得分：先改那里"):
        other.refuse_removal("nodes", other.rows("nodes")[0])
    with pytest.raises(UnknownName, match="没有叫“没有”的检查表"):
        draft.key("tables", "没有")
    assert node["name"] in draft.names("nodes").values()


@pytest.mark.parametrize(
    ("scheme_id", "part", "name", "fields", "told"),
    [
        (
            "qidong-2015",
            "nodes",
            "站所创建评比得分",
            {"parts": [{"key": "日常考核", "weight": "31"}, {"key": "民主评议", "weight": "70"}]},
            "“计分项目”的“站所创建评比得分”，“加权平均的各部分”各部分权重之和是 101，不等于 100。",
        ),
        (
            "post-counter-2011",
            "items",
            "组织落实情况",
            {"full": "3"},
            "“检查表”的“营业示范窗口验收标准”各项标准分之和是 101，不等于满分 100。",
        ),
        (
            "post-counter-2011",
            "items",
            "组织落实情况",
            {"points": [{"text": "甲", "kind": "每项扣", "amount": "", "target": ""}]},
            "“检查项目”的“1.1 组织落实情况”，“检查要点和扣法”须写明扣分值。",
        ),
        (
            "hall-standard",
            "duties",
            "每月盘点文件，不要的销毁，必要的归档",
            {"every": "一次"},
            "“经常性工作”的“每月盘点文件，不要的销毁，必要的归档”，“哪一日以前”缺少，只做一次的事要写明哪一天之前。",
        ),
        ("qidong-2015", "basic", "", {"root": "民主评议"}, "没有被任何节点用到，也没有自己的达标线。"),
    ],
)
def test_faults_of_the_whole_are_told_with_the_clerks_names(
    scheme_id: str, part: str, name: str, fields: dict[str, Any], told: str
) -> None:
    draft = draft_of(scheme_id)
    assert put(draft, part, name, **fields) == {}
    with pytest.raises(SchemeError) as refused:
        read(draft)
    found = told_error(refused.value, draft)
    assert found.sentence.endswith(told) and found.part is not None and found.place is not None, found
