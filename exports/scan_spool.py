"""The scanned pages of a long file, kept on disk until it is saved: thousands of them do not fit into the memory."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import pikepdf

from exports.errors import CannotWrite

_BATCH = 24 << 20
"""Bytes of pages that are gathered in memory before they go to the disk."""
_MOST = 500
"""Pages of a batch, whatever their weight: what lies deep inside a page is not weighed."""


class ScanSpool:
    """Takes forms one after the other and gives them back in a PDF of their own, whose data are read from the disk.

    Use it in a `with`: first bring each form into `batch` and `keep` it, then make the file from `open`, and save that
    before the block ends, which removes all temporary files. Raises CannotWrite when the disk refuses them.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="taizhang-", ignore_cleanup_errors=True)
        self._batch = pikepdf.new()
        self._weight = self._count = 0
        self._files: list[Path] = []
        self._whole: pikepdf.Pdf | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._batch.close()
        if self._whole is not None:
            self._whole.close()
        self._folder.cleanup()

    @property
    def batch(self) -> pikepdf.Pdf:
        """The PDF to bring the next form into."""
        return self._batch

    def keep(self, form: pikepdf.Object) -> bool:
        """Take a form of `batch`, with which nothing may be done afterwards; whether the batch went to the disk."""
        if not self._batch.pages:
            self._batch.add_blank_page().obj.Scans = pikepdf.Array()
        self._batch.pages[0].obj.Scans.append(form)
        self._weight += _weight(form)
        self._count += 1
        if self._weight < _BATCH and self._count < _MOST:
            return False
        try:
            self._flush()
        except OSError as error:
            raise CannotWrite(Path(self._folder.name), error) from error
        return True

    def open(self) -> tuple[pikepdf.Pdf, list[pikepdf.Object]]:
        """A PDF without pages, and the forms in it in the order in which they were kept."""
        try:
            self._flush()
            path = self._merged()
            self._whole = pikepdf.open(path, access_mode=pikepdf.AccessMode.stream) if path else pikepdf.new()
        except OSError as error:
            raise CannotWrite(Path(self._folder.name), error) from error
        forms = [form for page in self._whole.pages for form in page.obj.Scans.as_list()]
        del self._whole.pages[:]
        if "/ID" in self._whole.trailer:  # of the temporary file
            del self._whole.trailer["/ID"]
        return self._whole, forms

    def _flush(self) -> None:
        """Put the batch on the disk, as it is, and begin another."""
        if not self._count:
            return
        path = Path(self._folder.name) / f"{len(self._files)}.pdf"
        self._batch.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        self._files.append(path)
        self._batch.close()
        self._batch, self._weight, self._count = pikepdf.new(), 0, 0

    def _merged(self) -> Path | None:
        """All batches in one file. qpdf itself copies from file to file; pikepdf would take all into memory."""
        if len(self._files) < 2:
            return next(iter(self._files), None)
        whole = Path(self._folder.name) / "whole.pdf"
        keep = ("--object-streams=disable", "--stream-data=preserve", "--remove-unreferenced-resources=no")
        pikepdf.Job(["qpdf", "--empty", *keep, "--pages", *map(str, self._files), "--", str(whole)]).run()
        for path in self._files:
            path.unlink()
        return whole


def _weight(form: pikepdf.Object) -> int:
    """The bytes of a form and of the pictures and forms that it names."""
    named = form.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    streams = [form, *(each for _, each in named.items() if isinstance(each, pikepdf.Stream))]
    return sum(len(each.get_raw_stream_buffer()) for each in streams)
