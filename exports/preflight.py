"""What is looked at before an export writes: where it is to go, whether the scans are whole, who draws each word."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from exports.diagrams import HeatMap, UprightBars
from exports.errors import DamagedScan, MissingGlyphs, TargetInLibrary
from exports.page import (
    Bars,
    Block,
    CutLine,
    Halves,
    Heading,
    Imprint,
    Letterhead,
    Pairs,
    Paragraph,
    Photos,
    Picture,
    Signature,
    StackedBars,
    Table,
    Title,
)
from exports.papers.parts import printed
from exports.plates import Plate
from exports.typeset.faces import Faces
from ledger.attachments import faults
from ledger.places import library_around, refuse_in_package
from ledger.records import Attachment, Record
from ledger.snapshot import Snapshot


def check_target(dest: Path) -> None:
    """Nothing is written inside any library or package. Raises TargetInLibrary, PlaceInPackage."""
    library = library_around(dest)
    if library is not None:
        raise TargetInLibrary(dest, library)
    refuse_in_package(dest)


def open_places(record: Record) -> str:
    """What a paper that may be printed still leaves open, in one sentence; empty when it is finished."""
    kind = record.declared
    places = kind.unfinished(record.values) if kind.unfinished else ()
    return f"{'、'.join(places)}里还有“【待补”没有补写，补好以后再印正式件。" if places else ""


def check_scans(snapshot: Snapshot) -> None:
    """Every file of every record must still be what was taken in, byte for byte. Raises DamagedScan."""
    attachments = [each for record in snapshot.records for each in record.attachments]
    for fault in faults(attachments, hashed=True):
        raise DamagedScan(fault.attachment.name)
    for each in attachments:
        _check_normal(each)


def _check_normal(attachment: Attachment) -> None:
    """The upright picture has no checksum of its own, but one cut short or scrambled cannot be drawn."""
    if attachment.normal is None:
        return
    try:
        with Image.open(io.BytesIO(attachment.normal.read_bytes()), formats=("JPEG",)) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedScan(attachment.name) from error


def check_records(snapshot: Snapshot, faces: Faces) -> None:
    """Every character of every printed field must have a face. Raises MissingGlyphs, naming record and field."""
    for record in snapshot.records:
        for field in printed(record.declared, snapshot.phones):
            missing = faces.missing(field.show(record[field.name]))
            if missing:
                raise MissingGlyphs(snapshot.title(record), field.label, "".join(missing))


def check_campaign(snapshot: Snapshot, faces: Faces) -> None:
    """The same for the names on the cover, which no record holds. Raises MissingGlyphs."""
    campaign = snapshot.campaign
    check_names(campaign.unit, campaign.name, faces)


def check_names(unit: str, campaign: str, faces: Faces) -> None:
    """Every character of the names of the unit and the campaign must have a face. Raises MissingGlyphs."""
    for label, words in (("单位名称", unit), ("活动名称", campaign)):
        missing = faces.missing(words)
        if missing:
            raise MissingGlyphs(words, label, "".join(missing))


def check_blocks(title: str, blocks: tuple[Block, ...], faces: Faces) -> None:
    """The same for the finished paper `title`: the scheme's words are in no record. Raises MissingGlyphs."""
    for block in blocks:
        missing = faces.missing("".join(_words(block)))
        if missing:
            raise MissingGlyphs(title, "正文", "".join(missing))


def _words(block: Block) -> list[str]:
    match block:
        case Title(text) | Heading(text):
            return [text]
        case Paragraph():
            return [block.lead, block.text]
        case Pairs(rows):
            return [words for row in rows for pair in row for words in pair]
        case Table():
            heads = (column.head for column in block.columns)
            return [block.caption, *heads, *(cell for row in block.rows for cell in row)]
        case Bars(caption, bars):
            return [caption, *(words for bar in bars for words in (bar.label, bar.shown))]
        case StackedBars(caption, legend, stacked):
            return [caption, *legend, *(words for bar in stacked for words in (bar.label, bar.shown))]
        case UprightBars() | HeatMap():
            return list(block.words)
        case Signature(labels):
            return list(labels)
        case Picture():
            return [block.caption]
        case Photos(pictures):
            return [picture.caption for picture in pictures]
        case Halves(left, right):
            return [words for each in (*left, *right) for words in _words(each)]
        case Letterhead():
            return [block.mark, block.number, block.signer, block.issuer, block.date]
        case Imprint():
            return [block.office, block.date, block.copies]
        case CutLine(text):
            return [text]
        case Plate():
            return list(block.texts)
        case _:
            return []
