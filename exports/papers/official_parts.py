"""Pieces that official documents share: the head, whom they are sent to, their text, printed attachments, the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exports.page import Block, Heading, Imprint, Letterhead, PageBreak, Paragraph, Space, Title
from exports.papers.parts import attached, body, closing, kept
from ledger.fields import Row, chinese_date
from ledger.records import Record

_LEVEL1 = re.compile(r"[一二三四五六七八九十]+、[^。；：，]{1,30}")
_RUN_IN = re.compile(r"([一二三四五六七八九十]+、[^。；：，]{1,12}：)(.+)")


def head(record: Record, author: str, *, upward: bool = False) -> tuple[Block, ...]:
    """The letterhead of a document that has a 文号, and the title two lines below its rule; else the title alone.

    `upward` names the 签发人 beside the number, as a report to a higher body does (GB/T 9704-2012, 7.2.6).
    """
    title = (Title(record["title"]), Space(1))
    if not record["doc_no"]:
        return title
    signer = record["signer"].name if upward and record["signer"] else ""
    return (Letterhead(f"{author}文件", record["doc_no"], signer), Space(2), *title)


def addressed(record: Record) -> tuple[Block, ...]:
    """主送机关, flush left, its wrapped lines too, with a full-width colon (7.3.2)."""
    names = (record["addressee"] or "").rstrip("：:。")
    return (Paragraph(f"{names}：", indent=0),) if names else ()


def running(text: str | None) -> tuple[Block, ...]:
    """Text with headings: a short line with 一、 is one of level 1, and so are the words before its colon."""
    blocks: list[Block] = []
    for line in (text or "").split("\n"):
        words = line.strip()
        run_in = _RUN_IN.fullmatch(words)
        if _LEVEL1.fullmatch(words):
            blocks.append(Heading(words, 1))
        elif run_in:
            blocks.append(Paragraph(run_in[2], lead=run_in[1]))
        else:
            blocks += body(words)
    return tuple(blocks)


def end(record: Record, author: str, *blocks: Block, keep: bool = False) -> tuple[Block, ...]:
    """The text `blocks` with 附件说明, 署名 and 成文日期 behind them, some of the text on the page of the seal.

    A seal needs two lines above the author, a name without one stands a line below the text (7.3.5.1, 7.3.5.2).
    """
    sealed = record["sealed"] != "否"
    named = record["attached"] or "\n".join(row["title"] for row in _annexes(record))
    listed = (Space(1), *attached(named)) if named else ()
    return (
        *kept(blocks),
        *listed,
        Space(2 if sealed else 1),
        *closing(author, record["issued"], sealed=sealed, keep=keep),
    )


def annexes(record: Record) -> Iterator[Block]:
    """Each attachment on a page of its own: 附件 with its number on the first line, its title on the third (7.3.7)."""
    rows = _annexes(record)
    listed = [line.strip() for line in (record["attached"] or "").split("\n") if line.strip()]
    alone = len(rows) == 1 and len(listed) < 2
    for number, row in enumerate(rows, 1):
        place = listed.index(row["title"]) + 1 if row["title"] in listed else number
        yield PageBreak()
        yield Paragraph("", indent=0, lead="附件" if alone else f"附件{place}", keep_with_next=True)
        yield from (Space(1), Title(row["title"]), Space(1))
        yield from running(row["text"])


def foot(record: Record, author: str) -> tuple[Block, ...]:
    """The 版记 of a document that is sent out: it has a 文号, or copies go somewhere."""
    copies = (record["copies"] or "").rstrip("。")
    if not (record["doc_no"] or copies):
        return ()
    day = chinese_date(record["issued"]) if record["issued"] else ""
    return (Imprint(author, day, f"{copies}。" if copies else ""),)


def _annexes(record: Record) -> tuple[Row, ...]:
    return record["annexes"] or ()
