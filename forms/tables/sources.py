"""Which tables are in a file, whatever it is: a workbook, a csv file or a Word document, told by its content."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from exports.quarantine import QUARANTINE, Overstrained
from exports.sniff import EXCEL, OLD_OFFICE, RTF, TEXT, UNKNOWN, WORD, FileType, sniff
from forms.sheet_cells import CannotReadSheet, NotASpreadsheet, Table, workbook_tables
from forms.tables.csv_text import csv_table
from forms.tables.heads import find_head, known_heads
from forms.tables.package import refuse_vast
from forms.tables.word import document_tables
from ledger.errors import InputError
from ledger.kinds import Kind

PLAIN = (".csv", ".tsv", ".txt")
LARGEST_FILE = 200_000_000
"""Bytes of a file that is to be imported."""
_SECONDS = 300.0
"""How long reading a file of Office may take: one of a hundred thousand rows takes half a minute."""
_SHOWN = 20
"""Tables told in one sentence."""
_TAKEN = "能导入的是xlsx、csv、docx"
_OLD = (
    ("WordDocument", (".doc", ".wps", ".dot"), "是旧版Word文档（doc）或WPS文字（wps）",
     "请用Word或WPS打开，点“文件→另存为”，类型选“Word文档（*.docx）”，存好后再导入"),
    ("EncryptedPackage", (".docx", ".xlsx"), "加了密码", "请用Office或WPS打开，去掉密码，另存后再导入"),
    ("Workbook", (".xls", ".et", ".xlt"), "是旧版Excel文件（xls）或WPS表格（et）",
     "请用Excel或WPS打开，另存为xlsx文件后再导入"),
)  # fmt: skip
"""A part that such a file holds, its suffixes, what it is, and what to do."""


class NoTable(InputError):
    """There is no table of this number."""

    def __init__(self, path: Path, number: int, tables: Iterable[Table]) -> None:
        super().__init__(f"“{path.name}”没有第{number}张表，只有：{_listed(tables)}。")


class SeveralTables(InputError):
    """Two or more tables could be meant."""

    def __init__(self, path: Path, tables: Iterable[Table]) -> None:
        super().__init__(f"“{path.name}”里有几张表都像要导入的：{_listed(tables)}。请用 --table 写明是第几张。")


def read_tables(path: Path, kind: Kind, encoding: str = "") -> tuple[Table, ...]:
    """Every table in the file at `path`; the heads of `kind` help to tell the delimiter of a csv file.

    Raises NotASpreadsheet, CannotReadSheet, UnknownEncoding, WrongEncoding, BadCsv.
    """
    try:
        if path.is_file() and path.stat().st_size > LARGEST_FILE:
            raise NotASpreadsheet(path, "文件太大，不像是登记用的表", "请只留下要导入的行，另存后再导入")
        found, data = sniff(path), path.read_bytes()
    except OSError as error:
        raise CannotReadSheet(path, error) from error
    plain = path.suffix.lower() in PLAIN
    if not data:
        raise NotASpreadsheet(path, "是空文件", "请核对是否选对了文件，或重新存一次")
    if path.name.startswith("~$"):
        raise NotASpreadsheet(path, "是Office打开文件时的临时文件", "请选不带“~$”的那一个")
    if found in (EXCEL, WORD):
        return _apart(path, data, found)
    if found is TEXT or (found is UNKNOWN and plain):
        return (csv_table(path, data, lambda row: known_heads(row, kind), encoding),)
    if found is OLD_OFFICE:
        raise NotASpreadsheet(path, *_old(path, data))
    if found is RTF:
        raise NotASpreadsheet(path, "是RTF文档", "请用Word或WPS打开，另存为docx后再导入")
    raise NotASpreadsheet(path, f"{_TAKEN}，这是{found.name}", "请用Excel、WPS或Word打开，另存为其中一种后再导入")


def _apart(path: Path, data: bytes, found: FileType) -> tuple[Table, ...]:
    """The tables of a file of Office, read in a process of its own: it may come from anywhere."""
    try:
        tables: tuple[Table, ...] = QUARANTINE.ask(office_tables, (path, data, found), _SECONDS)
    except Overstrained as error:
        raise NotASpreadsheet(path, error.why, "请核实来源，只留下要导入的表，用Office或WPS另存后再导入") from error
    return tables


def office_tables(file: tuple[Path, bytes, FileType]) -> tuple[Table, ...]:
    """The tables of a workbook or a document of these bytes; to be called in quarantine. Raises NotASpreadsheet."""
    path, data, found = file
    refuse_vast(path, data)
    return workbook_tables(path, data) if found == EXCEL else document_tables(path, data)


def _old(path: Path, data: bytes) -> tuple[str, str]:
    """What a file of the old form is, by its parts, else by its suffix; and what to do."""
    for part, _, why, cure in _OLD:
        if part.encode("utf-16-le") in data:
            return why, cure
    suffix = path.suffix.lower()
    return next(((why, cure) for _, suffixes, why, cure in _OLD if suffix in suffixes), _OLD[-1][2:])


def choose_table(
    tables: tuple[Table, ...], path: Path, kind: Kind, number: int | None, asked: Iterable[str] = ()
) -> Table:
    """The table of this `number`; without one the sheet named like the kind, else that with the most known heads.

    `asked` are further heads to be known. Raises NoTable, SeveralTables when tables of a document are alike.
    """
    if number is not None:
        found = next((table for table in tables if table.number == number), None)
        if found is None:
            raise NoTable(path, number, tables)
        return found
    best = likely_tables(tables, kind, asked)
    if len(best) > 1 and best[0].numbered and find_head(best[0].grid, kind, asked):
        raise SeveralTables(path, best)
    return best[0]


def likely_tables(tables: tuple[Table, ...], kind: Kind, asked: Iterable[str] = ()) -> tuple[Table, ...]:
    """The tables that may be meant, at least one; sheets of a workbook only when a name or their heads tell."""
    named = tuple(table for table in tables if table.title == kind.title and not table.numbered)
    if named:
        return named[:1]
    heads = [(find_head(table.grid, kind, asked), table) for table in tables]
    counts = [(len(head.names) if head else 0, table) for head, table in heads]
    most = max(count for count, _ in counts)
    return tuple(table for count, table in counts if count == most)


def _listed(tables: Iterable[Table]) -> str:
    words = [f"第{table.number}张{f'“{table.title[:_SHOWN]}”' if table.title else ''}" for table in tables]
    return "、".join(words[:_SHOWN]) + (f"等{len(words)}张" if len(words) > _SHOWN else "")
