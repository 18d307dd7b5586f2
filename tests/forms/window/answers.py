"""What editors ask of a ledger, answered from memory: a roster, a scheme's words, and titles of records."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.fields import Context, PersonName

ROSTER = {"林晓岚": "p1", "沈文君": "p2", "周启明": "p3", "张晓丽": "p4", "赵晓雷": "p5", "单雄信": "p6"}
MEETINGS = (("m1", "创建活动动员会会议记录"), ("m2", "工作例会会议记录"), ("m3", "工作例会会议记录"))
WORDS = {
    "stages": ("宣传发动", "检查整改", "总结评议"),
    "points": ("政务公开：政务公开栏", "政务公开：公开内容", "纳税服务：首问责任"),
    "groups": ("党政领导班子", "群众"),
    "identities": ("党政领导班子", "群众"),
    "volumes": ("宣传发动", "会议"),
    "standards": ("执法严明公正", "政务公开"),
}


def context() -> Context:
    """Of the year 2015; links take any uid, and titles that are known."""
    return Context(
        year=2015,
        choices=lambda source: WORDS.get(source, ()),
        person=lambda name: PersonName(name, ROSTER.get(name)),
        link=lambda kind, text: {title: uid for uid, title in titles(kind)}.get(text, text),
    )


def titles(kind: str) -> Sequence[tuple[str, str]]:
    """The roster for people; the meetings for everything else."""
    return tuple((uid, name) for name, uid in ROSTER.items()) if kind == "person" else MEETINGS


def names() -> Sequence[str]:
    """The names on the roster."""
    return tuple(ROSTER)
