"""What a stream of page operators holds that PDF/A-1 forbids, read with one pattern since there are thousands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator

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
_OPERANDS = frozenset(b"(</%")
"""How the other tokens begin: strings, names, comments."""
_SUSPICIOUS = re.compile(rb"0\s*0\s*0\s*0|\\|\0")
"""What has to be in operators that show code 0 of two bytes."""
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_CMYK = frozenset((b"/DeviceCMYK", b"/CMYK", b"k", b"K"))
_LZW = frozenset((b"/LZW", b"/LZWDecode"))
_SMOOTH = {(b"/I", b"true"), (b"/Interpolate", b"true")}
_DEEPEST = 28
"""How far q may be nested (ISO 19005-1, 6.1.12, from the limits of PDF 1.4)."""


def operator_problems(data: bytes) -> Iterator[str]:
    """Each thing in the operators `data` that PDF/A-1 forbids, as a Chinese clause; missing glyphs apart."""
    tokens = _tokens(data)
    different = set(tokens)
    if not all(token in _OPERATORS or (token[0] in _OPERANDS and token != b"(") for token in different):
        yield "有不认识的绘图指令"
    if not different.isdisjoint(_CMYK):
        yield "使用了印刷四色（CMYK）"
    if not different.isdisjoint(_LZW):
        yield "使用了LZW压缩"
    if b"BI" in different and (_SMOOTH & set(itertools.pairwise(tokens))):
        yield "图片要求平滑插值"
    if not _are_paired(tokens):
        yield "图形状态没有成对保存和恢复"


def shows_missing_glyph(data: bytes, wide: Callable[[], Collection[bytes]]) -> bool:
    """Whether the operators show the missing glyph, an empty box.

    `wide` gives the names (with their slash) of the fonts whose codes are two bytes that stand for glyph numbers, of
    which 0 is the missing glyph; it is asked only where there is need.
    """
    if not _SUSPICIOUS.search(data):
        return False
    fonts, name, strings, shown = [b""], b"", [], wide()
    for token in _tokens(data):
        if token[:1] == b"/":
            name = token
        elif token[0] in _OPERANDS:
            strings.append(token)
        elif token in _SHOWING and fonts[-1] in shown and any(map(_has_missing, strings)):
            return True
        else:
            strings.clear()
            _follow(token, name, fonts)
    return False


def names_in(data: bytes) -> set[bytes]:
    """Every name in the operators, with its slash and as it is written."""
    return {token for token in _tokens(data) if token[:1] == b"/"}


def _tokens(data: bytes) -> list[bytes]:
    """Strings, names, words and comments in their order; the bytes of inline pictures are stepped over."""
    tokens: list[bytes] = _TOKEN.findall(data)
    return list(_tokens_with_pictures(data)) if b"ID" in tokens else tokens


def _tokens_with_pictures(data: bytes) -> Iterator[bytes]:
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


def _are_paired(tokens: Iterable[bytes]) -> bool:
    """Whether each q has its Q and none is nested too deep."""
    depth = 0
    for token in tokens:
        if token == b"q":
            depth += 1
        elif token == b"Q":
            depth -= 1
            if depth < 0:
                return False
        if depth > _DEEPEST:
            return False
    return depth == 0


def _follow(word: bytes, name: bytes, fonts: list[bytes]) -> None:
    """Keep the font in use through q and Q."""
    if word == b"Tf":
        fonts[-1] = name
    elif word == b"q":
        fonts.append(fonts[-1])
    elif word == b"Q" and len(fonts) > 1:
        fonts.pop()


def _has_missing(string: bytes) -> bool:
    """Whether a string of two-byte codes holds code 0."""
    if string[:1] == b"<":
        digits = b"".join(string[1:-1].split())
    elif b"\\" not in string and b"\0" not in string:
        return False
    else:
        digits = bytes(pikepdf.Object.parse(string)).hex().encode()
    return _GLYPH_0.match(digits) is not None
