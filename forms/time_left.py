"""How long work will still take, told only when it can be known."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

_LEAST_SECONDS = 3.0
_LEAST_SHARE = 0.1
"""Before so much has passed and is done nothing is told: it would be a guess."""


class TimeLeft:
    """Counts from its making; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._begun = clock, clock()

    def words(self, done: int, total: int) -> str:
        """“约还要2分钟” by the speed so far; "" while that cannot be known, and when all is done."""
        passed = self._clock() - self._begun
        if passed < _LEAST_SECONDS or done < total * _LEAST_SHARE or not 0 < done < total:
            return ""
        left = passed * (total - done) / done
        if left < 10:
            return "很快就好"
        if left <= 55:
            return f"约还要{math.ceil(left / 10) * 10}秒"
        return f"约还要{math.ceil(left / 60)}分钟"
