"""Text as it may enter a ledger: composed (NFC), without control characters, and with every character known to all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ledger.characters import LOST, is_private, is_strange, standard_for
from ledger.errors import InputError

# The last two are no characters, and no XML may hold them.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class BrokenText(InputError):
    """Half a character, as a failed conversion leaves it."""

    def __init__(self, label: str, text: str) -> None:
        self.label = label
        place = next(iter(_SURROGATES.finditer(text))).start() + 1
        super().__init__(f"“{label}”的第{place}个字是残缺字符，存不下来，请删去后重新输入这个字。")


class PrivateCharacter(InputError):
    """A character of private use (自造字): other computers show another one for it, or a box."""

    def __init__(self, label: str, place: int, ch: str) -> None:
        self.label, self.ch, self.standard = label, ch, standard_for(ch)
        advice = "请换成国家标准里有的字后再试"
        if self.standard:
            advice = f"请改用标准字“{self.standard}”（U+{ord(self.standard):04X}），并与原件核对"
        super().__init__(f"“{label}”的第{place}个字是自造字（U+{ord(ch):04X}），换一台电脑就认不出来：{advice}。")


class SpoiltCharacter(InputError):
    """What a wrong conversion has made of a character, or a code point that stands for none."""

    def __init__(self, label: str, place: int, ch: str) -> None:
        self.label, self.ch = label, ch
        what = "已经变成“\ufffd”，原来的字丢失了" if ch == LOST else "不是任何文字，多半是乱码"
        super().__init__(f"“{label}”的第{place}个字（U+{ord(ch):04X}）{what}：请对照原件重新输入这个字。")


def clean_text(text: str, label: str) -> str:
    """`text` in NFC, line ends as newlines, other control characters left out. Raises BrokenText.

    Any other character is kept, as names that a computer gives (of users and files) need it; see `typed_text`.
    """
    if _SURROGATES.search(text):
        raise BrokenText(label, text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", lines))


def typed_text(text: str, label: str) -> str:
    """`clean_text` of what somebody typed or imported. Raises BrokenText, PrivateCharacter, SpoiltCharacter.

    Variation selectors are kept, and apart from NFC, which joins the doubles among the ideographs, no character of a
    name is ever changed for another.
    """
    cleaned = clean_text(text, label)
    strange = set(filter(is_strange, set(cleaned)))
    if strange:
        place, ch = next((place, ch) for place, ch in enumerate(cleaned, 1) if ch in strange)
        raise PrivateCharacter(label, place, ch) if is_private(ch) else SpoiltCharacter(label, place, ch)
    return cleaned


def clean(raw: object, label: str) -> Any:
    """`raw` with every text inside it as `typed_text` gives it. Raises what it raises."""
    if isinstance(raw, str):
        return typed_text(raw, label)
    if isinstance(raw, Mapping):
        return {key: clean(value, label) for key, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [clean(value, label) for value in raw]
    return raw
