"""The result of the democratic review and the sheet of the whole score, with every rule and line of arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from exports.page import (
    Align,
    Bar,
    Bars,
    Block,
    Column,
    Heading,
    Pairs,
    Paragraph,
    Signature,
    StackedBar,
    StackedBars,
    Table,
    Title,
)
from ledger.acceptance_scores import group_scores
from ledger.completeness import find_gaps, points_at_risk
from ledger.fields import chinese_date
from ledger.fields.numbers import plain
from ledger.records import Record
from ledger.results import last_review, result_of
from ledger.schemes.model import Band, Node, Scheme
from ledger.schemes.replacing import Told, told_changes
from ledger.schemes.rules import rule_words
from ledger.scoring.numbers import plain as number_words
from ledger.scoring.result import GroupResult, NodeResult, Result
from ledger.snapshot import Snapshot, day_of


def review(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The tally of a review: ballots per group, grades, means, the formula, the rules in force, a chart, signatures."""
    result = result_of(snapshot)
    node = next((node for node in snapshot.scheme.nodes if node.kind == "review"), None)
    last = last_review(snapshot)
    counted: tuple[Block, ...] = (_issued(record), Paragraph("之后另有一次评议，以最后一次计分。"))
    if node is None:
        counted = (_issued(record), Paragraph("活动方案不以民主评议计分。"))
    elif last is not None and last.uid == record.uid:
        counted = (*_counted(node, result.node(node.key), snapshot.scheme.rule("pooling")), *_rules(result))
    return (
        Title(snapshot.title(record), 18),
        _head(record),
        *counted,
        Signature(("唱票人", "计票人", "监票人", "评议负责人")),
    )


def _head(record: Record) -> Pairs:
    day = chinese_date(record["date"]) if record["date"] else ""
    rows: list[tuple[tuple[str, str], ...]] = [
        (("评议名称", record["title"]), ("评议日期", day)),
        (("组织单位", record["organiser"] or ""), ("地点", record["place"] or "")),
    ]
    for label, name in (("唱票人", "callers"), ("计票人", "tellers"), ("监票人", "scrutineers")):
        rows.append(((label, "、".join(person.name for person in record[name] or ())),))
    if record["note"]:
        rows.append((("情况说明", record["note"]),))
    return Pairs(tuple(rows))


def _issued(record: Record) -> Table:
    names = ("group", "issued", "returned", "void")
    heads = (Column("组别", 30), *(Column(head, 8, Align.RIGHT) for head in ("发出", "收回", "无效")))
    rows = tuple(tuple(str(row[name]) for name in names) for row in record["groups"] or ())
    return Table(heads, rows, caption="各组票数")


def _counted(node: Node, scored: NodeResult, pooling: str) -> tuple[Block, ...]:
    groups = scored.groups
    blocks: list[Block] = [_votes(groups), _reconciliation(groups), _grades(node, groups), *_shares(node, groups)]
    if scored.exact is None:
        blocks.append(Paragraph(scored.why, indent=0))
    else:
        bars = tuple(Bar(group.name, float(group.mean or 0), f"{group.shown}分") for group in groups)
        total = Bar(f"{node.name}（加权平均）", float(scored.exact), f"{scored.shown}分")
        blocks.append(Bars("各组评议得分（满分100分）", (*bars, total)))
    lines = [line for group in groups for line in group.explain] + list(scored.explain)
    blocks += [Heading("计算公式", 1), *(Paragraph(line) for line in _formula(node, scored, pooling))]
    blocks += [Heading("计算过程", 1), *(Paragraph(line) for line in lines)]
    return tuple(blocks)


def _formula(node: Node, scored: NodeResult, pooling: str) -> Iterator[str]:
    """The formula in words, with the weights in use: after redistribution when an empty group gave its weight away."""
    parts = "＋".join(f"{group.name}平均分×{number_words(group.weight)}%" for group in scored.groups)
    yield f"{node.name}得分＝{parts}。满分{plain(node.full)}分，中间不修约，修约见“采用的计分规则”。"
    if pooling == "identity":
        yield "各组平均分＝该组各类身份的平均分之和÷有计分票的身份类数。"
    else:
        yield "各组平均分＝该组计分票的分数合计÷计分票张数。"


def reconciled(group: GroupResult) -> str:
    """The identities that the counts of a group satisfy, in numbers (facts of 民主评议: 发出≥收回＝有效＋无效)."""
    issued = "发出数没有登记" if group.issued is None else f"发出{group.issued}≥收回{group.returned}"
    return (
        f"{issued}；收回{group.returned}＝有效{group.valid}＋无效{group.void}；"
        f"有效{group.valid}＝计分{group.scored}＋不了解{group.unknown}＋弃权{group.abstained}。"
    )


def _reconciliation(groups: tuple[GroupResult, ...]) -> Table:
    rows = tuple((group.name, reconciled(group)) for group in groups)
    return Table((Column("组别", 44), Column("核对", 72)), rows, caption="票数核对")


def _shares(node: Node, groups: tuple[GroupResult, ...]) -> tuple[Block, ...]:
    """How the valid ballots of each group fall into the grades; without grades there is nothing to show."""
    if not node.bands:
        return ()
    bars = tuple(
        StackedBar(group.name, (*(number for _, number in group.bands), group.abstained), f"有效{group.valid}张")
        for group in groups
    )
    return (StackedBars("各组有效票的构成", (*(band.name for band in node.bands), "弃权"), bars),)


def _votes(groups: tuple[GroupResult, ...]) -> Table:
    heads = ("权重", "发出", "收回", "无效", "有效", "计分", "不了解", "弃权", "平均分")
    # 100% in 黑体 is broader than any head of two characters.
    columns = (
        Column("组别", 34),
        *(Column(head, 10.5 if head in ("权重", "不了解", "平均分") else 8, Align.RIGHT) for head in heads),
    )
    counts = [_counts(group) for group in groups]
    rows = [
        (
            group.name,
            f"{number_words(group.weight)}%",
            *("" if number is None else str(number) for number in numbers),
            group.shown,
        )
        for group, numbers in zip(groups, counts, strict=True)
    ]
    sums = [sum(numbers[place] or 0 for numbers in counts) for place in range(_COUNTS)]
    rows.append(("合计", "100%", *(str(number) for number in sums), ""))
    return Table(columns, tuple(rows), caption="各组票数（收回＝有效＋无效；有效＝计分＋不了解＋弃权）", total=True)


_COUNTS = 7


def _counts(group: GroupResult) -> tuple[int | None, ...]:
    return group.issued, group.returned, group.void, group.valid, group.scored, group.unknown, group.abstained


def _grades(node: Node, groups: tuple[GroupResult, ...]) -> Table:
    bands = [band for band in node.bands if band.least is not None]
    heads = tuple(Column(_band(band), 19.5, Align.RIGHT) for band in bands)
    rows = tuple(
        (group.name, *(str(dict(group.bands).get(band.name, 0)) for band in bands), group.rate) for group in groups
    )
    columns = (Column("组别", 31), *heads, Column("满意率\n（满意＋基本满意占有效票）", 24, Align.RIGHT))
    return Table(columns, rows, caption="各档票数（满意率是票数之比，不是评议得分）")


def _band(band: Band) -> str:
    if band.least is None or band.most is None:
        return band.name
    return f"{band.name}\n（{plain(band.least)}—{plain(band.most)}分）"


def _rules(result: Result) -> tuple[Block, ...]:
    columns = (Column("规则", 44), Column("本次采用", 55), Column("依据", 71))
    rows = tuple((rule.name, rule_words(rule), rule.source) for rule in result.rules)
    return (Heading("采用的计分规则", 1), Table(columns, rows))


def score_sheet(snapshot: Snapshot) -> tuple[Block, ...]:
    """总得分表: every part of the formula, the arithmetic, the rules in force and each change of them.

    A scheme that gives no points has none.
    """
    result = result_of(snapshot)
    scheme = snapshot.scheme
    at_risk = plain(points_at_risk(find_gaps(snapshot), scheme))
    return (
        Title("总得分表", 18),
        Paragraph(f"{snapshot.campaign.unit}　{snapshot.campaign.year}年度　{snapshot.campaign.name}", 0, Align.CENTER),
        _parts(result, scheme),
        *_concluded(result.node(result.root), scheme.node(scheme.root)),
        *_beside(result, scheme),
        Heading("计算过程", 1),
        *(Paragraph(line) for line in result.explain),
        Paragraph(f"截至{chinese_date(snapshot.as_of)}，缺项最多还可能影响总分{at_risk}分，见“缺项与疑点”。"),
        *_rules(result),
        *_changes(snapshot),
        Signature(("制表人", "复核人", "负责人")),
    )


def _beside(result: Result, scheme: Scheme) -> tuple[Block, ...]:
    """The other results that a scheme asks for beside its first: with what is to be reached, and whether it was."""
    inner = {part.key for node in scheme.nodes for part in node.parts}
    nodes = [node for node in scheme.nodes if node.key != scheme.root and node.key not in inner]
    if not nodes:
        return ()
    numbers = (Column("达标线", 12, Align.RIGHT), Column("得分", 18, Align.RIGHT))
    columns = (Column("结果", 40), *numbers, Column("结论", 40))
    rows = tuple(
        (
            node.name,
            "" if node.threshold is None else plain(node.threshold),
            result.node(node.key).shown,
            _verdict(result.node(node.key)),
        )
        for node in nodes
    )
    return (Table(columns, rows, caption="同时考核的其他结果"),)


def _verdict(scored: NodeResult) -> str:
    if scored.vetoed:
        return "一票否决"
    if scored.exact is None:
        return scored.why
    return "" if scored.passed is None else "达标" if scored.passed else "没有达标"


def _parts(result: Result, scheme: Scheme) -> Table:
    """The parts of the score and their sum; the column that says why one has none only where one has none."""
    root, node = result.node(result.root), scheme.node(scheme.root)
    share = "标准分" if node.kind == "table" else "权重"
    rows = _groups(root, node, scheme) if node.kind == "table" else _weighed(result, node)
    columns: tuple[Column, ...] = (Column("项目", 40), Column(share, 12, Align.RIGHT), Column("得分", 18, Align.RIGHT))
    if any(why for *_, why in rows):
        columns = (*columns, Column("说明", 40))
        return Table(columns, tuple(rows), caption="得分", total=True)
    return Table(columns, tuple(row[:-1] for row in rows), caption="得分", total=True)


def _weighed(result: Result, node: Node) -> list[tuple[str, str, str, str]]:
    """The parts of a weighted mean with their weights."""
    parts = [(result.node(part.key), f"{plain(part.weight)}%") for part in node.parts]
    rows = [(part.name, weight, part.shown, part.why) for part, weight in parts]
    root = result.node(node.key)
    return [*rows, (root.name, "100%", root.shown or "不能计算", root.why)]


def _groups(root: NodeResult, node: Node, scheme: Scheme) -> list[tuple[str, str, str, str]]:
    """The groups of a check table with what is left of their points."""
    table = next(each for each in scheme.tables if each.key == node.table)
    rows = [
        (group.name, number_words(group.full), "" if group.score is None else number_words(group.score), "")
        for group in group_scores(table, {item.no: item for item in root.items})
        if group.name
    ]
    return [*rows, (root.name, plain(table.full), root.shown or "不能计算", root.why)]


def _concluded(root: NodeResult, node: Node) -> tuple[Block, ...]:
    """Whether the first result is reached; nothing where the scheme draws no line."""
    if root.exact is None:
        return ()
    vetoes = "、".join(f"{item.no} {item.name}" for item in root.items if item.vetoed)
    if root.vetoed:
        return (Paragraph(f"有一票否决项（{vetoes}），{root.name}不合格。" if vetoes else "有一票否决项，不合格。", 0),)
    if root.passed is None or node.threshold is None:
        return ()
    words = "达到" if root.passed else "没有达到"
    return (Paragraph(f"{root.name}{words}达标线{plain(node.threshold)}分。", 0),)


def _changes(snapshot: Snapshot) -> tuple[Block, ...]:
    if not snapshot.scheme_changes:
        return (Paragraph("权重和规则与活动方案模板一致，没有改动。"),)
    columns = (
        Column("日期", 12),
        Column("改动人", 8),
        Column("项目", 24),
        Column("原值", 9),
        Column("新值", 9),
        Column("理由", 28),
    )
    told = told_changes(snapshot.scheme, snapshot.scheme_changes)
    rows = tuple(
        (chinese_date(day_of(each.at)), each.who, each.what, each.old, each.new, each.reason)
        for each in told
        if not each.whole
    )
    whole = tuple(Paragraph(_replaced(each)) for each in told if each.whole)
    return (*((Table(columns, rows, caption="权重和规则的改动"),) if rows else ()), *whole)


def _replaced(change: Told) -> str:
    """The whole scheme was replaced: what became different, and why."""
    day, who = chinese_date(day_of(change.at)), change.who
    return f"{day}{who}修改活动方案。{change.new}。理由：{change.reason.rstrip('。')}。"
