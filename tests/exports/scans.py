"""Scans made on the fly: as small as they can be and still be real."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image


def scan(pages: int) -> bytes:
    """A PDF of grey A5 pages."""
    pdf, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(420, 595))
        page.Contents = pdf.make_stream(b"0.5 g 20 20 380 555 re f")
    pdf.save(out, deterministic_id=True, compress_streams=False)
    return out.getvalue()


def picture(colour: str) -> bytes:
    """A JPEG of 40 by 30 pixels."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()
