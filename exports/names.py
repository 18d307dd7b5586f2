"""File and folder names that Windows, exFAT sticks and Linux all accept, made from Chinese titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

BOUND = "合订本.pdf"
"""The bound PDF in a submission folder."""

NAME_LIMIT = 60
"""UTF-16 units of one file name, its suffix included."""

FOLDER_LIMIT = 20
"""UTF-16 units of one folder name inside an export."""

PATH_LIMIT = 120
"""UTF-16 units of a path relative to the export; leaves room for the recipient's own path under Windows' 260."""

BYTE_LIMIT = 255
"""UTF-8 bytes of one name on Linux file systems."""

UNNAMED = "未命名"

_FORBIDDEN = str.maketrans(
    {"<": "＜", ">": "＞", ":": "：", '"': "＂", "|": "｜", "?": "？", "*": "＊", "/": "_", "\\": "_"}
)
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])[ .]*(\..*)?", re.IGNORECASE)
"""Device names of Windows, which stay reserved in front of any suffix."""


def safe_name(title: str, limit: int = NAME_LIMIT, *, suffix: str = "") -> str:
    """A name for `title` that ends in `suffix` and is at most `limit` UTF-16 units and 255 UTF-8 bytes long.

    Forbidden characters become their full-width twins, control and invisible format characters go, runs of white
    space become one space; a long title is cut between characters as a reader sees them. Cleaning a clean name
    changes nothing. Raises ValueError when `suffix` leaves no room for a name.
    """
    room, room_bytes = limit - utf16_length(suffix), BYTE_LIMIT - len(suffix.encode("utf-8"))
    if room < 1 or room_bytes < 4:
        raise ValueError(f"no room for a name before {suffix!r} within {limit}")
    name = _trim(_cut(_clean(title), room, room_bytes))
    if _RESERVED.fullmatch(name):
        name = _trim(_cut("_" + name, room, room_bytes))
    return (name or UNNAMED[:room]) + suffix


def unique_names(titles: Iterable[str], limit: int = NAME_LIMIT, *, suffix: str = "") -> tuple[str, ...]:
    """Safe names for `titles` in their order, no two of which Windows or macOS would take for one file.

    A name already taken gets `_2`, `_3` …; titles that come first keep their plain name.
    """
    taken: set[str] = set()
    names = []
    for title in titles:
        name, count = safe_name(title, limit, suffix=suffix), 1
        while fold(name) in taken:
            count += 1
            ending = f"_{count}{suffix}"
            name = safe_name(title, limit, suffix=ending)
        taken.add(fold(name))
        names.append(name)
    return tuple(names)


def safe_path(*titles: str, suffix: str = "") -> str:
    """A relative path with `/` whose last title is the file and the others its folders, at most 120 UTF-16 units.

    Raises ValueError when the folders alone leave no room for the file.
    """
    *folders, file = titles
    front = "".join(safe_name(folder, FOLDER_LIMIT) + "/" for folder in folders)
    return front + safe_name(file, min(NAME_LIMIT, PATH_LIMIT - utf16_length(front)), suffix=suffix)


def fold(name: str) -> str:
    """What case-blind and normalising file systems see of `name`: equal folds are one file to them."""
    seen = unicodedata.normalize("NFC", name).upper().casefold()
    return unicodedata.normalize("NFC", seen)


def is_reserved(name: str) -> bool:
    """Whether Windows takes `name` for a device, whatever suffix it has."""
    return _RESERVED.fullmatch(name) is not None


def utf16_length(text: str) -> int:
    """How long Windows counts `text`: a character above U+FFFF counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clusters(text: str) -> list[str]:
    """`text` split into characters as a reader sees them: base, marks and variation selectors stay together."""
    found: list[str] = []
    for char in text:
        if found and _continues(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _continues(cluster: str, char: str) -> bool:
    flag_half = _is_flag_half(char) and len(cluster) == 1 and _is_flag_half(cluster)
    skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    jamo = "\u1160" <= char <= "\u11ff"
    return unicodedata.category(char).startswith("M") or skin_tone or jamo or flag_half


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _clean(title: str) -> str:
    # Line ends and tabs are invisible too, but they part words; so white space goes first and once more at the end.
    spaced = " ".join(unicodedata.normalize("NFC", title).split())
    kept = "".join(char for char in spaced if not _is_invisible(char))
    return _trim(unicodedata.normalize("NFC", " ".join(kept.split()).translate(_FORBIDDEN)))


def _is_invisible(char: str) -> bool:
    # Unassigned code points stay: newer CJK extensions are unassigned to this Python but stand in people's names.
    if unicodedata.category(char) in {"Cc", "Cf", "Cs"}:
        return True
    return ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"


def _trim(name: str) -> str:
    # Windows drops trailing dots and spaces; Linux hides names with a leading dot.
    return name.strip(". \u3000")


def _cut(name: str, units: int, size: int) -> str:
    if utf16_length(name) <= units and len(name.encode("utf-8")) <= size:
        return name
    kept = ""
    for cluster in clusters(name):
        longer = kept + cluster
        if utf16_length(longer) > units or len(longer.encode("utf-8")) > size:
            break
        kept = longer
    return kept
