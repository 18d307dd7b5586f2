"""The stick is full, read-only, pulled out or bad while a handover package is written; the program is killed."""

from __future__ import annotations

import builtins
import errno
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bagit
import pytest

from exports.handover import bag, media, packing, sealing, staging
from exports.handover.errors import CannotPackage, NoRoom, ReadsBackOtherwise
from exports.handover.layout import Purpose
from tests.exports.handovers import NAME, PASSPHRASE, library, packed
from tests.ledger.books import as_plain_user

ROOT = Path(__file__).resolve().parent.parent.parent
WAYS = pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "encrypted"])


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that is only read."""
    return library(tmp_path_factory.mktemp("库"))


@pytest.fixture(autouse=True)
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The scratch folder of the computer, so that what is left there can be seen."""
    place = tmp_path / "temp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def looks_whole(stick: Path) -> list[str]:
    """What on the stick somebody could take for a package."""
    return sorted(path.name for path in stick.iterdir() if not path.name.startswith("."))


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    """A stick of 1 MB."""
    place = tmp_path / "小U盘"
    place.mkdir()
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root of a Linux computer can make a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("this computer does not let root make a disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@WAYS
def test_a_full_stick_is_known_before_and_while_it_is_written(
    kept: Path, small_stick: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str
) -> None:
    with pytest.raises(NoRoom, match="只剩.*没有写入任何内容"):
        packed(kept, small_stick, Purpose.COLLEAGUE, passphrase=passphrase)
    assert list(small_stick.iterdir()) == []
    monkeypatch.setattr(media, "check_room", lambda *_: None)  # as when it fills meanwhile
    with pytest.raises(CannotPackage, match="空间不足.*腾出空间"):
        packed(kept, small_stick, Purpose.COLLEAGUE, passphrase=passphrase)
    assert list(small_stick.iterdir()) == []


@WAYS
def test_a_read_only_stick_is_said_and_stays_as_it_is(
    kept: Path, small_stick: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str
) -> None:
    monkeypatch.setattr(media, "check_room", lambda *_: None)  # room is looked at first, and this one is small
    subprocess.run(["mount", "-o", "remount,ro", str(small_stick)], check=True)
    with pytest.raises(CannotPackage, match="只读.*写保护") as refused:
        packed(kept, small_stick, passphrase=passphrase)
    assert refused.value.exit_code == 3
    assert list(small_stick.iterdir()) == []


def test_a_folder_without_rights_is_said(kept: Path, tmp_path: Path) -> None:
    stick = tmp_path / "盘"
    stick.mkdir()
    stick.chmod(0o500)
    with as_plain_user(), pytest.raises(CannotPackage, match="没有权限"):
        staging_only(stick)
    stick.chmod(0o700)
    assert list(stick.iterdir()) == []


def staging_only(stick: Path) -> None:
    """What is done on the stick first; the rest of the program is not for another user to read here."""
    with staging.disk_errors(stick), staging.room(stick, ".移交包.part-"):
        pass


class Stick:
    """A stick that is pulled out when the file of the given number is opened on it."""

    def __init__(self, place: Path, pulled: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self._place, self._pulled = place, pulled
        self.opened = 0
        self._open, self._rmtree = io.open, shutil.rmtree
        for module in (builtins, io):
            monkeypatch.setattr(module, "open", self._opening)
        monkeypatch.setattr(shutil, "rmtree", self._removing)

    def _opening(self, file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        here = isinstance(file, str | os.PathLike) and Path(file).absolute().is_relative_to(self._place)
        if here:
            self.opened += 1
            if self.opened > self._pulled:
                raise OSError(errno.ENODEV, "No such device", str(file))
        return self._open(file, mode, *arguments, **options)

    def _removing(self, path: Any, *arguments: Any, **options: Any) -> None:
        if self.opened <= self._pulled or not Path(path).is_relative_to(self._place):
            self._rmtree(path, *arguments, **options)


@WAYS
def test_a_stick_that_is_pulled_out_at_any_file_holds_nothing_that_looks_whole(
    kept: Path, tmp_path: Path, passphrase: str
) -> None:
    stick, here = tmp_path / "盘", Path.cwd()
    pulled = 0
    while True:
        with pytest.MonkeyPatch.context() as patched:
            layer = Stick(stick, pulled, patched)
            try:
                made = packed(kept, stick, passphrase=passphrase)
            except CannotPackage as error:
                assert "拔出" in str(error) and "没有做成移交包" in str(error)
            else:
                break
        assert looks_whole(stick) == [], pulled
        assert Path.cwd() == here
        # Every file of the bag is one opening; a few of the first, the middle and the last are enough.
        pulled += 1 if pulled < 3 or passphrase else 25
    assert layer.opened > 2
    assert looks_whole(stick) == sorted(path.name for path in made.paths)
    assert [path for path in stick.iterdir() if path.name.startswith(".")] == []  # what pulled ones left is gone


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    "name",
    ["data/其他/移交清单.pdf", "data/其他/台帐库/ledger.db", "bagit.txt", "tagmanifest-sha256.txt", "打开我.html"],
)
def test_a_stick_that_gives_back_something_else_gets_no_package(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(packing, "sync_tree", lambda folder: flip(folder / name))
    with pytest.raises(ReadsBackOtherwise, match=Path(name).name):
        packed(kept, tmp_path / "盘", Purpose.COLLEAGUE)
    assert list((tmp_path / "盘").iterdir()) == []


@pytest.mark.parametrize("extra", [True, False])
def test_a_file_too_many_or_too_few_on_the_stick_is_noticed(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: bool
) -> None:
    def meddle(folder: Path) -> None:
        if extra:
            (folder / "data/多的.txt").write_bytes(b"x")
        else:
            (folder / "data/说明文件.TXT").unlink()

    monkeypatch.setattr(packing, "sync_tree", meddle)
    with pytest.raises(ReadsBackOtherwise):
        packed(kept, tmp_path / "盘")
    assert list((tmp_path / "盘").iterdir()) == []


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.8, 0.95, 0.999, 0.99999])
def test_a_zip_that_reads_back_otherwise_anywhere_makes_no_package(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    def flip_somewhere(folder: Path) -> None:
        volumes = sorted(folder.glob("*.zip.*"))
        size = 1 << 20
        place = int(sum(volume.stat().st_size for volume in volumes) * share)
        data = bytearray(volumes[place // size].read_bytes())
        data[place % size] ^= 1
        volumes[place // size].write_bytes(data)

    monkeypatch.setattr(packing, "sync_tree", flip_somewhere)
    with pytest.raises(ReadsBackOtherwise):
        packed(kept, tmp_path / "盘", Purpose.COLLEAGUE, passphrase=PASSPHRASE, volume=1 << 20)
    assert list((tmp_path / "盘").iterdir()) == []


def test_when_the_last_renaming_fails_no_volume_keeps_its_name(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if Path(target).name.endswith(".zip.001"):
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CannotPackage, match="读写出错"):
        packed(kept, tmp_path / "盘", Purpose.COLLEAGUE, passphrase=PASSPHRASE, volume=1 << 20)
    assert list((tmp_path / "盘").iterdir()) == []


# Runs in its own process: killed once the work has come to the given thousandth, with nobody to clear up.
KILLED = """
import os, sys, tempfile
from pathlib import Path
from exports.handover.layout import Purpose
from exports.handover.packing import make_package
from ledger.book import Ledger
from tests.exports.handovers import job

tempfile.tempdir = sys.argv[3]

def tell(done, total, words):
    if done >= int(sys.argv[4]):
        os._exit(9)

if __name__ == "__main__":
    with Ledger.open(Path(sys.argv[1]), read_only=True) as ledger:
        make_package(ledger, job(Path(sys.argv[2]), Purpose.COLLEAGUE, passphrase=sys.argv[5]), tell)
"""


@WAYS
@pytest.mark.parametrize("at", [200, 400, 670, 760, 999])
def test_a_killed_run_leaves_nothing_that_looks_whole_and_the_next_clears_it_away(
    kept: Path, tmp_path: Path, own_temp: Path, at: int, passphrase: str
) -> None:
    stick, script = tmp_path / "盘", tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    command = [sys.executable, str(script), str(kept), str(stick), str(own_temp), str(at), passphrase]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path))}
    assert subprocess.run(command, cwd=ROOT, env=environ).returncode == 9
    assert looks_whole(stick) == []
    assert list(own_temp.iterdir()) + list(stick.iterdir()) != []
    made = packed(kept, stick, Purpose.COLLEAGUE)
    assert [path.name for path in stick.iterdir()] == [NAME] and list(own_temp.iterdir()) == []
    assert bagit.Bag(str(made.paths[0])).validate()


def test_a_run_beside_another_leaves_that_one_alone(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "盘"
    real, done = bag.make_bag, []

    def meanwhile(folder: Path, *arguments: Any) -> None:
        real(folder, *arguments)
        if not done:
            done.append(True)
            packed(kept, stick)

    monkeypatch.setattr(bag, "make_bag", meanwhile)
    with pytest.raises(CannotPackage, match="同名"):  # both took the first free name; the second to finish gives way
        packed(kept, stick)
    assert [path.name for path in stick.iterdir()] == [NAME]
    assert bagit.Bag(str(stick / NAME)).validate()


def test_sealing_never_shows_the_passphrase(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: Any, **options: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(sealing, "seal", broken)
    with pytest.raises(CannotPackage) as refused:
        packed(kept, tmp_path / "盘", passphrase=PASSPHRASE)
    assert PASSPHRASE not in repr(refused.value) + repr(vars(refused.value))
