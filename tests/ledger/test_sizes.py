"""Sizes of files in words."""

from __future__ import annotations

import pytest

from ledger.sizes import size_in_words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0KB"),
        (1, "1KB"),
        (999 * 1024, "999KB"),
        (1000 * 1024, "1.0MB"),
        (1_380_000, "1.3MB"),
        (350 * 1024**2, "350MB"),
        (4 * 1024**3, "4.0GB"),
        (5000 * 1024**4, "5000TB"),
    ],
)
def test_sizes(size: int, words: str) -> None:
    assert size_in_words(size) == words
