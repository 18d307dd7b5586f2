"""Attachments, upright pictures and whole folders of files are gone, or lie where nobody knows them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.doctor.losses import Fate, Repaired
from ledger.doctor.repair import repair
from ledger.library import Library
from tests.disasters.wards import NOW, Ward, looked_over, ward


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    return ward(tmp_path_factory.mktemp("ward"), backup=True)


def repaired(library: Path, **options: object) -> Repaired:
    """The library repaired beside itself."""
    return repair(Library(library), library.with_name("修"), now=NOW, **options)  # type: ignore[arg-type]


def codes(library: Path) -> list[str]:
    """The keys of what the examination found."""
    return [each.code for each in looked_over(library).findings]


def test_a_missing_file_comes_out_of_the_backups_files(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    shutil.rmtree(library / "attachments")
    assert codes(library) == ["spoilt-file", "spoilt-file", "no-upright"]
    made = repaired(library)
    assert not made.lost and {each.title for each in made.of(Fate.REGAINED)} == {"签字页.pdf", "会场.jpg"}
    with Ledger.open(made.folder) as book:
        assert book.file_faults(hashed=True) == ()


def test_without_backups_it_is_lost_by_name_and_the_ledger_opens(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    shutil.rmtree(library / "attachments")
    made = repaired(library, from_backups=False)
    assert {(each.sort, each.title) for each in made.lost} == {
        ("附件文件", "签字页.pdf"),
        ("附件文件", "会场.jpg"),
        ("转正图片", "会场.jpg"),
    }
    with Ledger.open(made.folder) as book:
        assert len(book.file_faults()) == 2


def test_a_file_under_another_name_is_known_by_its_content(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    (scan,) = (library / "attachments").rglob("*.pdf")
    scan.rename(library / "attachments" / "改了名.pdf")
    assert codes(library) == ["spoilt-file", "orphan-file"]
    made = repaired(library, from_backups=False)
    assert not made.lost and [each.title for each in made.of(Fate.REGAINED)] == ["签字页.pdf"]
    assert (made.folder / "attachments" / "改了名.pdf").is_file()  # nothing is left behind


def test_an_upright_picture_is_made_anew(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    shutil.rmtree(library / "attachments" / "normal")
    assert codes(library) == ["no-upright"]
    made = repaired(library, from_backups=False, upright=lambda data: b"anew" if data.startswith(b"\xe4") else None)
    assert not made.lost
    (picture,) = (made.folder / "attachments" / "normal").rglob("*.jpg")
    assert picture.read_bytes() == b"anew"


def test_scratch_files_are_told_and_left_behind(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    (library / "attachments" / "0123.part").write_bytes(b"half")
    assert codes(library) == ["scratch-file"]
    assert not list(repaired(library).folder.rglob("*.part"))


def test_a_changed_file_is_kept_for_whoever_can_still_read_it(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    (scan,) = (library / "attachments").rglob("*.pdf")
    scan.write_bytes(scan.read_bytes()[:-1] + b"?")
    made = repaired(library, from_backups=False)
    assert [(each.fate, each.title) for each in made.outcomes] == [(Fate.KEPT, "签字页.pdf")]
    (kept,) = (made.folder / "attachments").rglob("*.pdf")
    assert kept.read_bytes() == scan.read_bytes()
