"""The records themselves: those that cannot be read, values that were spoilt, and links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ledger.definitions import read_definitions
from ledger.doctor.findings import REPAIR, Finding, Severity, some
from ledger.doctor.patient import Patient
from ledger.entries import loaded
from ledger.fields import Field, LinkTo, Rows
from ledger.fields.base import PersonName
from ledger.kinds import Kind, kind_of
from ledger.own_registers import OWN_REGISTER, PREFIX
from ledger.store.rows import StoredRecord


@dataclass(frozen=True)
class Link:
    """A record's field that names another record, and that one's uid."""

    record: StoredRecord
    label: str
    target: str


def unreadable(patient: Patient) -> Iterator[Finding]:
    """Rows that no program of ours wrote so: with them in it the library does not open."""
    for row, why in patient.reading.spoilt:
        uid = row["uid"] if isinstance(row["uid"], str) else ""
        kind = patient.kinds.get(str(row["kind"]))
        name = patient.names.get(uid, "")
        called = f"“{name}”" if name else f"编号{uid[:8] or '不明'}"
        sentence = f"{kind.title if kind else '记录'}{called}{why}。"
        yield Finding("unreadable-record", Severity.DAMAGE, sentence, f"{REPAIR}。", (uid,) if uid else ())


def spoilt(patient: Patient) -> Iterator[Finding]:
    """Values that were stored otherwise than any program writes them; they count as blank."""
    for record in patient.records:
        kind = patient.kinds.get(record.kind)
        values = loaded(kind, record.data) if kind else {}
        names: tuple[str, ...] = getattr(values, "unread", ())
        if kind and names:
            labels = "、".join(f"“{kind.field(name).label}”" for name in names)
            sentence = f"{patient.title(record)}的{labels}存在库里的内容已经损坏，现在按空白对待。"
            cure = "对照原件重新填好并保存；修复时也会到备份里去找。"
            yield Finding("spoilt-value", Severity.FAULT, sentence, cure, (record.uid,))


def unknown_kinds(patient: Patient) -> Iterator[Finding]:
    """Records of a kind that there is not: a spoilt definition, or a letter of the kind's key flipped."""
    strangers: dict[str, list[str]] = {}
    for record in patient.records:
        if record.kind not in patient.kinds:
            strangers.setdefault(record.kind, []).append(record.uid)
    for slug, uids in strangers.items():
        own = slug.startswith(PREFIX)
        name = f"代号为“{slug.removeprefix(PREFIX)}”的自建登记簿" if own else f"“{slug}”这一种"
        sentence = f"有{len(uids)}条记录属于{name}，它的定义不在了或已经损坏，这些记录列不出来。"
        cure = "先改好它的定义，记录就会回来；改不好的，从备份里找回。"
        yield Finding("unknown-kind", Severity.FAULT if own else Severity.DAMAGE, sentence, cure, tuple(uids))


def definitions(patient: Patient) -> Iterator[Finding]:
    """Definitions of the clerk's own registers that make no register."""
    definition = kind_of(OWN_REGISTER)
    stored = [record for record in patient.own if record.kind == OWN_REGISTER and not record.deleted]
    _, broken = read_definitions((record.uid, loaded(definition, record.data)) for record in stored)
    for each in broken:
        sentence = f"自建登记簿“{each.why.title}”{each.why.why}，里面的记录暂时列不出来，都还在库里。"
        cure = "打开这本登记簿的定义，把这一处改好再保存；不知道原来怎样写的，从备份里找回。"
        yield Finding("own-unreadable", Severity.FAULT, sentence, cure, (each.uid,))


def links(patient: Patient) -> Iterator[Finding]:
    """Links to records that are not there, and to records in the recycle bin."""
    nowhere: dict[tuple[str, str], list[StoredRecord]] = {}
    for link in broken_links(patient):
        nowhere.setdefault((link.label, link.target), []).append(link.record)
    for (label, target), records in nowhere.items():
        titles = some(list(dict.fromkeys(patient.title(record) for record in records)))
        sentence = f"“{label}”指向一条库里没有的记录：{titles}。"
        cure = "打开这些记录重新选择；原来的内容没有动。"
        uids = (target, *(record.uid for record in records))
        yield Finding("broken-link", Severity.FAULT, sentence, cure, uids)
    binned = [each for each in all_links(patient) if each.target in patient.by_uid and _binned(patient, each)]
    if binned:
        titles = some(list(dict.fromkeys(patient.title(link.record) for link in binned)))
        sentence = f"有{len(binned)}处指向回收站里的记录：{titles}。"
        uids = tuple(dict.fromkeys(link.record.uid for link in binned))
        yield Finding("link-to-bin", Severity.NOTE, sentence, "要用的从回收站恢复，不用的重新选择。", uids)


def broken_links(patient: Patient) -> list[Link]:
    """The links of living records to records that are not there."""
    lost = {row["uid"] for row, _ in patient.reading.spoilt}
    return [link for link in all_links(patient) if link.target not in patient.by_uid and link.target not in lost]


def all_links(patient: Patient) -> list[Link]:
    """Every link of a living record."""
    found = []
    for record in patient.records:
        kind = patient.kinds.get(record.kind)
        if kind is not None and not record.deleted:
            found += [Link(record, label, uid) for label, uid in links_of(kind, loaded(kind, record.data))]
    return found


def links_of(kind: Kind, values: Any) -> Iterator[tuple[str, str]]:
    """The label of each field that names another record, and the uid there."""
    for field in kind.fields:
        value = values.get(field.name)
        if isinstance(field, Rows):
            cells = [(column, row.get(column.name)) for row in value or () for column in field.columns]
        else:
            cells = [(field, value)]
        for each, cell in cells:
            yield from ((each.label, uid) for uid in _uids(each, cell))


def _uids(field: Field, value: Any) -> list[str]:
    if isinstance(field, LinkTo):
        return [value] if isinstance(value, str) else []
    people = value if isinstance(value, tuple) else (value,)
    return [person.uid for person in people if isinstance(person, PersonName) and person.uid]


def _binned(patient: Patient, link: Link) -> bool:
    return patient.by_uid[link.target].deleted
