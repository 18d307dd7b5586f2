"""How broad a text is before any face is known: columns and indents that docx and PDF share are measured so."""

from __future__ import annotations

import unicodedata


def characters(text: str) -> float:
    """The width of `text` in full-width characters, Latin letters and digits taken as half."""
    return sum(1.0 if unicodedata.east_asian_width(ch) in "WFA" else 0.5 for ch in text)
