"""What the verbs of a ledger refuse, and why."""

from __future__ import annotations

from ledger.errors import InputError
from ledger.kinds import Kind


class RecordNotFound(InputError):
    """No living record has this uid."""

    def __init__(self, uid: str, *, deleted: bool = False) -> None:
        self.uid = uid
        why = "已在回收站，请先恢复它" if deleted else "没有找到，请核对编号"
        super().__init__(f"编号为“{uid}”的记录{why}。")


class NotDeleted(InputError):
    """A record that was to be restored is not in the recycle bin."""

    def __init__(self, uid: str) -> None:
        super().__init__(f"编号为“{uid}”的记录不在回收站里，不用恢复。")


class AttachmentNotFound(InputError):
    """No attachment has this uid."""

    def __init__(self, uid: str) -> None:
        super().__init__(f"没有编号为“{uid}”的附件，请核对编号；它也可能已经取下。")


class RecordChanged(InputError):
    """The record was changed since it was read."""

    def __init__(self, title: str, seen: int, now: int) -> None:
        super().__init__(f"“{title}”在你打开之后又改过（打开时第{seen}次，现在第{now}次），请重新打开再修改。")


class DuplicateValue(InputError):
    """A value that may stand only once among the living records stands already."""

    def __init__(self, kind: Kind, value: str, *, restoring: bool = False) -> None:
        label = kind.field(kind.unique).label
        cure = "请先给现有的改名再恢复，恢复后加以区别" if restoring else "请加以区别"
        super().__init__(f"{kind.title}中已有{label}“{value}”，不能重复；如果不是同一个，{cure}。")
