"""The invisible words that recognition of characters lays over a scanned picture."""

from __future__ import annotations

import pikepdf

_INVISIBLE = 3
"""The text rendering mode that neither fills nor strokes (PDF 1.4, table 5.3)."""
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_TEXT = _SHOWING | frozenset(("BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tr"))


def without_hidden_text(form: pikepdf.Object) -> bytes | None:
    """The operators of a form without its text, if no word of it is seen; None if one is, or there is none at all.

    Words in the forms that it draws are left alone. Raises pikepdf.PdfError for operators that cannot be read.
    """
    kept, modes, hidden = [], [0], False
    for instruction in pikepdf.parse_content_stream(form):
        operator = str(instruction.operator)
        if operator == "q":
            modes.append(modes[-1])
        elif operator == "Q" and len(modes) > 1:
            modes.pop()
        elif operator == "Tr":
            modes[-1] = int(instruction.operands[0])
        elif operator in _SHOWING:
            if modes[-1] != _INVISIBLE:
                return None
            hidden = True
        if operator not in _TEXT:
            kept.append(instruction)
    return pikepdf.unparse_content_stream(kept) if hidden else None
