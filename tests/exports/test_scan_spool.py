"""Scanned pages on their way through the disk: all come back, in their order, the same bytes however they were cut."""

from __future__ import annotations

import errno
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from exports import scan_spool
from exports.errors import CannotWrite
from exports.scan_pages import ScanPages
from exports.scan_spool import ScanSpool
from tests.exports.bindings import bound, item
from tests.exports.scan_shapes import attachment, shapes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go in this test."""
    made = tmp_path / "临时 文件"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


def form(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Object:
    return pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Form, Resources=Dictionary())


def kept(count: int) -> list[bytes]:
    """What comes back of so many forms."""
    with ScanSpool() as spool:
        for number in range(count):
            spool.keep(form(spool.batch, b"q %d w Q" % number))
        pdf, forms = spool.open()
        assert len(pdf.pages) == 0
        return [each.read_bytes() for each in forms]


@pytest.mark.parametrize("count", [0, 1, 6, 7, 8, 40])
def test_forms_come_back_in_their_order(monkeypatch: pytest.MonkeyPatch, folder: Path, count: int) -> None:
    monkeypatch.setattr(scan_spool, "_MOST", 7)
    assert kept(count) == [b"q %d w Q" % number for number in range(count)]
    assert list(folder.iterdir()) == []


def test_the_bound_pdf_is_the_same_however_the_scans_were_cut_into_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    scans = [attachment(made, tmp_path) for made in shapes(5)]
    leaves = [item(number, 1, *scans[number::8]) for number in range(8)]
    digests = set()
    for most in (10_000, 20_000_000):
        monkeypatch.setattr(scan_spool, "_BATCH", most)
        digests.add(hashlib.sha256(bound(*leaves)[0]).hexdigest())
    assert len(digests) == 1
    assert list(folder.iterdir()) == []


def test_a_scan_of_many_pages_is_forgotten_batch_by_batch(tmp_path: Path) -> None:
    """The source may be let go in the middle: what was brought over stays, the rest can still be read."""
    several = next(made for made in shapes(3) if len(made.sizes) == 3)
    target = pikepdf.new()
    with ScanPages(attachment(several, tmp_path)) as pages:
        forms = []
        for index in range(len(pages)):
            forms.append(pages.as_form(target, index).form)
            pages.forget()
    assert all(each.Resources.XObject.Im0.read_raw_bytes() for each in forms)


def test_nothing_is_left_behind_when_the_work_is_stopped(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(scan_spool, "_MOST", 2)
    with pytest.raises(KeyboardInterrupt), ScanSpool() as spool:
        for number in range(5):
            spool.keep(form(spool.batch, b"%d w" % number))
        spool.open()
        assert [path.name for path in folder.rglob("*.pdf")] == ["whole.pdf"]
        raise KeyboardInterrupt
    assert list(folder.iterdir()) == []


def test_a_full_disk_is_said_with_its_place(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(pikepdf.Pdf, "save", full)
    with pytest.raises(CannotWrite, match="临时 文件.*磁盘空间不足"), ScanSpool() as spool:
        spool.keep(form(spool.batch, b"q Q"))
        spool.open()
    assert list(folder.iterdir()) == []


_PEAK = """
import random, sys
from pathlib import Path
import pikepdf
from PIL import Image
from exports import scan_spool
from exports.binder import bind
from exports.typeset.faces import Faces
from tests.exports.bindings import WORDS, item, together
from tests.exports.scan_codecs import jpeg
from tests.exports.scan_quirks import A4, image
from tests.exports.scan_shapes import Shape, add_page, attachment, finish

def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

def scanned(name, pages):
    pdf = pikepdf.new()
    for _ in range(pages):
        add_page(pdf, image(pdf, noise), (0, 0, *A4))
    return attachment(Shape(name, ".pdf", finish(pdf), (A4,) * pages), folder)

folder = Path(sys.argv[1])
noise = jpeg(Image.frombytes("L", (400, 400), random.Random(1).randbytes(160_000)))
scan_spool._BATCH = 2_000_000
few, many = scanned("few", 20), [scanned(str(number), 50) for number in range(10)]
for scans in ([few], many):
    before = peak()
    with (folder / "out.pdf").open("wb") as out:
        bind(together(item(1, 1, *scans)), Faces.bundled(), WORDS, out, lambda: None)
print(peak() - before, (folder / "out.pdf").stat().st_size // 1000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_the_memory_does_not_grow_with_the_scans(tmp_path: Path) -> None:
    """500 pages of 100 kB in a process of its own: its peak rises by less than a third of them."""
    done = subprocess.run([sys.executable, "-c", _PEAK, tmp_path], capture_output=True, text=True, check=True, cwd=ROOT)
    grown, written = map(int, done.stdout.split())
    assert written > 40_000
    assert grown < written / 3
