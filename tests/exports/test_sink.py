"""The folder sink: whole or not at all, whatever happens in between."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.errors import Cancelled, CannotWrite, NameCollision, TargetExists
from exports.sink import FolderSink

KILLED = """
import os, sys
from pathlib import Path
from exports.sink import FolderSink
with FolderSink(Path(sys.argv[1])) as sink:
    sink.write("01/半份.docx", b"half")
    os._exit(9)
"""


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_appears_only_when_everything_is_written(tmp_path: Path) -> None:
    dest = tmp_path / "报送"
    with FolderSink(dest) as sink:
        sink.write("01_组织领导/0001_方案.docx", b"docx")
        sink.path("01_组织领导/附件/扫描.pdf").write_bytes(b"pdf")
        assert not dest.exists()
    found = {path.relative_to(dest).as_posix(): path.read_bytes() for path in dest.rglob("*") if path.is_file()}
    assert found == {"01_组织领导/0001_方案.docx": b"docx", "01_组织领导/附件/扫描.pdf": b"pdf"}
    assert names_in(tmp_path) == ["报送"]


@pytest.mark.parametrize("stop", [Cancelled(), RuntimeError("broken"), KeyboardInterrupt()])
def test_stopping_midway_leaves_nothing_behind(tmp_path: Path, stop: BaseException) -> None:
    with pytest.raises(type(stop)), FolderSink(tmp_path / "报送") as sink:
        sink.write("01/甲.docx", b"x")
        raise stop
    assert names_in(tmp_path) == []


def test_an_existing_folder_is_never_touched(tmp_path: Path) -> None:
    dest = tmp_path / "报送"
    dest.mkdir()
    with pytest.raises(TargetExists, match="已经存在"), FolderSink(dest):
        pytest.fail("entered although the target exists")
    assert names_in(tmp_path) == ["报送"]
    assert names_in(dest) == []


def test_a_target_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    dest = tmp_path / "报送"
    with pytest.raises(TargetExists), FolderSink(dest) as sink:
        sink.write("甲.docx", b"new")
        dest.mkdir()
        (dest / "甲.docx").write_bytes(b"old")
    assert (dest / "甲.docx").read_bytes() == b"old"
    assert names_in(tmp_path) == ["报送"]


def test_leftovers_of_a_killed_run_are_removed_by_the_next(tmp_path: Path) -> None:
    dest = tmp_path / "报送"
    root = Path(__file__).resolve().parents[2]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(dest)], cwd=root, check=False)
    assert killed.returncode == 9
    assert [name for name in names_in(tmp_path) if name.startswith(".报送.part-")]
    with FolderSink(dest) as sink:
        sink.write("甲.docx", b"x")
    assert names_in(tmp_path) == ["报送"]


def test_a_run_still_alive_is_left_alone_and_the_second_to_finish_is_refused(tmp_path: Path) -> None:
    dest = tmp_path / "报送"
    with pytest.raises(TargetExists), FolderSink(dest) as slow:
        slow.write("甲.docx", b"slow")
        with FolderSink(dest) as quick:
            quick.write("甲.docx", b"quick")
        slow.write("乙.docx", b"slow")
    assert (dest / "甲.docx").read_bytes() == b"quick"
    assert names_in(tmp_path) == ["报送"]


def test_other_folders_beside_the_target_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".报送.part").mkdir()
    (tmp_path / ".其他.part-0000").mkdir()
    (tmp_path / ".报送.part-文件").write_bytes(b"a file")
    with FolderSink(tmp_path / "报送"):
        pass
    assert names_in(tmp_path) == sorted([".其他.part-0000", ".报送.part", ".报送.part-文件", "报送"])


def test_a_missing_parent_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="上级文件夹不存在") as caught, FolderSink(tmp_path / "无" / "报送"):
        pytest.fail("entered without a parent")
    assert caught.value.exit_code == 3
    assert str(tmp_path / "无" / "报送") in str(caught.value)


def test_a_file_as_parent_is_named(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(CannotWrite), FolderSink(tmp_path / "文件" / "报送"):
        pytest.fail("entered a file")


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EROFS, "只读"), (errno.EACCES, "权限"), (errno.ENOSPC, "空间不足")]
)
def test_a_disk_that_takes_no_folder_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number), str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(CannotWrite, match=words), FolderSink(tmp_path / "报送"):
        pytest.fail("entered although no folder can be made")
    assert names_in(tmp_path) == []


def test_a_disk_that_fills_up_while_others_write_is_explained(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="磁盘空间不足") as caught, FolderSink(tmp_path / "报送") as sink:
        sink.write("甲.docx", b"x")
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.exit_code == 3
    assert names_in(tmp_path) == []


def test_a_disk_that_fills_up_while_finishing_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(CannotWrite, match="磁盘空间不足"), FolderSink(tmp_path / "报送") as sink:
        sink.write("甲.docx", b"x")
    assert names_in(tmp_path) == []


def test_an_error_about_a_file_being_read_is_not_blamed_on_the_target(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), FolderSink(tmp_path / "报送"):
        (tmp_path / "附件.pdf").read_bytes()
    assert names_in(tmp_path) == []


def test_two_names_that_windows_takes_for_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NameCollision, match="重名"), FolderSink(tmp_path / "报送") as sink:
        sink.path("Note.docx").write_bytes(b"1")
        sink.path("note.DOCX")


def test_the_same_file_is_not_written_twice(tmp_path: Path) -> None:
    with pytest.raises(NameCollision), FolderSink(tmp_path / "报送") as sink:
        sink.write("甲.docx", b"1")
        sink.write("甲.docx", b"2")


@pytest.mark.parametrize("rel", ["", ".", "../甲", "a/../../甲", "/甲", "C:/甲", "C:甲", "a\\甲", "//host/share/甲"])
def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path: Path, rel: str) -> None:
    with pytest.raises(ValueError, match="inside the folder"), FolderSink(tmp_path / "报送") as sink:
        sink.path(rel)


def test_outside_its_block_the_sink_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside"):
        FolderSink(tmp_path / "报送").write("甲", b"")


def raising(number: int) -> Callable[..., None]:
    def refuse(*args: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 上总有文件锁")
def test_a_stick_whose_file_system_knows_no_locks_takes_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fcntl.flock", raising(errno.ENOTSUP))
    with FolderSink(tmp_path / "报送") as sink:
        sink.write("甲.docx", b"x")
    assert names_in(tmp_path / "报送") == ["甲.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 上用另一种锁")
def test_a_disk_that_fails_at_the_marker_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcntl.flock", raising(errno.EIO))
    with pytest.raises(CannotWrite, match="磁盘读写出错"), FolderSink(tmp_path / "报送"):
        pytest.fail("entered although the marker cannot be locked")
    assert names_in(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 不能同步文件夹")
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EIO])
def test_a_folder_that_cannot_be_synced_is_no_fault_and_a_failing_disk_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real = os.fsync

    def sync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    failing = pytest.raises(CannotWrite, match="磁盘读写出错") if number == errno.EIO else contextlib.nullcontext()
    with failing, FolderSink(tmp_path / "报送") as sink:
        sink.write("甲.docx", b"x")
    assert names_in(tmp_path) == ([] if number == errno.EIO else ["报送"])


@pytest.mark.parametrize("scans", [1, 2, 3])
def test_a_virus_scanner_that_holds_the_folder_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scans: int
) -> None:
    real, tries = Path.rename, itertools.count(1)

    def held(self: Path, target: Path) -> Path:
        if next(tries) <= scans:
            raise PermissionError(errno.EACCES, "Access is denied")
        return real(self, target)

    monkeypatch.setattr("ledger.durable._WAITS", (0.0, 0.0))
    monkeypatch.setattr(Path, "rename", held)
    given_up = pytest.raises(CannotWrite, match="正被其他程序打开") if scans == 3 else contextlib.nullcontext()
    with given_up, FolderSink(tmp_path / "报送") as sink:
        sink.write("甲.docx", b"x")
    assert names_in(tmp_path) == ([] if scans == 3 else ["报送"])


@pytest.mark.parametrize("count", [1, 150])
def test_a_disk_that_did_not_take_a_file_is_heard_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    def refuse(path: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))

    monkeypatch.setattr("exports.sink.sync_file", refuse)
    with pytest.raises(CannotWrite), FolderSink(tmp_path / "报送") as sink:
        for number in range(count):
            sink.write(f"{number}.txt", b"x")
    assert list(tmp_path.iterdir()) == []
