"""Encryption for the way: what 7-Zip opens, what nobody opens without the passphrase, and volumes of any size."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from pathlib import Path

import bagit
import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st

from exports.handover.errors import WeakPassphrase
from exports.handover.layout import Purpose
from exports.handover.sealing import check_passphrase
from exports.handover.volume_stream import joined
from exports.handover.volumes import VolumeWriter
from tests.exports.handovers import NAME, PASSPHRASE, library, packed

MB = 1 << 20


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that the tests of this file only read."""
    return library(tmp_path_factory.mktemp("库"))


@pytest.fixture(scope="module")
def volumes(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """A package for a colleague in volumes of 1 MB, and the note beside it."""
    dest = tmp_path_factory.mktemp("盘")
    return packed(kept, dest, Purpose.COLLEAGUE, passphrase=PASSPHRASE, volume=MB).paths


def seven_zip(*words: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["7z", *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True)


@pytest.mark.tool("7z")
def test_7zip_opens_the_first_volume_and_the_bag_inside_is_valid(volumes: tuple[Path, ...], tmp_path: Path) -> None:
    assert seven_zip("x", f"-p{PASSPHRASE}", f"-o{tmp_path}", volumes[0]).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert bagit.Bag(str(tmp_path / NAME)).validate()
    assert list((tmp_path / NAME / "data").rglob("*䶮𠮷'现场'.jpg"))


@pytest.mark.tool("7z")
@pytest.mark.parametrize("passphrase", ["", "Rain&Shine 2016", "rain&shine 2015"])
def test_7zip_opens_nothing_with_another_passphrase(volumes: tuple[Path, ...], tmp_path: Path, passphrase: str) -> None:
    assert seven_zip("x", f"-p{passphrase}", f"-o{tmp_path}", volumes[0]).returncode != 0
    assert not any(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())


def test_no_volume_is_larger_than_asked_and_the_first_stands_last(volumes: tuple[Path, ...]) -> None:
    *parts, note = volumes
    assert [path.name for path in parts] == [f"{NAME}.zip.{number:03d}" for number in range(1, len(parts) + 1)]
    assert len(parts) > 1
    assert {path.stat().st_size for path in parts[:-1]} == {MB} and 0 < parts[-1].stat().st_size <= MB
    assert note.name == f"{NAME}_打开方法.txt"
    assert {path.name for path in parts[0].parent.iterdir()} == {path.name for path in volumes}


def test_the_note_names_every_volume_and_what_the_archive_wants(volumes: tuple[Path, ...]) -> None:
    text = volumes[-1].read_bytes().decode("utf-8-sig")
    assert all(path.name in text for path in volumes[:-1])
    assert "7-Zip" in text and "解密、解压" in text and PASSPHRASE not in text
    assert text.count("\n") == text.count("\r\n")


def test_every_entry_is_encrypted_and_named_in_utf_8(kept: Path, tmp_path: Path) -> None:
    path, note = packed(kept, tmp_path / "盘", passphrase=PASSPHRASE).paths
    assert (path.name, note.name) == (f"{NAME}.zip", f"{NAME}_打开方法.txt")
    with zipfile.ZipFile(path) as plain:
        entries = plain.infolist()
        assert all(entry.flag_bits & 0x1 for entry in entries)
        assert all(entry.flag_bits & 0x800 for entry in entries)
        assert {entry.compress_type for entry in entries} == {99}  # AES
        assert {entry.date_time for entry in entries} == {(2015, 11, 30, 11, 0, 0)}
    with pyzipper.AESZipFile(path) as archive:
        assert {entry.wz_aes_strength for entry in archive.infolist()} == {3}  # 256 bits
    assert b"%PDF" not in path.read_bytes()


@pytest.mark.parametrize(
    "passphrase",
    ["short12", "汉字口令汉字口令", "ｆｕｌｌｗｉｄｔｈ１", "tab\tinside", "line\nends12", "", "é1234567"],
)
def test_a_passphrase_that_is_weak_or_read_otherwise_elsewhere_is_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphrase) as refused:
        check_passphrase(passphrase)
    assert not passphrase or passphrase not in str(refused.value)


def test_a_weak_passphrase_is_refused_before_anything_is_made(kept: Path, tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase, match="8个"):
        packed(kept, tmp_path / "盘", passphrase="1234567")
    assert list((tmp_path / "盘").iterdir()) == []


@given(
    st.integers(1, 9),
    st.lists(st.one_of(st.binary(max_size=30), st.integers(0, 60)), max_size=20),
)
def test_a_file_in_volumes_reads_as_the_file_in_one(size: int, steps: list[bytes | int]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        whole, writer = io.BytesIO(), VolumeWriter(Path(folder), "x.zip", size)
        for step in steps:
            if isinstance(step, bytes):
                assert whole.write(step) == writer.write(step)
            else:
                place = min(step, len(whole.getvalue()))  # no holes
                assert whole.seek(place) == writer.seek(place)
            assert whole.tell() == writer.tell()
        assert whole.seek(0, os.SEEK_END) == writer.seek(0, os.SEEK_END)
        paths = writer.finish()
        if whole.getvalue():
            assert all(path.stat().st_size == size for path in paths[:-1])
            with joined(paths) as stream:
                assert stream.read() == whole.getvalue()
        assert [path.name for path in paths] == (
            ["x.zip"] if len(paths) == 1 else [f"x.zip.{number:03d}" for number in range(1, len(paths) + 1)]
        )
