"""Whatever bytes a stranger sends: a verdict or one sentence, nothing written, nothing believed."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.errors import CannotRead
from exports.handover import package_contents, zip_contents
from exports.handover.bag_lists import read_manifest, read_tags
from exports.handover.entry_names import collisions, fault_of
from exports.handover.findings import NotAPackage, Unexpected, Unreadable, WrongName, in_words
from exports.handover.receiving import library_in, receive_beside
from exports.handover.verifying import verify
from exports.names import fold
from ledger.errors import LedgerError, StorageError
from tests.exports.bags import PAPER_PATH, bag, files_of, rich_library, sha256, split, zipped
from tests.forms.cli_runs import assert_sentence

PASSPHRASE = "Rain&Shine 2015"
HOSTILE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bag(tmp_path_factory.mktemp("U盘"), rich_library(tmp_path_factory.mktemp("移交方")))


@pytest.fixture(scope="module")
def archives(package: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, bytes]:
    """The package as a zip, encrypted and not."""
    folder = tmp_path_factory.mktemp("压缩")
    return {
        locked: zipped(package, folder / f"{locked}.zip", passphrase=PASSPHRASE if locked else "").read_bytes()
        for locked in (False, True)
    }


@HOSTILE
@given(data=st.data(), locked=st.booleans())
def test_a_zip_altered_anywhere_is_whole_or_told(
    package: Path, archives: dict[bool, bytes], tmp_path: Path, data: st.DataObject, locked: bool
) -> None:
    content = bytearray(archives[locked])
    # The directory at the end is where alterations tell most.
    places = st.one_of(st.integers(0, len(content) - 1), st.integers(len(content) - 3000, len(content) - 1))
    for place in data.draw(st.lists(places, min_size=1, max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    target = tmp_path / "包.zip"
    target.write_bytes(content)
    try:
        found = verify(target, passphrase=PASSPHRASE)
    except LedgerError as error:
        assert_sentence(f"{error}\n")
        return
    for finding in found.findings:
        assert_sentence(f"{finding.sentence}\n")
    if found.whole:
        assert found.digests == {path: sha256(package / path) for path in files_of(package)}
    assert [path.name for path in tmp_path.iterdir()] == ["包.zip"]


@HOSTILE
@given(st.binary(max_size=400))
def test_any_bytes_are_no_package(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "包.zip").write_bytes(data)
    (finding,) = verify(tmp_path / "包.zip").findings
    assert isinstance(finding, NotAPackage)


PARTS = st.sampled_from(
    ["..", ".", "", "a", "C:", "~", "con", "a.", "A", "é", "e\u0301", "data", "\\", "\x00", "\u202e"]
)


@given(st.lists(PARTS, max_size=6), st.sampled_from(["/", "\\"]))
def test_a_path_that_may_be_used_stays_inside_on_every_system(parts: list[str], joint: str) -> None:
    path = joint.join(parts)
    if not fault_of(path):
        root = Path("/somewhere/inside")
        assert Path(os.path.normpath(root / path)).is_relative_to(root) and not Path(path).is_absolute()
        assert all(part not in ("", ".", "..") and part == part.rstrip(". ") for part in path.split("/"))
        assert "\\" not in path and ":" not in path


@given(st.lists(st.text("aAbBé\u0301/", min_size=1, max_size=4), max_size=6))
def test_what_would_be_one_file_somewhere_is_found(paths: list[str]) -> None:
    folded = [fold(path) for path in paths]
    doubled = len(set(folded)) < len(folded)
    inside = any(one != other and other.startswith(f"{one}/") for one in folded for other in folded)
    assert bool(list(collisions(paths))) is (doubled or inside)


@given(st.binary(max_size=300), st.booleans())
def test_any_list_is_read_or_told(data: bytes, payload: bool) -> None:
    found = read_manifest("manifest-sha256.txt", data, payload=payload)
    assert all(not fault_of(path) for path in found.digests)
    assert data.strip(b"\r\n") == b"" or found.digests or found.findings


@given(st.text(max_size=200))
def test_any_tags_are_read_or_refused(text: str) -> None:
    try:
        found = read_tags(text.encode("utf-8", "replace"))
    except ValueError as error:
        assert str(error)
        return
    assert all(name == name.lower() for name in found)


@given(st.text(max_size=400))
def test_a_stranger_s_path_cannot_break_a_sentence(path: str) -> None:
    assert_sentence(f"{Unexpected(path.replace('“', '').replace('”', '')).sentence}\n")
    assert len(in_words(path)) <= 121


def test_a_bomb_is_never_unpacked_whole(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an entry gives beyond the size it says is not taken, whatever the library would hand on."""
    target = zipped(package, tmp_path / "包.zip")

    def endless(*_: object) -> bytes:
        return b"x" * package_contents.BLOCK

    monkeypatch.setattr("exports.handover.zip_contents._Entry.read", endless)
    found = verify(target)
    assert all(isinstance(each, Unreadable | NotAPackage) for each in found.findings) and found.findings


def test_too_many_files_are_not_even_listed(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_contents, "MOST", 5)
    monkeypatch.setattr(zip_contents, "MOST", 5)
    for path in (package, zipped(package, tmp_path / "包.zip")):
        assert any("超过" in each.sentence for each in verify(path).findings)


def test_names_that_are_neither_utf8_nor_gbk_are_not_guessed(package: Path, tmp_path: Path) -> None:
    class Strange(zipfile.ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:
            return self.filename.encode("ascii", "replace").replace(b"?", b"\xff"), self.flag_bits

    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        for path in files_of(package):
            archive.writestr(Strange(path), (package / path).read_bytes())
    found = verify(tmp_path / "包.zip")
    assert PAPER_PATH in [each.path for each in found.findings if isinstance(each, WrongName)]


def test_what_may_not_be_read_is_told(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = os.open

    def refusing(path: Path, flags: int, *more: int) -> int:
        if Path(path).name == Path(PAPER_PATH).name:
            raise PermissionError(13, "Permission denied", str(path))
        return opening(path, flags, *more)

    monkeypatch.setattr(os, "open", refusing)
    assert Unreadable(PAPER_PATH, "没有权限，或正被其他程序打开") in verify(package).findings


def test_a_stick_that_is_pulled_out_leaves_nothing(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulled: list[str] = []
    whole = package_contents.FolderContents.blocks

    def failing(self: package_contents.FolderContents, path: str) -> Iterator[bytes]:
        if pulled:
            raise OSError(5, "Input/output error", path)
        yield from whole(self, path)

    monkeypatch.setattr(package_contents.FolderContents, "blocks", failing)
    with pytest.raises(CannotRead, match="磁盘读写出错"):
        receive_beside(
            package, tmp_path / "新", tell=lambda *step: pulled.extend(step[2:] * step[2].startswith("复制"))
        )
    assert pulled and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_refuses_leaves_nothing(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refusing(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refusing)
    with pytest.raises(StorageError):
        receive_beside(package, tmp_path / "新")
    with pytest.raises(StorageError), library_in(package, scratch=tmp_path):
        pytest.fail("it was given out")
    assert list(tmp_path.iterdir()) == []


def test_any_volume_may_be_given(package: Path, tmp_path: Path) -> None:
    volumes = split(zipped(package, tmp_path / "包.zip", passphrase=PASSPHRASE), 3000)
    assert len(volumes) > 3
    for volume in volumes:
        assert verify(volume, passphrase=PASSPHRASE).whole
