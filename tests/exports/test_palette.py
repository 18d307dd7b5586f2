"""The palette of charts: paper and screen have the same series in the same order."""

from __future__ import annotations

import json

from exports.docx.stacked import FILLS
from exports.palette import DARK, PALE, PATTERNS, SERIES, pattern_of
from ledger import assets


def test_the_windows_theme_has_the_colours_of_the_palette() -> None:
    theme = json.loads((assets.folder() / "theme.json").read_text(encoding="utf-8"))["Ledger"]
    named = {name: tuple(pair) for name, pair in theme.items() if name.startswith("series")}
    assert named == {f"series{number}": (each.light, each.dark) for number, each in enumerate(SERIES, 1)}


def test_word_fills_every_pattern_in_the_same_order() -> None:
    assert tuple(FILLS) == PATTERNS
    assert [FILLS[pattern][1] for pattern in PATTERNS] == ["595959", "FFFFFF", "D9D9D9", "", "BFBFBF"]


def test_patterns_are_told_apart_and_begin_again() -> None:
    assert [pattern_of(number) for number in range(7)] == [*PATTERNS, *PATTERNS[:2]]
    assert PALE - DARK >= 0.4


def test_no_two_series_have_the_same_colour() -> None:
    for colours in ([each.light for each in SERIES], [each.dark for each in SERIES]):
        assert len(set(colours)) == len(colours)
