"""How the data of a stream may be packed in PDF/A-1 (6.1.10): nothing patented, nothing later than PDF 1.4."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array

_OUTSIDE = ("/F", "/FFilter", "/FDecodeParms")
_FORBIDDEN = {
    "/LZWDecode": "使用了LZW压缩",
    "/LZW": "使用了LZW压缩",
    "/JPXDecode": "使用了JPEG2000压缩",
    "/Crypt": "内容已加密",
}


def filters(stream: pikepdf.Object) -> tuple[str, ...]:
    """The names of the filters of a stream, the outermost first."""
    held = stream.get("/Filter")
    if held is None:
        return ()
    return tuple(str(each) for each in (held.as_list() if isinstance(held, Array) else [held]))


def stream_problems(stream: pikepdf.Object) -> Iterator[str]:
    """What PDF/A-1 forbids about the packing of a stream, as Chinese clauses."""
    for name in filters(stream):
        if name in _FORBIDDEN:
            yield _FORBIDDEN[name]
    if any(key in stream for key in _OUTSIDE):
        yield "内容存放在另外的文件里"
