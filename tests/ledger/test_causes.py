"""Why the system or SQLite refused is said in Chinese, by number, whatever language the system speaks."""

from __future__ import annotations

import errno

import pytest

from ledger.causes import number_of, reason, sqlite_reason


class OfWindows(OSError):
    """An error as Windows raises it: a code of its own, and a number that says little."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EINVAL, "The media is write protected")
        self.winerror = winerror


def test_a_reason_is_known_by_its_number_else_told_in_the_systems_own_words() -> None:
    assert reason(OSError(errno.EROFS, "Read-only file system")) == "该磁盘是只读的"
    assert reason(FileExistsError(errno.EEXIST, "File already exists")) == "这里已经有同名的文件"
    assert reason(OSError(errno.E2BIG, "Argument list too long")) == "Argument list too long"
    assert reason(OSError()) == "系统没有说明原因"


@pytest.mark.parametrize(("code", "number"), [(112, errno.ENOSPC), (19, errno.EROFS), (32, errno.EACCES)])
def test_codes_of_windows_are_known(code: int, number: int) -> None:
    assert number_of(OfWindows(code)) == number
    assert reason(OfWindows(19)) == "该磁盘是只读的"


def test_a_path_too_long_for_windows_is_called_so_and_not_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    long, short = (FileNotFoundError(errno.ENOENT, "No such file", name) for name in ("长" * 250, "短"))
    monkeypatch.setattr("sys.platform", "win32")
    assert (number_of(long), number_of(short)) == (errno.ENAMETOOLONG, errno.ENOENT)
    monkeypatch.setattr("sys.platform", "linux")
    assert number_of(long) == errno.ENOENT


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("file is not a database", "它不是数据库文件"),
        ("database disk image is malformed", "数据库内部结构不一致"),
        ("disk I/O error", "磁盘读写出错"),
        ("unable to open database file", "打不开数据库文件"),
        ("*** in database main ***\nTree 3 page 5: btreeInitPage() returns error code 11", "数据库内部结构不一致"),
    ],
)
def test_what_sqlite_says_is_put_in_chinese(words: str, said: str) -> None:
    assert sqlite_reason(words) == said
