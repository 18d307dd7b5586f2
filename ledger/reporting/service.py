"""Sentences on cases, items, fees and visitors, and on the rates of the period with what they were divided by."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.reporting.counting import counting
from ledger.reporting.scope import Scope
from ledger.reporting.sentences import Figure, Sentence, amount, counted, joined, open_place, rate_words
from ledger.statistics import Row, TargetResult, compressions, flow

RATES: dict[str, tuple[str, ...]] = {
    "case": ("on_time_rate", "finish_rate", "on_spot_rate", "early_rate", "instant_share"),
    "service_item": ("mean_promise",),
    "timing": ("wait_minutes", "timing_rate"),
    "publicity": ("ad_share",),
    "visitor_flow": ("morning_share",),
    "questionnaire": ("satisfaction_rate",),
    "satisfaction": ("social_satisfaction",),
    "appraisal": ("standard_rate", "model_rate"),
    "callback": ("callback_mean",),
    "window_statement": ("upload_rate", "match_rate"),
}
"""The rates that are told of with the records of a kind."""
TARGETS = {
    **{key: slug for slug, keys in RATES.items() for key in keys},
    "overdue": "case",
    "compression": "service_item",
}
"""The kind with which a target of that rate is told of."""
MODEST = ("on_spot_rate", "early_rate", "instant_share")
"""Rates that are not told of when they are nothing: not every window has such cases."""
_CASES = ("received", "accepted", "finished", "instant", "on_spot", "early")
_TROUBLE = ("refused", "returned")


def rates_of(scope: Scope, slug: str) -> tuple[Sentence, ...]:
    """The rates that belong to a kind, as far as they can be worked out."""
    found = [scope.rates[key] for key in RATES.get(slug, ()) if key in scope.rates]
    found = [rate for rate in found if rate.value or rate.key not in MODEST]
    origin = _origin(scope, slug)
    records = len(scope.of(origin))
    clauses = [Sentence(rate_words(each), (Figure(f"{each.name}{each.shown}", origin, records),)) for each in found]
    return (joined(clauses, "；"),) if clauses else ()


def _origin(scope: Scope, slug: str) -> str:
    """The kind that the rates come from: statements that were reported, where no case is registered."""
    if slug == "case" and scope.counts.row("received").source == "报表":
        return "window_statement"
    if slug == "questionnaire" and not scope.of(slug):
        return "evaluator" if scope.of("evaluator") else "case"
    return slug


def cases(scope: Scope) -> tuple[Sentence, ...]:
    """Cases received, accepted and finished, then what was refused, sent back or late, then the rates."""
    rows = {row.key: row for row in scope.counts.rows}
    done = [rows[key] for key in _CASES if rows[key].now.value != 0 or rows[key].now.apart]
    if not done:
        return ()
    reported = rows["received"].source == "报表" or rows["finished"].source == "报表"
    lead = [Sentence("据窗口统计报表")] if reported else []
    trouble = [_row(scope, rows[key]) for key in _TROUBLE if rows[key].now.value != 0]
    late = _row(scope, rows["overdue"])
    told = joined([*lead, *(_row(scope, row) for row in done), *trouble, late])
    return (told, *rates_of(scope, "case"))


def _row(scope: Scope, row: Row) -> Sentence:
    origin = "window_statement" if row.source == "报表" else "case"
    label = {"finished": "办结"}.get(row.key, row.label)
    note = "（含退办）" if row.key == "finished" and row.source == "登记" else ""
    words = f"{label}{amount(row.now, row.unit)}"
    return Sentence(f"{words}{note}", (Figure(words, origin, len(scope.of(origin))),))


def items(scope: Scope) -> tuple[Sentence, ...]:
    """The catalogue of items: how many, how much shorter than the law their promises are, and the mean promise."""
    records = scope.of("service_item")
    if not records:
        return ()
    clauses = [counted(f"公布办理事项{len(records)}项", "service_item", len(records))]
    sorts = [(sort, sum(each["sort"] == sort for each in records)) for sort in ("即办件", "限时件", "并联件")]
    clauses += [counted(f"{sort}{number}项", "service_item", number) for sort, number in sorts if number]
    shorter = [each for each in compressions(scope.snapshot) if each.exact > 0]
    if shorter:
        clauses.append(counted(f"承诺时限短于法定时限的{len(shorter)}项", "service_item", len(shorter)))
    rate = scope.rates.get("compression")
    if rate is not None:
        figure = Figure(f"{rate.name}{rate.shown}", "service_item", len(records))
        clauses.append(Sentence(rate_words(rate), (figure,)))
    return (joined(clauses), *rates_of(scope, "service_item"))


def fees(scope: Scope) -> tuple[Sentence, ...]:
    """Entries of fees and their sum."""
    records, row = scope.of("fee"), scope.counts.row("charges")
    if not records:
        return ()
    entries = counted(f"登记收费{len(records)}笔", "fee", len(records))
    return (joined([entries, counted(f"合计{amount(row.now, '元')}", "fee", len(records))]),)


def visitors(scope: Scope) -> tuple[Sentence, ...]:
    """Visitors, when most of them come, and the share of the morning."""
    records, row = scope.of("visitor_flow"), scope.counts.row("visitors")
    if not records:
        return ()
    clauses = [counted(f"接待办事群众{amount(row.now, '人次')}", "visitor_flow", len(records))]
    busiest = flow(scope.snapshot, scope.period).busiest[:1]
    clauses += [Sentence(f"{each.weekday}{each.hour}时至{each.hour + 1}时最集中") for each in busiest]
    return (joined(clauses), *rates_of(scope, "visitor_flow"))


def statements(scope: Scope) -> tuple[Sentence, ...]:
    """Statements that were reported, and their cases where no other chapter tells of cases."""
    made = counting(scope, "window_statement")
    told = cases(scope) if made and "case" not in scope.kinds else ()
    return (*made, *told, *rates_of(scope, "window_statement"))


def praises(scope: Scope) -> tuple[Sentence, ...]:
    """Cards, letters and pennants by their pieces."""
    records = scope.of("praise")
    if not records:
        return ()
    clauses = []
    for key, words, unit in (("praises", "表扬、感谢信和荣誉", "件"), ("pennants", "锦旗", "面")):
        row = scope.counts.row(key)
        if row.now.value != 0 and row.source == "登记":
            clauses.append(counted(f"{words}{amount(row.now, unit)}", "praise", len(records)))
    whole = joined(clauses, "、")
    return (Sentence(f"收到{whole.text}", whole.figures),) if clauses else ()


def target_sentence(scope: Scope, result: TargetResult) -> Sentence:
    """A target with what was reached, or an open place where that cannot be told."""
    target = result.target
    if result.rate is None or result.rate.value is None or target.value is None:
        return open_place(f"目标“{target.name}”（{result.wanted}）的完成情况，台帐没有可以计算的数")
    slug = TARGETS.get(target.rate, "")
    figure = Figure(f"实际{result.rate.shown}", slug, len(scope.of(slug)) if slug else 0)
    verdict = {True: "已达到", False: "没有达到", None: "只知大概，不能断定是否达到"}[result.met]
    return Sentence(f"目标“{target.name}”要求{result.wanted}，实际{result.rate.shown}，{verdict}。", (figure,))


def unmet(results: tuple[TargetResult, ...]) -> Iterator[TargetResult]:
    """The targets that were surely missed."""
    yield from (each for each in results if each.met is False)
