"""How the size of a file is told."""

from __future__ import annotations

_UNITS = ("KB", "MB", "GB", "TB")


def size_in_words(size: int) -> str:
    """Bytes in the unit that a file manager takes, with at most three digits: 812KB, 1.3MB, 350MB."""
    amount, unit = size / 1024, _UNITS[0]
    for larger in _UNITS[1:]:
        if amount < 1000:
            break
        amount, unit = amount / 1024, larger
    if amount >= 100 or unit == "KB":
        return f"{max(1, round(amount)) if size else 0}{unit}"
    return f"{amount:.1f}{unit}"
