"""The readings of a scheme that its text leaves open, each an explicit choice with a stated default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ledger.schemes.errors import BadRuleValue, UnknownRule
from ledger.schemes.model import Rule, Scheme

OPEN = "方案未写明，采用本程序的默认读法"
DIGITS = tuple(str(digits) for digits in range(5))


def _rule(key: str, name: str, choices: dict[str, str], source: str = OPEN) -> Rule:
    """A rule whose default is the first of its choices."""
    default = next(iter(choices))
    return Rule(key, name, default, choices, default, source)


_SERVICE: tuple[Rule, ...] = (
    _rule(
        "clock_start",
        "办理时限的起算日",
        {"papers": "材料补齐之日", "accepted": "受理之日"},
        "“一窗通”办税服务（A24）：自补齐材料之日起算；其余方案未写明",
    ),
    _rule("first_day", "起算当日", {"exclude": "不计入时限，从下一个工作日数起", "include": "计入时限"}),
    _rule(
        "suspension",
        "补正、踏勘、公示等期间",
        {"stop": "中止计时，不计入时限", "run": "照常计时"},
        "政务服务规范（A21）：踏勘、审查的列为限时件，其间计不计时未写明",
    ),
    _rule(
        "instant",
        "即办件的时限",
        {"day": "当日办结", "spot": "当场办结"},
        "政务中心服务承诺（A19）写当日办结，政务服务规范（A21）写当场办结；默认取前者",
    ),
    _rule(
        "on_time_base",
        "按时办结率的分母",
        {"finished": "已办结的件数", "received": "接件数", "due": "已到期的件数"},
        "政务服务中心创建（A04）：3899件中办结3848件而按时办结率100%，以办结数为分母才相符",
    ),
    _rule(
        "finish_base",
        "办结率的分母",
        {"accepted": "受理数", "received": "接件数"},
        "安监窗口总结（A27）：接件1170件、受理1158件分列；分母未写明",
    ),
    _rule(
        "early_base",
        "提前办结率的分母",
        {"limited": "办结的限时件（即办件没有“提前”可言）", "finished": "全部已办结的件数"},
        "政务服务中心创建（A04）：提前办结率100%，当日件怎样算提前未写明",
    ),
    _rule(
        "promise_base",
        "平均承诺时限",
        {"case": "按承诺件逐件平均", "item": "按事项平均"},
        "政务中心服务承诺（A19）：不超过4个工作日，按件还是按事项未写明",
    ),
    _rule(
        "fairly_satisfied",
        "满意率里的“基本满意”",
        {"yes": "算满意", "no": "不算满意"},
        "三创活动、政务服务中心创建、水利窗口（A02、A04、A26）只写满意率，算不算未写明",
    ),
)
"""How the clock of a case runs (ledger/clocks.py) and what rates of cases are rates of (digest B6, E1 to E3, E14)."""

RULES: tuple[Rule, ...] = (
    _rule("unknown", "“不了解”票", {"exclude": "不计分，也不计入平均的票数", "zero": "按 0 分计入平均"}),
    _rule("abstain", "弃权票", {"exclude": "不计分，也不计入平均的票数", "zero": "按 0 分计入平均"}),
    _rule("void", "无效票", {"exclude": "不计分，也不计入平均的票数"}),
    _rule("empty_group", "没有计分票的组别", {"refuse": "不算总分", "redistribute": "其权重按比例分给其他组别"}),
    _rule("band_gap", "落在两个等次之间的分数", {"lower": "归入较低等次", "upper": "归入较高等次", "refuse": "不接受"}),
    _rule("pooling", "同组不同身份的票", {"ballot": "全组各票平均", "identity": "先按身份平均，再等权平均"}),
    _rule("several", "同一分值有多次结果", {"mean": "取各次平均", "last": "取最后一次"}),
    _rule("check_count", "“每不合格一项”", {"occurrence": "按出现次数扣", "row": "每条要点至多扣一次"}),
    _rule("pp_fraction", "不足一个百分点的差额", {"exact": "按实际折算", "up": "进为一个百分点", "down": "舍去不扣"}),
    _rule("unlisted", "没有登记的检查项目", {"full": "视为合格，不扣分", "refuse": "不算得分"}),
    _rule("three_days", "“三天”", {"calendar": "自然日", "working": "工作日"}),
    _rule("threshold_value", "与达标线比较的分数", {"exact": "未修约的得分", "shown": "修约后的得分"}),
    _rule("rounding", "修约方法", {"half-up": "四舍五入", "half-even": "四舍六入五成双"}),
    _rule("rounding_place", "修约的时机", {"end": "中间不修约，只在最后修约一次"}),
    Rule("digits", "保留小数位数", "2", {}, "2", OPEN),
    *_SERVICE,
)
"""Every rule there is, in the order in which a result sheet prints them."""


def with_rules(scheme: Scheme, values: Mapping[str, object]) -> Scheme:
    """`scheme` with these rules in force. Raises UnknownRule or BadRuleValue."""
    known = {rule.key: rule for rule in scheme.rules}
    for key in values:
        if key not in known:
            raise UnknownRule(key, known)
    chosen = tuple(set_rule(rule, values[rule.key]) if rule.key in values else rule for rule in scheme.rules)
    return replace(scheme, rules=chosen)


def set_rule(rule: Rule, value: object) -> Rule:
    """`rule` with another value; whole numbers may come as numbers. Raises BadRuleValue."""
    offered = tuple(rule.choices) or DIGITS
    word = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if word not in offered:
        raise BadRuleValue(rule.key, rule.name, value, offered)
    return replace(rule, value=word)


def rule_words(rule: Rule) -> str:
    """The chosen value in the words of the result sheet."""
    return rule.choices[rule.value] if rule.choices else f"{rule.value} 位"


def rules_that_matter(scheme: Scheme) -> tuple[Rule, ...]:
    """The rules that can change a result of this scheme, for printing on its result sheet."""
    kinds = {node.kind for node in scheme.nodes}
    needs = {
        "review": ("unknown", "abstain", "void", "empty_group", "band_gap", "pooling"),
        "table": ("check_count", "pp_fraction", "unlisted"),
        "value": ("several",),
        "survey": ("several",),
    }
    wanted = {"rounding", "rounding_place", "digits"}.union(*(needs.get(kind, ()) for kind in kinds))
    if any(node.threshold is not None for node in scheme.nodes):
        wanted.add("threshold_value")
    return tuple(rule for rule in scheme.rules if rule.key in wanted)


_CASES = frozenset(("case", "case_notice", "case_transfer", "window_statement"))
"""Kinds of which a scheme that asks for them asks for cases."""


def rules_of_cases(scheme: Scheme) -> tuple[Rule, ...]:
    """The rules of the clock and of the rates of cases, none for a scheme that asks for no cases."""
    if not _CASES & {required.kind for required in scheme.required}:
        return ()
    keys = {rule.key for rule in _SERVICE}
    return tuple(rule for rule in scheme.rules if rule.key in keys)
