"""One demo for all tests of this folder, built by the command that the README names."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.cli import main


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
