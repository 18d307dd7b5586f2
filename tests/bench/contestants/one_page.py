"""Opening a PDF as a reader does: the file and a page number in, the text of that page out."""

from __future__ import annotations

import sys

import pypdfium2

if __name__ == "__main__":
    with pypdfium2.PdfDocument(sys.argv[1]) as pdf:
        page = pdf[int(sys.argv[2]) - 1]
        page.render(scale=1)
        print(page.get_textpage().get_text_bounded())
