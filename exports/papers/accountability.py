"""责任追究决定: what happened, what the person says, what is decided on which ground, and who signs."""

from __future__ import annotations

from exports.page import Align, Block, Pairs, Paragraph, Signature, Space, Title
from exports.papers.parts import closing, linked_title
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.snapshot import Snapshot

_GAP = 0.3
"""Lines of white between running text and a ruled form."""


def decision(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The decision as a form, sealed by the unit, with lines for who approves it and who receives it."""
    number = record["doc_no"]
    numbered: tuple[Block, ...] = (Paragraph(number, 0, Align.CENTER), Space(_GAP)) if number else ()
    return (
        Title(snapshot.title(record), 18),
        *numbered,
        Pairs(_rows(snapshot, record)),
        Space(1),
        *closing(snapshot.campaign.unit, record["date"], keep=True),
        Signature(("批准人", "本人签收")),
    )


def _rows(snapshot: Snapshot, record: Record) -> tuple[tuple[tuple[str, str], ...], ...]:
    words = {field.name: field.show(record[field.name]) for field in kind_of(record.kind).fields}
    complaint = linked_title(snapshot, record["complaint"])
    concerned = tuple((pair,) for pair in (("对应的投诉", complaint), ("涉及办件号", words["case_number"])) if pair[1])
    heard = f"（{words['heard']}听取）" if words["heard"] else ""
    return (
        (("被追究人", words["person"]), ("岗位", words["post"])),
        (("追究事由", words["reason"]), ("发生日期", words["happened"])),
        *concerned,
        (("事实经过", words["facts"] or "\n" * 4),),
        (("本人陈述", f"{words['statement']}{heard}" if words["statement"] else "\n" * 3),),
        (("处理依据", words["basis"]),),
        (("处理种类", words["treatment"]),),
        (("处理决定", words["decision"] or "\n" * 2),),
        (("单位意见", "\n" * 3),),
        (("批准人", words["approver"]), ("送达日期", words["delivered"])),
        *(((("备注", words["note"]),),) if words["note"] else ()),
    )
