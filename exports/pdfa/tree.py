"""Pages and resources as they stand in the tree of a PDF's objects: what parents give, what can be mended."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from exports.pdfa.streams import filters

_TALLEST = 64
"""Levels of a page tree that are followed: a damaged one may be a ring."""


def inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    """An entry of a page that its parents in the page tree may give (PDF 1.4, 3.6.2); None where none does."""
    node: pikepdf.Object | None = page
    for _ in range(_TALLEST):
        if not isinstance(node, Dictionary):
            return None
        value = node.get(key)
        if value is not None:
            return value
        node = node.get("/Parent")
    return None


def operators(page: pikepdf.Object) -> bytes:
    """All operators of a page; the parts of its contents belong together as if they were one."""
    contents = page.get("/Contents")
    parts = contents.as_list() if isinstance(contents, Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts if isinstance(part, Stream))


def is_transparency_group(drawing: pikepdf.Object) -> bool:
    """Whether a page or form is to be composed apart before it is laid on the page."""
    group = drawing.get("/Group")
    return isinstance(group, Dictionary) and group.get("/S") == Name.Transparency


def mend(resources: pikepdf.Object, depth: int = 0) -> None:
    """Take from pictures and forms what PDF/A-1 forbids and what changes nothing that is seen.

    LZW is unpacked; a wish for smooth enlargement, substitutes for screens and a group that holds nothing transparent
    are dropped (what is transparent in it is found apart).
    """
    things = resources.get("/XObject", Dictionary())
    for thing in things.as_dict().values() if depth < _TALLEST else ():
        if "/LZWDecode" in filters(thing):
            thing.write(thing.read_bytes())
        for key in ("/Interpolate", "/Alternates", *(("/Group",) if is_transparency_group(thing) else ())):
            if key in thing:
                del thing[key]
        inner = thing.get("/Resources")
        if thing.get("/Subtype") == Name.Form and isinstance(inner, Dictionary):
            mend(inner, depth + 1)
