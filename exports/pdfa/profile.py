"""The colours of the screen (sRGB) as an ICC profile, computed here so that no foreign file is carried along."""

from __future__ import annotations

import functools
import struct

_HEADER = 128
_STEPS = 1024
"""Entries of the tone curve: as many as other profiles of this kind have."""
_WHITE = (0.9505, 1.0, 1.0891)
_RED, _GREEN, _BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.7141)
"""The primaries of IEC 61966-2-1 seen under the profile's own light (D50), as XYZ."""
_D50 = (0.9642, 1.0, 0.8249)


@functools.cache
def srgb() -> bytes:
    """An ICC profile of sRGB (IEC 61966-2-1), version 2.1 as PDF 1.4 reads it; always the same 2.5 KB."""
    curve = b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *(_linear(step) for step in range(_STEPS)))
    name = b"sRGB IEC61966-2.1\0"
    described = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)
    tags = (
        (b"desc", described),
        (b"cprt", b"text\0\0\0\0No copyright, use freely\0"),
        (b"wtpt", _xyz(_WHITE)),
        (b"rXYZ", _xyz(_RED)),
        (b"gXYZ", _xyz(_GREEN)),
        (b"bXYZ", _xyz(_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    )
    return _assemble(tags)


def _assemble(tags: tuple[tuple[bytes, bytes], ...]) -> bytes:
    """Header, table and data of the profile; a curve that three tags share is written once."""
    start = _HEADER + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for signature, value in tags:
        if value not in places:
            places[value] = start + len(data)
            data += value + bytes(-len(value) % 4)
        table += signature + struct.pack(">II", places[value], len(value))
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    header = struct.pack(">I4xI4s4s4s", start + len(data), 0x02100000, b"mntr", b"RGB ", b"XYZ ") + made + b"acsp"
    header += bytes(28) + b"".join(_fixed(value) for value in _D50)
    return header.ljust(_HEADER, b"\0") + table + data


def _linear(step: int) -> int:
    """The light (0–65535) that a value of sRGB stands for, by the curve of IEC 61966-2-1."""
    value = step / (_STEPS - 1)
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(each) for each in value)


def _fixed(value: float) -> bytes:
    """A number with 16 bits behind the point, as ICC writes it."""
    return struct.pack(">i", round(value * 65536))
