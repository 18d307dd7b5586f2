"""Contradictions inside one record, by the rules of its kind; and registers whose definitions cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.consistency.problem import Problem, problem
from ledger.own_registers import PREFIX
from ledger.snapshot import Snapshot

_NAMED = 30
"""Characters with which a record is named."""


def own_rules(snapshot: Snapshot) -> Iterator[Problem]:
    """A record whose values cannot be true together, such as more people present than expected."""
    for record in snapshot.records:
        kind = record.declared
        for clause in kind.doubts(record.values) if kind.doubts else ():
            yield problem(
                f"{kind.slug}-values",
                f"{kind.title}{snapshot.named(record, _NAMED)}：{clause}。",
                "对照原始材料核对，把填错的一项改正；原始材料本身如此的，在备注里写明。",
                record,
            )


def unreadable_registers(snapshot: Snapshot) -> Iterator[Problem]:
    """A register of the clerk's own whose definition was spoilt, or that the scheme asks for and is not there."""
    told = set()
    for each in snapshot.unreadable:
        told.add(each.slug)
        yield Problem(
            "own-unreadable",
            f"自建登记簿“{each.why.title}”{each.why.why}，里面的记录暂时列不出来，都还在库里。",
            "打开这本登记簿的定义，把这一处改好再保存；不知道原来怎样写的，从备份里找回。",
            (each.uid,),
        )
    for slug in snapshot.lacking:
        if slug not in told:
            yield Problem(
                "own-lacking",
                f"活动方案用到代号为“{slug.removeprefix(PREFIX)}”的自建登记簿，本台帐库里没有它。",
                "在“自建登记簿”里按这个代号建一本，或从备份里找回；不用了的，在“活动方案”里去掉。",
                (),
            )


def spoilt_values(snapshot: Snapshot) -> Iterator[Problem]:
    """A record of which something stored cannot be read any more: it counts as blank until it is written anew."""
    for record in snapshot.records:
        kind, values = record.declared, record.values
        if values and record.unread:
            title = snapshot.named(record, _NAMED)
            labels = "、".join(f"“{kind.field(name).label}”" for name in record.unread)
            yield problem(
                "spoilt-value",
                f"{kind.title}{title}的{labels}存在库里的内容已经损坏，读不出来，现在按空白对待。",
                "对照原件把这几栏重新填好并保存；坏得多的，从备份里找回整个台帐库。",
                record,
            )
