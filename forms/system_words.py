"""What the operating system and SQLite say in English, in Chinese: no sentence shown to the clerk is half English."""

from __future__ import annotations

import errno
import os
import re

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
_PHRASES = {
    **{os.strerror(number): words for number, words in _REASONS.items()},
    "file is not a database": "它不是数据库文件",
    "database disk image is malformed": "数据库内部结构不一致",
    "disk I/O error": "磁盘读写出错",
    "unable to open database file": "打不开数据库文件",
}
_QUICK_CHECK = re.compile(r"\*\*\* in database .*?(?=）)", re.DOTALL)
"""What SQLite's own check reports: page numbers that mean nothing to the clerk."""

_QUOTED = re.compile("“[^”]*”")
"""What a sentence repeats of what was typed: a line end in it must not break the sentence."""


def reason(error: OSError) -> str:
    """Why the system refused, in a few words."""
    return _REASONS.get(error.errno or 0) or error.strerror or "系统没有说明原因"


def in_chinese(sentence: str) -> str:
    """`sentence` with what it quotes on one line, and the phrases of the system and of SQLite put into Chinese."""
    words = _QUICK_CHECK.sub("数据库内部结构不一致", sentence)
    words = _QUOTED.sub(lambda found: " ".join(found[0].splitlines()), words)
    for english, chinese in _PHRASES.items():
        words = words.replace(english, chinese)
    return words
