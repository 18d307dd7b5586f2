"""Text as it may enter a ledger: composed (NFC), without control characters, and always writable as UTF-8."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

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


def clean_text(text: str, label: str) -> str:
    """`text` in NFC, line ends as newlines, other control characters left out. Raises BrokenText.

    Characters of private use are kept: names are written with them; the check of faces reports them.
    """
    if _SURROGATES.search(text):
        raise BrokenText(label, text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", lines))


def clean(raw: object, label: str) -> Any:
    """`raw` with every text inside it cleaned. Raises BrokenText."""
    if isinstance(raw, str):
        return clean_text(raw, label)
    if isinstance(raw, Mapping):
        return {key: clean(value, label) for key, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [clean(value, label) for value in raw]
    return raw
