"""What programs do to the one page of a scan: turned origins, hidden text, seals, odd operators."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from exports.pdfa.profile import srgb
from tests.exports.scan_codecs import Encoded, flate

A4 = (595.0, 842.0)


def image(pdf: pikepdf.Pdf, encoded: Encoded) -> pikepdf.Stream:
    """The picture as an object of the PDF."""
    made = pikepdf.Stream(pdf, b"")
    made.write(encoded.data, filter=Name(encoded.filter), decode_parms=encoded.parameters)
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Width, made.Height, made.BitsPerComponent = *encoded.size, encoded.bits
    made.ColorSpace = encoded.colours
    if encoded.decode:
        made.Decode = Array(encoded.decode)
    return made


def moved(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.MediaBox = Array([-50, 200, 545, 1042])
    page.contents_add(b"q 1 0 0 1 -50 200 cm", prepend=True)
    page.contents_add(b"Q")


def swapped(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The corners of the media box the wrong way round, and a crop box that reaches beyond it."""
    page.obj.MediaBox = Array([595, 842, 0, 0])
    page.obj.CropBox = Array([-20, -20, 700, 900])


def halved(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Units of two points."""
    page.obj.MediaBox = Array([0, 0, A4[0] / 2, A4[1] / 2])
    page.obj.UserUnit = 2
    page.contents_add(b"q 0.5 0 0 0.5 0 0 cm", prepend=True)
    page.contents_add(b"Q")


def inheriting(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Size, turn and resources stand in the page tree only."""
    for key in ("/MediaBox", "/Resources", "/Rotate"):
        pdf.Root.Pages[key] = page.obj[key]
        del page.obj[key]


def with_hidden_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """What recognition of characters leaves: invisible words in a font that is not inside."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.add_resource(font, Name.Font, Name.F0)
    page.contents_add(b"BT 3 Tr /F0 12 Tf 70 600 Td (meeting of June 11) Tj ET")


def with_seen_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The same words, but to be read."""
    with_hidden_text(pdf, page)
    page.contents_add(b"BT 0 Tr /F0 12 Tf 70 500 Td (received) Tj ET")


def see_through(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.add_resource(Dictionary(Type=Name.ExtGState, ca=0.5), Name.ExtGState, Name.G0)
    page.contents_add(b"q /G0 gs 1 0 0 rg 300 100 90 90 re f Q")


def masked(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Resources.XObject.Im0.SMask = image(pdf, flate(Image.new("L", (2, 2), "white")))


def grouped(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """A group for transparency without anything transparent, as printing from browsers leaves it."""
    page.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)


def stamped(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """A red seal laid over the page as an annotation."""
    look = pdf.make_stream(b"1 0 0 rg 0 0 90 90 re f", Type=Name.XObject, Subtype=Name.Form)
    look.BBox = Array([0, 0, 90, 90])
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[300, 100, 390, 190], F=4, AP=Dictionary(N=look))
    page.obj.Annots = Array([pdf.make_indirect(note)])


def linked(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[300, 100, 390, 190], Border=[0, 0, 0])
    note.A = Dictionary(S=Name.URI, URI=pikepdf.String("http://example.com"))
    page.obj.Annots = Array([pdf.make_indirect(note)])


def indexed(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Grey by way of a table of colours, of a profile of its own."""
    profile = pdf.make_stream(srgb(), N=3)
    table = pikepdf.String(bytes(value for shade in range(256) for value in (shade,) * 3))
    page.obj.Resources.XObject.Im0.ColorSpace = Array([Name.Indexed, Array([Name.ICCBased, profile]), 255, table])


def smoothed(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Resources.XObject.Im0.Interpolate = True


def split(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The operators in two parts, of which neither is whole."""
    whole = page.Contents.read_bytes()
    page.obj.Contents = Array([pdf.make_stream(part) for part in whole.split(b" ", 5)[0:1]])
    page.obj.Contents.append(pdf.make_stream(whole.split(b" ", 1)[1]))


def unpaired(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.contents_add(b"q 1 0 0 1 5 5 cm")


def inline(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.contents_add(b"q 90 0 0 90 300 100 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \xff\x00\x00 EI Q")
