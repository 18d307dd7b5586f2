"""Wrong passphrases: each one more makes the next wait longer, also after a new start and with another clock."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.library import Library
from ledger.unlocking import TooSoon, is_protected, unlock
from ledger.vault import WrongPassphrase, keep_key, new_vault

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
WORDS = "江畔 石桥 七盏灯"
START = dt.datetime(2015, 6, 1, 8, 0, tzinfo=dt.UTC)


def library(folder: Path) -> Library:
    keep_key(folder / "ledger.key", new_vault(), WORDS)
    return Library(folder)


def after(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


def wrong(library: Library, times: int, at: dt.datetime = START) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphrase, match="忘了口令可输恢复码"):
            unlock(library, "不是这一句口令", at)


def test_three_wrong_ones_are_free_then_one_waits_and_ever_longer(tmp_path: Path) -> None:
    kept = library(tmp_path)
    wrong(kept, 3)
    with pytest.raises(TooSoon, match="再等5秒"):
        unlock(kept, WORDS, START)
    wrong(kept, 1, after(5))
    with pytest.raises(TooSoon, match="再等10秒"):
        unlock(kept, WORDS, after(5))
    wrong(kept, 1, after(15))
    with pytest.raises(TooSoon, match="再等20秒"):
        unlock(kept, WORDS, after(15))
    for number in range(12):
        wrong(kept, 1, after(1000 * (number + 1)))
    with pytest.raises(TooSoon, match="再等10分钟"):
        unlock(kept, WORDS, after(12_000))


def test_the_right_one_forgives(tmp_path: Path) -> None:
    kept = library(tmp_path)
    wrong(kept, 3)
    unlock(kept, WORDS, after(60))
    assert not kept.tries.exists()
    wrong(kept, 3, after(61))


def test_a_new_start_of_the_program_does_not(tmp_path: Path) -> None:
    wrong(library(tmp_path), 3)
    with pytest.raises(TooSoon):
        unlock(Library(tmp_path), WORDS, after(1))


def test_a_clock_set_back_makes_nobody_wait_for_ever(tmp_path: Path) -> None:
    kept = library(tmp_path)
    wrong(kept, 3, START + dt.timedelta(days=3650))
    with pytest.raises(TooSoon, match="再等5秒"):
        unlock(kept, WORDS, START)
    unlock(kept, WORDS, after(5))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"failed": "x", "last": 1}', b"\xff" * 300])
def test_a_spoilt_note_of_tries_locks_nobody_out(tmp_path: Path, data: bytes) -> None:
    kept = library(tmp_path)
    kept.tries.write_bytes(data)
    unlock(kept, WORDS, START)


def test_the_database_says_whether_there_is_a_passphrase_not_the_key(tmp_path: Path) -> None:
    kept = library(tmp_path)
    kept.database.write_bytes(b"SQLite format 3\0 and so on")
    assert not is_protected(kept)
    kept.database.write_bytes(b"\x8a" * 100)
    assert is_protected(kept)
    kept.key.unlink()
    assert not is_protected(kept)
