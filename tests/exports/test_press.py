"""Many papers made: in the order asked for, by one process or two, whatever happens to the cache or to a process."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from pathlib import Path

import pytest

from exports.cache import Cache
from exports.errors import Cancelled, MissingGlyphs
from exports.page import Column, Paper, Paragraph, Table
from exports.press import Order, Press
from exports.quarantine import QUARANTINE
from exports.typeset.faces import Faces

FACES = Faces.bundled()
MANY = 61
"""From 60 on, papers are worth a second process."""


def orders(count: int, words: str = "正文") -> list[Order]:
    """Papers of a line each, every third of them with a table and an Excel sheet."""
    made: list[Order] = []
    for number in range(count):
        table = Table((Column("题名", 5),), ((f"第{number}份",),))
        blocks = (Paragraph(f"{words}{number}"), *([table] if number % 3 == 0 else []))
        formats = ("docx", "pdf", "xlsx") if number % 3 == 0 else ("pdf",)
        paper = Paper(f"k{number}", f"材料{number}", blocks, mark=f"01-{number:04d}")
        made.append((paper, formats, f"01_卷/{number:04d}"))
    return made


def press(folder: Path, workers: int = 1) -> Press:
    return Press(FACES, Cache(folder), bundled_only=True, workers=workers)


def silent(words: str) -> None:
    """A step that nobody watches."""


class Files(dict[str, bytes]):
    """The files of papers as they are given away."""

    def __call__(self, name: str, data: bytes) -> None:
        assert name not in self
        self[name] = data


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_papers_come_back_in_the_order_asked_for_and_their_files_are_given_away(tmp_path: Path) -> None:
    wanted, files = orders(4)[::-1], Files()
    made = press(tmp_path).print(wanted, silent, files)
    assert list(files) == ["01_卷/0003.docx", "01_卷/0003.pdf", "01_卷/0003.xlsx", "01_卷/0002.pdf", "01_卷/0001.pdf",
                           "01_卷/0000.docx", "01_卷/0000.pdf", "01_卷/0000.xlsx"]  # fmt: skip
    assert all(data.startswith(b"%PDF-" if name.endswith(".pdf") else b"PK") for name, data in files.items())
    assert all(each.files == {} and each.sides for each in made)
    again = Files()
    assert press(tmp_path).print(wanted[::-1], silent, again) == made[::-1]
    assert again == files


def helpers() -> list[str]:
    """The processes at work for this one, without that which an earlier test had for a file from outside."""
    children = multiprocessing.active_children()
    return [child.name for child in children if child.pid != QUARANTINE.pid]


def test_only_what_is_not_kept_is_made(tmp_path: Path) -> None:
    press(tmp_path).print(orders(4), silent, Files())
    said: list[str] = []
    later = press(tmp_path)
    later.print(orders(6), said.append, Files())
    assert later.made == ["k4", "k5"]
    assert len(later.used) == 6
    assert said == [*(f"沿用：材料{number}" for number in range(4)), "排版：材料4", "排版：材料5"]


def test_a_paper_at_another_place_is_not_made_again(tmp_path: Path) -> None:
    press(tmp_path).print(orders(2), silent, Files())
    moved, files = press(tmp_path), Files()
    moved.print([(paper, formats, f"02_卷/{place}") for paper, formats, place in orders(2)], silent, files)
    assert moved.made == [] and all(name.startswith("02_卷/") for name in files)


def test_two_processes_make_the_same_papers_as_one(tmp_path: Path) -> None:
    said: list[str] = []
    first, second = Files(), Files()
    alone, together = press(tmp_path / "一"), press(tmp_path / "二", workers=2)
    one, two = alone.print(orders(MANY), silent, first), together.print(orders(MANY), said.append, second)
    assert contents(tmp_path / "一") == contents(tmp_path / "二")
    assert one == two
    assert list(first) == list(second) and first == second
    assert said == [f"排版：材料{number}" for number in range(MANY)]
    assert alone.made == together.made


def test_a_character_without_a_face_is_said_by_the_main_process(tmp_path: Path) -> None:
    wanted = orders(MANY)
    wanted[40] = (Paper("k40", "有错的材料", (Paragraph("好👍"),)), ("pdf",), "01_卷/0040")
    with pytest.raises(MissingGlyphs, match="“有错的材料”的“正文”.*U\\+1F44D"):
        press(tmp_path, workers=2).print(wanted, silent, Files())
    assert not helpers()
    assert len(contents(tmp_path)) >= 40, "what was made before stays"


def test_processes_whose_cache_cannot_be_written_only_cost_time(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    said: list[str] = []
    first, second = Files(), Files()
    made = press(tmp_path / "文件", workers=2).print(orders(MANY), said.append, first)
    assert made == press(tmp_path / "缓存").print(orders(MANY), silent, second)
    assert first == second
    assert len(said) == MANY, "each is counted once"


def test_a_stop_ends_the_processes_at_once(tmp_path: Path) -> None:
    def stop(words: str) -> None:
        if words.endswith("材料9"):
            raise Cancelled

    with pytest.raises(Cancelled) as raised:
        press(tmp_path, workers=2).print(orders(MANY), stop, Files())
    assert raised.value.__traceback__, "the stop is still known, and nobody works on behind it"
    assert not helpers()
    names = list(contents(tmp_path))
    assert not [name for name in names if name.endswith(".part")]


def test_papers_of_a_process_that_died_are_made_by_the_main_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def submit(pool: ProcessPoolExecutor, work: object, chunk: object) -> Future[None]:
        dead: Future[None] = Future()
        dead.set_exception(BrokenProcessPool("killed"))
        return dead

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit)
    said: list[str] = []
    files = Files()
    press(tmp_path, workers=2).print(orders(MANY), said.append, files)
    assert sum(name.endswith(".pdf") for name in files) == MANY
    assert said == [f"排版：材料{number}" for number in range(MANY)]


def test_few_papers_are_not_worth_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr("exports.press.ProcessPoolExecutor", refuse)
    assert len(press(tmp_path, workers=2).print(orders(MANY - 2), silent, Files())) == MANY - 2
