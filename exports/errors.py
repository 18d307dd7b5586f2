"""What cannot be put on paper or on disk, said in one Chinese sentence each.

LedgerError
└── ExportError                      exit code 2
    ├── TargetExists                 the folder to be written is already there
    ├── NameCollision                two files of one export would have the same name
    ├── NoManifest                   the folder to be verified has no checksum list
    ├── TargetInLibrary              the folder to be written would stand inside a library
    ├── MissingGlyphs                no face has a character of a record
    ├── Cancelled                    the clerk stopped the export
    ├── DamagedScan (DamageError)    a stored scan is gone or is not what was taken in (4)
    ├── NotWhole (StorageError)      what was written reads back differently (3)
    ├── CannotWrite (StorageError)   folder missing, read-only, disk full … (3)
    └── CannotRead (StorageError)    a file of an export cannot be read (3)
"""

from __future__ import annotations

import errno
from pathlib import Path

from ledger.causes import number_of, reason
from ledger.errors import DamageError, LedgerError, StorageError

_REASONS: dict[int, tuple[str, str]] = {
    errno.ENOENT: ("上级文件夹不存在", "请先建好上级文件夹，或改选其他位置"),
    errno.ENOTDIR: ("上级位置是一个文件，不是文件夹", "请改选其他位置"),
    errno.EACCES: ("没有写入权限，或文件正被其他程序打开", "请关闭占用它的程序，或改选其他位置"),
    errno.EPERM: ("没有写入权限", "请改选其他位置"),
    errno.EROFS: ("该磁盘是只读的", "请解除写保护，或改选其他磁盘"),
    errno.ENOSPC: ("磁盘空间不足", "请腾出空间，或改选其他磁盘"),
    errno.EDQUOT: ("磁盘配额已用完", "请腾出空间，或改选其他磁盘"),
    errno.EFBIG: ("文件超过了该磁盘允许的大小", "请改选其他磁盘"),
    errno.ENAMETOOLONG: ("名称或路径太长", "请改用更短的名称，或选择离磁盘根目录更近的位置"),
    errno.EINVAL: ("名称里有系统不允许的字符", "请改用其他名称"),
    errno.EIO: ("磁盘读写出错", "请检查磁盘或U盘，或改选其他磁盘"),
    errno.EBUSY: ("文件正被占用", "请关闭占用它的程序后再试"),
}
DISK_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
"""Errors that can only come from the disk being written to."""


class ExportError(LedgerError):
    """An export cannot be made as asked."""


class TargetExists(ExportError):
    """The target of an export is already there; nothing was written."""

    def __init__(self, target: Path) -> None:
        self.target = target
        super().__init__(f"“{target}”已经存在，没有写入任何内容：请换一个名称，或先把原来的移走再导出。")


class TargetInLibrary(ExportError):
    """The target of an export lies inside a library, where nothing but the ledger may write."""

    def __init__(self, target: Path, library: Path) -> None:
        self.target, self.library = target, library
        super().__init__(f"“{target}”在台帐库“{library}”里面，没有写入任何内容：请把报送文件夹放到台帐库以外的位置。")


class NameCollision(ExportError):
    """Two files of one export have names that Windows cannot tell apart."""

    def __init__(self, name: str, other: str) -> None:
        self.name, self.other = name, other
        super().__init__(f"导出的文件“{name}”与“{other}”重名：请修改其中一份资料的题名后再导出。")


class NoManifest(ExportError):
    """A folder that is to be verified does not hold a checksum list."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"找不到“{path}”，无法校验：请确认所选的是完整的报送文件夹。")


class MissingGlyphs(ExportError):
    """A record holds characters that no available face can print."""

    def __init__(self, record: str, field: str, chars: str) -> None:
        self.record, self.field, self.chars = record, field, chars
        listed = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in dict.fromkeys(chars))
        super().__init__(
            f"“{record}”的“{field}”里有字库中没有的字{listed}：请改用其他写法，或安装含有该字的字体后再导出。"
        )


class DamagedScan(ExportError, DamageError):
    """A file kept in the library is gone, or is no longer what was taken in."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"台帐库里的附件“{name}”已经缺失或损坏，没有写入任何内容：请从备份恢复，或重新添加这份附件。")


class NotWhole(ExportError, StorageError):
    """What was written reads back differently from what was meant; nothing of it was kept."""

    def __init__(self, why: str) -> None:
        super().__init__(f"导出后核对不一致，没有保留任何文件：{why.rstrip('。')}。请检查磁盘后再导出一次。")


class Cancelled(ExportError):
    """The clerk stopped an export; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("导出已取消，没有留下任何文件：需要时可重新导出。")


class CannotWrite(ExportError, StorageError):
    """The disk refused a file or folder of an export; `cause` is what the system said."""

    def __init__(self, path: Path, cause: OSError) -> None:
        self.path, self.cause = path, cause
        why, advice = _REASONS.get(number_of(cause), (reason(cause), "请改选其他位置再试"))
        super().__init__(f"无法写入“{path}”：{why}，{advice}。")


class CannotRead(ExportError, StorageError):
    """The disk refused to give a file; `cause` is what the system said."""

    def __init__(self, path: Path, cause: OSError) -> None:
        self.path, self.cause = path, cause
        super().__init__(f"无法读取“{path}”：{reason(cause)}，请检查文件、权限和磁盘后再试。")
