"""Phone numbers in what leaves the ledger: in no file unless asked for, then in each register, masked or whole."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from exports.errors import MissingGlyphs
from exports.job import ExportJob
from exports.papers.prints import PRINTS, Wishes
from exports.pipeline import run
from forms.dialogs.exporting import labels_of
from ledger.fields import Field
from ledger.kinds import KINDS, Form, Kind
from ledger.phones import Phones
from ledger.snapshot import Snapshot
from tests.ledger.snapshots import filled, snapshot

PRIVATE = tuple((kind, field) for kind in KINDS for field in kind.fields if field.private)
NUMBERS = {kind.slug: f"1380013{8000 + place}" for place, (kind, _) in enumerate(PRIVATE)}
MASKED = {slug: f"{number[:3]}****{number[-4:]}" for slug, number in NUMBERS.items()}
PRINTED = {kind.slug for kind, _ in PRIVATE if kind.form is Form.REGISTER}


def texts(folder: Path) -> str:
    """All words of all files below a folder, without any white."""
    return "".join("".join(_text(path).split()) for path in sorted(folder.rglob("*")) if path.is_file())


def _text(path: Path) -> str:
    match path.suffix:
        case ".pdf":
            with pypdfium2.PdfDocument(path) as pdf:
                return "".join(page.get_textpage().get_text_bounded() for page in pdf)
        case ".docx" | ".xlsx":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
                return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return path.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def called() -> Snapshot:
    """A record of every kind that has a phone number, each with one of its own."""
    return snapshot(
        *(filled(kind.slug, kind.slug, files=(), **{field.name: NUMBERS[kind.slug]}) for kind, field in PRIVATE)
    )


@pytest.mark.parametrize("phones", list(Phones))
def test_a_submission_tells_what_was_asked_for(tmp_path: Path, called: Snapshot, phones: Phones) -> None:
    run(ExportJob(called, tmp_path / "报送", bundled_only=True, phones=phones))
    words = texts(tmp_path / "报送")
    assert len(words) > 1000
    full = {slug for slug, number in NUMBERS.items() if number in words}
    hidden = {slug for slug, number in MASKED.items() if number in words}
    assert (full, hidden) == {
        Phones.OUT: (set(), set()),
        Phones.MASKED: (set(), PRINTED),
        Phones.FULL: (PRINTED, set()),
    }[phones]


def test_no_form_that_is_printed_tells_one(called: Snapshot) -> None:
    printed = 0
    for form in PRINTS:
        for record in called.of(form.of):
            if record.kind in NUMBERS:
                told = repr(form.papers(called, record, Wishes(None, 1, None)))
                assert NUMBERS[record.kind] not in told, form.slug
                printed += 1
    assert printed


@pytest.mark.parametrize(("kind", "field"), PRIVATE, ids=lambda each: getattr(each, "slug", ""))
def test_no_list_and_so_no_spreadsheet_of_one_has_a_column_of_them(kind: Kind, field: Field) -> None:
    assert not field.indexed
    assert field.label not in labels_of(kind)


def test_a_phone_number_without_a_face_stops_only_who_prints_it(tmp_path: Path) -> None:
    odd = snapshot(filled("visit", "v", files=(), phone="138\U000f0000"))
    run(ExportJob(odd, tmp_path / "无", bundled_only=True))
    with pytest.raises(MissingGlyphs, match="联系电话"):
        run(ExportJob(odd, tmp_path / "有", bundled_only=True, phones=Phones.FULL))
