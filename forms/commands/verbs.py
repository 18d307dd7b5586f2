"""What a command is, and the small things that all of them share: paths, JSON in, JSON out, who is at the keyboard."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from ledger.causes import reason
from ledger.errors import InputError, StorageError

_DEEP = 20
"""Brackets within brackets that a record may need; there are far fewer in any."""


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


class BadPath(InputError):
    """A path that no system can have."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"路径“{path}”{why}：请核对后再试。")


class CannotReadFile(StorageError):
    """A file named on the command line cannot be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"读不了“{path}”（{reason(error)}）：请核对路径后再试。")


class NoInput(StorageError):
    """Standard input was asked for and is not there."""

    def __init__(self) -> None:
        super().__init__("没有标准输入可读：请把内容存成文件，写文件的路径。")


def path_of(text: str) -> Path:
    """The path written in an argument. Raises BadPath for one that is blank, has a NUL or half a character."""
    if not text.strip():
        raise BadPath(text, "是空白的")
    if "\0" in text:
        raise BadPath(text.replace("\0", "?"), "里有空字符")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadPath(text.encode("utf-8", "replace").decode("utf-8"), "里有残缺的字") from error
    return Path(text)


def who() -> str:
    """The name of the user logged in, which the history keeps."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "本机用户"


def place_of(source: str) -> str:
    """What sentences call a file, or standard input for “-”."""
    return "标准输入" if source == "-" else f"“{source}”"


def read_text(source: str) -> str:
    """The text of a file, or of standard input for “-”. Raises BadPath, CannotReadFile, NoInput, NotText."""
    try:
        return _read_bytes(source).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(place_of(source)) from error


def _read_bytes(source: str) -> bytes:
    if source == "-":
        if sys.stdin is None:
            raise NoInput
        return sys.stdin.buffer.read()
    path = path_of(source)
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotReadFile(path, error) from error


def read_json(source: str) -> Any:
    """The JSON of a file or of standard input, its fractions as Decimal.

    Raises BadJson, BadShape for what JSON allows and no record holds, and what read_text raises.
    """
    place = place_of(source)
    once, no_number = partial(_once, place), partial(_no_number, place)
    try:
        data = json.loads(read_text(source), parse_float=Decimal, object_pairs_hook=once, parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise BadJson(place, error) from error
    except RecursionError as error:
        raise BadShape(place, "括号套得太深") from error
    except ValueError as error:  # the only other one: a whole number of thousands of digits
        raise BadShape(place, "里面有一个位数太多的数") from error
    _refuse_depth(data, place)
    return data


def _once(place: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    twice = next((key for key, _ in pairs if [each for each, _ in pairs].count(key) > 1), None)
    if twice is not None:
        raise BadShape(place, f"“{twice}”在同一个{{…}}里写了两遍")
    return found


def _no_number(place: str, word: str) -> NoReturn:
    raise BadShape(place, f"{word}不是数字")


def _refuse_depth(data: Any, place: str) -> None:
    level = [data]
    for _ in range(_DEEP):
        inside = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        level = [child for children in inside for child in children]
    if level:
        raise BadShape(place, "括号套得太深")


def print_json(data: object) -> None:
    """One JSON object on standard output, and nothing else there."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def add_json_flag(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true")
