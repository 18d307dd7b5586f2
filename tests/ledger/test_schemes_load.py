"""Schemes read from TOML, and every fault named by file, key and reason."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ledger.kinds import KINDS
from ledger.schemes import errors
from ledger.schemes.load import load_scheme, read_scheme, scheme_text, shipped
from ledger.schemes.model import Scheme

FIELDS = {kind.slug: {field.name for field in kind.fields} for kind in KINDS}

SMALL = """
id = "small"
name = "小方案"
basis = "通知"
year = 2015
root = "total"

[[stages]]
key = "one"
name = "第一阶段"
span = "5月"
tasks = [{ key = "a", name = "做事" }]

[[stages]]
key = "two"
name = "第二阶段"
span = "6月中旬以后"

[[required]]
key = "paper"
name = "动员会议记录"
stage = "one"
kind = "meeting"
where = { type = "动员会" }
node = "daily"
points = 5
proves = "动员过"

[[volumes]]
no = "01"
name = "全部"
code = "QB"
stage = "one"

[[volumes]]
no = "02"
name = "其余"
code = "QY"
stage = "two"
kinds = ["finding"]

[[nodes]]
key = "total"
name = "总分"
kind = "mean"
parts = [{ key = "daily", weight = 30 }, { key = "review", weight = 70 }]

[[nodes]]
key = "daily"
name = "日常考核"
kind = "value"

[[nodes]]
key = "review"
name = "民主评议"
kind = "review"
groups = [{ key = "g1", name = "甲组", weight = 40.5 }, { key = "g2", name = "乙组", weight = 59.5 }]
bands = [{ name = "好", least = 60, most = 100 }, { name = "差", least = 0, most = 59 }, { name = "不了解" }]

[rules]
digits = 1
unknown = { value = "zero", source = "方案第四条" }
"""


def small(*swaps: tuple[str, str], year: int | None = None) -> Scheme:
    text = SMALL
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    return read_scheme(text, year, "small.toml", FIELDS)


def test_the_shipped_schemes_are_listed_by_id() -> None:
    assert "qidong-2015" in shipped()
    assert list(shipped()) == sorted(shipped())


@pytest.mark.parametrize("scheme_id", shipped())
def test_every_shipped_scheme_fits_the_kinds_of_papers(scheme_id: str) -> None:
    scheme = read_scheme(scheme_text(scheme_id), None, f"{scheme_id}.toml", FIELDS)
    assert scheme.id == scheme_id


def test_an_unknown_scheme_names_the_known_ones() -> None:
    with pytest.raises(errors.UnknownScheme, match="“qidong”.*qidong-2015"):
        load_scheme("qidong")


def test_a_scheme_id_cannot_leave_its_folder() -> None:
    with pytest.raises(errors.UnknownScheme):
        scheme_text("../schemes/qidong-2015")


def test_the_qidong_scheme_says_what_the_source_says() -> None:
    scheme = load_scheme("qidong-2015")
    assert scheme.basis == "启发〔2015〕39号"
    assert scheme.inspection == "daily"
    assert [(stage.name, stage.first, stage.last) for stage in scheme.stages] == [
        ("宣传发动", dt.date(2015, 5, 1), dt.date(2015, 5, 31)),
        ("检查整改", dt.date(2015, 6, 1), dt.date(2015, 9, 30)),
        ("考核评议", dt.date(2015, 10, 1), dt.date(2015, 11, 30)),
    ]
    assert [len(standard.points) for standard in scheme.standards] == [3, 3, 3, 4, 4, 5]
    assert [(part.key, part.weight) for part in scheme.node("total").parts] == [
        ("daily", Decimal(30)),
        ("review", Decimal(70)),
    ]
    review = scheme.node("review")
    assert [(group.key, group.weight) for group in review.groups] == [
        ("leaders", Decimal(25)),
        ("representatives", Decimal(25)),
        ("public", Decimal(50)),
    ]
    assert [(band.name, band.least, band.most) for band in review.bands] == [
        ("满意", 80, 100),
        ("基本满意", 60, 79),
        ("不满意", 0, 59),
        ("不了解", None, None),
    ]
    assert [node.threshold for node in scheme.nodes] == [None, None, None]
    assert all(paper.points is None and paper.basis and paper.proves for paper in scheme.required)


def test_stages_take_the_year_of_the_campaign() -> None:
    scheme = load_scheme("qidong-2015", 2027)
    assert (scheme.year, scheme.first, scheme.last) == (2027, dt.date(2027, 5, 1), dt.date(2027, 11, 30))


def test_an_open_ended_stage_has_no_last_day() -> None:
    scheme = small()
    assert (scheme.stages[1].last, scheme.last) == (None, None)
    assert scheme.stage_of(dt.date(2016, 1, 1)) == scheme.stages[1]
    assert scheme.stage_of(dt.date(2015, 6, 10)) is None


def test_rules_keep_their_default_unless_the_scheme_says_otherwise() -> None:
    rules = {rule.key: rule for rule in small().rules}
    assert (rules["unknown"].value, rules["unknown"].default, rules["unknown"].source) == ("zero", "zero", "方案第四条")
    assert (rules["digits"].value, rules["rounding"].value) == ("1", "half-up")
    assert "未写明" in rules["rounding"].source


def test_decimals_are_read_exactly() -> None:
    assert small().node("review").groups[0].weight == Decimal("40.5")


def test_a_text_with_a_byte_order_mark_is_read() -> None:
    assert read_scheme("\ufeff" + SMALL).id == "small"


FAULTS: list[tuple[type[errors.SchemeError], str, str, str]] = [
    (errors.BadToml, 'id = "small"', 'id = "small', "第 2 行第 12 列"),
    (errors.UnknownKey, 'id = "small"', 'id = "small"\ncolour = "red"', "“colour”不认识"),
    (errors.UnknownKey, 'span = "5月"', 'span = "5月"\nfrom = "5月"', r"“stages\[1\].from”不认识"),
    (errors.UnknownKey, "digits = 1", "digit = 1", "“rules.digit”不认识"),
    (errors.MissingKey, 'name = "小方案"', "", "“name”缺少"),
    (errors.MissingKey, "year = 2015", "", "“year”缺少"),
    (errors.MissingKey, 'proves = "动员过"', "", r"“required\[1\].proves”缺少"),
    (errors.MissingKey, "parts = [{ key", "#", r"“nodes\[1\].parts”缺少"),
    (errors.MissingKey, "least = 60, ", "", r"bands\[1\].least”缺少"),
    (errors.WrongType, "year = 2015", 'year = "2015"', "“year”写法不对，应为数字"),
    (errors.WrongType, "year = 2015", "year = 15", "四位年份"),
    (errors.WrongType, 'name = "小方案"', 'name = " "', "“name”写法不对，应为非空的文字"),
    (errors.WrongType, 'kinds = ["finding"]', 'kinds = "finding"', r"“volumes\[2\].kinds”.*一列文字"),
    (errors.WrongType, 'where = { type = "动员会" }', "where = { type = 3 }", "一组“栏目 = 文字”"),
    (errors.WrongType, "weight = 30", 'weight = "30"', r"parts\[1\].weight”.*数字"),
    (errors.WrongType, "weight = 30", "weight = nan", r"parts\[1\].weight”.*数字"),
    (errors.WrongType, "weight = 30", "weight = -30", "不小于 0 的数字"),
    (errors.WrongType, "points = 5", "least = 1.5", "不小于 0 的整数"),
    (errors.WrongType, 'tasks = [{ key = "a", name = "做事" }]', 'tasks = "做事"', r"“stages\[1\].tasks”.*一列表格"),
    (errors.WrongType, "points = 5", 'signed = "yes"', "true 或 false"),
    (errors.WrongType, 'kind = "value"', 'kind = "sum"', "mean、value、review、table、survey 之一"),
    (errors.WrongType, 'tasks = [{ key = "a", name = "做事" }]', 'tasks = ["做事"]', "一组“键 = 值”"),
    (errors.WeightsNotHundred, "weight = 30", "weight = 31", "“nodes.total.parts”各部分权重之和是 101，不等于 100"),
    (errors.WeightsNotHundred, "weight = 40.5", "weight = 40.4", "“nodes.review.groups”各部分权重之和是 99.9"),
    (errors.NoGroups, 'groups = [{ key = "g1"', "groups = []\n#", "没有任何组别"),
    (errors.BandsDisagree, "least = 60", "least = 59", "“差”与“好”重叠"),
    (errors.BandsDisagree, "least = 60, most = 100", "least = 100, most = 60", "下限高于上限"),
    (errors.BandsDisagree, "most = 100", "most = 99", "没有覆盖 0 到满分 100"),
    (errors.BandsDisagree, 'name = "不了解" }', 'name = "不了解" }, { name = "弃权" }', "超过一个"),
    (errors.BadSpan, 'span = "5月"', 'span = "15月"', r"“stages\[1\].span”不对：“15月”不是实有的日期"),
    (errors.BadSpan, 'span = "5月"', 'span = "6—5月"', "结束早于开始"),
    (errors.BadSpan, 'span = "5月"', 'span = "7月"', "早于上一阶段“第一阶段”的开始"),
    (errors.UnknownReference, 'stage = "one"', 'stage = "three"', "“required.paper.stage”指向“three”.*one、two"),
    (errors.UnknownReference, 'kind = "meeting"', 'kind = "party"', "“required.paper.kind”指向“party”"),
    (errors.UnknownReference, "{ type =", "{ sort =", "“required.paper.where.sort”指向“sort”"),
    (errors.UnknownReference, 'node = "daily"', 'node = "dayly"', "“required.paper.node”指向“dayly”"),
    (errors.UnknownReference, 'root = "total"', 'root = "total"\ninspection = "dayly"', "“inspection”指向“dayly”"),
    (errors.UnknownReference, '["finding"]', '["findings"]', "“volumes.02.kinds”指向“findings”"),
    (errors.UnknownReference, 'root = "total"', 'root = "sum"', "“root”指向“sum”"),
    (errors.UnknownReference, '{ key = "daily"', '{ key = "dayly"', "“nodes.total.parts”指向“dayly”"),
    (errors.DuplicateKey, 'key = "two"', 'key = "one"', "“stages”中“one”重复"),
    (errors.DuplicateKey, 'no = "02"', 'no = "01"', "“volumes”中“01”重复"),
    (errors.DuplicateKey, 'key = "g2"', 'key = "daily"', "“nodes”中“daily”重复"),
    (errors.BrokenFormula, 'root = "total"', 'root = "daily"', "“nodes.total”没有被任何节点用到"),
    (errors.BrokenFormula, 'key = "review", weight', 'key = "total", weight', "“nodes.total.parts”绕了一圈"),
    (errors.BrokenFormula, 'kind = "value"', 'kind = "value"\nfull = 50', "“daily”的满分与“total”不一致"),
    (errors.SchemeError, "points = 5", "points = 101", "“required.paper.points”须同时写明 node"),
    (errors.SchemeError, "points = 5", "least = 0", "至少为 1"),
    (errors.SchemeError, 'stage = "two"', "", "没有收纳阶段“two”的卷"),
    (errors.SchemeError, "digits = 1", "digits = 5", "“rules.digits”不能取“5”，可取：0、1、2、3、4"),
    (errors.SchemeError, 'value = "zero"', 'value = "drop"', "“rules.unknown”不能取“drop”，可取：exclude、zero"),
    (errors.SchemeError, 'kind = "value"', 'kind = "value"\nthreshold = 101', "超过满分 100"),
    (errors.SchemeError, 'kind = "value"', 'kind = "value"\ntable = "t"', "只用于 kind = "),
]


@pytest.mark.parametrize(("error", "old", "new", "words"), FAULTS, ids=[f"{fault[2]}"[:30] for fault in FAULTS])
def test_a_faulty_scheme_names_file_key_and_reason(
    error: type[errors.SchemeError], old: str, new: str, words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        small((old, new))
    assert caught.type is error
    assert "small.toml" in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_scheme_without_stages_is_refused() -> None:
    start, end = SMALL.index("[[stages]]"), SMALL.index("[[volumes]]")
    with pytest.raises(errors.SchemeError, match="没有任何阶段"):
        read_scheme(SMALL[:start] + SMALL[end:])


def test_kinds_are_not_checked_unless_they_are_given() -> None:
    assert read_scheme(SMALL.replace('"meeting"', '"party"')).required[0].kind == "party"
