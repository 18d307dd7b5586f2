"""One writer at a time, and locks left behind."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from ledger import lock
from ledger.lock import Holder, LibraryBusy, acquire
from ledger.processes import process_mark

NOW = dt.datetime(2015, 6, 11, 1, 30, tzinfo=dt.UTC)


def dead_process() -> int:
    """The number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    return child.pid


def left_behind(path: Path, **facts: object) -> Holder:
    """Write a lock of this computer and of this process, apart from `facts`."""
    mine = {"pid": os.getpid(), "host": platform.node(), "process": process_mark(os.getpid())}
    holder = Holder(**{"user": "周启明", "since": NOW.isoformat(), **mine, **facts})  # type: ignore[arg-type]
    path.write_text(json.dumps(asdict(holder), ensure_ascii=False), encoding="utf-8")
    return holder


def test_a_lock_says_who_holds_it_and_goes_when_released(tmp_path: Path) -> None:
    path = tmp_path / "ledger.lock"
    held = acquire(path, who="沈文君", now=NOW)
    written = json.loads(path.read_text(encoding="utf-8"))
    assert (written["pid"], written["user"], written["host"]) == (os.getpid(), "沈文君", platform.node())
    held.release()
    assert list(tmp_path.iterdir()) == []


def test_a_second_opener_is_told_who_where_and_since_when(tmp_path: Path) -> None:
    path = tmp_path / "ledger.lock"
    acquire(path, who="沈文君", now=NOW)
    with pytest.raises(LibraryBusy) as refused:
        acquire(path, who="林晓岚", now=NOW)
    sentence = str(refused.value)
    assert refused.value.exit_code == 3
    assert "沈文君" in sentence
    assert "本机" in sentence
    assert f"{NOW.astimezone():%Y-%m-%d %H:%M}" in sentence
    assert str(os.getpid()) in sentence
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.lock"]


def test_a_lock_without_a_name_says_the_user_of_the_system(tmp_path: Path) -> None:
    acquire(tmp_path / "ledger.lock", who="", now=NOW)
    assert json.loads((tmp_path / "ledger.lock").read_text(encoding="utf-8"))["user"]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"pid": dead_process(), "process": "无"}, id="its process has ended"),
        pytest.param({"process": "another-boot:1"}, id="its number belongs to another process now"),
    ],
)
def test_a_lock_left_behind_is_replaced(tmp_path: Path, facts: dict[str, object]) -> None:
    path = tmp_path / "ledger.lock"
    left_behind(path, **facts)
    held = acquire(path, who="林晓岚", now=NOW)
    assert json.loads(path.read_text(encoding="utf-8"))["user"] == "林晓岚"
    held.release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_of_another_computer_is_never_taken_for_dead(tmp_path: Path) -> None:
    path = tmp_path / "ledger.lock"
    left_behind(path, host="分局-二号机", pid=dead_process())
    with pytest.raises(LibraryBusy, match="电脑“分局-二号机”.*删除文件夹里的 ledger.lock"):
        acquire(path, who="林晓岚", now=NOW)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_an_unreadable_lock_is_replaced_after_a_moment(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PAUSE", 0)
    path = tmp_path / "ledger.lock"
    path.write_text(text, encoding="utf-8")
    acquire(path, who="林晓岚", now=NOW).release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_became_somebody_elses_is_not_released(tmp_path: Path) -> None:
    path = tmp_path / "ledger.lock"
    held = acquire(path, who="沈文君", now=NOW)
    other = left_behind(path, user="林晓岚")
    held.release()
    assert json.loads(path.read_text(encoding="utf-8")) == asdict(other)


def test_a_fresh_lock_caught_while_clearing_a_stale_one_is_put_back(tmp_path: Path) -> None:
    path = tmp_path / "ledger.lock"
    stale = left_behind(path, process="another-boot:1")
    fresh = left_behind(path, user="林晓岚")
    lock._set_aside(path, stale)
    assert json.loads(path.read_text(encoding="utf-8")) == asdict(fresh)
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.lock"]


def test_the_mark_of_a_process_lasts_as_long_as_it_runs() -> None:
    assert process_mark(os.getpid()) == process_mark(os.getpid())
    assert process_mark(os.getpid()) is not None
    assert process_mark(dead_process()) is None


def test_a_user_without_a_name_may_still_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr(lock.getpass, "getuser", nameless)
    acquire(tmp_path / "ledger.lock", who="", now=NOW)
    assert json.loads((tmp_path / "ledger.lock").read_text(encoding="utf-8"))["user"] == "未知用户"


def test_a_user_whose_name_is_in_another_encoding_gives_up_the_lock_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock.getpass, "getuser", lambda: "shen\udcc9\udcf2")
    held = acquire(tmp_path / "ledger.lock", who="", now=NOW)
    assert json.loads((tmp_path / "ledger.lock").read_text(encoding="utf-8"))["user"] == "shen??"
    held.release()
    assert list(tmp_path.iterdir()) == []
