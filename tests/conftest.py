"""What all tests share: programs of the system that may be missing."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from scripts import system

# Shared and old machines are slow now and then: an example that takes long is no fault. Under CI hypothesis has a
# profile of its own, the same examples every time; that stays.
settings.register_profile("unhurried", parent=settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("unhurried")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked `@pytest.mark.tool("qpdf")` is skipped without that program; where CI is set it fails instead."""
    for mark in item.iter_markers("tool"):
        lacking = [program for program in mark.args if not system.present(program)]
        if lacking and os.environ.get("CI") == "true":
            pytest.fail(f"CI 环境缺少程序 {'、'.join(lacking)}", pytrace=False)
        if lacking:
            pytest.skip(f"本机没有 {'、'.join(lacking)}")
