"""The cells of a csv file: its encoding and delimiter are found, and what cannot be read is named by line."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from forms.sheet_cells import Cell, Grid, Table
from ledger.errors import InputError

ENCODINGS = {
    "utf-8": "utf-8-sig", "utf8": "utf-8-sig", "utf-8-sig": "utf-8-sig", "gb18030": "gb18030", "gbk": "gb18030",
    "gb2312": "gb18030", "utf-16": "utf-16", "big5": "big5",
}  # fmt: skip
"""What a clerk may call an encoding, and what Python calls it."""
_CURE = "请用Excel或WPS打开核对，另存为“CSV UTF-8（逗号分隔）”后再导入"
_DELIMITERS = ",;\t"
_LOOKED_AT = 30
"""Rows by which the delimiter is found."""
_LARGEST_CELL = 10_000_000
_AFTER = 12
"""Characters before a wrong place that its sentence repeats."""


class UnknownEncoding(InputError):
    """An encoding was named that is none of ENCODINGS."""

    def __init__(self, name: str) -> None:
        super().__init__(f"不认识编码“{name}”：请写 utf-8、gb18030、utf-16 或 big5，也可以不写，由程序判断。")


class WrongEncoding(InputError):
    """Bytes that are no text in the encoding of the file; `line` and `column` (in characters) count from 1."""

    def __init__(self, path: Path, before: str, why: str) -> None:
        lines = re.split(r"\r\n|\r|\n", before)
        self.line, self.column = len(lines), len(lines[-1]) + 1
        after = f"（“{lines[-1][-_AFTER:]}”之后）" if lines[-1].strip() else ""
        super().__init__(
            f"“{path.name}”第{self.line}行第{self.column}个字处{after}{why}，一条也没有导入：{_CURE}；"
            "也可以指定编码再读（命令行写 --encoding）。"
        )


class BadCsv(InputError):
    """The text is no csv."""

    def __init__(self, path: Path, why: str, cure: str = _CURE) -> None:
        super().__init__(f"“{path.name}”{why}，一条也没有导入：{cure}。")


def csv_table(path: Path, data: bytes, known: Callable[[Sequence[str]], int], encoding: str = "") -> Table:
    """The table in the bytes of `path`; `known` tells how many heads a row holds, by which the delimiter is found.

    Raises UnknownEncoding, WrongEncoding, BadCsv.
    """
    text = decoded(path, data, encoding).removeprefix("\ufeff")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadCsv(path, f"第{line}行里有空字符，不是普通的文字（也许是没有标记的UTF-16编码）")
    given = re.match(r"sep=(.)\r?\n", text)  # a line that Excel writes and does not show
    rows = [[], *_rows(path, text[given.end() :], given[1])] if given else _rows(path, text, _delimiter(text, known))
    grid: Grid = {}
    for number, row in enumerate(rows, 1):
        cells = {column: Cell(words, False) for column, words in enumerate(row, 1) if words.strip()}
        if cells:
            grid[number] = cells
    return Table(1, "", grid)


def decoded(path: Path, data: bytes, encoding: str = "") -> str:
    """The text of `data`: in `encoding`, else by its mark, else in UTF-8, else in GB18030.

    Raises UnknownEncoding; WrongEncoding, also when lines of UTF-8 and of another encoding are mixed.
    """
    if encoding and encoding.casefold() not in ENCODINGS:
        raise UnknownEncoding(encoding)
    if encoding:
        return _strict(path, data, ENCODINGS[encoding.casefold()])
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _strict(path, data, "utf-32")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(path, data, "utf-16")
    if data.startswith(codecs.BOM_UTF8):
        return _strict(path, data, "utf-8-sig")
    chinese, foreign = _evidence(data)
    if chinese and foreign is not None:
        start = data.rindex(b"\n", 0, foreign) + 1 if b"\n" in data[:foreign] else 0
        before = data[:start].decode("utf-8", "replace") + data[start:foreign].decode("utf-8")
        raise WrongEncoding(path, before, "起不是UTF-8编码，而别的行是：文件里混着两种编码")
    if not chinese and foreign is None and not data.isascii() and _is(data, "gb18030"):
        return data.decode("gb18030")  # a few characters of GB18030 may look like accented letters of UTF-8
    return _strict(path, data, "gb18030" if foreign is not None else "utf-8-sig")


def _evidence(data: bytes) -> tuple[bool, int | None]:
    """Whether a line is Chinese in UTF-8, and where the first byte stands that is no UTF-8.

    Chinese and its punctuation begin at U+0800: what is below is Latin, Greek, Cyrillic … and proves nothing here.
    """
    chinese, foreign, start = False, None, 0
    for line in data.splitlines(keepends=True) if not data.isascii() else ():
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            foreign = start + error.start if foreign is None else foreign
        else:
            chinese = chinese or max(text) >= "\u0800"
        start += len(line)
    return chinese, foreign


def _is(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _strict(path: Path, data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        name = codec.removesuffix("-sig").upper()
        # Codecs that skip a mark count from behind it.
        skipped = len(codecs.BOM_UTF8) if codec == "utf-8-sig" and data.startswith(codecs.BOM_UTF8) else 0
        before = data[skipped:][: error.start].decode(codec.removesuffix("-sig"), "ignore")
        raise WrongEncoding(path, before.removeprefix("\ufeff"), f"的内容不是{name}编码") from error


def _rows(path: Path, text: str, delimiter: str) -> list[list[str]]:
    """The rows of `text`, line ends in cells as newlines. Raises BadCsv when quotes do not come in pairs."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, begun, largest = [], 1, csv.field_size_limit(_LARGEST_CELL)
    try:
        for row in reader:
            rows.append([cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row])
            begun = reader.line_num + 1
    except csv.Error as error:
        raise BadCsv(path, f"从第{begun}行起读不下去：双引号没有成对，或引号后面还有字") from error
    finally:
        csv.field_size_limit(largest)
    return rows


def _delimiter(text: str, known: Callable[[Sequence[str]], int]) -> str:
    """The delimiter under which the most heads are known, then most rows have the same number of cells."""

    def worth(delimiter: str) -> tuple[int, int, int]:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
                rows.append(row)
                if len(rows) == _LOOKED_AT:
                    break
        except csv.Error:  # a cell beyond all measure under this delimiter: another one is meant
            return 0, 0, 0
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, alike = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return max(map(known, rows), default=0), alike, width

    return max(_DELIMITERS, key=worth)
