"""Why the operating system or SQLite refused, in Chinese: by number, because their own words differ by system."""

from __future__ import annotations

import errno
import sys

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限，或正被其他程序打开",
    errno.EPERM: "没有权限",
    errno.EEXIST: "这里已经有同名的文件",
    errno.ENOTDIR: "上级位置是一个文件，不是文件夹",
    errno.EISDIR: "这是一个文件夹，不是文件",
    errno.EINVAL: "名称里有系统不允许的字符",
    errno.ENAMETOOLONG: "名称或路径太长",
    errno.ELOOP: "快捷方式互相指向，找不到真正的文件",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过了该磁盘允许的大小",
    errno.EROFS: "该磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "文件正被占用",
    errno.ENODEV: "磁盘已经拔出或不可用",
    errno.ENXIO: "磁盘已经拔出或不可用",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EXDEV: "不在同一个磁盘上",
    errno.ESTALE: "网络文件夹已经断开",
    errno.ETIMEDOUT: "网络文件夹没有回应",
}
_WINDOWS = {
    19: errno.EROFS,
    32: errno.EACCES,
    112: errno.ENOSPC,
    123: errno.EINVAL,
    206: errno.ENAMETOOLONG,
    267: errno.ENOTDIR,
}
"""Windows error codes that Python does not turn into a telling errno: disk full, write-protected, in use …"""

_SQLITE = (
    ("not a database", "它不是数据库文件"),
    ("malformed", "数据库内部结构不一致"),
    ("disk i/o error", "磁盘读写出错"),
    ("unable to open", "打不开数据库文件"),
)


_LONGEST = 248
"""Characters that Windows takes in the path of a folder; it calls a longer path one that is not there."""


def number_of(error: OSError) -> int:
    """The POSIX number of `error`, also for the Windows codes that Python maps to EINVAL or nothing."""
    code = getattr(error, "winerror", None) or 0
    number = _WINDOWS.get(code, error.errno or 0)
    absent = number == errno.ENOENT or code in (2, 3)
    if absent and sys.platform == "win32" and len(str(error.filename or "")) > _LONGEST:
        return errno.ENAMETOOLONG
    return number


def reason(error: OSError) -> str:
    """Why the system refused, in a few words; in the system's own where the number says nothing."""
    return _REASONS.get(number_of(error)) or error.strerror or "系统没有说明原因"


def sqlite_reason(words: str) -> str:
    """What SQLite's `words` mean; what its own checks print are page numbers that mean nothing to a clerk."""
    said = words.lower()
    return next((chinese for english, chinese in _SQLITE if english in said), "数据库内部结构不一致")
