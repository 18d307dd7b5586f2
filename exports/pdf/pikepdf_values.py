"""Values of a PDF as pikepdf takes them; apart, because a single paper is written without pikepdf."""

from __future__ import annotations

from typing import Any

import pikepdf

from exports.pdf.tree import Apart, Raw, Stream, Tree


def for_pikepdf(pdf: pikepdf.Pdf, tree: Tree) -> Any:
    """The value as pikepdf takes it; streams become indirect objects of `pdf`."""
    match tree:
        case Stream():
            stream = pikepdf.Stream(pdf, b"")
            for key, value in tree.entries.items():
                stream[key] = for_pikepdf(pdf, value)
            stream.write(tree.data, filter=pikepdf.Name(tree.filter) if tree.filter else None)
            return stream
        case Apart(value):
            return pdf.make_indirect(for_pikepdf(pdf, value))
        case Raw(written):
            return pikepdf.Object.parse(written.encode("ascii"))
        case dict():
            return pikepdf.Dictionary({key: for_pikepdf(pdf, value) for key, value in tree.items()})
        case list():
            return pikepdf.Array([for_pikepdf(pdf, value) for value in tree])
        case str():
            return pikepdf.Name(tree)
        case bytes():
            return pikepdf.String(tree)
    return tree
