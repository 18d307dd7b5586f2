"""The database file itself: whether it opens, is as long as it says, holds together, and is one of ours."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.causes import sqlite_reason
from ledger.doctor.findings import REPAIR, Finding, Severity, some
from ledger.doctor.patient import Patient
from ledger.store.database import APPLICATION_ID
from ledger.store.migrations import LATEST

TABLES = {
    "campaign": "活动",
    "record": "记录",
    "attachment": "附件登记",
    "attachment_file": "附件文件登记",
    "change": "历史",
    "scheme_change": "方案改动",
    "export": "导出登记",
    "exported_paper": "导出目录",
    "handover": "移交登记",
}
"""What the tables hold, for the clerk."""

_KEEP = "请不要再写入，保留原来的文件备查；"


def opened(patient: Patient, length: int) -> Iterator[Finding]:
    """A file that is empty, cut off, not to be opened, or of another program; `length` is its size in bytes."""
    found = patient.salvaged
    if length == 0:
        yield _damage("empty-database", "ledger.db 是空的，一个字节也没有。")
    elif found.unopened:
        rows = sum(len(table.rows) for table in found.tables.values())
        some_left = f"，从残留的页里还读得出{rows}行" if rows else ""
        yield _damage("unopened-database", f"ledger.db 打不开：{sqlite_reason(found.unopened)}{some_left}。")
    elif found.application != APPLICATION_ID:
        yield _damage("foreign-database", "ledger.db 没有台帐库的标记：它是别的程序的数据库，或第一页坏了。")
    elif found.version != found.fits:
        sentence = f"ledger.db 说自己是第{found.version}版格式，里面的表却是第{found.fits}版的：第一页坏了。"
        yield _damage("spoilt-version", sentence) if found.fits else _newer(found.version)
    elif found.version < LATEST:
        sentence = f"ledger.db 是第{found.version}版格式。"
        yield Finding("older-version", Severity.NOTE, sentence, "下次正常打开时会先备份，再自动升级。")
    if 0 < length < found.size:
        yield _damage("cut-database", f"ledger.db 的末尾缺了{found.size - length}字节。")


def _newer(version: int) -> Finding:
    if version < 1:
        return _damage("no-tables", "ledger.db 没有写明是第几版格式，里面也不是台帐库的表。")
    sentence = f"ledger.db 是第{version}版格式，本程序只认到第{LATEST}版，里面的内容没有查。"
    return Finding("newer-version", Severity.FAULT, sentence, "请用新版本的程序检查。")


def whole(patient: Patient) -> Iterator[Finding]:
    """Pages that contradict each other, rows that cannot be reached, links that lead nowhere, things not ours."""
    found = patient.salvaged
    if found.faults:
        why = sqlite_reason(found.faults[0])
        yield _damage("broken-structure", f"ledger.db 自检有{len(found.faults)}处不符（{why}）。")
    for name, table in found.tables.items():
        if table.torn and not found.unopened:
            lost = f"，其中至少{len(table.lost)}条读不出来" if table.lost else ""
            yield _damage("torn-table", f"{TABLES.get(name, name)}不能从头读到尾，读出{len(table.rows)}条{lost}。")
    if found.broken:
        tables = sorted({TABLES.get(name, name) for name, _ in found.broken})
        yield _damage("broken-reference", f"有{len(found.broken)}处关联断开（{'、'.join(tables)}）。")
    if found.strange:
        names = some([f"“{name}”" for name in found.strange], "处")
        yield _damage("strange-schema", f"ledger.db 的表与本程序的不同：{names}，可能被别的程序改过。")


def garbled(patient: Patient) -> Iterator[Finding]:
    """Text that is no text any more, in any table but that of the records, which is looked at by itself."""
    for name, table in patient.salvaged.tables.items():
        rows = [row for row in table.rows.values() if any(isinstance(value, bytes) for value in row.values())]
        if rows and name != "record":
            yield _damage("garbled-text", f"{TABLES.get(name, name)}里有{len(rows)}条有乱码，读不出来。")


def _damage(code: str, sentence: str) -> Finding:
    return Finding(code, Severity.DAMAGE, sentence, f"{_KEEP}{REPAIR}。")
