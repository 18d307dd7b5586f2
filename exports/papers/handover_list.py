"""移交清单: what is handed over, volume by volume, to be signed by three; behind it every file with its SHA-256."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.handover.facts import Facts, grouped
from exports.handover.layout import ALGORITHM, ARCHIVE, ITEM_LIST, LIBRARY
from exports.manifest import Entry
from exports.page import Align, Block, Column, Content, Grid, PageBreak, Paper, Paragraph, Signature, Table, Title
from ledger.fields import chinese_date
from ledger.filing import Volume
from ledger.sizes import size_in_words
from ledger.snapshot import day_of


def item_list(facts: Facts) -> Paper:
    """The list; the person who watches (监交人) signs, too."""
    info = facts.info
    head = (
        f"{info.unit}　{info.year}年度{info.campaign_name}：{facts.volumes}卷{len(facts.items)}件，"
        f"{info.files}个文件，{size_in_words(info.size)}；{chinese_date(day_of(info.made))}打包，编号{info.package}。"
    )
    blocks: tuple[Block, ...] = (
        Title(ITEM_LIST, 18),
        Paragraph(head, indent=0),
        _things(facts),
        Signature(("移交人", "接收人", "监交人")),
        PageBreak(),
        Paragraph(f"附：文件及其{ALGORITHM}校验值（每8位空一格，共64位，不分大小写）", indent=0, keep_with_next=True),
        _files(facts.submission.entries),
    )
    return Paper("handover:list", ITEM_LIST, blocks, Grid.REGISTER, info.unit, day_of(info.made).isoformat())


def _things(facts: Facts) -> Table:
    columns = (
        Column("序号", 6, Align.CENTER, Content.NUMBER),
        Column("名称", 34),
        Column("载体", 14),
        Column("数量", 15),
        Column("版本/编号", 38),
        Column("备注", 22),
    )
    rows = [
        (str(number), name, facts.medium.kind, count, version, note)
        for number, (name, count, version, note) in enumerate(_lines(facts), 1)
    ]
    return Table(columns, tuple(rows), "移交的内容")


def _lines(facts: Facts) -> Iterator[tuple[str, str, str, str]]:
    """Name, how many, version or number, and remark of each thing that changes hands."""
    mine: set[str] = set()
    for volume in dict.fromkeys(each.volume for each in facts.items):
        files = [entry for each in facts.items if each.volume == volume for entry in each.files]
        mine.update(entry.path for entry in files)
        yield f"{volume.no} {volume.name}", f"{len(volume.items)}件{len(files)}个文件", _numbers(volume), _size(files)
    rest = [entry for entry in facts.submission.entries if entry.path not in mine]
    yield "目录、合订本、备考表、校验清单等", f"{len(rest)}个文件", "", _size(rest)
    if facts.copy:
        copied = f"{facts.copy.files}个文件"
        yield "整个台帐库（含历史记录和附件）", copied, f"程序版本{facts.info.program}", _library_note(facts.copy.size)


def _library_note(size: int) -> str:
    return f"{size_in_words(size)}；在“{LIBRARY}”里，不带口令"


def _numbers(volume: Volume) -> str:
    """The 档号 of the first and last item, where they have any; else their 件号."""
    first, last = volume.items[0], volume.items[-1]
    if first.archive_no and last.archive_no:
        return first.archive_no if first is last else f"{first.archive_no}\n至 {last.archive_no}"
    ends = [f"{each.number:04d}" for each in (first, last)]
    return f"件号{ends[0]}" if first is last else f"件号{ends[0]}至{ends[1]}"


def _size(files: Iterable[Entry]) -> str:
    return size_in_words(sum(entry.size for entry in files))


def _files(entries: tuple[Entry, ...]) -> Table:
    columns = (
        Column("序号", 6, Align.CENTER, Content.NUMBER),
        Column(f"文件（在“{ARCHIVE}”的年度文件夹里）", 44),
        Column("字节数", 11, Align.RIGHT, Content.NUMBER),
        Column(ALGORITHM, 67),
    )
    rows = tuple(
        (str(number), entry.path, str(entry.size), grouped(entry.sha256)) for number, entry in enumerate(entries, 1)
    )
    return Table(columns, rows)
