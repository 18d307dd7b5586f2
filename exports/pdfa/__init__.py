"""PDF/A-1b (ISO 19005-1), the form in which archives keep a PDF: how it is marked, checked and written.

A PDF goes through `mark`, then `problems`; if there are any, through `unmark`; then `save`.
"""

from __future__ import annotations

from exports.pdfa.checking import problems
from exports.pdfa.marking import mark, save, unmark

__all__ = ["mark", "problems", "save", "unmark"]
