"""Files that cannot be imported: each is refused in one Chinese sentence, quickly, and the library stays as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from forms.sheet_cells import LARGEST_PART
from forms.tables.sources import read_tables
from ledger.errors import LedgerError
from ledger.kinds import kind_of
from tests.forms.cli_runs import Clerk, assert_sentence, tree
from tests.forms.tables.documents import GOOD, HEADS, document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PERSON = kind_of("person")


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


def changed(package: bytes, member: str, data: bytes | Callable[[bytes], bytes]) -> bytes:
    """A package of Office with one member replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            kept = old.read(name)
            if name == member:
                kept = data(kept) if callable(data) else data
            new.writestr(name, kept)
    return buffer.getvalue()


def workbook() -> bytes:
    """A workbook with one person."""
    book = Workbook()
    for row in (("姓名",), ("周启明",)):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def refused(clerk: Clerk, tmp_path: Path, path: Path, says: str, code: int = 2) -> None:
    """The file must be refused, and nothing changed."""
    library = clerk.library(tmp_path)
    before = tree(library)
    clerk.refused(code, "import", library, "person", path, says=says)
    clerk.refused(code, "import", library, "person", path, "--preview", "--json", says=says)
    assert tree(library) == before


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("人.csv", b"", "是空文件"),
        (
            "人.csv",
            "姓名\n周启明\n".encode() + "林晓岚\n".encode("gb18030"),
            "第3行第1个字处起不是UTF-8.*另存为“CSV UTF-8",
        ),
        ("人.csv", "姓名\n周启明\n".encode("gb18030") + b"\xff\n", "第3行第1个字处的内容不是GB18030编码"),
        ("人.csv", "姓名\n周启明\n".encode("utf-16-le"), "第2行里有空字符.*没有标记的UTF-16"),
        ("人.csv", "姓名\n".encode("utf-16") + b"\x00\xd8\n\x00", "第2行第1个字处的内容不是UTF-16编码"),
        ("人.csv", '姓名\n"周启明\n'.encode(), "从第2行起读不下去：双引号没有成对"),
        ("人.csv", b"\n\n,,\n", "没有“人员”的表头"),
        ("人.doc", OLE, "是旧版Word文档（doc）.*另存为.*Word文档（\\*.docx）"),
        ("人.xls", OLE + "WordDocument".encode("utf-16-le"), "是旧版Word文档（doc）"),
        ("人.doc", OLE + "Workbook".encode("utf-16-le"), "是旧版Excel文件（xls）"),
        ("人.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码.*去掉密码"),
        ("人.docx", OLE, "加了密码"),
        ("人.wps", OLE, "WPS文字（wps）"),
        ("人.doc", b"{\\rtf1 }", "是RTF文档.*另存为docx"),
        ("人.xls", b"<html><table></table></html>", "能导入的是xlsx、csv、docx，这是网页"),
        ("~$人.xlsx", b"\x06user" + b" " * 160, "是Office打开文件时的临时文件"),
        ("人.jpg", b"\xff\xd8\xff\xe0", "这是JPEG图片"),
    ],
)
def test_a_file_of_another_kind(clerk: Clerk, tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    refused(clerk, tmp_path, tmp_path / name, says)


def test_a_document_cut_off_anywhere(clerk: Clerk, tmp_path: Path) -> None:
    path = document(tmp_path / "人.docx", ("姓名",), ("周启明",))
    whole = path.read_bytes()
    library = clerk.library(tmp_path)
    before = tree(library)
    for length in range(100, len(whole), 3001):
        path.write_bytes(whole[:length])
        clerk.refused(2, "import", library, "person", path, says="“人.docx”不能导入")
    assert tree(library) == before


@pytest.mark.parametrize(
    "xml", [b"", b"<", b"<a/>", b"\xff\xfe", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
)
def test_a_document_whose_body_is_none(clerk: Clerk, tmp_path: Path, xml: bytes) -> None:
    path = document(tmp_path / "人.docx", ("姓名",), ("周启明",))
    path.write_bytes(changed(path.read_bytes(), "word/document.xml", xml))
    refused(clerk, tmp_path, path, "“人.docx”不能导入：(文件已损坏或不完整|文档里没有表格|里面定义了实体)")


def test_tables_within_tables_without_end(clerk: Clerk, tmp_path: Path) -> None:
    path = document(tmp_path / "人.docx", ("姓名",), ("周启明",))
    deep = b"<w:tbl><w:tr><w:tc>" * 3000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 3000
    path.write_bytes(
        changed(path.read_bytes(), "word/document.xml", lambda xml: xml.replace(b"<w:tbl>", deep + b"<w:tbl>"))
    )
    refused(clerk, tmp_path, path, "文件已损坏或不完整")


def test_a_cell_that_spans_more_columns_than_there_can_be(tmp_path: Path) -> None:
    path = document(tmp_path / "人.docx", ("姓名",), ("周启明",))
    wide = b'<w:tcPr><w:gridSpan w:val="999999999"/>'
    path.write_bytes(changed(path.read_bytes(), "word/document.xml", lambda xml: xml.replace(b"<w:tcPr>", wide)))
    (table,) = read_tables(path, PERSON)
    assert len(table.grid[1]) == 100


def test_a_workbook_that_unpacks_to_more_than_any_table(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "人.xlsx"
    path.write_bytes(workbook())
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/worksheets/bomb.xml", "w") as bomb,
    ):
        for _ in range(LARGEST_PART // 1_000_000 + 1):
            bomb.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    refused(clerk, tmp_path, path, "解开以后太大")


def test_a_sheet_that_tells_or_has_a_cell_at_its_last_corner_is_read_at_once(clerk: Clerk, tmp_path: Path) -> None:
    library, path = clerk.library(tmp_path), tmp_path / "人.xlsx"
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>'
    data = changed(
        workbook(),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"').replace(
            b"</sheetData>", far
        ),
    )
    path.write_bytes(data)
    assert clerk.done("import", library, "person", path).out == "已从“人.xlsx”导入1条。\n"


def test_a_sheet_merged_as_a_whole_is_refused(clerk: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "人.xlsx"
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    path.write_bytes(changed(workbook(), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", merged)))
    refused(clerk, tmp_path, path, "合并的单元格大得不合情理")


def test_a_folder_and_a_file_that_is_not_there(clerk: Clerk, tmp_path: Path) -> None:
    folder = tmp_path / "人.csv"
    folder.mkdir()
    refused(clerk, tmp_path, folder, "读不了“.*人.csv”", code=3)
    library = tmp_path / "台帐库"
    clerk.refused(3, "import", library, "person", tmp_path / "没有.docx", says="没有这个文件")


def test_a_file_that_another_program_holds(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = document(tmp_path / "人.docx", ("姓名",), ("周启明",))
    read = Path.read_bytes

    def locked(self: Path) -> bytes:
        if self == path:
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", locked)
    library = clerk.library(tmp_path)
    clerk.refused(3, "import", library, "person", path, says="读不了“.*人.docx”.*关闭正在打开它的程序后再试")


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_one_damaged_byte_of_a_document_never_ends_in_a_traceback(tmp_path: Path, place: float, byte: int) -> None:
    path = document(tmp_path / "意见.docx", HEADS, GOOD)
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w") as new:  # unpacked: damage reaches the XML itself
        for name in old.namelist():
            if name.endswith((".rels", "document.xml", "Types].xml")):
                new.writestr(name, old.read(name))
    data = bytearray(buffer.getvalue())
    data[int(place * len(data))] = byte
    path.write_bytes(data)
    try:
        assert read_tables(path, kind_of("opinion"))
    except LedgerError as refusal:
        assert_sentence(f"{refusal}\n")


@given(data=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_called_csv_are_read_or_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "人.csv"
    path.write_bytes(data)
    try:
        assert len(read_tables(path, PERSON)) == 1
    except LedgerError as refusal:
        assert str(refusal).endswith("。")
