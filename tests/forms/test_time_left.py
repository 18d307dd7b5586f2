"""How long work will still take."""

from __future__ import annotations

import pytest

from forms.time_left import TimeLeft


def words(passed: float, done: int, total: int) -> str:
    times = iter((0.0, passed))
    return TimeLeft(lambda: next(times)).words(done, total)


@pytest.mark.parametrize(
    ("passed", "done", "total", "told"),
    [
        (2.9, 50, 100, ""),
        (60, 9, 100, ""),
        (60, 0, 100, ""),
        (60, 100, 100, ""),
        (60, 1, 0, ""),
        (30, 90, 100, "很快就好"),
        (30, 50, 100, "约还要30秒"),
        (41, 50, 100, "约还要50秒"),
        (58, 50, 100, "约还要1分钟"),
        (61, 50, 100, "约还要2分钟"),
        (600, 10, 100, "约还要90分钟"),
    ],
)
def test_it_is_told_only_when_it_can_be_known(passed: float, done: int, total: int, told: str) -> None:
    assert words(passed, done, total) == told
