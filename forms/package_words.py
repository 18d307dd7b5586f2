"""What a handover package, and what was handed over and received, are called on the screen and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms.moments import minute
from ledger.handover import OUT, Handover
from ledger.sizes import size_in_words

if TYPE_CHECKING:
    from exports.handover.job import Made

_GOES = {"archive": "移交档案室（馆）", "colleague": "交给接手的同事", "branch": "报上级单位汇总"}
_COMES = {"archive": "收到：交档案室（馆）的", "colleague": "收到：同事交来的", "branch": "收到：下级单位报来的"}


def told(made: Made, *, encrypted: bool) -> tuple[str, ...]:
    """What came of making a package, sentence by sentence, without what of it has to be looked at."""
    volumes = len(made.paths) - 1
    how = f"，加密分成{volumes}卷" if volumes > 1 else "，已加密" if encrypted else ""
    lines = [
        f"已做成移交包“{made.paths[0]}”（{made.files}个文件，{size_in_words(made.size)}{how}）。",
        "写到载体以后全部重新读出、逐个核对过，可以拔出。",
    ]
    if made.info.library:
        where = "解密以后，包里" if encrypted else "包里"
        lines.append(f"{where}的台帐库不带口令，拿到的人都能看：请当面交接，妥善保管。")
    if encrypted:
        lines.append(f"怎样打开写在“{made.paths[-1].name}”里；口令没有存在任何地方，请另外告诉接收人。")
        lines.append("档案部门接收的电子档案要求解密、解压，请把解压以后的文件夹交存。")
    return tuple(lines)


def to_look_at(made: Made) -> tuple[str, ...]:
    """What of a package has to be looked at before it is handed over; nothing when all is well."""
    report = (f"核验报告里有{made.findings}处要看，移交以前请先核对。",) if made.findings else ()
    return (*made.faults, *report)


def what(handover: Handover) -> str:
    """Where a package went, or where it came from."""
    words = _GOES if handover.direction == OUT else _COMES
    return words.get(handover.purpose, "移交" if handover.direction == OUT else "收到")


def receipt(handover: Handover) -> str:
    """What is known of its arrival, in a few words."""
    if handover.direction != OUT:
        return handover.result or "已收下"
    return f"{minute(handover.received_at)} 收到" if handover.received_at else "还没有回执"


def details(handover: Handover) -> str:
    """Everything else that is remembered of it."""
    by = "移交人" if handover.direction == OUT else "接收人"
    lines = [f"位置：{handover.place}", f"{by}：{handover.who or '没有写'}　校验值：{handover.digest}"]
    if handover.direction == OUT and handover.received_at:
        lines.append(f"回执：{handover.received_by}，{minute(handover.received_at)}，{handover.result}")
    return "\n".join(lines)
