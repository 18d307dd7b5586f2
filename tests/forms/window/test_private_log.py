"""Whatever screen stumbles over a record: the log of the library and what can be copied hold nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from forms.screens import SCREENS
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.faults import Faults
from tests.ledger.samples import add_sample

PHONE, SCORE, PASSPHRASE = "13800138000", "87.3125", "correct horse 试金石"


def plant(library: Path) -> None:
    """A phone number and a ballot that can be told from all others."""
    with Ledger.open(library, who="测试员") as ledger:
        add_sample(ledger, "visit", phone=PHONE, company="试金石公司")
        review = ledger.records("review")[0]
        group = ledger.context().choices("groups")[0]
        ledger.add("ballot", {"review": review.uid, "group": group, "score": SCORE[:5]})


def test_no_screen_writes_what_it_stumbles_over(
    start: Callable[..., Any], library: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(library)
    app = start(library)
    copied = []
    for screen in SCREENS:
        page = app.go(screen.slug)
        driving.pump(app.root, lambda: not app.background.busy, 30, "屏幕显示出来")

        def stumble(passphrase: str = PASSPHRASE) -> None:
            records = [record for record in app.desk.snapshot.records if record.kind in ("visit", "ballot")]
            raise ValueError(records, [dict(record.values) for record in records], passphrase, SCORE)

        with monkeypatch.context() as spoilt:
            spoilt.setattr(page, "refresh", stumble)
            app.root.after(1, lambda page=page: page.refresh())
            driving.pump(app.root, lambda: app.overlay.top is not None, what="出错的说明")
        driving.click(driving.button(app.overlay.top.frame, "复制"))
        copied.append(app.root.clipboard_get())
        driving.press(app.root, "<Escape>")
    written = (library / "taizhang.log").read_text(encoding="utf-8")
    assert written.count("ValueError") >= len(SCREENS) == len(copied)
    for text in (written, *copied, *faults.take()):
        for secret in (PHONE, SCORE[:5], "试金石", "correct horse"):
            assert secret not in text
