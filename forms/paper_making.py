"""Papers made one at a time to be looked at and printed; runs in the process apart.

What lays out and writes papers is loaded there only: in the window it would take half a second of the Tk thread.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exports.errors import Cancelled, MissingGlyphs
from exports.names import unique_names
from exports.page import Paper
from exports.papers import paper_of
from exports.papers.prints import PRINTS, Wishes, print_of
from forms.apart_process import Tell, Wish
from ledger.boxes import pack
from ledger.errors import InputError
from ledger.filing import arrange
from ledger.filing_settings import settings_of
from ledger.kinds import Form, Kind
from ledger.records import Record
from ledger.snapshot import Snapshot
from ledger.statistics.periods import Period

if TYPE_CHECKING:
    from exports.typeset.faces import Faces

RECORD, REGISTER = "record", "register"
"""The paper of one record; the register of a kind. Anything else is the slug of a print."""
OF_BOXES = {"spines": "盒脊签", "fronts": "盒面签", "notes": "盒内备考表"}
"""What is made of the boxes, and its title."""
FORMATS = ("pdf", "docx")
_SAME = "review-result"
"""A print that is the record's own paper over again."""


class NoPaper(InputError):
    """A kind whose records are no paper, and of which nothing is printed."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(
            f"“{kind.title}”没有单独的纸面，不能打印：它的内容写进别的文件里。要印清单，请把这个列表导出成Excel表再打印。"
        )


class NothingThere(InputError):
    """A register without entries."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"“{kind.paper}”里还没有登记内容，没有可印的：请先登记，再打印。")


class Gone(InputError):
    """The record was deleted before its paper was made."""

    def __init__(self) -> None:
        super().__init__("这条记录已经删除，不能打印：可以从回收站恢复后再打印。")


@dataclass(frozen=True)
class PaperWish:
    """What shall be made: `what` is RECORD, REGISTER or the slug of a print; of the record `uid` or the kind `slug`.

    `count`, `per` and `period` are the wishes of prints; `pages` those of each item by its key, for what is made of
    boxes.
    """

    snapshot: Snapshot
    what: str
    uid: str = ""
    slug: str = ""
    formats: tuple[str, ...] = FORMATS
    count: int | None = None
    per: int = 4
    pages: Mapping[str, int] = field(default_factory=dict)
    period: Period | None = None


@dataclass(frozen=True)
class Made:
    """What was made: all its papers in one PDF of `pages`, and the files of each by name."""

    title: str
    pdf: bytes
    pages: int
    files: dict[str, bytes]


def papers_for(kind: Kind, record: Record | None = None) -> tuple[tuple[str, str], ...]:
    """What can be printed of a record, or of a kind as a whole: `what` of a wish and its title; the usual one first.

    Raises NoPaper.
    """
    own = {Form.EACH: (RECORD, kind.paper), Form.REGISTER: (REGISTER, kind.paper)}.get(kind.form)
    if own == (RECORD, kind.paper) and record is None:
        own = None
    prints = [(each.slug, each.title) for each in PRINTS if each.of == kind.slug]
    if own is not None:
        prints = [each for each in prints if each[0] != _SAME]
    if record is not None and not any(each.role == "photo" for each in record.attachments):
        prints = [each for each in prints if each[0] != "photos"]
    found = (*([own] if own else []), *prints)
    if not found:
        raise NoPaper(kind)
    return found


def make(wish: PaperWish, tell: Tell, cancel: Wish) -> Made:
    """Make the papers of a wish, `pdf` among its formats; at the end of the process its faces stay for the next.

    Raises NothingToPrint, NothingThere, Gone, NoPaper, MissingGlyphs, UnreadablePicture, OverfullHalf, Cancelled.
    """
    papers = _papers(wish)
    faces = _faces()
    names = unique_names((paper.title for paper in papers), 50)
    files: dict[str, bytes] = {}
    pdfs: list[bytes] = []
    for number, (paper, name) in enumerate(zip(papers, names, strict=True)):
        if cancel.is_set():
            raise Cancelled
        tell(number, len(papers), paper.title)
        made = _rendered(wish, paper, faces)
        pdfs.append(made["pdf"])
        files |= {f"{name}.{suffix}": made[suffix] for suffix in wish.formats}
    pdf, pages = _joined(pdfs)
    return Made(_title(wish, papers), pdf, pages, files)


def _papers(wish: PaperWish) -> tuple[Paper, ...]:
    snapshot = wish.snapshot
    record = snapshot.get(wish.uid)
    if wish.uid and record is None:
        raise Gone
    if wish.what == RECORD:
        return (filed(snapshot, f"record:{wish.uid}", record.declared if record else snapshot.kind(wish.slug)),)
    if wish.what == REGISTER:
        return (filed(snapshot, f"register:{wish.slug}", snapshot.kind(wish.slug)),)
    if wish.what in OF_BOXES:
        return (_of_boxes(wish),)
    form = print_of(wish.what)
    return form.papers(snapshot, record, Wishes(wish.count, wish.per, wish.period))


def _of_boxes(wish: PaperWish) -> Paper:
    """Labels or 备考表 of the boxes that the items fill."""
    from exports.papers.archive.box_notes import box_notes
    from exports.papers.archive.labels import front_labels, spine_labels
    from exports.papers.binding import Place

    boxes = pack(arrange(wish.snapshot), wish.pages, settings_of(wish.snapshot))
    if wish.what == "notes":
        return box_notes(wish.snapshot, boxes, {key: Place(pages, 0, "") for key, pages in wish.pages.items()})
    return (spine_labels if wish.what == "spines" else front_labels)(wish.snapshot, boxes)


def filed(snapshot: Snapshot, key: str, kind: Kind) -> Paper:
    """The paper of an item as the submission has it, without the number that it will have there.

    Raises NothingThere, NoPaper.
    """
    for volume in arrange(snapshot):
        for item in volume.items:
            if item.key == key:
                return paper_of(snapshot, item)
    raise NothingThere(kind) if kind.form is Form.REGISTER else NoPaper(kind)


def _rendered(wish: PaperWish, paper: Paper, faces: Faces) -> dict[str, bytes]:
    from exports.preflight import check_records
    from exports.rendering import render

    formats = ("pdf", *(each for each in wish.formats if each != "pdf"))
    try:
        return render(paper, formats, faces).files
    except MissingGlyphs:
        record = wish.snapshot.get(wish.uid)
        records = (record,) if record is not None else wish.snapshot.of(wish.slug)
        check_records(replace(wish.snapshot, records=records), faces)  # says in which field the character stands
        raise


@functools.cache
def _faces() -> Faces:
    from exports.typeset.faces import Faces

    return Faces.installed()


def _joined(pdfs: Iterable[bytes]) -> tuple[bytes, int]:
    """One PDF of several, and how many pages it has; a single one stays as it was made."""
    import pikepdf

    parts = list(pdfs)
    if len(parts) == 1:
        with pikepdf.open(io.BytesIO(parts[0])) as single:
            return parts[0], len(single.pages)
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as pdf:
                whole.pages.extend(pdf.pages)
        stream = io.BytesIO()
        whole.save(stream)
        return stream.getvalue(), len(whole.pages)


def _title(wish: PaperWish, papers: tuple[Paper, ...]) -> str:
    """What the papers are together: a print of several is called by its own name."""
    if len(papers) == 1:
        return papers[0].title
    return print_of(wish.what).title
