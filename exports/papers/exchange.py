"""抽换页清单: for the clerk at the printed stack, which sheets come out, which go in, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from exports.exchange import Exchange, Page, Sheet, Swap, Why
from exports.page import Align, Block, Column, Grid, Paper, Paragraph, Signature, Table, Title
from ledger.exported import BoundPaper, Export
from ledger.snapshot import Snapshot

KEY = "exchange"
TITLE = "抽换页清单"
CUT = "抽换页.pdf"

WHYS = {
    Why.NEW: "新增",
    Why.GONE: "撤去",
    Why.CHANGED: "有改动",
    Why.RENUMBERED: "改件号",
    Why.INDEX: "随之更新",
    Why.NUMBERS: "页码顺延",
}
"""Why sheets are exchanged, in the clerk's words."""

_SHORT = 8
"""Characters of a SHA-256 that tell two bound PDFs apart on paper."""


def exchange_list(snapshot: Snapshot, exchange: Exchange, old: Export, new: Export) -> Paper:
    """The list that goes with the sheets cut from the bound PDF of `new`, for a stack printed from that of `old`."""
    volumes = {volume.no: volume.name for volume in snapshot.scheme.volumes}
    blocks: list[Block] = [Title(TITLE, 18), *_head(snapshot, exchange, old, new)]
    if exchange.swaps:
        blocks += [_swaps(exchange, volumes), Paragraph(_totals(exchange), indent=0)]
    if exchange.moved:
        blocks += [_moved(exchange, volumes), *_old_numbers(exchange)]
    blocks.append(Signature(("抽换人", "核对人")))
    unit, day = snapshot.campaign.unit, snapshot.as_of.isoformat()
    return Paper(KEY, TITLE, tuple(blocks), Grid.REGISTER, unit, day)


def _head(snapshot: Snapshot, exchange: Exchange, old: Export, new: Export) -> Iterator[Paragraph]:
    campaign = snapshot.campaign
    sums = [each.bound.sha256[:_SHORT] for each in (old, new)]
    yield Paragraph(
        f"{campaign.unit}　{campaign.year}年度{campaign.name}：已印好的是第{old.number}次导出的合订本"
        f"（校验值{sums[0]}…），换成第{new.number}次导出的（校验值{sums[1]}…）。",
        indent=0,
    )
    sides = "双面打印，沿长边翻转" if new.bound.duplex else "单面打印"
    yield Paragraph(
        f"做法：打印“{CUT}”（A4，{sides}，不缩放），自上而下逐行先取出、再换入。"
        "小号印在每面页脚外，是“卷号-件号 第几面/共几面”。",
        indent=0,
    )


def _swaps(exchange: Exchange, volumes: Mapping[str, str]) -> Table:
    columns = (
        *_named(),
        Column("情况", 11, Align.CENTER),
        Column("取出（原来的）", 33),
        Column("换入（新印的）", 48),
    )
    printed = {place: number for number, place in enumerate(exchange.printed, 1)}
    rows = tuple(
        (str(number), *_names(swap, volumes), WHYS[swap.why], _out(exchange, swap), _into(exchange, swap, printed))
        for number, swap in enumerate(exchange.swaps, 1)
    )
    return Table(columns, rows, "一、要抽换的")


def _moved(exchange: Exchange, volumes: Mapping[str, str]) -> Table:
    pages = (Column("原来的页码", 22, Align.CENTER), Column("新的页码", 22, Align.CENTER))
    columns = (*_named(), Column("张数", 7, Align.CENTER), Column("小号", 36), *pages)
    rows = tuple(
        (
            str(number),
            *_names(swap, volumes),
            str(len(swap.out)),
            _tiny_numbers(_printed(exchange.old, swap.out)),
            _page_numbers(_printed(exchange.old, swap.out)),
            _page_numbers(_printed(exchange.new, swap.into)),
        )
        for number, swap in enumerate(exchange.moved, 1)
    )
    return Table(columns, rows, "二、只是页码顺延，没有抽换的")


def _named() -> tuple[Column, ...]:
    return (
        Column("序号", 7, Align.CENTER),
        Column("卷", 17),
        Column("件号", 8, Align.CENTER),
        Column("题名", 32),
    )


def _names(swap: Swap, volumes: Mapping[str, str]) -> tuple[str, str, str]:
    """Volume, number of the item, and title; the index of a volume has no number, that of the book no volume."""
    paper = swap.paper
    volume, _, number = paper.mark.partition("-") if paper.mark else (_volume(paper), "", "")
    return f"{volume} {volumes.get(volume, '')}".strip(), number, _title(paper)


def _volume(paper: BoundPaper) -> str:
    """The number of the volume whose index or divider a paper is; "" for the cover and the like."""
    return paper.key.partition(":")[2]


def _title(paper: BoundPaper) -> str:
    """A divider is titled as its volume, which says nothing of what it is."""
    return "隔页" if paper.key.startswith("divider:") else paper.title


def _out(exchange: Exchange, swap: Swap) -> str:
    return _lines(exchange.old, swap.out) if swap.out else "没有要取出的"


def _into(exchange: Exchange, swap: Swap, printed: Mapping[int, int]) -> str:
    if not swap.into:
        return "没有要换入的"
    numbers = [printed[place] for place in swap.into]
    where = "" if swap.out else f"\n放在{_behind(swap.after)}"
    return f"抽换页第{_ranges(numbers)}张：{_lines(exchange.new, swap.into)}{where}"


def _behind(page: Page | None) -> str:
    return f"{_tiny(page, page)}之后" if page else "最前面"


def describe(stack: Sequence[Sheet], places: Sequence[int]) -> str:
    """Sheets of a stack by their page numbers and the tiny numbers, such as “第3—6页（02-0003 1/4—4/4），2张”."""
    pages = _printed(stack, places)
    numbers, tiny = _page_numbers(pages), _tiny_numbers(pages)
    return f"{numbers}（{tiny}），{len(places)}张" if numbers else f"{tiny}，{len(places)}张"


def _lines(stack: Sequence[Sheet], places: Sequence[int]) -> str:
    """The same in two lines, as it stands in a cell."""
    pages = _printed(stack, places)
    numbers, tiny = _page_numbers(pages), _tiny_numbers(pages)
    return f"{numbers}，{len(places)}张\n小号 {tiny}" if numbers else f"{tiny}，{len(places)}张"


def _printed(stack: Sequence[Sheet], places: Sequence[int]) -> list[Page]:
    return [page for place in places for page in stack[place] if not page.blank]


def _page_numbers(pages: Sequence[Page]) -> str:
    """“第3—6页”, "" where none is printed."""
    numbers = [page.number for page in pages if page.number]
    return f"第{_ranges(numbers)}页" if numbers else ""


def _tiny_numbers(pages: Sequence[Page]) -> str:
    papers = groupby(pages, lambda page: page.paper.key)
    return "、".join(words for _, paper in papers for words in _runs(list(paper)))


def _runs(pages: Sequence[Page]) -> Iterator[str]:
    """Pages of one paper, those that follow each other as one run; a side left blank between two parts none."""
    start = previous = pages[0]
    for page in pages[1:]:
        between = previous.paper.sides[previous.place : page.place - 1]
        if any(between):
            yield _tiny(start, previous)
            start = page
        previous = page
    yield _tiny(start, previous)


def _tiny(first: Page, last: Page) -> str:
    paper, total = first.paper, len(first.paper.sides)
    if not paper.mark:
        places = str(first.place) if first.place == last.place else f"{first.place}—{last.place}"
        name = " ".join(filter(None, (_volume(paper), _title(paper))))
        return f"“{name}”第{places}面"
    words = f"{paper.mark} {first.place}/{total}"
    return words if first.place == last.place else f"{words}—{last.place}/{total}"


def _ranges(numbers: Sequence[int]) -> str:
    """Rising numbers as ranges: 3—5、8."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0])]
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)


def _totals(exchange: Exchange) -> str:
    out = sum(len(swap.out) for swap in exchange.swaps)
    return (
        f"合计取出{out}张，换入{len(exchange.printed)}张；换好后整本{len(exchange.new)}张。"
        "换完请按各件最后一面的小号核对一遍，看有没有缺张、错位。"
    )


def _old_numbers(exchange: Exchange) -> Iterator[Paragraph]:
    moved = sum(len(swap.out) for swap in exchange.moved)
    yield Paragraph(
        f"以上{moved}张内容没有改动，留用原来的纸，页脚仍是原来的页码，与新目录所列的页码对不上。要页码一致，请连页码一起抽换"
        f"（命令里加 --numbers，共换入{len(exchange.printed) + moved}张），或者整本重印（{len(exchange.new)}张）。"
        "交存档案室的一份宜整本重印。",
        indent=0,
    )
