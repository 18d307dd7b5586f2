"""`stats`: the counts and rates of a period, in all and by window or person, with the targets held against them."""

from __future__ import annotations

import argparse
from typing import Any

from forms.commands.opening import opened
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, print_json
from ledger.fields import chinese_date
from ledger.statistics import (
    By,
    Facts,
    Flow,
    Period,
    Rate,
    Row,
    Statement,
    TargetResult,
    checked_of,
    facts_of,
    flow_of,
    rates_of,
    statement_of,
)

_BY: dict[str, By] = {"window": "window", "person": "person"}


def stats(args: argparse.Namespace) -> int:
    """Print the statistics of a period; of the ledger's year when none is named."""
    if args.by is not None and args.by not in _BY:
        raise BadShape(f"--by “{args.by}”", f"只能写{'或'.join(_BY)}")
    wanted = None if args.period is None else Period.read(args.period)
    with opened(args.lib, read_only=True) as ledger:
        snapshot = ledger.snapshot()
    period = wanted or Period(snapshot.campaign.year)
    facts = facts_of(snapshot, period)
    made = statement_of(facts, _BY[args.by] if args.by else "")
    if args.json:
        print_json(_json(facts, made))
    else:
        _print(facts, made)
    return 0


def _print(facts: Facts, made: Statement) -> None:
    period = made.period
    print(f"{period.name}（{chinese_date(period.first)}至{chinese_date(period.last)}），上期是{period.previous.name}")
    for section in made.sections:
        print(f"{section.name}：")
        counted = [row for row in section.rows if row.now.value != 0 or row.before.value != 0]
        for row in counted:
            source = "，据报表" if row.source == "报表" else ""
            print(f"  {row.label}　{row.now}{row.unit}（上期{row.before}，增减{row.change}{source}）")
        if not counted:
            print("  没有登记")
    found = rates_of(facts)
    for rate in found:
        if rate.value is not None:
            print(f"{rate.name}　{rate.shown}（{rate.division}；{rate.denominator_words}）{rate.note}")
    silent = "、".join(rate.name for rate in found if rate.value is None)
    if silent:
        print(f"不能计算：{silent}。用 --json 查看原因。")
    for each in checked_of(facts, found):
        print(f"目标　{each.target.name}　{each.wanted}　{each.verdict}（{each.words}）")


def _json(facts: Facts, made: Statement) -> dict[str, Any]:
    period, found = made.period, rates_of(facts)
    return {
        "period": period.short,
        "name": period.name,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "previous": period.previous.short,
        "by": made.by or None,
        "sections": [
            {
                "name": section.name,
                "rows": [_row(row) for row in section.rows],
                "satisfaction": _rate(section.satisfaction),
            }
            for section in made.sections
        ],
        "rates": [_rate(rate) for rate in found],
        "targets": [_target(each) for each in checked_of(facts, found)],
        "flow": _flow(flow_of(facts)),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": row.label,
        "unit": row.unit,
        "now": str(row.now),
        "before": str(row.before),
        "change": row.change,
        "reported": None if row.reported is None else str(row.reported),
        "source": row.source,
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "key": rate.key,
        "name": rate.name,
        "value": None if rate.value is None else f"{rate.value:f}",
        "unit": rate.unit,
        "shown": rate.shown,
        "numerator": None if rate.numerator is None else str(rate.numerator),
        "denominator": None if rate.denominator is None else str(rate.denominator),
        "denominator_words": rate.denominator_words,
        "bound": rate.bound,
        "note": rate.note,
    }


def _target(each: TargetResult) -> dict[str, Any]:
    return {
        "key": each.target.key,
        "name": each.target.name,
        "wanted": each.wanted,
        "rate": each.target.rate,
        "met": each.met,
        "words": each.words,
    }


def _flow(made: Flow) -> dict[str, Any]:
    return {
        "hours": list(made.hours),
        "counts": [list(row) for row in made.counts],
        "busiest": [{"weekday": each.weekday, "hour": each.hour, "visitors": each.visitors} for each in made.busiest],
    }


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("--period", metavar="时段")
    parser.add_argument("--by", metavar="分法")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "stats",
        "stats 台帐库 [--period 2015-Q3|2015-07|2015|2015-H2] [--by window|person] [--json]",
        "统计一个时段的办件、咨询、投诉、收费和各项比率，写明以什么为分母；不写时段是全年。",
        _arguments,
        stats,
    ),
)
