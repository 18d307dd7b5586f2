"""Journey (e): the process is killed while somebody types; after the restart the draft is offered."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.sheets import laid

ROOT = Path(__file__).resolve().parents[3]

TYPIST = """
import pathlib, sys, time
from forms.launch import start
from forms.shell.page import Target
from tests.forms.window import driving

app = start(pathlib.Path(sys.argv[1]), size=(1366, 768))
driving.pump(app.root, lambda: app.shell is not None and not app.desk.reading, 30)
app.root.focus_force()
app.go("meetings", Target("meeting"))
driving.pump(app.root, lambda: not app.background.busy, 30)
driving.write(app.root, "九月碰头会")
form = app.shell.front.panel.pane.form
form.editor("content").focus()
driving.write(app.root, "会议听取了六月份工作情况。")
drafts = pathlib.Path(sys.argv[1]) / "drafts"
driving.pump(app.root, lambda: "六月份" in "".join(each.read_text("utf-8") for each in drafts.glob("*.json")), 10)
print("typed", flush=True)
while True:
    app.root.update()
    time.sleep(0.02)
"""


@pytest.fixture
def killed(library: Path, tmp_path: Path, display: str) -> Path:
    """A library whose window was killed while a meeting was being typed."""
    environ = {**os.environ, "TAIZHANG_CONFIG": str(tmp_path / "other")}
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(library)], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environ
    )
    assert typist.stdout is not None
    try:
        assert typist.stdout.readline().strip() == "typed"
    finally:
        typist.kill()
        typist.communicate()
    return library


def test_what_was_being_typed_is_offered_after_the_restart(start: Callable[..., Any], killed: Path) -> None:
    assert len(list((killed / "drafts").glob("*.json"))) == 1
    app = start(killed)
    laid(app, "上次没有保存的内容")
    driving.press(app.root, "<Return>")
    driving.pump(app.root, lambda: app.shell.front.slug == "meetings" and not app.background.busy)
    pane = app.shell.front.panel.pane
    assert pane.form.typed() == {"title": "九月碰头会", "content": "会议听取了六月份工作情况。"}
    driving.press(app.root, "<Control-s>")
    driving.pump(app.root, lambda: not pane.dirty and not app.background.busy, what="保存")
    app.quit()
    with Ledger.open(killed, read_only=True) as book:
        assert [each["content"] for each in book.records("meeting") if each["title"] == "九月碰头会"] == [
            "会议听取了六月份工作情况。"
        ]
    assert list((killed / "drafts").glob("*.json")) == []
