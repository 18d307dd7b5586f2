"""Where a line of Chinese text may end: 行首、行尾禁则, words, numbers, dashes, and characters that belong together."""

from __future__ import annotations

import functools
import unicodedata

from exports.typeset.faces import drawn

CLOSING = frozenset("，。、；：？！．”’）》〉】〕〗」』］｝〞｠")
"""Full-width marks whose right half is blank and may be squeezed out."""

OPENING = frozenset("“‘（《〈【〔〖「『［｛〝｟")
"""Full-width marks whose left half is blank and may be squeezed out."""

NO_START = CLOSING | frozenset("—―…·～％‰℃°′″々〃,.;:?!)]}%")
"""Never at the start of a line (GB/T 15834-2011, 5.1; CLReq 3.1.2), with the marks that belong to a number before."""

NO_END = OPENING | frozenset("([{￥¥$＄§№")
"""Never at the end of a line (GB/T 15834-2011, 5.1; CLReq 3.1.2), with the marks that belong to a number behind."""

LONG_MARKS = frozenset("—―…")
"""Marks that are written twice and must neither be parted nor spread."""

_GLUE = "\u00a0\u202f"
"""No-break spaces: they stay at the end of a line, and no line breaks beside them."""


@functools.cache
def is_space(ch: str) -> bool:
    """Whether lines may break behind `ch` and it vanishes there."""
    return ch[0] in "\t " or (unicodedata.category(ch[0]) == "Zs" and ch[0] not in _GLUE)


@functools.cache
def is_wide(ch: str) -> bool:
    """Whether `ch` (or the cluster that starts with it) is set on the grid of full-width characters."""
    point = ord(ch[0])
    if unicodedata.east_asian_width(ch[0]) in "WF":
        return True
    # Ambiguous marks, Roman numerals, enclosed numbers, arrows and shapes; letters of other alphabets are narrow.
    return ch[0] in "“”‘’·…—―‰℃№※" or 0x2160 <= point <= 0x27BF or 0xE000 <= point <= 0xF8FF


@functools.cache
def is_word(ch: str) -> bool:
    """Whether `ch` stands in words and numbers, which are kept whole; full-width letters and digits do so, too."""
    return not is_wide(ch) or ("\uff10" <= ch[0] <= "\uff5a" and ch[0].isalnum())


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two adjacent clusters."""
    return may_split(before, after) and not (is_word(before) and is_word(after)) and not _glued(before, after)


def may_split(before: str, after: str) -> bool:
    """Whether a word too long for any line may be split here: everything but the two ends is set aside."""
    return after[0] not in NO_START and before[0] not in NO_END


def _glued(before: str, after: str) -> bool:
    return before[0] in _GLUE or after[0] in _GLUE


def clusters(text: str) -> tuple[str, ...]:
    """`text` in pieces that are never parted: a character with its combining marks, selectors and joined followers.

    Nothing joins a space, which may vanish at the end of a line.
    """
    if _alone.issuperset(text):
        return tuple(text)
    pieces: list[str] = []
    for ch in text:
        if pieces and not is_space(pieces[-1]) and (_attaches(ch) or pieces[-1][-1] == "\u200d"):
            pieces[-1] += ch
        else:
            pieces.append(ch)
    _alone.update(ch for ch in pieces if len(ch) == 1 and ch != "\u200d" and not _attaches(ch))
    return tuple(pieces)


_alone: set[str] = set()
"""Characters met so far that join no other: a text of these alone, as nearly all are, needs no look at each."""


@functools.cache
def _attaches(ch: str) -> bool:
    return unicodedata.category(ch) in ("Mn", "Mc", "Me") or not drawn(ch)
