"""Workbooks and documents made to fill the memory, to reach out, or to run something: refused, or mere tables."""

from __future__ import annotations

import io
import re
import socket
import zipfile
from pathlib import Path

import pytest

from forms.sheet_cells import MOST_CELLS, NotASpreadsheet, Table
from forms.tables import package, sources
from forms.tables.sources import read_tables
from ledger.kinds import kind_of
from tests.forms.tables.documents import document
from tests.forms.test_import_disasters import changed, workbook

PERSON = kind_of("person")
SHEET, DOCUMENT = "xl/worksheets/sheet1.xml", "word/document.xml"
LAUGHS = (
    b'<!DOCTYPE lolz [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (each, b"&a%d;" % (each - 1) * 10) for each in range(1, 12))
    + b"]>"
)
QUADRATIC = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 100_000 + b'">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
REMOTE = b'<!DOCTYPE a SYSTEM "http://127.0.0.1:%d/a.dtd">'


def before_root(xml: bytes, words: bytes) -> bytes:
    """`words` between the declaration and the first element."""
    return re.sub(rb"^(<\?xml[^>]*\?>)?\s*", lambda found: found[0] + words, xml, count=1)


def refusal(path: Path) -> str:
    with pytest.raises(NotASpreadsheet) as caught:
        read_tables(path, PERSON)
    sentence = str(caught.value)
    assert sentence.startswith(f"“{path.name}”不能导入：") and sentence.endswith("。") and "\n" not in sentence
    return sentence


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def words(table: Table) -> list[list[object]]:
    return [[cell.value for _, cell in sorted(row.items())] for _, row in sorted(table.grid.items())]


def people(folder: Path) -> bytes:
    return document(folder / "原件.docx", ("姓名",), ("周启明",)).read_bytes()


@pytest.mark.parametrize("words_before", [LAUGHS, QUADRATIC, OUTSIDE], ids=["laughs", "quadratic", "outside"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_read(tmp_path: Path, words_before: bytes, encoding: str) -> None:
    def spoilt(xml: bytes) -> bytes:
        text = before_root(xml, words_before).decode()
        return re.sub(r"encoding=.[\w-]+.", f'encoding="{encoding}"', text, count=1).encode(encoding)

    for name, data, part in (("人.xlsx", workbook(), SHEET), ("人.docx", people(tmp_path), DOCUMENT)):
        assert "里面定义了实体" in refusal(saved(tmp_path, name, changed(data, part, spoilt)))


def test_entities_behind_remarks_longer_than_any_are_refused(tmp_path: Path) -> None:
    remark = b"<!--" + b" " * 100_000 + b"-->" + OUTSIDE
    data = changed(workbook(), SHEET, lambda xml: before_root(xml, remark))
    assert "里面定义了实体" in refusal(saved(tmp_path, "人.xlsx", data))


def test_many_parts_of_the_largest_size_are_refused_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is as large as one may be; the sizes are those told, which the unpacking does not go beyond."""
    sizes = {"max": package.LARGEST_PART, "all": package.LARGEST}
    path, block = saved(tmp_path, "人.xlsx", workbook()), b" " * 1_000_000
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(sizes["all"] // sizes["max"] + 1):
            with bomb.open(f"xl/media/{number}.bin", "w") as part:
                for _ in range(sizes["max"] // len(block)):
                    part.write(block)
    assert "解开以后太大" in refusal(path)


def test_more_parts_than_any_table_has_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "人.xlsx", workbook())
    with zipfile.ZipFile(path, "a") as bomb:
        for number in range(package.MOST_PARTS):
            bomb.writestr(f"xl/{number}", b"")
    assert "解开以后太大" in refusal(path)


def test_a_list_of_members_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    end = b"PK\x05\x06" + b"\0" * 8 + (3_000_000_000).to_bytes(4, "little") + b"\0" * 6
    assert "这是压缩包" in refusal(saved(tmp_path, "人.xlsx", b"PK\x03\x04" + b"\0" * 100 + end))


@pytest.mark.parametrize("quote", [b'"', b"'"])
def test_cells_merged_across_the_whole_sheet_are_refused_however_they_are_written(tmp_path: Path, quote: bytes) -> None:
    merged = b"</sheetData><mergeCells><mergeCell\nref=" + quote + b"A3:XFD1048576" + quote + b"/></mergeCells>"
    data = changed(workbook(), SHEET, lambda xml: xml.replace(b"</sheetData>", merged))
    assert "合并的单元格" in refusal(saved(tmp_path, "人.xlsx", data))


def test_cells_merged_behind_a_reference_end_at_the_bound_of_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written so that only a reader of XML sees it: nothing but the bounds of the process help."""
    monkeypatch.setattr(sources, "_SECONDS", 2.0)
    merged = b'</sheetData><mergeCells><mergeCell ref="&#65;3:XFD1048576"/></mergeCells>'
    data = changed(workbook(), SHEET, lambda xml: xml.replace(b"</sheetData>", merged))
    assert re.search("时间太长|内存太大", refusal(saved(tmp_path, "人.xlsx", data)))
    monkeypatch.undo()
    assert words(read_tables(saved(tmp_path, "好.xlsx", workbook()), PERSON)[0]) == [["姓名"], ["周启明"]]


def test_more_cells_than_any_table_has_are_refused(tmp_path: Path) -> None:
    cells = b"<row>" + b"<c/>" * MOST_CELLS + b"</row></sheetData>"
    data = changed(workbook(), SHEET, lambda xml: xml.replace(b"</sheetData>", cells))
    assert "500万个以上的单元格" in refusal(saved(tmp_path, "人.xlsx", data))


def test_members_that_lead_elsewhere_are_never_written(tmp_path: Path) -> None:
    folder = tmp_path / "甲" / "乙"
    folder.mkdir(parents=True)
    path = saved(folder, "人.xlsx", workbook())
    with zipfile.ZipFile(path, "a") as bomb:
        for name in ("../../evil.txt", "/evil.txt", "C:\\evil.txt", "..\\evil.txt"):
            bomb.writestr(name, b"evil")
    assert words(read_tables(path, PERSON)[0]) == [["姓名"], ["周启明"]]
    assert [each.name for each in tmp_path.rglob("*")] == ["甲", "乙", "人.xlsx"]


def test_nothing_that_a_file_points_to_is_fetched_or_run(tmp_path: Path) -> None:
    """Links to other workbooks, a template elsewhere, an embedded object, another document put in, macros, a DTD."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        data = with_parts(workbook(), "xl/_rels/workbook.xml.rels", outside("externalLink", port), {MACROS: b"Sub"})
        assert words(read_tables(saved(tmp_path, "人.xlsx", data), PERSON)[0]) == [["姓名"], ["周启明"]]
        relations = b"".join(outside(sort, port) for sort in ("attachedTemplate", "oleObject", "aFChunk", "image"))
        data = with_parts(people(tmp_path), "word/_rels/document.xml.rels", relations, {"word/embeddings/a.bin": b"MZ"})
        assert words(read_tables(saved(tmp_path, "人.docx", data), PERSON)[0]) == [["姓名"], ["周启明"]]
        data = changed(workbook(), SHEET, lambda xml: before_root(xml, REMOTE % port))
        assert "里面定义了实体" in refusal(saved(tmp_path, "人.xlsx", data))
        with pytest.raises(BlockingIOError):
            server.accept()


MACROS = "xl/vbaProject.bin"


def outside(sort: str, port: int) -> bytes:
    """A relation to something on a server."""
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + sort.encode()
    target = b"http://127.0.0.1:%d/%s" % (port, sort.encode())
    return b'<Relationship Id="x%s" Type="%s" Target="%s" TargetMode="External"/>' % (sort.encode(), kind, target)


def with_parts(data: bytes, relations: str, more: bytes, parts: dict[str, bytes]) -> bytes:
    """A package with further relations and parts."""
    buffer = io.BytesIO(
        changed(data, relations, lambda xml: xml.replace(b"</Relationships>", more + b"</Relationships>"))
    )
    with zipfile.ZipFile(buffer, "a") as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
    return buffer.getvalue()


def test_a_file_larger_than_any_table_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "人.csv"
    with path.open("wb") as file:
        file.truncate(sources.LARGEST_FILE + 1)
    assert "文件太大" in refusal(path)


def test_private_characters_of_a_chinese_encoding_come_as_they_are_and_a_long_line_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "人.csv", "姓名,职务\n".encode("gb18030") + b"\xaa\xa1\xd6\xdc,\xbf\xc6\xd4\xb1\n")
    (table,) = read_tables(path, PERSON)
    assert words(table)[1][0] == "\ue000周"  # refused by the field, which names the place
    long = saved(tmp_path, "长.csv", "姓名\n".encode() + b"x" * 11_000_000)
    with pytest.raises(Exception, match="“长.csv”第?.*。") as caught:
        read_tables(long, PERSON)
    assert type(caught.value).__name__ == "BadCsv"
