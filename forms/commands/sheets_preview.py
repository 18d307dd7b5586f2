"""What `import --preview` says: each column with its field, the first rows as they would be read, every fault."""

from __future__ import annotations

from typing import Any

from forms.commands.verbs import print_json
from forms.sheet_preview import ImportPreview
from forms.spreadsheets import Sheet
from forms.tables.columns import SKIP, Column, as_read
from forms.tables.heads import SERIALS, bare
from ledger.fields import Context
from ledger.lookup import Lookup
from ledger.snapshot import Snapshot

_SHOWN = 24
"""Characters of a cell that are told."""


def show_preview(preview: ImportPreview, sheet: Sheet, snapshot: Snapshot, *, as_json: bool) -> int:
    """Print what importing `sheet` would do; 1 when that is not all of it, else 0."""
    context = Lookup(snapshot.scheme, snapshot.of).context()
    unknown = [column for column in preview.columns if _is_unknown(column, sheet)]
    if as_json:
        print_json(_json(preview, sheet, context, unknown))
    else:
        print("\n".join(_lines(preview, sheet, context, unknown)))
    return 1 if preview.rejected or unknown else 0


def _is_unknown(column: Column, sheet: Sheet) -> bool:
    """Whether nobody has said what becomes of a column, so that importing would be refused."""
    return not column.field and column.number not in sheet.skipped and bare(column.head) not in SERIALS


def _lines(preview: ImportPreview, sheet: Sheet, context: Context, unknown: list[Column]) -> list[str]:
    table, head = sheet.table, sheet.head
    rows = f"第{head.bottom}行" if head.top == head.bottom else f"第{head.top}、{head.bottom}行"
    title = f"“{table.title}”" if table.title else ""
    lines = [f"“{preview.source}”第{table.number}张表{title}，表头在{rows}："]
    for column in preview.columns:
        shown, _ = as_read(column, column.field, sheet.kind, context)
        read = "，".join(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……" for words in shown if words)
        label = sheet.kind.field(column.field).label if column.field else SKIP
        if column in unknown:
            label = f"认不出，导入前请写明 --map {column.head}=栏目 或 --map {column.head}={SKIP}"
        lines.append(f"  {column.place}“{column.head}” → {label}" + (f"：{read}" if read and column.field else ""))
    lines += [f"  {words}，不导入" for words in preview.left_out]
    lines += [f"  第{row.number}行{why}" for row in preview.rejected for why in row.sentence.split("\n")]
    lines += [f"  第{row.number}行请核对：{row.doubt}" for row in preview.accepted if row.doubt]
    good, bad = len(preview.accepted), len(preview.rejected)
    lines.append(f"{good}行能导入" + (f"，{bad}行填得不对" if bad else "") + "。这是预览，没有导入。")
    return lines


def _json(preview: ImportPreview, sheet: Sheet, context: Context, unknown: list[Column]) -> dict[str, Any]:
    columns = [
        {
            "column": column.place.strip("第列"),
            "head": column.head,
            "field": column.field or None,
            "unknown": column in unknown,
            "first": list(as_read(column, column.field, sheet.kind, context)[0]),
        }
        for column in preview.columns
    ]
    faults = [
        {"row": row.number, "column": place.strip("第列") or None, "why": why}
        for row in preview.rejected
        for line in row.sentence.split("\n")
        for place, why in [_parted(line)]
    ]
    return {
        "file": preview.source,
        "table": sheet.table.number,
        "columns": columns,
        "good": len(preview.accepted),
        "faults": faults,
        "left_out": [vars(each) for each in sheet.left_out],
    }


def _parted(line: str) -> tuple[str, str]:
    """The column that a fault begins with, and what it says; "" for a fault of the whole row."""
    place, _, why = line.partition("：")
    return (place, why) if place.endswith("列") and len(place) < _SHOWN and "“" not in place else ("", line)
