"""Packages altered in more than two hundred ways: each is told by its sort and path, and harms nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import bagit
import pytest

from exports.handover.layout import PAYLOAD
from exports.handover.receiving import library_in, receive_beside
from exports.handover.refusals import PackageNotWhole
from exports.handover.unpacking import unpack
from exports.handover.verifying import verify
from ledger.errors import LedgerError
from tests.disasters import altered_databases, altered_folders, altered_zips
from tests.disasters.alterations import Alteration
from tests.disasters.altered_folders import SCAN, scan_of
from tests.disasters.altered_zips import PASSPHRASE
from tests.exports.bags import NAME, bag, rich_library, seal
from tests.forms.cli_runs import assert_sentence, tree
from tests.ledger.books import closed_book

ALTERATIONS = (*altered_folders.ALTERATIONS, *altered_databases.ALTERATIONS, *altered_zips.ALTERATIONS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package that is whole, which is copied for each alteration."""
    return bag(tmp_path_factory.mktemp("U盘"), rich_library(tmp_path_factory.mktemp("移交方")))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library in it, which every package leaves as it is."""
    folder = tmp_path_factory.mktemp("本机")
    closed_book(folder)
    return folder


@pytest.mark.parametrize("alteration", ALTERATIONS, ids=lambda alteration: alteration.name)
def test_an_altered_package_is_told_by_sort_and_path(
    whole: Path, office: Path, tmp_path: Path, alteration: Alteration
) -> None:
    stick = tmp_path / "U盘"
    shutil.copytree(whole, stick / NAME)
    package = alteration.harm(stick / NAME)
    before = tree(office)
    path = scan_of(whole) if alteration.path == SCAN else alteration.path
    if issubclass(alteration.says, LedgerError):
        with pytest.raises(alteration.says) as refused:
            verify(package, passphrase=PASSPHRASE)
        assert_sentence(f"{refused.value}\n")
    else:
        found = verify(package, passphrase=PASSPHRASE)
        told = [(type(each), each.path) for each in found.findings]
        assert (alteration.says, path) in told, found.findings
        for each in found.findings:
            assert_sentence(f"{each.sentence}\n")
    for take in (receive_beside, unpack):
        with pytest.raises((PackageNotWhole, alteration.says) if not path else PackageNotWhole):  # type: ignore[arg-type]
            take(package, office / "新", passphrase=PASSPHRASE)
    with pytest.raises(LedgerError), library_in(package, passphrase=PASSPHRASE, scratch=office):
        pytest.fail("it was given out")
    assert tree(office) == before


def test_there_are_enough_of_them_and_each_is_another() -> None:
    names = [alteration.name for alteration in ALTERATIONS]
    assert len(set(names)) == len(names) > 200


@pytest.mark.parametrize("alteration", altered_folders.ALTERATIONS, ids=lambda alteration: alteration.name)
def test_whatever_bagit_refuses_is_refused_here(whole: Path, tmp_path: Path, alteration: Alteration) -> None:
    package = alteration.harm(shutil.copytree(whole, tmp_path / NAME))
    try:
        valid = bagit.Bag(str(package)).is_valid()
    except (bagit.BagError, OSError, ValueError, LookupError):
        valid = False
    assert valid or not verify(package).whole


def test_what_changes_nothing_is_let_through(whole: Path, tmp_path: Path) -> None:
    package = shutil.copytree(whole, tmp_path / NAME)
    manifest = package / "manifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes().upper().replace(b"DATA/", b"data/").replace(b"\n", b"\r\n"))
    lines = (package / "bag-info.txt").read_text(encoding="utf-8")
    (package / "bag-info.txt").write_text(lines + "Contact-Name: 沈文君\n  二楼\n", encoding="utf-8")
    seal(package)
    assert verify(package).whole
    assert any((package / PAYLOAD).iterdir())
