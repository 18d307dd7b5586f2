"""Pictures of one document: each stored as a part of its own and drawn in its line."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Emu
from lxml import etree

from exports.docx.runs import clean
from exports.page import Picture

EMU_PER_TWIP = 635


class Pictures:
    """Puts pictures into one document, numbered in their order; `document` is None for a paper that has none."""

    def __init__(self, document: Any) -> None:
        self._part: Any = document.part if document else None
        self._count = 0

    def run_xml(self, picture: Picture, width: float, height: float) -> str:
        """A run that draws `picture` that many twips wide and high, with its caption as alternative text."""
        self._count += 1
        name = f"image{self._count}.jpg"
        image = ImagePart(PackURI(f"/word/media/{name}"), "image/jpeg", picture.data)
        size = Emu(round(width * EMU_PER_TWIP)), Emu(round(height * EMU_PER_TWIP))
        inline = CT_Inline.new_pic_inline(self._count, self._part.relate_to(image, RT.IMAGE), name, *size)
        inline.docPr.set("name", f"图片{self._count}")
        inline.docPr.set("descr", clean(picture.caption).replace("\n", "　"))
        drawing = etree.tostring(inline, encoding="unicode")
        return f"<w:r><w:drawing>{drawing}</w:drawing></w:r>"
