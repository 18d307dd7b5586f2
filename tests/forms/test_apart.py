"""Work in a process apart: what comes back, how it is stopped, and that nothing of it outlives the window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from exports.errors import CannotWrite
from forms import apart
from forms.apart import Apart, Fault, ProcessEnded, Stopped
from forms.apart_process import Tell, Wish
from forms.background import Background
from forms.sample import build
from ledger.book import Ledger
from ledger.errors import LedgerError
from ledger.processes import process_mark
from ledger.snapshot import Snapshot

ROOT = Path(__file__).resolve().parents[2]


class Clock:
    """Stands for the root: `after` keeps what is to be called, `until` calls it."""

    def __init__(self) -> None:
        self.calls: dict[str, Callable[[], object]] = {}
        self._number = 0

    def after(self, _delay: int, call: Callable[[], object]) -> str:
        self._number += 1
        self.calls[str(self._number)] = call
        return str(self._number)

    def after_cancel(self, timer: str) -> None:
        self.calls.pop(timer, None)

    def until(self, holds: Callable[[], object], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, "没有等到"
            time.sleep(0.005)
            calls, self.calls = self.calls, {}
            for call in calls.values():
                call()


class Desk:
    """An Apart with its clock, and all that it told."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.unexpected: list[BaseException] = []
        self.background = Background(self.clock, self.unexpected.append)  # type: ignore[arg-type]
        self.apart = Apart(self.background)
        self.told: list[tuple[int, int, str]] = []
        self.done: list[Any] = []
        self.failed: list[Exception] = []

    def run(self, function: Any, argument: Any = None) -> apart.Handle:
        return self.apart.run(
            function,
            argument,
            progress=lambda *steps: self.told.append(steps),
            done=self.done.append,
            failed=self.failed.append,
        )

    def answer(self, function: Any, argument: Any = None) -> Any:
        """What comes of the work, returned or raised."""
        handle = self.run(function, argument)
        self.clock.until(lambda: handle.over)
        assert not self.unexpected
        if self.failed:
            raise self.failed.pop()
        return self.done.pop()

    def end(self) -> None:
        self.apart.close()
        self.background.finish()


@pytest.fixture(scope="module")
def shared() -> Iterator[Desk]:
    """One process for the tests that do it no harm."""
    desk = Desk()
    yield desk
    desk.end()


@pytest.fixture
def desk(shared: Desk) -> Desk:
    shared.told.clear()
    assert not shared.done
    assert not shared.failed
    return shared


def doubled(argument: int, tell: Tell, cancel: Wish) -> tuple[int, int]:
    for step in range(argument):
        tell(step + 1, argument, f"第{step + 1}步")
    return 2 * argument, os.getpid()


def titles(snapshot: Snapshot, tell: Tell, cancel: Wish) -> tuple[list[str], Snapshot]:
    return [snapshot.title(record) for record in snapshot.records], snapshot


def refuse(path: Path, tell: Tell, cancel: Wish) -> None:
    raise CannotWrite(path, OSError(28, "No space left on device"))


class Odd(LedgerError):
    """A refusal with a fact that cannot leave its process."""

    def __init__(self) -> None:
        self.fact = lambda: None
        super().__init__("带着走不了的东西。")


def refuse_oddly(argument: object, tell: Tell, cancel: Wish) -> None:
    raise Odd


def stumble(argument: object, tell: Tell, cancel: Wish) -> None:
    raise ZeroDivisionError("两数相除")


def unanswerable(argument: object, tell: Tell, cancel: Wish) -> object:
    return lambda: None


def die(argument: object, tell: Tell, cancel: Wish) -> None:
    os._exit(9)


def exhaust(argument: object, tell: Tell, cancel: Wish) -> None:
    raise MemoryError


def obey(argument: object, tell: Tell, cancel: Wish) -> str:
    tell(1, 2, "开始")
    while not cancel.is_set():
        time.sleep(0.005)
    return "停得好好的"


def be_deaf(argument: object, tell: Tell, cancel: Wish) -> None:
    tell(1, 2, "开始")
    time.sleep(600)


def identity(number: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def employ(path: Path, tell: Tell, cancel: Wish) -> None:
    """Starts helpers as the press does, writes down their numbers, and never ends."""
    import multiprocessing

    pool = ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))
    numbers = {*pool.map(identity, range(8))}
    path.with_suffix(".part").write_text("\n".join(map(str, (os.getpid(), *numbers))), encoding="utf-8")
    path.with_suffix(".part").rename(path)
    time.sleep(600)


def test_what_a_function_returns_comes_back_from_one_process_kept_warm(desk: Desk) -> None:
    first, pid = desk.answer(doubled, 3)
    assert first == 6
    assert pid == desk.apart.pid != os.getpid()
    assert desk.told[-1] == (3, 3, "第3步")
    assert desk.answer(doubled, 4) == (8, pid)


def test_nothing_is_awaited_when_nothing_is_done(desk: Desk) -> None:
    desk.answer(doubled, 1)
    assert not desk.background.busy
    desk.clock.until(lambda: not desk.clock.calls, 5)


def test_a_snapshot_goes_there_and_back_with_values_that_cannot_be_changed(desk: Desk, tmp_path: Path) -> None:
    build(tmp_path / "台帐库")
    with Ledger.open(tmp_path / "台帐库", read_only=True) as ledger:
        snapshot = ledger.snapshot()
    snapshot.of("meeting"), snapshot.get("-"), snapshot.as_of
    found, back = desk.answer(titles, snapshot)
    assert found == [snapshot.title(record) for record in snapshot.records]
    assert back == snapshot
    assert back.scheme == snapshot.scheme
    with pytest.raises(TypeError):
        back.records[0].values["name"] = "别人"  # type: ignore[index]
    assert set(vars(back)) == {"campaign", "scheme", "scheme_changes", "records", "phones"}


def test_a_refusal_comes_back_as_it_was_raised(desk: Desk, tmp_path: Path) -> None:
    here = CannotWrite(tmp_path, OSError(28, "No space left on device"))
    with pytest.raises(CannotWrite) as caught:
        desk.answer(refuse, tmp_path)
    assert str(caught.value) == str(here)
    assert caught.value.path == tmp_path
    assert caught.value.exit_code == here.exit_code


def test_a_refusal_with_facts_that_cannot_be_sent_comes_back_with_its_sentence(desk: Desk) -> None:
    with pytest.raises(Odd, match="带着走不了的东西。"):
        desk.answer(refuse_oddly)


@pytest.mark.parametrize(("function", "words"), [(stumble, "两数相除"), (unanswerable, "AttributeError")])
def test_an_error_of_the_program_is_told_with_where_it_happened(desk: Desk, function: Any, words: str) -> None:
    with pytest.raises(Fault, match=words) as caught:
        desk.answer(function)
    assert "File " in str(caught.value)
    assert desk.answer(doubled, 1)[0] == 2


@pytest.mark.parametrize("function", [die, exhaust])
def test_a_process_that_ended_is_told_in_a_sentence_and_the_next_work_is_done(desk: Desk, function: Any) -> None:
    before = desk.apart.pid
    with pytest.raises(ProcessEnded, match="没有做完.*再做一次"):
        desk.answer(function)
    assert desk.answer(doubled, 2)[0] == 4
    assert desk.apart.pid != before


def test_cancelling_asks_politely_first(desk: Desk) -> None:
    handle = desk.run(obey)
    desk.clock.until(lambda: desk.told)
    handle.cancel()
    desk.clock.until(lambda: handle.over)
    assert desk.done.pop() == "停得好好的"
    assert desk.answer(doubled, 1)[0] == 2


def test_what_does_not_obey_is_ended(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.2)
    handle = desk.run(be_deaf)
    desk.clock.until(lambda: desk.told)
    handle.cancel()
    desk.clock.until(lambda: handle.over)
    assert isinstance(desk.failed.pop(), Stopped)
    assert desk.answer(doubled, 1)[0] == 2


def test_work_that_waits_its_turn_is_not_begun_when_cancelled(desk: Desk) -> None:
    first, second = desk.run(obey), desk.run(die)
    desk.clock.until(lambda: desk.told)
    second.cancel()
    first.cancel()
    desk.clock.until(lambda: first.over and second.over)
    assert desk.done.pop() == "停得好好的"
    assert isinstance(desk.failed.pop(), Stopped)


def test_nothing_is_heard_of_what_was_dropped(desk: Desk) -> None:
    handle = desk.run(obey)
    desk.clock.until(lambda: desk.told)
    handle.drop()
    assert desk.answer(doubled, 1)[0] == 2
    assert not desk.done
    assert not desk.failed


def tidy_up(path: Path, tell: Tell, cancel: Wish) -> None:
    """Has something to be put away before it ends."""
    path.touch()
    tell(1, 2, "开始")
    while not cancel.is_set():
        time.sleep(0.005)
    path.unlink()


def test_closing_lets_what_is_under_way_put_its_things_away(tmp_path: Path) -> None:
    desk = Desk()
    desk.run(tidy_up, tmp_path / "写了一半")
    desk.clock.until(lambda: desk.told)
    desk.end()
    assert list(tmp_path.iterdir()) == []


def test_closing_ends_the_process_and_its_helpers(tmp_path: Path) -> None:
    desk = Desk()
    desk.run(employ, tmp_path / "编号")
    desk.clock.until((tmp_path / "编号").exists)
    numbers = _numbers(tmp_path / "编号")
    assert len(numbers) >= 2
    desk.end()
    _gone(numbers)


def test_nothing_outlives_a_window_that_was_killed(tmp_path: Path) -> None:
    window = subprocess.Popen([sys.executable, "-c", _WINDOW, str(tmp_path / "编号")], cwd=ROOT)
    try:
        _wait((tmp_path / "编号").exists)
        numbers = _numbers(tmp_path / "编号")
    finally:
        window.kill()
        window.wait()
    _gone(numbers)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_in_a_terminal_leaves_the_process_at_work(desk: Desk) -> None:
    pid = desk.answer(doubled, 1)[1]
    os.kill(pid, signal.SIGINT)
    assert desk.answer(doubled, 2) == (4, pid)


def test_a_program_that_forgets_to_close_ends_all_the_same() -> None:
    words = subprocess.run([sys.executable, "-c", _FORGETFUL], cwd=ROOT, timeout=60, capture_output=True, check=True)
    assert words.stdout.decode().strip() == "4"


_WINDOW = """
import sys, time
from pathlib import Path
from tests.forms.test_apart import Desk, employ
if __name__ == "__main__":
    desk = Desk()
    desk.run(employ, Path(sys.argv[1]))
    desk.clock.until(lambda: False, 600)
"""
_FORGETFUL = """
from tests.forms.test_apart import Desk, doubled
if __name__ == "__main__":
    print(Desk().answer(doubled, 2)[0])
"""


def _numbers(path: Path) -> list[int]:
    return [int(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _gone(numbers: list[int]) -> None:
    _wait(lambda: not any(process_mark(number) is not None for number in numbers))


def _wait(holds: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "没有等到"
        time.sleep(0.02)
