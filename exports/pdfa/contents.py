"""What a stream of page operators holds that PDF/A-1 forbids, read with one pattern since there are thousands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import pikepdf

_PLAIN = rb"[^\x00\t\n\x0c\r ()<>\[\]{}/%]"
_NESTED = rb"(?:[^()\\]++|\\.%s)*+"
_STRING = rb"\(" + _NESTED % (rb"|\(" + _NESTED % (rb"|\(" + _NESTED % b"" + rb"\)") + rb"\)") + rb"\)"
_TOKEN = re.compile(
    rb"|".join(
        (
            _STRING,
            rb"<[0-9A-Fa-f\s]*+>",
            rb"/" + _PLAIN + rb"*+",
            rb"[A-Za-z'\"]" + _PLAIN + rb"*+",
            rb"%[^\r\n]*+",
            rb"\(",
        )
    ),
    re.DOTALL,
)
"""Strings, names, words, comments, and a bracket left over; numbers are passed by."""
_IMAGE_END = re.compile(rb"\sEI(?=\s|$)")
_GLYPH_0 = re.compile(rb"(?:....)*?0000", re.DOTALL)

_OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG "
    b"rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" true false null".split()
)
"""The operators of PDF 1.4 (annex A), with the three words that may be operands."""
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_CMYK = frozenset((b"/DeviceCMYK", b"/CMYK", b"k", b"K"))
_LZW = frozenset((b"/LZW", b"/LZWDecode"))
_DEEPEST = 28
"""How far q may be nested (ISO 19005-1, 6.1.12, from the limits of PDF 1.4)."""


def operator_problems(data: bytes, wide: Collection[bytes]) -> Iterator[str]:
    """Each thing in the operators `data` that PDF/A-1 forbids, as a Chinese clause.

    `wide` names the fonts (with their slash) whose codes are two bytes that stand for glyph numbers; code 0 of such
    a font is the missing glyph.
    """
    fonts: list[bytes] = [b""]
    name, strings = b"", []
    for token in _tokens(data):
        first = token[:1]
        if first == b"/":
            name = token
        elif first in (b"(", b"<") and token != b"(":
            strings.append(token)
        elif first != b"%":
            if token not in _OPERATORS:
                yield "有不认识的绘图指令"
                return
            if token in _SHOWING and fonts[-1] in wide and any(map(_has_missing, strings)):
                yield "有字库中没有的字"
            strings.clear()
            if not _follow(token, name, fonts):
                break
        yield from _forbidden(token, name)
    if len(fonts) != 1:  # q and Q do not pair, or too many are open
        yield "图形状态没有成对保存和恢复"


def names_in(data: bytes) -> set[bytes]:
    """Every name in the operators, with its slash and as it is written."""
    return {token for token in _tokens(data) if token[:1] == b"/"}


def _tokens(data: bytes) -> Iterator[bytes]:
    """Strings, names, words and comments in their order; the bytes of inline pictures are stepped over."""
    start: int | None = 0
    while start is not None:
        found, start = _TOKEN.finditer(data, start), None
        for match in found:
            token = match.group()
            yield token
            if token == b"ID":
                end = _IMAGE_END.search(data, match.end())
                if end is None:
                    yield b"EI"  # alone it is no operator: the picture has no end
                    return
                start = end.end()
                break


def _forbidden(token: bytes, name: bytes) -> Iterator[str]:
    if token in _CMYK:
        yield "使用了印刷四色（CMYK）"
    elif token in _LZW:
        yield "使用了LZW压缩"
    elif token == b"true" and name in (b"/I", b"/Interpolate"):
        yield "图片要求平滑插值"


def _follow(word: bytes, name: bytes, fonts: list[bytes]) -> bool:
    """Keep the font in use through q and Q; whether they are paired so far and not too deep."""
    if word == b"Tf":
        fonts[-1] = name
    elif word == b"q":
        fonts.append(fonts[-1])
    elif word == b"Q":
        fonts.pop()
    return 0 < len(fonts) <= _DEEPEST + 1


def _has_missing(string: bytes) -> bool:
    """Whether a string of two-byte codes holds code 0."""
    if string[:1] == b"<":
        digits = b"".join(string[1:-1].split())
    elif b"\\" not in string and b"\0" not in string:
        return False
    else:
        digits = bytes(pikepdf.Object.parse(string)).hex().encode()
    return _GLYPH_0.match(digits) is not None
