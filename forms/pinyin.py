"""Finding Chinese words by what is typed: any part of them, or the letters of their pinyin."""

from __future__ import annotations

import functools
from collections.abc import Sequence


def warm() -> None:
    """Load the table of readings, which takes a tenth of a second; to be called off the Tk thread."""
    _readings("单")


def matches(name: str, typed: str) -> bool:
    """Whether `typed` is a part of `name`, or stands for a part of it in pinyin: initials, syllables, or both mixed.

    zxl, zhangxl and xiaoli stand for 张晓丽; the last syllable may be begun only. Every reading of a character counts.
    """
    return _rank(name, typed) is not None


def initials(words: str) -> str:
    """The first letters of the syllables that the characters are most often read as; of other words a–z and 0–9."""
    first = (_readings(ch)[0][0] for ch in words.casefold() if not ch.isspace())
    return "".join(letter for letter in first if letter.isascii() and letter.isalnum())


_MOST = 10_000
"""Words up to this number are also found by pinyin, which then takes a few hundredths of a second."""


class Index:
    """Words that are asked for again and again by what is typed; of very many, only parts of them are found."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def find(self, typed: str, most: int = 50) -> tuple[str, ...]:
        """Up to `most` of the words that match, those that begin so first, else in their own order."""
        if not typed.strip():
            return self.words[:most]
        rank_of = _rank if len(self.words) <= _MOST else _part_rank
        ranked = ((rank_of(word, typed), place) for place, word in enumerate(self.words))
        found = sorted((rank, place) for rank, place in ranked if rank is not None)
        return tuple(self.words[place] for _, place in found[:most])


def _rank(name: str, typed: str) -> int | None:
    """How well `typed` stands for `name`, 0 best; None when it does not."""
    rank = _part_rank(name, typed)
    if rank is not None:
        return rank
    wanted, word = typed.strip().casefold(), name.casefold()
    letters = wanted.replace("'", "").replace(" ", "")
    if not any("a" <= ch <= "z" for ch in letters):
        return None
    readings = tuple(_readings(ch) for ch in word)
    starts = (at for at in range(len(readings)) if _stands(readings, at, letters))
    first = next(starts, None)
    return None if first is None else 2 if first == 0 else 4


def _part_rank(name: str, typed: str) -> int | None:
    """How well `typed` is a part of `name`, None when it is none."""
    wanted, word = typed.strip().casefold(), name.casefold()
    if wanted not in word:
        return None
    return 0 if word == wanted else 1 if word.startswith(wanted) else 3


def _stands(readings: tuple[tuple[str, ...], ...], at: int, letters: str) -> bool:
    """Whether `letters` can be split among the characters from `at` on: a syllable or its beginning for each."""
    if not letters:
        return True
    if at == len(readings):
        return False
    for reading in readings[at]:
        if reading.startswith(letters):
            return True
        for share in {len(reading), 1, 2 if reading[1:2] == "h" else 1}:
            if letters.startswith(reading[:share]) and _stands(readings, at + 1, letters[share:]):
                return True
    return False


@functools.lru_cache(maxsize=20_000)
def _readings(ch: str) -> tuple[str, ...]:
    """The syllables that `ch` is read as, without tones; itself when it is no Chinese character."""
    import pypinyin

    (found,) = pypinyin.pinyin(ch, style=pypinyin.Style.NORMAL, heteronym=True)
    syllables = [reading for reading in found if reading]
    # 吕 is typed lv by most and lu by some.
    return tuple(dict.fromkeys([*syllables, *(each.replace("v", "u") for each in syllables), ch]))
