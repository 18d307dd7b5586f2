"""The disk, the lock, a newer or damaged library, and Ctrl+C: told in one sentence, and nothing half-written."""

from __future__ import annotations

import errno
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from exports import pipeline
from forms import cli
from forms.commands import submission
from ledger.book import Ledger
from tests.forms.cli_runs import ROOT, Clerk, assert_sentence, process, tree, written
from tests.ledger.books import as_plain_user

NEW = ("--scheme", "qidong-2015", "--unit", "第五税务分局", "--year", "2015")


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


def test_a_library_of_a_newer_version_is_left_alone(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    with closing(sqlite3.connect(library / "ledger.db")) as database:
        database.execute("PRAGMA user_version = 99")
    before = tree(tmp_path)
    data = tmp_path / "person.json"
    for words in (("list", library), ("add", library, "person", "--data", data), ("export", library, tmp_path / "出")):
        clerk.refused(3, *words, says="是第99版格式，本程序只认到第.版.*请换用新版本")
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda old: b"", "ledger.db 是空的"),
        (lambda old: b"not a database" * 1000, "它不是数据库文件"),
        (lambda old: old[: len(old) // 2], "末尾缺失|内部结构不一致"),
        (lambda old: old[:8192] + b"A" * 12000 + old[20192:], "内部结构不一致"),
    ],
    ids=["empty", "garbage", "half", "pages"],
)
def test_a_damaged_library_is_told_apart(clerk: Clerk, tmp_path: Path, damage: object, says: str) -> None:
    library = clerk.library(tmp_path)
    (library / "ledger.db").write_bytes(damage((library / "ledger.db").read_bytes()))  # type: ignore[operator]
    before = tree(tmp_path)
    data = tmp_path / "person.json"
    for words in (("list", library), ("gaps", library), ("add", library, "person", "--data", data)):
        clerk.refused(4, *words, says=f"数据库已损坏（.*(?:{says}).*从最近的备份恢复")
    clerk.refused(4, "export", library, tmp_path / "报送", says="数据库已损坏")
    assert tree(tmp_path) == before


def test_a_second_writer_is_told_who_holds_the_library_and_readers_may_go_on(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    data = written(tmp_path / "新.json", {"name": "周启明"})
    with Ledger.open(library, who="林晓岚"):
        before = tree(library)
        clerk.refused(3, "add", library, "person", "--data", data, says="正由“林晓岚”在本机上使用（.*进程")
        clerk.refused(3, "rule", library, "rule.digits=1", "--reason", "试", says="正由“林晓岚”在本机上使用")
        assert "共2条" in clerk.done("list", library).out
        assert clerk.run("export", library, tmp_path / "报送", "--bundled-fonts", "--formats", "pdf").code == 1
        assert tree(library) == before
    clerk.done("add", library, "person", "--data", data)


@pytest.fixture
def read_only(clerk: Clerk) -> Iterator[Path]:
    """A folder with a library and a data file that a plain user may read and not write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # A plain user may be unable to read the interpreter; what Python loads late is loaded by this export.
        assert clerk.run("export", clerk.library(folder), folder / "报送", "--bundled-fonts").code == 1
        shutil.rmtree(folder / "报送")
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield folder
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_read_only_library_can_be_read_and_not_written(clerk: Clerk, read_only: Path) -> None:
    library = read_only / "台帐库"
    before = tree(read_only)
    with as_plain_user():
        assert "共2条" in clerk.done("list", library).out
        clerk.refused(3, "add", library, "person", "--data", read_only / "person.json", says="只能读，不能写")
        clerk.refused(3, "init", read_only / "新库", *NEW, says="只能读，不能写")
        clerk.refused(3, "export", library, read_only / "报送", "--bundled-fonts", says="没有写入权限")
        clerk.refused(3, "template", "person", read_only / "空.xlsx", says="没有写入权限")
    assert tree(read_only) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    if sys.platform != "linux":
        pytest.skip("小磁盘只能在 Linux 上临时挂载")
    place = tmp_path / "小盘"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"没有挂载小磁盘的权限：{done.stderr.decode(errors='replace').strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_told_and_what_was_there_stays(clerk: Clerk, tmp_path: Path, small_disk: Path) -> None:
    library = clerk.library(small_disk)
    elsewhere = clerk.library(tmp_path)
    many = [{"name": f"人员{number}", "note": "长" * 2000} for number in range(400)]
    data = written(tmp_path / "很多.json", many)
    before = tree(small_disk)
    clerk.refused(3, "add", library, "person", "--data", data, says="磁盘已满.*已整个撤销")
    # SQLite may leave the undoing to the next opening for writing.
    clerk.refused(2, "undelete", library, "no-such-uid", says="没有找到")
    assert tree(small_disk) == before
    free = shutil.disk_usage(small_disk).free
    (small_disk / "占去大半").write_bytes(b"\0" * (free - 200_000))
    before = tree(small_disk)
    clerk.refused(3, "export", elsewhere, small_disk / "报送", "--bundled-fonts", says="磁盘空间不足")
    assert tree(small_disk) == before
    (small_disk / "占满").write_bytes(b"\0" * (shutil.disk_usage(small_disk).free // 4096 * 4096))
    before = tree(small_disk)
    clerk.refused(3, "init", small_disk / "新库", *NEW, says="磁盘已满")
    clerk.refused(3, "template", "meeting", small_disk / "空.xlsx", says="磁盘空间不足")
    clerk.refused(3, "add", library, "person", "--data", tmp_path / "person.json", says="磁盘已满")
    assert tree(small_disk) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有文件大小的限额")
def test_a_limit_on_the_size_of_files_is_told_as_well(clerk: Clerk, tmp_path: Path) -> None:
    import resource

    library = clerk.library(tmp_path)
    before = tree(tmp_path)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    words = ("export", library, tmp_path / "报送", "--bundled-fonts")
    done = process(*words, env={"PYTHONDONTWRITEBYTECODE": "1"}, preexec_fn=limit)
    assert (done.returncode, done.stdout) == (3, b""), done
    assert "磁盘" in done.stderr.decode("utf-8")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("steps", [1, 2, 4, 8])
def test_a_stop_in_the_middle_of_an_export_leaves_nothing(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    library = clerk.library(tmp_path)
    before = tree(tmp_path)
    calls: list[str] = []

    def stop(self: object, done: int, total: int, words: str) -> None:
        calls.append(words)
        if len(calls) == steps:
            raise KeyboardInterrupt

    monkeypatch.setattr(submission.Ticker, "__call__", stop)
    clerk.refused(2, "export", library, tmp_path / "报送", "--bundled-fonts", says="已经停止")
    assert len(calls) == steps
    assert tree(tmp_path) == before


def test_a_stop_in_the_middle_of_an_action_keeps_nothing_of_it(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = clerk.library(tmp_path)
    data = written(tmp_path / "新.json", [{"name": "周启明"}])
    before = tree(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("ledger.store.rows.insert_changes", lambda *rest: (_ for _ in ()).throw(KeyboardInterrupt))
        clerk.refused(2, "add", library, "person", "--data", data, says="已经停止")
    assert tree(tmp_path) == before
    clerk.done("add", library, "person", "--data", data)


def listening() -> None:
    """A process in the background of a shell or under nohup ignores some signals, and so would what it starts."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 不能向单个进程发 Ctrl+C")
@pytest.mark.parametrize("told", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_real_export_told_to_stop_leaves_nothing(clerk: Clerk, tmp_path: Path, told: str) -> None:
    library = clerk.library(tmp_path)
    # So much to print that the export cannot be over before it is told.
    meetings = [{"title": f"第{number}次例会", "content": "学习。" * 500} for number in range(60)]
    clerk.done("add", library, "meeting", "--data", written(tmp_path / "会议.json", meetings))
    before = tree(tmp_path)
    command = [sys.executable, "-m", "forms", "export", str(library), str(tmp_path / "报送"), "--bundled-fonts"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, preexec_fn=listening, **pipes) as export:
        until = time.monotonic() + 60
        while not list(tmp_path.glob(".报送.part-*")) and export.poll() is None and time.monotonic() < until:
            time.sleep(0.002)
        export.send_signal(getattr(signal, told))
        out, err = export.communicate(timeout=60)
    assert (export.returncode, out) == (2, b""), err
    assert err.decode("utf-8").splitlines()[-1] == "已经停止，没有完成这一步。"
    assert tree(tmp_path) == before


def test_being_told_to_stop_is_no_other_error_when_a_library_makes_one_of_it(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swallowing(args: object) -> int:
        cli._told.set()
        raise ValueError("Can't open file")

    monkeypatch.setattr(cli, "_run", swallowing)
    monkeypatch.setattr(cli, "_told", threading.Event())
    run = clerk.run("list", tmp_path)
    assert (run.code, run.err) == (2, "已经停止，没有完成这一步。\n")


def test_a_demo_that_is_stopped_leaves_no_half_library(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(library: Path) -> None:
        library.mkdir(parents=True)
        (library / "ledger.db").write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(submission, "build", stopped)
    run = clerk.run("demo", tmp_path / "示例" / "一")
    assert (run.code, run.err.splitlines()[-1]) == (2, "已经停止，没有完成这一步。")
    assert not (tmp_path / "示例" / "一" / "台帐库").exists()
    assert not list(tmp_path.rglob("*.part"))


def test_a_disk_that_fails_while_reading_is_told_in_chinese(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = clerk.library(tmp_path)

    def broken(*rest: object) -> None:
        raise OSError(errno.EIO, "Input/output error", "/media/usb/一")

    monkeypatch.setattr(pipeline, "compose", broken)
    before = tree(tmp_path)
    clerk.refused(3, "export", library, tmp_path / "报送", says="读写“/media/usb/一”时出错（磁盘读写出错）")
    assert tree(tmp_path) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full")
def test_output_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "forms", "kinds"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    assert_sentence(done.stderr.decode("utf-8"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 的管道另有报错")
def test_a_reader_that_stops_reading_is_no_news() -> None:
    command = [sys.executable, "-m", "forms", "kinds", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        listing.stdout.close()
        assert listing.stderr.read() == b""
        assert listing.wait() == 3
