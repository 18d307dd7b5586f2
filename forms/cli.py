"""The command line: reads what was asked for, runs the verb, and turns every error into one Chinese sentence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import IO, Any, NoReturn

from forms.commands import COMMANDS
from forms.commands.verbs import Command
from ledger.errors import InputError, LedgerError

PROGRAM = "taizhang"
SUMMARY = "台帐：满意窗口（示范窗口）创建活动的工作台帐，离线使用。"


class BadUsage(InputError):
    """The command was not written as it should be."""

    def __init__(self, usage: str) -> None:
        super().__init__(f"命令写得不对，应写成：{usage}。用 {PROGRAM} --help 查看全部命令。")


class _Parser(argparse.ArgumentParser):
    """A parser whose words are Chinese and whose errors are raised, not printed in English."""

    def error(self, message: str) -> NoReturn:
        raise BadUsage(" ".join(self.format_usage().split()[1:]))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 done with findings, 2 bad input, 3 no access, 4 damage."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(_overview())
        return 0
    try:
        args = _parser().parse_args(words)
        command: Command = args.command
        code: int = command.run(args)
    except LedgerError as error:
        return _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _fail("已经停止，没有完成这一步。", 2)
    except OSError as error:
        where = f"“{error.filename}”" if error.filename else "磁盘"
        return _fail(f"读写{where}时出错（{error.strerror or error}）：请检查路径、权限和磁盘空间后再试。", 3)
    return code


def _fail(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _speak_utf8(stream: IO[str]) -> None:
    """Windows consoles and pipes may be set to another code page; a lone surrogate must not stop the message."""
    reconfigure: Any = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog=PROGRAM, usage=f"{PROGRAM} 命令 …", add_help=False)
    subparsers = parser.add_subparsers(dest="verb", parser_class=_Parser, required=True)
    for command in COMMANDS:
        usage = f"{PROGRAM} {command.usage}"
        sub = subparsers.add_parser(command.verb, usage=usage, add_help=False)
        sub.add_argument("-h", "--help", action=_Help, command=command, nargs=0)
        command.arguments(sub)
        sub.set_defaults(command=command)
    return parser


class _Help(argparse.Action):
    """Prints what a command does and stops."""

    def __init__(self, *args: Any, command: Command, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._command = command

    def __call__(self, *_: object) -> NoReturn:
        print(f"{PROGRAM} {self._command.usage}\n    {self._command.summary}")
        raise SystemExit(0)


def _overview() -> str:
    lines = [SUMMARY, ""]
    for command in COMMANDS:
        lines += [f"  {PROGRAM} {command.usage}", f"      {command.summary}"]
    lines += ["", "退出码：0 完成；1 完成但有缺项、疑点或核对不符；2 写法或内容有误；3 读写失败；4 台帐库损坏。"]
    return "\n".join(lines)
