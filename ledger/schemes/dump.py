"""A scheme written as TOML again, so that it can be edited, handed on as a file and read back as the same scheme."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import tomli_w

from ledger.schemes.model import CheckTable, Node, Required, Rule, Scheme, Stage
from ledger.schemes.provisions import Duty, Outline, Target
from ledger.schemes.rules import RULES

Data = dict[str, Any]
"""What a TOML table holds, as `tomllib` reads it: words, numbers, flags, lists and tables."""

_HEADINGS = {
    "stages": "阶段与任务",
    "standards": "创建标准",
    "duties": "经常性工作",
    "lists": "名目",
    "targets": "指标",
    "rewards": "奖励",
    "vetoes": "一票否决",
    "figures": "来源所写的数字，只供对照",
    "outlines": "报告提纲",
    "required": "必备资料",
    "volumes": "报送分卷",
    "nodes": "计分方法",
    "tables": "检查表",
    "rules": "没有写明之处的读法",
    "lost": "来源缺失或没有写明，待补录",
}
"""What stands above the parts of a file."""


def text_of(scheme: Scheme) -> str:
    """`scheme` as TOML with the weights and rules in force; read again for the same year it is the same scheme.

    What a changed rule was before is not written: the file states the rule as its own.
    """
    return text_from(tables_of(scheme))


def text_from(data: Data) -> str:
    """The keys and tables of a scheme as TOML with headings, in the order of `data`."""
    written = [(key, tomli_w.dumps({key: value})) for key, value in data.items()]
    # A key after a table would belong to that table: what is no table comes first.
    plain = [(key, text) for key, text in written if not text.startswith("[")]
    tables = [(key, text) for key, text in written if text.startswith("[")]
    return "".join(_headed(key, text) for key, text in plain + tables)


def _headed(key: str, text: str) -> str:
    return f"\n# ---- {_HEADINGS[key]} ----\n\n{text}" if key in _HEADINGS else text


def tables_of(scheme: Scheme) -> Data:
    """The keys and tables of a scheme file, in the order in which schemes are written; what is blank is left out."""
    told = scheme.provisions
    return row(
        id=scheme.id,
        name=scheme.name,
        basis=scheme.basis,
        year=scheme.year,
        goals=list(scheme.goals),
        root=scheme.root,
        assessor=scheme.assessor,
        methods=list(scheme.methods),
        inspection=scheme.inspection,
        stages=[_stage(each) for each in scheme.stages],
        standards=[row(key=each.key, name=each.name, points=list(each.points)) for each in scheme.standards],
        duties=[_duty(each) for each in told.duties],
        lists=[row(key=each.key, name=each.name, words=list(each.words), lost=each.lost) for each in told.lists],
        targets=[_target(each) for each in told.targets],
        rewards=[row(**{**vars(each), "amount": number(each.amount)}) for each in told.rewards],
        vetoes=[row(**vars(each)) for each in told.vetoes],
        figures=[row(**vars(each)) for each in told.figures],
        outlines=[_outline(each) for each in told.outlines],
        required=[_required(each) for each in scheme.required],
        volumes=[row(**{**vars(each), "kinds": list(each.kinds)}) for each in scheme.volumes],
        nodes=[_node(each) for each in scheme.nodes],
        tables=[_table(each) for each in scheme.tables],
        rules=_rules(scheme),
        lost=[row(**vars(each)) for each in told.lost],
    )


def row(**values: Any) -> Data:
    """A table of what is not blank; 0 is not blank."""
    return {key: value for key, value in values.items() if not blank(value)}


def blank(value: Any) -> bool:
    """Whether a value need not be written: nothing, false, an empty word, list or table."""
    return value is None or value is False or (isinstance(value, str | list | dict) and not value)


def number(value: Decimal | None) -> int | Decimal | None:
    """A number as a person writes it: whole where it is whole, exact in any case."""
    return int(value) if value is not None and value == value.to_integral_value() else value


def _stage(stage: Stage) -> Data:
    tasks = [row(key=each.key, name=each.name) for each in stage.tasks]
    return row(key=stage.key, name=stage.name, span=stage.span, tasks=tasks)


def _least(least: int) -> int | None:
    return None if least == 1 else least


def _duty(duty: Duty) -> Data:
    return row(**{**vars(duty), "where": dict(duty.where), "least": _least(duty.least)})


def _target(target: Target) -> Data:
    return row(**{**vars(target), "value": number(target.value)})


def _outline(outline: Outline) -> Data:
    headings = [row(title=each.title, kinds=list(each.kinds)) for each in outline.headings]
    return row(key=outline.key, name=outline.name, headings=headings)


def _required(paper: Required) -> Data:
    return row(
        key=paper.key,
        name=paper.name,
        stage=paper.stage,
        kind=paper.kind,
        where=dict(paper.where),
        least=_least(paper.least),
        signed=paper.signed,
        node=paper.node,
        points=number(paper.points),
        basis=paper.basis,
        proves=paper.proves,
    )


def _node(node: Node) -> Data:
    return row(
        key=node.key,
        name=node.name,
        kind=node.kind,
        full=None if node.full == 100 else number(node.full),
        threshold=number(node.threshold),
        source=node.source,
        table=node.table,
        parts=[row(key=each.key, weight=number(each.weight)) for each in node.parts],
        groups=[
            row(key=each.key, name=each.name, weight=number(each.weight), members=list(each.members))
            for each in node.groups
        ],
        bands=[
            row(name=each.name, least=number(each.least), most=number(each.most), satisfied=each.satisfied)
            for each in node.bands
        ],
    )


def _table(table: CheckTable) -> Data:
    items = [
        row(
            no=item.no,
            name=item.name,
            group=item.group,
            full=number(item.full),
            points=[
                row(text=each.text, kind=each.kind, amount=number(each.amount), target=number(each.target))
                for each in item.points
            ],
        )
        for item in table.items
    ]
    return row(key=table.key, name=table.name, full=number(table.full), items=items)


def _rules(scheme: Scheme) -> Data:
    """The rules that are otherwise than in the program, each with its source where that is another too."""
    usual = {rule.key: rule for rule in RULES}
    return {rule.key: _rule(rule, usual[rule.key]) for rule in scheme.rules if _told(rule) != _told(usual[rule.key])}


def _told(rule: Rule) -> tuple[str, str]:
    return rule.value, rule.source


def _rule(rule: Rule, usual: Rule) -> str | Data:
    return rule.value if rule.source == usual.source else {"value": rule.value, "source": rule.source}
