"""What a record lacks in itself: blank fields, places left open, proof, a signed scan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ledger.kinds import Form
from ledger.records import Record


@dataclass(frozen=True)
class Fault:
    """Something that a record lacks: the code of its gap (see Gap), the sentence, and what to do next."""

    code: str
    sentence: str
    next_step: str


def faults_of(record: Record, title: str, *, signed: bool) -> Iterator[Fault]:
    """What a record lacks, called by its `title`; `signed` when a signed scan of it is demanded."""
    yield from _blank(record, title)
    yield from _open_places(record, title)
    yield from _unproven(record, title)
    if signed and record.declared.form is Form.EACH:
        yield from _unsigned(record, title)


def _blank(record: Record, title: str) -> Iterator[Fault]:
    kind = record.declared
    blank = [field.label for field in kind.fields if field.required and record[field.name] in (None, "", ())]
    if blank:
        sentence = f"“{title}”还有{len(blank)}项没填：{'、'.join(blank)}。"
        yield Fault("incomplete", sentence, f"打开这条{kind.title}，把空着的栏目补上。")


def _open_places(record: Record, title: str) -> Iterator[Fault]:
    """What a draft left to the clerk."""
    kind = record.declared
    places = kind.unfinished(record.values) if kind.unfinished else ()
    if places:
        sentence = f"“{title}”还有没补写的地方：{'、'.join(places)}里有“【待补”。"
        yield Fault("incomplete", sentence, f"打开这条{kind.title}，把“【待补：……】”逐处换成实际情况，或删去。")


def _unproven(record: Record, title: str) -> Iterator[Fault]:
    kind = record.declared
    if kind.proof and not record.attachments:
        step = f"把{kind.proof}扫描或拍照，添加为这条{kind.title}的附件。"
        yield Fault("unproven", f"“{title}”没有佐证材料（{kind.proof}）。", step)


def _unsigned(record: Record, title: str) -> Iterator[Fault]:
    scanned = record.declared.scanned
    if any(scanned or attachment.role == "signed" for attachment in record.attachments):
        return
    words = "还没有添加扫描件" if scanned else "没有签字（盖章）扫描件"
    how = "把原件" if scanned else "打印、签字（盖章）后"
    yield Fault("unsigned", f"“{title}”{words}。", f"{how}扫描成PDF或图片，添加为这条记录的签字扫描件。")
