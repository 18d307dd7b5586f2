"""Scanned sheets of the sample library: signed last pages, documents from above, sign-in sheets, a brochure."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from forms.sample import ink
from forms.sample.entry import UNIT, Scan

_LEFT, _RIGHT = 130, 870
_BODY = 26


def signed(title: str, text: str, day: str, *names: str, author: str = UNIT) -> Scan:
    """The signed scan of a paper: its title, the beginning of its text, signatures, date and seal."""

    def draw() -> bytes:
        page, pen = _sheet(ink.A4)
        top = _title(pen, title)
        bottom = _text(pen, text, top, 980)
        for number, name in enumerate(names[:3]):
            x = _LEFT + number * 250
            ink.write(pen, (x, bottom + 70), "签字：", _BODY)
            ink.signature(pen, (x + 85, bottom + 62), name)
        _foot(page, pen, bottom + 160, author, day)
        return ink.pdf(page)

    return Scan(f"{title}（签字）.pdf", draw)


def document(title: str, number: str, text: str, day: str, author: str, *more: str) -> Scan:
    """The scan of a document from another office: red head, number, text; each of `more` is a further page."""

    def draw() -> bytes:
        page, pen = _sheet(ink.A4)
        ink.centred(pen, 496, 110, f"{author}文件", 44, ink.BOLD, ink.RED)
        ink.centred(pen, 496, 210, number, _BODY)
        pen.line((_LEFT - 20, 262, _RIGHT + 20, 262), ink.RED, 4)
        top = _title(pen, title, 310)
        pages = [page]
        bottom = _text(pen, text, top, 1180)
        for words in more:
            page, pen = _sheet(ink.A4)
            pages.append(page)
            bottom = _text(pen, words, 150, 1180)
        _foot(page, pen, bottom + 60, author, day)
        return ink.pdf(*pages)

    return Scan(f"{title}.pdf", draw)


def sign_in_sheet(title: str, day: str, place: str, names: Sequence[str], *absent: str) -> Scan:
    """A landscape sign-in sheet, two people to a row; whoever came signed behind the printed name."""

    def draw() -> bytes:
        page, pen = _sheet((ink.A4[1], ink.A4[0]))
        ink.centred(pen, 701, 80, title, 42, ink.BOLD)
        ink.write(pen, (150, 158), f"时间：{day}　　地点：{place}　　应到：{len(names)}人", _BODY)
        edges, high = (150, 230, 420, 701, 781, 971, 1252), 60
        rows = (len(names) + 1) // 2
        for row in range(rows + 2):
            pen.line((edges[0], 210 + row * high, edges[-1], 210 + row * high), ink.BLACK, 2)
        for x in edges:
            pen.line((x, 210, x, 210 + (rows + 1) * high), ink.BLACK, 2)
        for x, head in zip(edges, ("序号", "姓名", "签到") * 2, strict=False):
            ink.write(pen, (x + 14, 224), head, _BODY, ink.HEI)
        for index, name in enumerate(names):
            side, row = divmod(index, rows)
            y = 224 + (row + 1) * high
            ink.write(pen, (edges[side * 3] + 24, y), str(index + 1), _BODY)
            ink.write(pen, (edges[side * 3 + 1] + 14, y), name, _BODY)
            if name in absent:
                ink.write(pen, (edges[side * 3 + 2] + 40, y), "请假", _BODY)
            else:
                ink.signature(pen, (edges[side * 3 + 2] + 40, y - 6), name)
        return ink.pdf(page)

    return Scan(f"{title}.pdf", draw)


def brochure(title: str, chapters: Sequence[tuple[str, str]]) -> Scan:
    """A printed booklet of as many pages as there are chapters, the title on the first."""

    def draw() -> bytes:
        pages = []
        for number, (head, text) in enumerate(chapters, 1):
            page, pen = _sheet(ink.A4)
            pen.rectangle((70, 70, 922, 250), fill=(28, 96, 150))
            ink.centred(pen, 496, 110, title if number == 1 else head, 46, ink.HEI, (255, 255, 255))
            if number == 1:
                ink.centred(pen, 496, 184, head, 30, ink.KAI, (225, 235, 245))
            _text(pen, text, 310, 1250, 30)
            ink.centred(pen, 496, 1320, f"· {number} ·", 24)
            pages.append(page)
        return ink.pdf(*pages)

    return Scan(f"{title}.pdf", draw)


def _sheet(size: tuple[int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty page with the grey edge and the punched holes that a scanner shows."""
    page = Image.new("RGB", size, ink.PAPER)
    pen = ImageDraw.Draw(page)
    pen.rectangle((size[0] - 6, 0, size[0], size[1]), fill=(214, 212, 206))
    for y in (size[1] * 3 // 10, size[1] // 2, size[1] * 7 // 10):
        pen.ellipse((38, y - 13, 64, y + 13), fill=(226, 224, 218), outline=(190, 188, 182))
    return page, pen


def _title(pen: ImageDraw.ImageDraw, title: str, top: int = 130) -> int:
    """The title in one or two centred lines, as long as a line can be; where the text begins."""
    room = (_RIGHT - _LEFT) // 38
    parts = [title] if len(title) <= room else [title[: (len(title) + 1) // 2], title[(len(title) + 1) // 2 :]]
    for part in parts:
        ink.centred(pen, 496, top, part, 38, ink.BOLD)
        top += 58
    return top + 30


def _text(pen: ImageDraw.ImageDraw, text: str, top: int, bottom: int, size: int = _BODY) -> int:
    """Running text between two heights; where it ends. What has no room is on a page that was not scanned."""
    for line in ink.lines_of(text, size, _RIGHT - _LEFT):
        if top > bottom:
            break
        ink.write(pen, (_LEFT, top), line, size)
        top += size * 17 // 10
    return top


def _foot(page: Image.Image, pen: ImageDraw.ImageDraw, top: int, author: str, day: str) -> None:
    """Author and date at the right, the seal over both."""
    for words in (author, day):
        ink.write(pen, (_RIGHT - 40 - int(ink.font(ink.SONG, _BODY).getlength(words)), top), words, _BODY)
        top += 46
    ink.seal(page, (_RIGHT - 170, top - 40), author)
