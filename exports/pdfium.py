"""PDFium is not made for two threads at once: who calls it where there may be several holds this lock."""

from __future__ import annotations

import threading

PDFIUM = threading.Lock()
