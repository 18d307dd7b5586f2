"""Sentences of the system and of the clerk's own input, made fit to be shown on one line."""

from __future__ import annotations

import errno
import os

from forms.system_words import in_chinese, reason


def test_what_the_clerk_typed_cannot_break_a_sentence_in_two() -> None:
    assert in_chinese("“状态”不能填“在\n岗\r\n”：只能选一个。") == "“状态”不能填“在 岗 ”：只能选一个。"
    assert in_chinese("有2处：\n“B3”不对\n“B4”不对。") == "有2处：\n“B3”不对\n“B4”不对。"


def test_words_of_the_system_are_put_into_chinese() -> None:
    assert in_chinese(f"写不进去（{os.strerror(errno.ENOSPC)}）。") == "写不进去（磁盘空间不足）。"
    assert in_chinese("坏了（*** in database main ***\nTree 3 page 5: btree）。") == "坏了（数据库内部结构不一致）。"


def test_a_reason_is_known_by_number_else_in_the_systems_own_words() -> None:
    assert reason(OSError(errno.EROFS, "Read-only file system")) == "该磁盘是只读的"
    assert reason(OSError(errno.E2BIG, "Argument list too long")) == "Argument list too long"
    assert reason(OSError()) == "系统没有说明原因"
