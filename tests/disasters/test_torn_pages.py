"""A page of the database is not what was written: torn in the middle, zeroed, an old one, or another's."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.errors import LedgerError
from tests.disasters.wards import PAGE, Ward, check_repair, looked_over, opened, ward

Harm = Callable[[bytes, bytes, int], bytes]
"""Makes the page of a number (from 0) out of the file's bytes and those before the last changes."""


def zeroed(data: bytes, before: bytes, page: int) -> bytes:
    """Nothing of it was written."""
    return bytes(PAGE)


def torn_from_old(data: bytes, before: bytes, page: int) -> bytes:
    """Its first half is new, the second still as it was before."""
    return data[page * PAGE : page * PAGE + PAGE // 2] + before[page * PAGE + PAGE // 2 : (page + 1) * PAGE]


def torn_from_rubbish(data: bytes, before: bytes, page: int) -> bytes:
    """Its second half is what a failing disk makes of it."""
    return data[page * PAGE : page * PAGE + PAGE // 2] + b"\xa5" * (PAGE // 2)


def stale(data: bytes, before: bytes, page: int) -> bytes:
    """It was not written at all: it is what it was before the last changes."""
    return before[page * PAGE : (page + 1) * PAGE]


def swapped(data: bytes, before: bytes, page: int) -> bytes:
    """It is the page behind it."""
    return data[(page + 1) * PAGE : (page + 2) * PAGE] or data[:PAGE]


HARMS = (zeroed, torn_from_old, torn_from_rubbish, stale, swapped)
_SHARES = 4
"""Each harm is done to every fourth page, beginning with another one, so that all of them harm every page."""


@pytest.fixture(scope="module", params=[True, False], ids=["backed up", "without backup"])
def healthy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ward:
    return ward(tmp_path_factory.mktemp("ward"), backup=request.param)


@pytest.mark.parametrize(("share", "harm"), [(number % _SHARES, harm) for number, harm in enumerate(HARMS)])
def test_every_page_is_either_read_rightly_or_told_and_what_is_lost_is_told(
    healthy: Ward, tmp_path: Path, harm: Harm, share: int
) -> None:
    library = healthy.copy(tmp_path / "库")
    database = library / "ledger.db"
    data = database.read_bytes()
    harmed = 0
    for page in range(share, len(data) // PAGE, _SHARES):
        made = harm(data, healthy.before, page)
        if len(made) != PAGE or made == data[page * PAGE : (page + 1) * PAGE]:
            continue  # the page was no other before
        harmed += 1
        damaged = data[: page * PAGE] + made + data[(page + 1) * PAGE :]
        database.write_bytes(damaged)
        found = looked_over(library)
        answer = opened(library)
        assert database.read_bytes() == damaged, page
        if isinstance(answer, LedgerError):
            assert found.damaged, (page, answer)
        else:
            assert answer == healthy.said or not found.sound, page
        check_repair(library, tmp_path / "修", healthy.said)
        shutil.rmtree(tmp_path / "修", ignore_errors=True)
    assert harmed or harm in (torn_from_old, stale)
