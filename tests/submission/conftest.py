"""What the tests of this folder share: the demo that the README names, and a full library of each scheme."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from forms.cli import main
from ledger.snapshot import Snapshot
from tests.full.library import build


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which `taizhang demo` built its library and its submission."""
    folder = tmp_path_factory.mktemp("demo")
    assert main(["demo", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def submission(demo: Path) -> Path:
    """The submission folder."""
    return demo / "报送"


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Snapshot]:
    """The ledger that holds everything that a scheme demands; each is built once."""
    return cache(lambda scheme_id: build(tmp_path_factory.mktemp(scheme_id), scheme_id))
