"""Sentences on how the unit is led, checked and judged: plans, groups, checks, reviews, surveys, stars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction

from ledger.fields.numbers import plain
from ledger.reporting.closing import LOOPS, loop, requests
from ledger.reporting.counting import counting
from ledger.reporting.scope import Scope
from ledger.reporting.sentences import Figure, Sentence, amount, counted, day_words, days_words, joined, listed
from ledger.reporting.service import cases, fees, items, praises, rates_of, statements, visitors
from ledger.results import last_review, result_of
from ledger.statistics import total
from ledger.statistics.rate import shown_value

Writer = Callable[[Scope], tuple[Sentence, ...]]


def plans(scope: Scope) -> tuple[Sentence, ...]:
    """Each plan with its number and day."""
    records = scope.of("campaign_plan")
    if not records:
        return ()
    names = []
    for each in records:
        day = [day_words(each["issued"], scope.period.year)] if each["issued"] else []
        told = "，".join([*([each["doc_no"]] if each["doc_no"] else []), *day])
        names.append(f"《{each['title'].replace('《', '〈').replace('》', '〉')}》（{told}）")
    words = f"制定方案{len(names)}件"
    return (Sentence(f"{words}：{'、'.join(names)}。", (Figure(words, "campaign_plan", len(names)),)),)


def groups(scope: Scope) -> tuple[Sentence, ...]:
    """Each leading group of the period with its head and the number of its members."""
    told = []
    for each in scope.of("leading_group"):
        if each["established"] and not scope.period.holds(each["established"]):
            continue
        members = each["members"] or ()
        head = next((row["person"].name for row in members if row["role"] == "组长" and row["person"]), "")
        day = f"{day_words(each['established'], scope.period.year)}" if each["established"] else ""
        clauses = [Sentence(f"{day}成立{each['name'] or '领导小组'}"), Sentence(f"由{head}任组长" if head else "")]
        clauses += [counted(f"成员{len(members)}人", "leading_group", 1)] if members else []
        told.append(joined(clauses))
    return tuple(told)


def rounds(scope: Scope) -> tuple[Sentence, ...]:
    """Self-checks with how many points were looked at, and with which results."""
    records = scope.of("check_round")
    if not records:
        return ()
    words = f"开展自查和检查{len(records)}次"
    clauses = [
        Sentence(
            f"{words}{days_words(scope.days(records), scope.period.year)}",
            (Figure(words, "check_round", len(records)),),
        )
    ]
    results = Counter(row["result"] for each in records for row in each["rows"] or () if row["result"])
    looked = sum(number for word, number in results.items() if word != "未检查")
    if looked:
        clauses.append(counted(f"对照标准检查{looked}条次", "check_round", len(records)))
        for word in ("符合", "基本符合", "不符合"):
            if results[word]:
                clauses.append(counted(f"{word}{results[word]}条次", "check_round", len(records)))
    return (joined(clauses),)


def assessments(scope: Scope) -> tuple[Sentence, ...]:
    """Daily assessments with the last score."""
    records = scope.of("daily_assessment")
    scored = [each for each in records if each["score"] is not None]
    if not records:
        return ()
    clauses = [counted(f"接受日常考核{len(records)}次", "daily_assessment", len(records))]
    if scored:
        last = "最近一次" if len(scored) > 1 else ""
        clauses.append(counted(f"{last}得{plain(scored[-1]['score'])}分", "daily_assessment", 1))
    return (joined(clauses),)


def reviews(scope: Scope) -> tuple[Sentence, ...]:
    """Reviews with their ballots, and the result of the campaign as far as it can be worked out."""
    records = scope.of("review")
    if not records:
        return ()
    clauses = [
        Sentence(
            f"接受民主评议{len(records)}次{days_words(scope.days(records), scope.period.year)}",
            (Figure(f"民主评议{len(records)}次", "review", len(records)),),
        )
    ]
    rows = [row for each in records for row in each["groups"] or ()]
    for name, words in (("issued", "发出评议票"), ("returned", "收回"), ("void", "其中无效票")):
        number = sum(row[name] or 0 for row in rows)
        if number:
            clauses.append(counted(f"{words}{number}张", "review", len(records)))
    return (joined(clauses), *_result(scope))


def _result(scope: Scope) -> tuple[Sentence, ...]:
    """What the scheme's formula gives, when the review that counts is one of the period."""
    counts = last_review(scope.snapshot)
    if counts is None or counts.uid not in {each.uid for each in scope.of("review")}:
        return ()
    result, scheme = result_of(scope.snapshot), scope.snapshot.scheme
    known = {node.key: node for node in result.nodes if node.exact is not None}
    clauses = []
    for node in scheme.nodes:
        if node.kind == "review" and node.key in known and node.key != scheme.root:
            slug, records = "ballot", sum(each["review"] == counts.uid for each in scope.snapshot.of("ballot"))
            clauses.append(counted(f"{node.name}得{known[node.key].shown}分", slug, records))
    if scheme.root in known:
        clauses.append(counted(f"按活动方案计算综合得分{known[scheme.root].shown}分", "review", 1))
    return (joined(clauses),) if clauses else ()


def questionnaires(scope: Scope) -> tuple[Sentence, ...]:
    """Forms issued, returned and valid, and the rate of the satisfied."""
    records = scope.of("questionnaire")
    clauses = [counted(f"开展问卷调查{len(records)}次", "questionnaire", len(records))] if records else []
    for name, words in (("issued", "发放"), ("returned", "收回"), ("valid", "有效")):
        given = [each[name] for each in records if each[name] is not None]
        if given:
            clauses.append(counted(f"{words}{amount(total(given), '份')}", "questionnaire", len(given)))
    told = (joined(clauses),) if clauses else ()
    return (*told, *rates_of(scope, "questionnaire")) if records or "evaluator" in scope.kinds else ()


def surveys(scope: Scope) -> tuple[Sentence, ...]:
    """Surveys by others, each with its score."""
    records = scope.of("satisfaction")
    if not records:
        return ()
    clauses = [counted(f"接受社会满意度测评{len(records)}次", "satisfaction", len(records))]
    for each in records:
        if each["score"] is not None:
            clauses.append(
                counted(f"{each['period'] or each['name'] or ''}得{plain(each['score'])}分", "satisfaction", 1)
            )
    return (joined(clauses),)


def callbacks(scope: Scope) -> tuple[Sentence, ...]:
    """Calls, those in time, and the mean score."""
    records = scope.of("callback")
    if not records:
        return ()
    kept = sum(each["kept"] == "按时" for each in records)
    clauses = [
        counted(f"回访{len(records)}人次", "callback", len(records)),
        counted(f"按时{kept}人次", "callback", kept),
    ]
    return (joined(clauses), *rates_of(scope, "callback"))


def appraisals(scope: Scope) -> tuple[Sentence, ...]:
    """Scores of windows, and how many reached the lines."""
    records = scope.of("appraisal")
    if not records:
        return ()
    clauses = [counted(f"综合检查和第三方测评{len(records)}次", "appraisal", len(records))]
    for name, words in (("inspection", "综合检查平均"), ("third_party", "第三方测评平均")):
        scores = [each[name] for each in records if each[name] is not None]
        if scores:
            mean = Fraction(sum(scores)) / len(scores)
            clauses.append(counted(f"{words}{shown_value(scope.snapshot.scheme, mean):f}分", "appraisal", len(scores)))
    return (joined(clauses), *rates_of(scope, "appraisal"))


def stars(scope: Scope) -> tuple[Sentence, ...]:
    """Who won the star of a month."""
    won = [each for each in scope.of("service_star") if each["won"] == "当选" and each["person"]]
    if not won:
        return counting(scope, "service_star")
    names = list(dict.fromkeys(each["person"].name for each in won))
    words = f"评出服务之星{len(won)}人次"
    return (Sentence(f"{words}：{listed(names, 12, '人')}。", (Figure(words, "service_star", len(won)),)),)


def _and_rates(slug: str) -> Writer:
    return lambda scope: (*counting(scope, slug), *rates_of(scope, slug)) if scope.of(slug) else ()


def _looped(slug: str) -> Writer:
    return lambda scope: loop(scope, slug)


WRITERS: dict[str, Writer] = {
    "campaign_plan": plans,
    "leading_group": groups,
    "check_round": rounds,
    "daily_assessment": assessments,
    "review": reviews,
    "questionnaire": questionnaires,
    "satisfaction": surveys,
    "callback": callbacks,
    "appraisal": appraisals,
    "service_star": stars,
    "praise": praises,
    "case": cases,
    "service_item": items,
    "fee": fees,
    "visitor_flow": visitors,
    "window_statement": statements,
    "visit": lambda scope: (*counting(scope, "visit"), *requests(scope)),
    "timing": _and_rates("timing"),
    "publicity": _and_rates("publicity"),
    **{slug: _looped(slug) for slug in LOOPS},
}
"""Kinds that are told of otherwise than by counting alone."""
