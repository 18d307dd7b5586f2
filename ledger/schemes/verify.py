"""What must hold across a whole scheme: names that exist, weights that sum to 100, a formula without circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from ledger.schemes.checks import Kinds, known, once
from ledger.schemes.errors import (
    BadSpan,
    BandsDisagree,
    BrokenFormula,
    NoGroups,
    PointsNotFull,
    SchemeError,
    WeightsNotHundred,
)
from ledger.schemes.model import Band, CheckTable, Node, Scheme


def verify(scheme: Scheme, source: str, kinds: Kinds | None = None) -> None:
    """Raise the first SchemeError of `scheme`; kinds and fields are checked only when `kinds` is given."""
    _verify_plan(scheme, source)
    _verify_required(scheme, source, kinds)
    _verify_sources(scheme, source, kinds)
    _verify_volumes(scheme, source, kinds)
    for table in scheme.tables:
        _verify_table(table, source)
    verify_formula(scheme, source)


def _verify_plan(scheme: Scheme, source: str) -> None:
    """Stages exist, follow one another, and no key stands twice."""
    if not scheme.stages:
        raise SchemeError(source, "stages", "没有任何阶段，至少写一个")
    once(source, "stages", (stage.key for stage in scheme.stages))
    once(source, "stages", (stage.name for stage in scheme.stages))
    once(source, "tasks", (task.key for stage in scheme.stages for task in stage.tasks))
    once(source, "standards", (standard.key for standard in scheme.standards))
    for before, after in pairwise(scheme.stages):
        if after.first < before.first:
            raise BadSpan(source, f"stages.{after.key}.span", f"早于上一阶段“{before.name}”的开始")


def _verify_required(scheme: Scheme, source: str, kinds: Kinds | None) -> None:
    """Required papers name a stage, node and kind that exist and cost no more than it holds; so does inspection."""
    once(source, "required", (paper.key for paper in scheme.required))
    nodes = {node.key: node for node in scheme.nodes}
    if scheme.inspection:
        known(source, "inspection", scheme.inspection, nodes)
    for paper in scheme.required:
        place = f"required.{paper.key}"
        known(source, f"{place}.stage", paper.stage, [stage.key for stage in scheme.stages])
        if paper.node:
            known(source, f"{place}.node", paper.node, nodes)
        if paper.points is not None and (not paper.node or paper.points > nodes[paper.node].full):
            raise SchemeError(source, f"{place}.points", "须同时写明 node，且不超过该节点的满分")
        if paper.least < 1:
            raise SchemeError(source, f"{place}.least", "至少为 1")
        if kinds is not None:
            known(source, f"{place}.kind", paper.kind, kinds)
            for name in paper.where:
                known(source, f"{place}.where.{name}", name, kinds[paper.kind])


def _verify_sources(scheme: Scheme, source: str, kinds: Kinds | None) -> None:
    """Where results of a value or a survey are recorded is a field that exists."""
    for node in scheme.nodes:
        if not node.source:
            continue
        place = f"nodes.{node.key}.source"
        if node.kind not in ("value", "survey"):
            raise SchemeError(source, place, '只用于 kind = "value" 或 "survey" 的节点')
        kind, _, name = node.source.partition(".")
        if kinds is not None:
            known(source, place, kind, kinds)
            known(source, place, name, kinds[kind])


def _verify_volumes(scheme: Scheme, source: str, kinds: Kinds | None) -> None:
    """Folder numbers stand once, a kind goes to one volume only, and every stage has a volume."""
    once(source, "volumes", (volume.no for volume in scheme.volumes))
    once(source, "volumes.kinds", (kind for volume in scheme.volumes for kind in volume.kinds))
    stages = [stage.key for stage in scheme.stages]
    for volume in scheme.volumes:
        if volume.stage:
            known(source, f"volumes.{volume.no}.stage", volume.stage, stages)
        for kind in volume.kinds if kinds is not None else ():
            known(source, f"volumes.{volume.no}.kinds", kind, kinds or {})
    for stage in stages:
        if stage not in {volume.stage for volume in scheme.volumes}:
            raise SchemeError(source, "volumes", f"没有收纳阶段“{stage}”的卷")


def _verify_table(table: CheckTable, source: str) -> None:
    """Item numbers stand once and full points sum to the table's."""
    once(source, f"tables.{table.key}.items", (item.no for item in table.items))
    total = sum((item.full for item in table.items if item.full is not None), Decimal(0))
    if total != table.full:
        raise PointsNotFull(source, f"tables.{table.key}", total, table.full)


def verify_formula(scheme: Scheme, source: str) -> None:
    """Raise the first SchemeError of the nodes: weights, grades, references, circles."""
    once(source, "tables", (table.key for table in scheme.tables))
    groups = [group.key for node in scheme.nodes for group in node.groups]
    once(source, "nodes", [node.key for node in scheme.nodes] + groups)
    nodes = {node.key: node for node in scheme.nodes}
    if nodes or scheme.root:
        known(source, "root", scheme.root, nodes)
    tables = {table.key: table for table in scheme.tables}
    for node in scheme.nodes:
        _verify_node(node, nodes, tables, source)
    for node in scheme.nodes:
        _verify_no_circle(node.key, nodes, source)
    _verify_reached(scheme, source)


def _verify_node(node: Node, nodes: Mapping[str, Node], tables: Mapping[str, CheckTable], source: str) -> None:
    """What one node says about itself and its parts."""
    place = f"nodes.{node.key}"
    if node.threshold is not None and node.threshold > node.full:
        raise SchemeError(source, f"{place}.threshold", f"超过满分 {node.full:f}")
    match node.kind:
        case "mean":
            _verify_mean(node, nodes, source)
        case "review":
            if not node.groups:
                raise NoGroups(source, f"{place}.groups", "没有任何组别，至少写一个")
            _verify_weights(source, f"{place}.groups", (group.weight for group in node.groups))
            once(source, f"{place}.groups", (group.name for group in node.groups))
            _verify_bands(node, source)
        case "table":
            known(source, f"{place}.table", node.table, tables)
            if tables[node.table].full != node.full:
                raise BrokenFormula(source, f"{place}.full", f"与检查表满分 {tables[node.table].full:f} 不一致")


def _verify_mean(node: Node, nodes: Mapping[str, Node], source: str) -> None:
    """Parts exist, stand once, are marked out of the same full mark, and weigh 100 together."""
    place = f"nodes.{node.key}.parts"
    once(source, place, (part.key for part in node.parts))
    for part in node.parts:
        known(source, place, part.key, nodes)
        if nodes[part.key].full != node.full:
            raise BrokenFormula(source, place, f"中“{part.key}”的满分与“{node.key}”不一致")
    _verify_weights(source, place, (part.weight for part in node.parts))


def _verify_weights(source: str, place: str, weights: Iterable[Decimal]) -> None:
    total = sum(weights, Decimal(0))
    if total != 100:
        raise WeightsNotHundred(source, place, total)


def _verify_bands(node: Node, source: str) -> None:
    """Grades with scores do not overlap and reach from 0 to the full mark; at most one grade has no score."""
    place = f"nodes.{node.key}.bands"
    once(source, place, (band.name for band in node.bands))
    if sum(band.least is None for band in node.bands) > 1:
        raise BandsDisagree(source, place, "中不计分的等次超过一个")
    limits = sorted(_limits(node.bands))
    for least, most, name in limits:
        if least > most:
            raise BandsDisagree(source, place, f"中“{name}”的下限高于上限")
    for (_, most, lower), (least, _, upper) in pairwise(limits):
        if least <= most:
            raise BandsDisagree(source, place, f"中“{lower}”与“{upper}”重叠")
    if limits and (limits[0][0] != 0 or limits[-1][1] != node.full):
        raise BandsDisagree(source, place, f"没有覆盖 0 到满分 {node.full:f}")


def _limits(bands: Iterable[Band]) -> Iterator[tuple[Decimal, Decimal, str]]:
    for band in bands:
        if band.least is not None and band.most is not None:
            yield band.least, band.most, band.name


def _verify_no_circle(start: str, nodes: Mapping[str, Node], source: str) -> None:
    """Raise BrokenFormula when a node is, by way of its parts, a part of itself."""
    waiting, seen = [part.key for part in nodes[start].parts], set[str]()
    while waiting:
        key = waiting.pop()
        if key == start:
            raise BrokenFormula(source, f"nodes.{start}.parts", "绕了一圈又用到自己")
        if key not in seen:
            seen.add(key)
            waiting += [part.key for part in nodes[key].parts]


def _verify_reached(scheme: Scheme, source: str) -> None:
    """Every table is used and every node leads to a result; one with a table or threshold is a result of its own."""
    used = {part.key for node in scheme.nodes for part in node.parts} | {scheme.root}
    for node in scheme.nodes:
        if node.key not in used and node.threshold is None and node.kind != "table":
            raise BrokenFormula(source, f"nodes.{node.key}", "没有被任何节点用到，也没有自己的达标线")
    scored = {node.table for node in scheme.nodes}
    for table in scheme.tables:
        if table.key not in scored:
            raise BrokenFormula(source, f"tables.{table.key}", "没有被任何节点用到")
