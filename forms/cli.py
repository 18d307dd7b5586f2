"""The command line: reads what was asked for, runs the verb, and turns every error into one Chinese sentence."""

from __future__ import annotations

import argparse
import gc
import os
import re
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType, TracebackType
from typing import IO, Any, NoReturn

from forms.commands import VERBS, command_of, commands, passphrases
from forms.commands.verbs import Command
from ledger.causes import reason
from ledger.errors import InputError, LedgerError
from ledger.tracing import way_of

PROGRAM = "taizhang"
SUMMARY = "台帐：满意窗口（示范窗口）创建活动的工作台帐，离线使用。"
HELP = ("-h", "--help")


class BadUsage(InputError):
    """The command was not written as it should be."""

    def __init__(self, why: str, usage: str) -> None:
        super().__init__(f"{why}，应写成：{PROGRAM} {usage}。用 {PROGRAM} --help 查看全部命令。")


class UnknownCommand(InputError):
    """There is no command of this name."""

    def __init__(self, verb: str) -> None:
        known = "、".join(VERBS)
        super().__init__(f"没有“{verb}”这个命令；可用的有：{known}。用 {PROGRAM} --help 查看它们的写法。")


_WHYS = (
    (re.compile(r"the following arguments are required: (.+)"), "缺少{}"),
    (re.compile(r"unrecognized arguments: (.+)"), "不认识“{}”"),
    (re.compile(r"argument (.+?): expected .+"), "{}后面缺少内容"),
    (re.compile(r"argument (.+?): ignored explicit argument .+"), "{}后面不能跟内容"),
)
"""What argparse says, and the same in Chinese; its words are no interface, so anything else has an answer too."""


_QUOTED = re.compile("“[^”]*”")
"""What a sentence repeats of what was typed: a line end in it must not break the sentence."""


class _Parser(argparse.ArgumentParser):
    """The parser of one command; its errors are raised as BadUsage, not printed in English."""

    def __init__(self, command: Command) -> None:
        super().__init__(prog=PROGRAM, add_help=False, allow_abbrev=False)
        self._command = command
        command.arguments(self)

    def error(self, message: str) -> NoReturn:
        for pattern, why in _WHYS:
            found = pattern.fullmatch(message)
            if found:
                raise BadUsage(why.format(found[1].replace(", ", "、")), self._command.usage)
        raise BadUsage("命令写得不对", self._command.usage)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 done with findings, 2 bad input, 3 no access, 4 damage."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    if argv is None:
        _stop_cleanly()
        # One command makes millions of small values that live as long as it does: looking for garbage rarely finds any.
        gc.set_threshold(20_000, 5, 5)
        sys.excepthook = _unforeseen
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        # What does not fit on the disk or into the pipe must be known here, not after the last word is said.
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _fail(_STOPPED, 2)
    except Exception as error:
        # A library that catches whatever is raised makes another error of being told to stop.
        if _told.is_set():
            return _fail(_STOPPED, 2)
        return _failed(error)
    return code


_STOPPED = "已经停止，没有完成这一步。"
_told = threading.Event()
"""Set when the process was told to stop."""


def _failed(error: Exception) -> int:
    """The sentence and the exit code of an error that is the clerk's or the disk's; any other is raised again."""
    match error:
        case LedgerError():
            return _fail(str(error), error.exit_code)
        case BrokenPipeError():
            _drop_output()
            return 3
        case OSError():
            where = f"“{error.filename}”" if error.filename else "磁盘"
            _drop_output()
            return _fail(f"读写{where}时出错（{reason(error)}）：请检查路径、权限和磁盘空间后再试。", 3)
    raise error


def _unforeseen(kind: type[BaseException], error: BaseException, way: TracebackType | None) -> None:
    """An error of the program itself: where it happened, never what was in hand, for output may be kept as a log."""
    print(f"{way_of(error)}\n程序出了意料之外的差错，没有做完。请把以上内容发给维护人员。", file=sys.stderr)


def _run(words: list[str]) -> int:
    if not words:
        words = ["gui"]
    if words[0] in (*HELP, "help"):
        print(_overview())
        return 0
    command = command_of(words[0])
    if command is None:
        raise UnknownCommand(words[0])
    if any(word in HELP for word in words[1:]):
        print(f"{PROGRAM} {command.usage}\n    {command.summary}")
        return 0
    rest = [word for word in words[1:] if word != passphrases.FLAG]
    with passphrases.source(stdin=len(rest) < len(words) - 1):
        return command.run(_Parser(command).parse_args(rest))


def _fail(sentence: str, code: int) -> int:
    print(_QUOTED.sub(lambda found: " ".join(found[0].splitlines()), sentence), file=sys.stderr)
    return code


def _stop_cleanly() -> None:
    """A process told to end by the system, or whose window is closed, stops as with Ctrl+C: scratch folders go."""
    _told.clear()
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    _told.set()
    raise KeyboardInterrupt


def _speak_utf8(stream: IO[str]) -> None:
    """Windows consoles and pipes may be set to another code page; a lone surrogate must not stop the message."""
    reconfigure: Any = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _drop_output() -> None:
    """When nobody takes what is still to be printed, forget it: Python would complain in English when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
        os.close(sink)


def _overview() -> str:
    lines = [SUMMARY, ""]
    for command in commands():
        lines += [f"  {PROGRAM} {command.usage}", f"      {command.summary}"]
    lines += [
        "",
        f"台帐库或移交包设有口令时，加 {passphrases.FLAG}，口令从标准输入读，一行一个；不要把口令写在命令里。",
    ]
    lines += ["退出码：0 完成；1 完成但有缺项、疑点或核对不符；2 写法或内容有误；3 读写失败；4 台帐库损坏。"]
    return "\n".join(lines)
