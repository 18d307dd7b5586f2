"""The window of the disasters: the same screen, root and hands as the window's own tests have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.forms.window import conftest as window
from tests.forms.window.conftest import collected, display, library, sample, stage, start
from tests.forms.window.faults import Faults

__all__ = ["collected", "display", "faults", "library", "sample", "stage", "start"]


@pytest.fixture
def faults(collected: Faults) -> Iterator[Faults]:
    """The errors of this test of the window; one that it means to happen it takes out with `faults.take()`."""
    yield from window.watched(collected)
