"""核验报告: what the program looked at before the handover and what it found; it certifies nothing."""

from __future__ import annotations

from exports.handover.checks import Check, Property
from exports.handover.facts import Facts
from exports.handover.layout import REPORT
from exports.page import Block, Column, Grid, Paper, Paragraph, Table, Title
from exports.papers.parts import HAN
from ledger.fields import chinese_date
from ledger.snapshot import day_of

_NAMED = 20
"""Findings of one check that are named one by one."""


def report(facts: Facts) -> Paper:
    """The report in the words of DA/T 70-2018; whether the archive is satisfied is for the archive to say."""
    info = facts.info
    blocks: list[Block] = [
        Title(REPORT, 18),
        Paragraph(
            f"{info.unit}　{info.year}年度{info.campaign_name}，{chinese_date(day_of(info.made))}由{info.by}用台帐程序"
            f"{info.program}打包，编号{info.package}。",
            indent=0,
        ),
        Paragraph(
            "本报告借用《文书类电子档案检测一般要求》（DA/T 70-2018）四性的名称，只写程序查了什么、查了多少、查到什么，"
            "不是检测结论，也不代替移交、接收双方的检验。",
            indent=0,
        ),
    ]
    for number, each in enumerate(Property):
        blocks.append(
            _table(f"{HAN[number]}、{each.value}", [check for check in facts.checks if check.property is each])
        )
    blocks += [Paragraph(line, indent=0) for line in _outside(facts)]
    return Paper("handover:report", REPORT, tuple(blocks), Grid.FORM, info.unit, day_of(info.made).isoformat())


def _table(caption: str, checks: list[Check]) -> Table:
    columns = (Column("查什么", 30), Column("查了多少", 24), Column("查到什么", 40))
    return Table(columns, tuple((check.what, check.scope, _found(check)) for check in checks), caption)


def _found(check: Check) -> str:
    if not check.found:
        return "没有查到不符"
    lines = [f"{each}；" for each in check.found[:_NAMED]]
    more = len(check.found) - _NAMED
    if more > 0:
        lines.append(f"另有{more}处。")
    return "\n".join(lines).removesuffix("；") + ("" if more > 0 else "。")


def _outside(facts: Facts) -> tuple[str, ...]:
    lines = []
    if facts.copy:
        spoilt = [fault.sentence for fault in facts.copy.faults]
        lines.append(f"台帐库：复制了{facts.copy.files}个文件，写完逐个重新读出对照过。{''.join(spoilt)}")
    lines.append(
        "没有查的：病毒（请用单位的杀毒软件另查）、载体外观、电子签名、纸质原件与电子文件是否相符。"
        "整个移交包写到载体上以后，程序还会全部重新读出、逐个对照，一处不符就不会留下移交包。"
    )
    return tuple(lines)
