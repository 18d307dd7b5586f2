"""What all tests share: programs of the system that may be missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# Shared and old machines are slow now and then: an example that takes long is no fault. Under CI hypothesis has a
# profile of its own, the same examples every time; that stays.
settings.register_profile("unhurried", parent=settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("unhurried")


def is_here(program: str) -> bool:
    """Whether a program is on the path, or a Java library (its name ends in .jar) where Debian puts them."""
    library = Path("/usr/share/java") / program
    return library.is_file() if program.endswith(".jar") else shutil.which(program) is not None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked `@pytest.mark.tool("qpdf")` is skipped without that program; where CI is set it fails instead."""
    for mark in item.iter_markers("tool"):
        lacking = [program for program in mark.args if not is_here(program)]
        if lacking and os.environ.get("CI") == "true":
            pytest.fail(f"CI 环境缺少程序 {'、'.join(lacking)}", pytrace=False)
        if lacking:
            pytest.skip(f"本机没有 {'、'.join(lacking)}")


@pytest.fixture
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase costs next to nothing to try, so that tests may try many."""
    from ledger import vault  # here: the tests of run.py use this file where there is no ledger

    monkeypatch.setitem(vault._COST, "n", 2)
