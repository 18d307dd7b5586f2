"""PDFs made to hang, swell or crash whoever opens them: each is refused in one sentence, and the next file is taken."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from exports import intake, quarantine
from exports.intake import inspect
from exports.look import MOST_PAGES
from exports.quarantine import QUARANTINE, Limits, Overstrained, Quarantine, QuarantineFault
from ledger.attachments import UnusableFile
from tests.exports import hostile_pdfs as hostile
from tests.exports.test_intake import document


def refusal(folder: Path, data: bytes) -> str:
    path = folder / "来件.pdf"
    path.write_bytes(data)
    with pytest.raises(UnusableFile) as caught:
        inspect(path)
    sentence = str(caught.value)
    assert sentence.startswith("“来件.pdf”不能作为附件：") and sentence.endswith("。") and "\n" not in sentence
    return sentence


def taken_afterwards(folder: Path) -> int:
    path = folder / "正常.pdf"
    path.write_bytes(document(3))
    return inspect(path).pages


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (hostile.swelling_content, "已损坏或不完整|占的内存太大|使程序出错退出"),
        (hostile.vast_image, "50000×50000像素的图"),
        (hostile.pages_of_themselves, "已损坏或不完整"),
        (hostile.looping_sections, "已损坏或不完整"),
        (lambda: hostile.many_pages(MOST_PAGES + 1), f"有{MOST_PAGES + 1}页"),
    ],
)
def test_a_pdf_that_swells_or_loops_is_refused(tmp_path: Path, make: Callable[[], bytes], says: str) -> None:
    assert re.search(says, refusal(tmp_path, make()))
    assert taken_afterwards(tmp_path) == 3


@pytest.mark.parametrize("make", [hostile.endless_pattern, hostile.laughing_forms])
def test_a_pdf_that_is_never_drawn_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes]
) -> None:
    monkeypatch.setattr(intake, "_SECONDS", 2.0)
    assert "打开它用的时间太长" in refusal(tmp_path, make())
    assert QUARANTINE.pid is None
    monkeypatch.undo()
    assert taken_afterwards(tmp_path) == 3


def test_arrays_within_arrays_without_end_end(tmp_path: Path) -> None:
    path = tmp_path / "深.pdf"
    path.write_bytes(hostile.deep_arrays())
    assert inspect(path).pages == 1  # its content is none, so that its page is blank
    assert taken_afterwards(tmp_path) == 3


def test_a_reader_that_crashes_takes_nothing_with_it(tmp_path: Path) -> None:
    own = Quarantine()
    with pytest.raises(Overstrained, match=quarantine.CRASHED):
        own.ask(os._exit, 11, 30)
    assert own.ask(len, "abc", 30) == 3
    own.close()


def test_a_reader_without_memory_is_told_of(tmp_path: Path) -> None:
    own = Quarantine(Limits(memory=1_000_000_000, idle=60))
    with pytest.raises(Overstrained, match=quarantine.TOO_MUCH):
        own.ask(bytes, 3_000_000_000, 30)
    assert own.pid is None
    assert own.ask(len, "abc", 30) == 3
    own.close()


def test_a_process_that_has_ended_by_itself_is_started_again(tmp_path: Path) -> None:
    own = Quarantine(Limits(memory=1_000_000_000, idle=0.1))
    assert own.ask(len, "abc", 30) == 3
    first = own.pid
    time.sleep(1)
    assert own.ask(len, "abcd", 30) == 4
    assert own.pid != first
    own.close()


def test_an_error_of_the_program_there_does_not_repeat_what_was_read() -> None:
    own = Quarantine()
    with pytest.raises(QuarantineFault) as caught:
        own.ask(int, "电话13800138000", 30)
    assert "ValueError" in str(caught.value) and "13800138000" not in str(caught.value)
    own.close()
