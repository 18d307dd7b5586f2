"""Backups by the button, at the close and at the opening; the whole library copied, with progress, and stopped."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from forms import backups
from forms.actions import Add
from forms.app import App
from forms.screens.handover import Handover
from forms.screens.handover_backups import Backups
from forms.under_way import Seldom
from ledger import kept_files, whole_copy
from ledger.backup import Backup
from ledger.backup import backups as backups_of
from ledger.book import Ledger
from ledger.library import DiskFull, Library
from ledger.sizes import size_in_words
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, said, settle

NOW = dt.datetime(2015, 6, 11, 20, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def handover(app: App) -> Backups:
    page = app.go("handover")
    settle(app)
    assert isinstance(page, Handover)
    assert isinstance(page.front, Backups)
    return page.front


def status(app: App) -> str:
    assert app.shell is not None
    return next(text for text in driving.texts(app.shell.status) if "备份" in text)


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (dt.timedelta(minutes=5), "上次备份：今天 19:55"),
        (dt.timedelta(hours=21), "上次备份：昨天 23:00"),
        (dt.timedelta(days=3), "上次备份：6月8日 20:00"),
        (dt.timedelta(days=300), "上次备份：2014-08-15 20:00"),
    ],
)
def test_when_the_last_backup_was_is_said_as_one_says_it(back: dt.timedelta, words: str) -> None:
    assert backups.words(Backup(Path("x"), (NOW - back).astimezone(dt.UTC), 1), NOW) == words
    assert backups.words(None, NOW) == "还没有备份"


def test_opening_makes_up_for_a_backup_that_was_not_made(start: Callable[..., App], library: Path) -> None:
    assert backups_of(Library(library)) == ()
    app = start(library)
    settle(app)
    assert len(backups_of(Library(library))) == 1
    assert status(app).startswith("上次备份：今天")


def test_closing_makes_a_backup_when_something_was_written(start: Callable[..., App], library: Path) -> None:
    start(library).quit()
    before = backups_of(Library(library))
    app = start(library)
    settle(app)
    app.quit()
    assert backups_of(Library(library)) == before
    app = start(library)
    app.desk.change(Add("person", ({"name": "新来的人"},)))
    settle(app)
    app.quit()
    after = backups_of(Library(library))
    assert len(after) == len(before) + 1
    assert not list((library / "backups").glob("*.part"))


def test_a_backup_that_failed_is_told_at_the_next_opening(
    start: Callable[..., App], library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(ledger: Ledger) -> Backup:
        raise DiskFull(ledger.path)

    monkeypatch.setattr(Ledger, "backup", full)
    app = start(library)
    settle(app)
    assert "磁盘已满" in said(app)
    assert app.desk.snapshot.of("person")


def test_a_backup_by_the_button_is_listed_first_and_told(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    page = handover(app)
    before = page.listing.total
    driving.click(driving.button(page, "现在备份"))
    settle(app)
    assert page.listing.total == before + 1
    newest = backups_of(Library(library))[0]
    assert cells(page.listing)[0][1:] == ("平时备份", size_in_words(newest.size), "台帐库里")
    assert page.listing.focused == str(newest.path)
    assert app.shell is not None and app.shell.status.said.startswith("已备份，副本已核对")


def test_missing_attachments_are_told_with_the_backup(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    attachment = next(each for record in app.desk.snapshot.records for each in record.attachments)
    attachment.file.path.unlink()
    page = handover(app)
    page.back_up()
    settle(app)
    assert attachment.name in page.words


def test_the_copy_is_read_again_before_the_stick_may_be_pulled_out(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    app = start(library)
    copying = handover(app).copying
    (tmp_path / "U盘").mkdir()
    app.chooser = Choosing(inside=tmp_path / "U盘")  # type: ignore[assignment]
    driving.click(driving.button(copying, "复制到……"))
    settle(app, 60)
    (copy,) = (tmp_path / "U盘").iterdir()
    assert copy.name == f"台帐库_副本_{app.desk.today:%Y%m%d}"
    assert f"已复制到“{copy}”" in copying.words and copying.words.endswith("可以拔出。")
    records = app.desk.snapshot.records
    with Ledger.open(copy) as ledger:
        assert [record.uid for record in ledger.records()] == [record.uid for record in records]
        assert ledger.file_faults(hashed=True) == ()
    copying.choose()
    settle(app, 60)
    assert sorted(path.name for path in (tmp_path / "U盘").iterdir()) == [copy.name, f"{copy.name}_2"]


def test_a_copy_on_its_way_can_be_stopped_and_leaves_the_window_awake(
    start: Callable[..., App], library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    copying = handover(app).copying
    monkeypatch.setattr(kept_files, "_BLOCK", 1)  # so many blocks that it cannot be over before it is stopped
    (tmp_path / "U盘").mkdir()
    copying.begin(tmp_path / "U盘" / "副本")
    driving.pump(app.root, lambda: copying.progress.share > 0, 30, "进度")
    app.desk.change(Add("person", ({"name": "新来的人"},)))
    driving.click(copying.progress.button)
    settle(app, 60)
    assert copying.words.startswith("已停止复制，没有留下任何文件")
    assert list((tmp_path / "U盘").iterdir()) == []
    assert "新来的人" in [app.desk.snapshot.title(record) for record in app.desk.snapshot.of("person")]


def test_closing_the_window_stops_a_copy(
    start: Callable[..., App], library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    copying = handover(app).copying
    monkeypatch.setattr(kept_files, "_BLOCK", 1)  # as above
    (tmp_path / "U盘").mkdir()
    copying.begin(tmp_path / "U盘" / "副本")
    driving.pump(app.root, lambda: copying.progress.share > 0, 30, "进度")
    app.quit()
    assert list((tmp_path / "U盘").iterdir()) == []


def test_what_cannot_be_copied_is_told_on_the_card(
    start: Callable[..., App], library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    copying = handover(app).copying
    monkeypatch.setattr(whole_copy.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 2048))
    copying.begin(tmp_path / "副本")
    settle(app)
    assert "磁盘只剩2KB" in copying.words
    assert driving.button(copying, "复制到……").winfo_viewable()


def test_progress_is_passed_on_when_it_shows() -> None:
    told: list[int] = []
    seldom = Seldom(lambda done, total, words: told.append(done))
    for done in range(10_001):
        seldom(done, 10_000, "")
    assert len(told) == 201
    assert told[-1] == 10_000
