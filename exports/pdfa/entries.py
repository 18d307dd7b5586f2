"""The marks of a PDF/A-1b file as entries of its catalog, for a writer that makes the file from nothing."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Mapping

from exports.pdf.tree import Apart, Stream, Tree
from exports.pdfa.metadata import packet_of
from exports.pdfa.profile import srgb

_COLOURS = b"sRGB IEC61966-2.1"


def catalog_entries(info: Mapping[str, str]) -> dict[str, Tree]:
    """XMP that says what the Info dictionary says, and the colours that the file means (ISO 19005-1, 6.2.2 and 6.7)."""
    xmp = Stream(packet_of(info, claim=True), {"/Type": "/Metadata", "/Subtype": "/XML"}, filter="")
    return {"/Metadata": xmp, "/OutputIntents": [output_intent()]}


def output_intent() -> Tree:
    """The output intent of a file whose colours are sRGB."""
    intent: Tree = {
        "/Type": "/OutputIntent",
        "/S": "/GTS_PDFA1",
        "/OutputConditionIdentifier": _COLOURS,
        "/Info": _COLOURS,
        "/DestOutputProfile": Stream(_profile(), {"/N": 3}),
    }
    return Apart(intent)


@functools.cache
def _profile() -> bytes:
    return zlib.compress(srgb(), 9)
