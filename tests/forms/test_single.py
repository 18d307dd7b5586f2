"""A second start brings the window of the library to the front, and waits for nobody who cannot come."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms import single
from forms.single import REQUEST, FrontRequests, ask_to_front
from ledger.book import Ledger
from ledger.library import Library
from tests.ledger.books import closed_book

ROOT = Path(__file__).resolve().parents[2]
WINDOW = """
import sys, time
from pathlib import Path
from forms.single import FrontRequests
from ledger.book import Ledger
with Ledger.open(Path(sys.argv[1])):
    requests = FrontRequests(Path(sys.argv[1]))
    print("open", flush=True)
    while not requests.pending():
        time.sleep(0.02)
    print("raised", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return closed_book(tmp_path)


@pytest.fixture
def window(library: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the library open."""
    command = [sys.executable, "-c", WINDOW, str(library)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_a_window_in_another_process_comes_to_the_front(library: Path, window: subprocess.Popen[str]) -> None:
    assert ask_to_front(library, patience=30)
    assert window.stdout is not None
    assert window.stdout.readline() == "raised\n"
    assert not (library / REQUEST).exists()


def test_a_library_that_nobody_has_open_is_not_waited_for(library: Path, tmp_path: Path) -> None:
    assert not ask_to_front(library, patience=600)
    assert not ask_to_front(tmp_path / "没有", patience=600)
    assert not ask_to_front(Library(library).database, patience=600)


def test_a_window_that_was_killed_is_not_waited_for(library: Path, window: subprocess.Popen[str]) -> None:
    window.kill()
    window.wait()
    assert Library(library).lock.exists()
    assert not ask_to_front(library, patience=600)
    assert not (library / REQUEST).exists()


def test_the_window_of_another_computer_is_not_asked(library: Path) -> None:
    with Ledger.open(library):
        lock = Library(library).lock
        held = json.loads(lock.read_text(encoding="utf-8"))
        lock.write_text(json.dumps({**held, "host": platform.node() + "-2"}), encoding="utf-8")
        assert not ask_to_front(library, patience=600)
        lock.write_text(json.dumps(held), encoding="utf-8")


def test_a_holder_that_is_no_window_leaves_the_request_unanswered(library: Path) -> None:
    with Ledger.open(library):
        assert not ask_to_front(library, patience=0.1)
        assert not (library / REQUEST).exists()


def test_a_request_is_answered_once(library: Path) -> None:
    requests = FrontRequests(library)
    assert not requests.pending()
    (library / REQUEST).write_text(f"{single._user()} 1", encoding="utf-8")
    assert requests.pending()
    assert not requests.pending()


def test_what_a_dead_asker_left_is_removed_when_a_window_starts(library: Path) -> None:
    (library / REQUEST).write_text(f"{single._user()} 1", encoding="utf-8")
    assert not FrontRequests(library).pending()
    assert not (library / REQUEST).exists()


@pytest.mark.parametrize("words", ["another 1", "", "\udcff".encode("utf-8", "surrogateescape").decode("latin-1")])
def test_another_users_request_is_not_answered(library: Path, words: str) -> None:
    requests = FrontRequests(library)
    (library / REQUEST).write_text(words, encoding="utf-8")
    assert not requests.pending()
    assert (library / REQUEST).exists()


def test_a_later_askers_request_is_left_to_him(library: Path) -> None:
    with Ledger.open(library):
        answers: list[bool] = []
        first = threading.Thread(target=lambda: answers.append(ask_to_front(library, patience=1)))
        first.start()
        while not (library / REQUEST).exists():
            time.sleep(0.01)
        (library / REQUEST).write_text(f"{single._user()} later", encoding="utf-8")
        first.join()
        assert answers == [False]
        assert (library / REQUEST).read_text(encoding="utf-8").endswith("later")


def test_where_the_request_cannot_be_written_nothing_is_asked(library: Path) -> None:
    with Ledger.open(library):
        (library / REQUEST).mkdir()
        assert not ask_to_front(library, patience=600)
