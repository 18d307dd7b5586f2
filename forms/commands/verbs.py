"""What a command is, and the small things that all of them share: JSON in, JSON out, who is at the keyboard."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ledger.errors import InputError, StorageError


@dataclass(frozen=True)
class Command:
    """A verb of the command line: how it is written, what it does, its arguments and the function that runs it."""

    verb: str
    usage: str
    summary: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


class BadJson(InputError):
    """What was given is not JSON."""

    def __init__(self, place: str, error: json.JSONDecodeError) -> None:
        super().__init__(f"{place}不是正确的JSON：第{error.lineno}行第{error.colno}个字符处写法有误，请改正后再试。")


class BadShape(InputError):
    """The JSON is correct but is not what the command takes."""

    def __init__(self, place: str, want: str) -> None:
        super().__init__(f"{place}的内容不对：{want}，请改正后再试。")


class NotText(InputError):
    """A file that should be text is not UTF-8."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place}不是UTF-8编码的文本：请另存为UTF-8编码后再试。")


class CannotReadFile(StorageError):
    """A file named on the command line cannot be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
        super().__init__(f"读不了“{path}”（{why}）：请核对路径后再试。")


def who() -> str:
    """The name of the user logged in, which the history keeps."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "本机用户"


def read_text(source: str) -> str:
    """The text of a file, or of standard input for “-”. Raises CannotReadFile, NotText."""
    if source == "-":
        data, place = sys.stdin.buffer.read(), "标准输入"
    else:
        place = f"“{source}”"
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            raise CannotReadFile(Path(source), error) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(place) from error


def read_json(source: str) -> Any:
    """The JSON of a file or of standard input, its fractions as Decimal. Raises BadJson, CannotReadFile, NotText."""
    try:
        return json.loads(read_text(source), parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise BadJson("标准输入" if source == "-" else f"“{source}”", error) from error
    except RecursionError as error:
        raise BadShape(f"“{source}”", "括号套得太深") from error


def print_json(data: object) -> None:
    """One JSON object on standard output, and nothing else there."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def add_json_flag(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true")
