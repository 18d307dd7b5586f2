"""The formula of a scheme read from its tables: nodes with their parts, groups and grades, and check tables."""

from __future__ import annotations

from decimal import Decimal

from ledger.schemes.errors import MissingKey, SchemeError, WrongType
from ledger.schemes.model import Band, CheckItem, CheckPoint, CheckTable, Group, Node, Part
from ledger.schemes.table import Table

NODE_KEYS = ("key", "name", "kind", "full", "parts", "groups", "bands", "table", "threshold", "source")
NODE_KINDS = ("mean", "value", "review", "table", "survey")
BELONGS = {"mean": "parts", "review": "groups", "table": "table"}
"""Which key a kind of node must have, and no other kind may have."""
GROUP_KEYS = ("key", "name", "weight", "members")
BAND_KEYS = ("name", "least", "most", "satisfied")
TABLE_KEYS = ("key", "name", "full", "items")
ITEM_KEYS = ("no", "name", "full", "group", "points")
POINT_KEYS = ("text", "kind", "amount", "target")
POINT_KINDS = ("each", "missing", "flat", "pp", "place", "zero", "veto", "none")
WITH_AMOUNT = ("each", "missing", "flat", "pp", "place")


def nodes(root: Table) -> tuple[Node, ...]:
    """The nodes of the formula."""
    return root.rows("nodes", NODE_KEYS, _node)


def _node(row: Table) -> Node:
    kind = _one_of(row, "kind", NODE_KINDS)
    for owner, key in BELONGS.items():
        if kind == owner and key not in row.data:
            raise MissingKey(row.source, row.place(key))
        if kind != owner and key in row.data:
            raise SchemeError(row.source, row.place(key), f'只用于 kind = "{owner}" 的节点')
    return Node(
        key=row.text("key"),
        name=row.text("name"),
        kind=kind,
        full=row.number("full") if "full" in row.data else Decimal(100),
        parts=row.rows("parts", ("key", "weight"), _part),
        groups=row.rows("groups", GROUP_KEYS, _group),
        bands=row.rows("bands", BAND_KEYS, _band),
        table=row.text("table", ""),
        threshold=row.number_or_none("threshold"),
        source=row.text("source", ""),
    )


def _part(row: Table) -> Part:
    return Part(row.text("key"), row.number("weight"))


def _group(row: Table) -> Group:
    return Group(row.text("key"), row.text("name"), row.number("weight"), row.texts("members"))


def _band(row: Table) -> Band:
    least, most = row.number_or_none("least"), row.number_or_none("most")
    if (least is None) != (most is None):
        raise MissingKey(row.source, row.place("most" if most is None else "least"))
    return Band(row.text("name"), least, most, row.flag("satisfied"))


def tables(root: Table) -> tuple[CheckTable, ...]:
    """The check tables."""
    return root.rows("tables", TABLE_KEYS, _table)


def _table(row: Table) -> CheckTable:
    return CheckTable(row.text("key"), row.text("name"), row.number("full"), row.rows("items", ITEM_KEYS, _item))


def _item(row: Table) -> CheckItem:
    points = row.rows("points", POINT_KEYS, _point)
    full = row.number_or_none("full")
    if not points:
        raise SchemeError(row.source, row.place("points"), "没有检查要点")
    if full is None and any(point.kind not in ("veto", "none") for point in points):
        raise MissingKey(row.source, row.place("full"))
    return CheckItem(row.text("no"), row.text("name"), full, points, row.text("group", ""))


def _point(row: Table) -> CheckPoint:
    kind = _one_of(row, "kind", POINT_KINDS)
    if ("amount" in row.data) != (kind in WITH_AMOUNT):
        want = "须写明扣分值" if kind in WITH_AMOUNT else f'不用于 kind = "{kind}" 的要点'
        raise SchemeError(row.source, row.place("amount"), want)
    if ("target" in row.data) != (kind == "pp"):
        raise SchemeError(row.source, row.place("target"), "须写明应达到的百分数" if kind == "pp" else "只用于 pp 要点")
    return CheckPoint(row.text("text"), kind, row.number_or_none("amount"), row.number_or_none("target"))


def _one_of(row: Table, key: str, choices: tuple[str, ...]) -> str:
    value = row.text(key)
    if value not in choices:
        raise WrongType(row.source, row.place(key), f"{'、'.join(choices)} 之一")
    return value
