"""Papers made before: found by what they were made from, whole or not at all, and never in the way."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports import cache as caching
from exports.cache import Cache, key_of
from exports.page import Column, Grid, Link, Paper, Paragraph, Picture, Table, Title
from exports.rendering import render
from exports.typeset.faces import Faces
from tests.exports.scans import picture

FACES = Faces.bundled()
ROOT = Path(__file__).parents[2]
FORMATS = ("docx", "pdf")


def paper(words: str = "正文𠮷") -> Paper:
    rows = Table((Column("题名", 5),), (("方案",), ("通知",)), links=(Link("a"), None))
    pictures = [Picture(picture(colour), "会场") for colour in ("seagreen", "navy", "red", "gold")]
    blocks = (Title("目录"), Paragraph(words), rows, *pictures)
    return Paper("k", "目录", blocks, Grid.OFFICIAL, "第五税务分局", "2015-12-31", mark="01-0001")


PAPER = paper()
KEY = key_of(PAPER, FORMATS, FACES)
RENDERED = render(PAPER, FORMATS, FACES)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "缓存")


def stored(cache: Cache) -> Path:
    (path,) = (path for path in cache.folder.rglob("*") if path.is_file())
    return path


def test_what_was_kept_comes_back_as_it_was(cache: Cache) -> None:
    assert cache.get(KEY) is None
    cache.put(KEY, RENDERED)
    found = cache.get(KEY)
    assert found == RENDERED
    for side, other in zip(found.sides, RENDERED.sides, strict=True):
        assert list(side.drawn.fonts) == list(other.drawn.fonts), "files follow this order"
        assert list(side.drawn.pictures) == list(other.drawn.pictures)
    assert RENDERED.sides[0].areas and RENDERED.sides[0].drawn.pictures and RENDERED.stamp


def test_nothing_but_the_paper_is_left_in_the_folder(cache: Cache) -> None:
    cache.put(KEY, RENDERED)
    cache.put(KEY, RENDERED)
    assert stored(cache) == cache.folder / KEY[:2] / KEY[2:]


@pytest.mark.parametrize(
    "other",
    [
        replace(PAPER, title="总目录"),
        replace(PAPER, date="2015-12-30"),
        replace(PAPER, mark="01-0002"),
        replace(PAPER, follows=1),
        replace(PAPER, numbered=False),
        replace(PAPER, grid=Grid.FORM),
        replace(PAPER, blocks=PAPER.blocks[:-1]),
        paper("正文𠮶"),
        replace(PAPER, blocks=(*PAPER.blocks[:-1], Picture(picture("black"), "会场"))),
    ],
)
def test_another_paper_has_another_key(other: Paper) -> None:
    assert key_of(other, FORMATS, FACES) != KEY


def test_other_formats_faces_or_another_program_have_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert key_of(PAPER, ("pdf",), FACES) != KEY
    face = (ROOT / "assets/fonts/GwHei-Medium.ttf").read_bytes()
    (tmp_path / "simhei.ttf").write_bytes(face + b"\0\0\0\0")
    assert key_of(PAPER, FORMATS, Faces.installed([tmp_path])) != KEY
    monkeypatch.setattr(caching, "_program", lambda: b"another")
    assert key_of(PAPER, FORMATS, FACES) != KEY


def test_equal_papers_have_one_key_however_their_strings_are_shared() -> None:
    word = "第五税务分局"
    shared = Paper("k", word, (Paragraph(word), Paragraph(word)), author=word)
    copies = ["".join(list(word)) for _ in range(4)]
    apart = Paper("k", copies[0], (Paragraph(copies[1]), Paragraph(copies[2])), author=copies[3])
    assert shared == apart and copies[0] is not copies[1]
    assert key_of(shared, FORMATS, FACES) == key_of(apart, FORMATS, FACES)


def test_another_process_has_the_same_key() -> None:
    program = "from tests.exports.test_cache import KEY; print(KEY)"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path))}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == KEY, done.stderr


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.data())
def test_a_paper_with_one_damaged_bit_counts_as_not_there(cache: Cache, data: st.DataObject) -> None:
    cache.put(KEY, RENDERED)
    path = stored(cache)
    whole = path.read_bytes()
    # Half of the draws hit the head, which is short.
    place = data.draw(st.one_of(st.integers(0, 3000), st.integers(0, len(whole) - 1)))
    bit = data.draw(st.integers(0, 7))
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
    assert cache.get(KEY) is None


@pytest.mark.parametrize("length", [0, 5, 17, 20, 24, 25, 26, 300, 5000, -20_000, -1])
def test_a_paper_that_was_cut_counts_as_not_there(cache: Cache, length: int) -> None:
    cache.put(KEY, RENDERED)
    path = stored(cache)
    path.write_bytes(path.read_bytes()[:length])
    assert cache.get(KEY) is None


def headed(head: bytes) -> bytes:
    """A file with our sign and a head that is whole, but is not what we write."""
    return b"taizhang paper 1\n" + len(head).to_bytes(4, "big") + zlib.crc32(head).to_bytes(4, "big") + head


@pytest.mark.parametrize(
    "foreign",
    [
        b"",
        b"%PDF-1.4\n",
        b"taizhang paper 0\n" + bytes(40),
        headed(b"[]"),
        headed(b"{}"),
        headed(b'{"pictures": [], "sides": [], "files": {}, "stamp": null}'),
        headed(b'{"pictures": {"Im0": [0, 9, 0]}, "sides": [], "files": {}, "stamp": null}'),
        b"taizhang paper 1\n" + b"\xff" * 8 + b"{}",
    ],
)
def test_a_foreign_file_counts_as_not_there_and_is_replaced(cache: Cache, foreign: bytes) -> None:
    cache.put(KEY, RENDERED)
    stored(cache).write_bytes(foreign)
    assert cache.get(KEY) is None
    cache.put(KEY, RENDERED)
    assert cache.get(KEY) == RENDERED


class Full(io.FileIO):
    """A file on a disk that has room for a hundred bytes more."""

    def write(self, data: Any) -> int:
        super().write(bytes(data)[:100])
        raise OSError(28, "No space left on device")


def no_space(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exports.cache.open", lambda path, mode, opener: Full(path, mode, opener=opener), raising=False)


def not_renamed(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)


@pytest.mark.parametrize("fault", [no_space, not_renamed])
def test_what_the_disk_refuses_is_left_out_and_no_half_stays(
    cache: Cache, monkeypatch: pytest.MonkeyPatch, fault: Callable[[Cache, pytest.MonkeyPatch], None]
) -> None:
    fault(cache, monkeypatch)
    cache.put(KEY, RENDERED)
    monkeypatch.undo()
    assert [path for path in cache.folder.rglob("*") if path.is_file()] == []
    assert cache.get(KEY) is None


def test_a_folder_that_cannot_be_made_is_borne(cache: Cache) -> None:
    cache.folder.write_bytes(b"")
    cache.put(KEY, RENDERED)
    cache.sweep([KEY])
    assert cache.get(KEY) is None
    assert cache.folder.read_bytes() == b""


def test_what_no_export_used_for_two_months_is_removed(cache: Cache) -> None:
    keys = ["aa" + "0" * 62, "aa" + "1" * 62, "bb" + "0" * 62]
    for key in keys:
        cache.put(key, RENDERED)
    long_ago = time.time() - 61 * 24 * 3600
    for key in keys[:2]:
        os.utime(cache.folder / key[:2] / key[2:], (long_ago, long_ago))
    cache.sweep(["cc" + "9" * 62, keys[0]])
    assert [cache.get(key) is not None for key in keys] == [True, False, True]


def test_an_empty_or_missing_folder_is_swept_too(cache: Cache) -> None:
    cache.sweep([KEY])
    assert not cache.folder.exists()


def test_what_a_killed_export_was_writing_goes_and_what_a_living_one_writes_stays(cache: Cache) -> None:
    cache.put(KEY, RENDERED)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    cut_off, under_way = (
        stored(cache).with_name(f"0a1b.{pid}.0123abcd.part") for pid in (dead.pid, os.getpid())
    )  # fmt: skip
    for path in (cut_off, under_way):
        path.write_bytes(b"taizhang")
    cache.sweep([KEY])
    assert not cut_off.exists()
    assert under_way.exists()
    assert cache.get(KEY) == RENDERED
