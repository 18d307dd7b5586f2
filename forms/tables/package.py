"""Whether a file of Office (xlsx, docx) may be unpacked: what is in it, before any of it is read."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from forms.sheet_cells import LARGEST_PART, NotASpreadsheet

LARGEST = 2 * LARGEST_PART
"""Bytes of all parts once they are unpacked."""
MOST_PARTS = 20_000
_PROLOGUE = 1 << 16
"""Bytes of a part before its first element."""
_XML = (".xml", ".rels", ".vml")
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)
_LESS = "请只留下要导入的行，另存后再导入"


class _Seen(Exception):
    """The first element has begun."""


def refuse_vast(path: Path, data: bytes) -> None:
    """Refuse a package that would fill the memory, or defines entities (ECMA-376-2 allows no DTD in its parts).

    A package that is damaged is left to its reader to refuse. Raises NotASpreadsheet.
    """
    with contextlib.suppress(*_DAMAGED), zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        sizes = [part.file_size for part in parts]
        if len(parts) > MOST_PARTS or sum(sizes) > LARGEST or max(sizes, default=0) > LARGEST_PART:
            raise NotASpreadsheet(path, "解开以后太大，不像是登记用的表", _LESS)
        for part in parts:
            if part.filename.lower().endswith(_XML) and _has_dtd(package, part):
                raise NotASpreadsheet(
                    path,
                    "里面定义了实体，Office和WPS存的文件里没有这种内容",
                    "请核实来源，用Office或WPS打开，另存后再导入",
                )


def _has_dtd(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares a document type; what cannot be read is left to its reader to refuse."""
    with package.open(part) as stream:
        head = stream.read(_PROLOGUE)
    found: list[str] = []

    def declared(name: str, *_: object) -> None:
        found.append(name)
        raise _Seen

    def begun(*_: object) -> None:
        raise _Seen

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = declared, begun
    try:
        parser.Parse(head, False)
    except (_Seen, expat.ExpatError, ValueError, LookupError):
        return bool(found)
    return len(head) == _PROLOGUE  # nothing but remarks, for longer than any program writes
