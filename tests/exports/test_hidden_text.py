"""Invisible words are taken out where all words are invisible, and never where one is seen."""

from __future__ import annotations

import pikepdf
import pytest

from exports.hidden_text import without_hidden_text


@pytest.mark.parametrize(
    ("operators", "left"),
    [
        (b"q /Im Do Q BT 3 Tr /F 9 Tf (a) Tj ET", b"q /Im Do Q"),
        (b"3 Tr q BT (a) Tj T* (b) ' ET Q 1 0 0 rg 0 0 9 9 re f", b"q Q 1 0 0 rg 0 0 9 9 re f"),
        (b"BT 3 Tr [(a) 3 (b)] TJ ET BT (c) Tj ET", b""),
        (b"BT 3 Tr (a) Tj 0 Tr (b) Tj ET", None),
        (b"q 3 Tr Q BT (a) Tj ET", None),
        (b"q 3 Tr BT (a) Tj ET Q BT (b) Tj ET", None),
        (b"/Im Do", None),
        (b"BT 3 Tr ET", None),
    ],
)
def test_only_words_that_nobody_sees_are_taken_out(operators: bytes, left: bytes | None) -> None:
    with pikepdf.new() as pdf:
        found = without_hidden_text(pdf.make_stream(operators))
    assert (found if found is None else b" ".join(found.split())) == left
