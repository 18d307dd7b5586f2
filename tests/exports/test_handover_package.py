"""The package: a valid bag with everything in its place, the same each time, and refused when it would be untrue."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import bagit
import pytest

from exports.errors import TargetInLibrary
from exports.handover.errors import (
    BadVolumeSize,
    CannotPackage,
    LedgerMoved,
    PackageStopped,
    PlaceInSubmission,
    SubmissionForeign,
    SubmissionSpoilt,
    SubmissionStale,
)
from exports.handover.layout import ARCHIVE, INFO, LIBRARY, Purpose, read_info
from exports.handover.packing import make_package
from exports.job import ExportJob
from exports.manifest import MANIFEST_NAME, verify
from exports.pipeline import run
from forms.submitting import bound_of
from ledger.book import Ledger
from tests.exports.handovers import NAME, NOW, job, library, packed


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that the tests of this file only read."""
    return library(tmp_path_factory.mktemp("库"))


@pytest.fixture(scope="module")
def bag(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package for a colleague, only read."""
    return packed(kept, tmp_path_factory.mktemp("盘"), Purpose.COLLEAGUE).paths[0]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_bag_command_line_finds_it_valid(bag: Path) -> None:
    command = [sys.executable, "-m", "bagit", "--validate", "--quiet", str(bag)]
    subprocess.run(command, check=True)
    validated = bagit.Bag(str(bag))
    assert validated.validate() and validated.version_info == (1, 0) and validated.algorithms == ["sha256"]


def test_the_bag_command_line_finds_a_changed_one_invalid(kept: Path, tmp_path: Path) -> None:
    (folder,) = packed(kept, tmp_path / "盘").paths
    paper = folder / "data/其他/核验报告.pdf"
    paper.write_bytes(paper.read_bytes()[:-1] + b"?")
    command = [sys.executable, "-m", "bagit", "--validate", "--quiet", str(folder)]
    assert subprocess.run(command, capture_output=True).returncode == 1


def test_everything_stands_where_the_archive_wants_it(bag: Path) -> None:
    assert bag.name == NAME
    assert {path.name for path in bag.iterdir()} == {
        "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "打开我.html", "data",
    }  # fmt: skip
    assert {path.name for path in (bag / "data").iterdir()} == {"说明文件.TXT", "文件目录.XML", ARCHIVE, "其他"}
    papers = {
        f"{paper}.{suffix}"
        for paper in ("电子档案移交与接收登记表", "移交清单", "核验报告")
        for suffix in ("pdf", "docx")
    }
    assert {path.name for path in (bag / "data/其他").iterdir()} == {*papers, "移交信息.json", "台帐库"}
    assert verify(bag / "data" / ARCHIVE / "2015") == ()
    names = [path.name for path in bag.rglob("*")]
    assert names == [unicodedata.normalize("NFC", name) for name in names]
    assert max(len(path.relative_to(bag).as_posix()) for path in bag.rglob("*")) < 160


def test_the_facts_are_those_of_the_files(bag: Path, kept: Path) -> None:
    info = read_info((bag / "data" / INFO).read_bytes())
    archive = contents(bag / "data" / ARCHIVE)
    assert (info.files, info.size) == (len(archive), sum(map(len, archive.values())))
    assert info.submission_digest == hashlib.sha256(archive[f"2015/{MANIFEST_NAME}"]).hexdigest()
    assert info.library_digest == hashlib.sha256((bag / "data" / LIBRARY / "ledger.db").read_bytes()).hexdigest()
    with Ledger.open(kept, read_only=True) as ledger:
        assert (info.records, info.campaign) == (len(ledger.records()), ledger.campaign.uid)
    assert (info.unit, info.year, info.by, info.made) == ("第五税务分局", 2015, "沈文君", NOW)


def test_the_library_inside_is_the_library(bag: Path, kept: Path) -> None:
    with Ledger.open(kept, read_only=True) as mine, Ledger.open(bag / "data" / LIBRARY, read_only=True) as theirs:
        assert [record.uid for record in theirs.records()] == [record.uid for record in mine.records()]
        for record in mine.records():
            twin = theirs.get(record.uid)
            assert dict(twin.values) == dict(record.values)
            assert theirs.history(record.uid) == mine.history(record.uid)
            read = [(each.name, each.file.read_bytes()) for each in twin.attachments]
            assert read == [(each.name, each.file.read_bytes()) for each in record.attachments]
        assert theirs.scheme_text() == mine.scheme_text()
        assert theirs.file_faults(hashed=True) == ()


def test_the_archive_gets_neither_library_nor_the_list_of_gaps(kept: Path, bag: Path, tmp_path: Path) -> None:
    (plain,) = packed(kept, tmp_path / "盘").paths
    assert not (plain / "data" / LIBRARY).exists()
    assert not (plain / "data" / ARCHIVE / "2015/缺项与疑点.pdf").exists()
    assert (bag / "data" / ARCHIVE / "2015/缺项与疑点.pdf").exists()


def test_the_same_records_at_the_same_time_give_the_same_bytes(kept: Path, bag: Path, tmp_path: Path) -> None:
    (again,) = packed(kept, tmp_path / "盘", Purpose.COLLEAGUE).paths
    assert contents(again) == contents(bag)


def test_the_second_of_a_day_gets_a_number_and_the_first_stays(kept: Path, tmp_path: Path) -> None:
    first = packed(kept, tmp_path / "盘")
    before = contents(first.paths[0])
    second = packed(kept, tmp_path / "盘")
    assert second.name == f"{NAME}_2"
    assert contents(first.paths[0]) == before
    assert sorted(path.name for path in (tmp_path / "盘").iterdir()) == [NAME, f"{NAME}_2"]


def test_the_directory_names_every_file_of_every_item(bag: Path) -> None:
    root = ET.fromstring((bag / "data/文件目录.XML").read_bytes())
    entries = root.findall("文件")
    assert [entry.findtext("顺序号") for entry in entries] == [str(n) for n in range(1, len(entries) + 1)]
    named = {name.text or "" for entry in entries for name in entry.iterfind("电子档案名称/名称")}
    assert all((bag / "data" / name).is_file() for name in named)
    volumes = {path for path in contents(bag / "data") if path.startswith(ARCHIVE) and "_" in path.split("/")[2]}
    items = {path for path in volumes if path.count("/") > 2 and "/00_" not in path}
    assert named == items and any("䶮𠮷'现场'" in name for name in named)


def test_the_explanation_is_for_any_editor_of_windows(bag: Path) -> None:
    text = (bag / "data/说明文件.TXT").read_bytes().decode("utf-8")
    assert text.startswith("\ufeff移交包：") and text.count("\n") == text.count("\r\n")
    assert "载体类型、容量：U盘，32GB" in text and "不带口令" in text


def test_an_empty_ledger_can_be_handed_over(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "台帐库", unit="局", year=2015, scheme_id="qidong-2015", who="沈文君"):
        pass
    made = packed(tmp_path / "台帐库", tmp_path / "盘", Purpose.BRANCH)
    assert bagit.Bag(str(made.paths[0])).validate()
    assert made.info.records == 0


def test_the_longest_names_stay_within_what_windows_opens(tmp_path: Path) -> None:
    place = library(
        tmp_path / "长", unit="某某市" * 40, name="“创建”&<活动>" * 12, title="关于开展创建活动的实施细则" * 10
    )
    made = packed(place, tmp_path / "盘", Purpose.COLLEAGUE)
    assert bagit.Bag(str(made.paths[0])).validate()
    assert max(len(str(path.relative_to(tmp_path / "盘"))) for path in made.paths[0].rglob("*")) < 200


class _Stop:
    """Wants to stop once the work has come to a given thousandth."""

    def __init__(self, at: int) -> None:
        self._at, self._done = at, 0
        self.words: list[str] = []

    def tell(self, done: int, total: int, words: str) -> None:
        assert 0 <= done <= total == 1000
        self._done = max(self._done, done)
        self.words.append(words)

    def stopped(self) -> bool:
        return self._done >= self._at


@pytest.mark.parametrize("passphrase", ["", "Rain&Shine 2015"])
@pytest.mark.parametrize("at", [0, 100, 360, 460, 600, 650, 790, 880])
def test_a_stop_leaves_nothing(kept: Path, tmp_path: Path, at: int, passphrase: str) -> None:
    stop = _Stop(at)
    asked = job(tmp_path / "盘", Purpose.COLLEAGUE, passphrase=passphrase)
    with Ledger.open(kept, read_only=True) as ledger, pytest.raises(PackageStopped):
        make_package(ledger, asked, stop.tell, stop.stopped)
    assert list((tmp_path / "盘").iterdir()) == []


def test_progress_only_rises_and_ends_with_the_reading_back(kept: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, str]] = []
    with Ledger.open(kept, read_only=True) as ledger:
        make_package(ledger, job(tmp_path / "盘"), lambda done, total, words: seen.append((done, words)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (1000, "重新读出核对")


def exported(place: Path, folder: Path) -> Path:
    """A submission of the library that it remembers."""
    with Ledger.open(place, who="沈文君") as ledger:
        snapshot = ledger.snapshot()
        result = run(ExportJob(snapshot, folder, bundled_only=True, workers=1))
        ledger.note_export(bound_of(result, snapshot), folder)
    return folder


def test_a_submission_made_before_is_taken_as_it_is(tmp_path: Path) -> None:
    place = library(tmp_path)
    folder = exported(place, tmp_path / "报送")
    (folder / "Thumbs.db").write_bytes(b"left by a file manager")
    (made,) = packed(place, tmp_path / "盘", submission=folder).paths
    (folder / "Thumbs.db").unlink()
    assert contents(made / "data" / ARCHIVE / "2015") == contents(folder)


def test_a_submission_that_was_altered_is_refused_by_the_file(tmp_path: Path) -> None:
    place = library(tmp_path)
    folder = exported(place, tmp_path / "报送")
    (folder / "目录.html").write_bytes(b"")
    with pytest.raises(SubmissionSpoilt, match=r"目录\.html"):
        packed(place, tmp_path / "盘", submission=folder)
    assert list((tmp_path / "盘").iterdir()) == []


def test_a_package_is_not_put_into_its_own_submission(kept: Path, tmp_path: Path) -> None:
    with pytest.raises(PlaceInSubmission, match="没有写入任何内容"):
        packed(kept, tmp_path / "报送", submission=tmp_path / "报送")
    assert list((tmp_path / "报送").iterdir()) == []


def test_a_submission_of_another_library_is_refused(tmp_path: Path) -> None:
    folder = exported(library(tmp_path / "甲"), tmp_path / "报送")
    with pytest.raises(SubmissionForeign, match="不是这个台帐库"):
        packed(library(tmp_path / "乙", title="别的方案"), tmp_path / "盘", submission=folder)


def test_a_submission_is_refused_when_the_ledger_was_changed_since(tmp_path: Path) -> None:
    place = library(tmp_path)
    folder = exported(place, tmp_path / "报送")
    with Ledger.open(place) as ledger:
        ledger.add(
            "opinion", {"number": 3, "date": "2015.7.4", "source": "座谈会", "content": "好", "handler": "沈文君"}
        )
    with pytest.raises(SubmissionStale, match="第1次导出"):
        packed(place, tmp_path / "盘", submission=folder)


def test_a_ledger_changed_while_it_is_packed_is_not_handed_over(tmp_path: Path) -> None:
    place, added = library(tmp_path), []

    def meanwhile(done: int, total: int, words: str) -> None:
        if done >= 360 and not added:
            with Ledger.open(place) as writer:
                added.append(writer.add("campaign_plan", {"title": "补充方案"}))

    with Ledger.open(place, read_only=True) as ledger, pytest.raises(LedgerMoved):
        make_package(ledger, job(tmp_path / "盘", Purpose.COLLEAGUE), meanwhile)
    assert list((tmp_path / "盘").iterdir()) == []


def test_it_is_never_put_into_a_library(kept: Path) -> None:
    with pytest.raises(TargetInLibrary):
        packed(kept, kept / "attachments")


def test_a_folder_that_is_not_there_is_said(kept: Path, tmp_path: Path) -> None:
    asked = job(tmp_path / "盘")
    (tmp_path / "盘").rmdir()
    with Ledger.open(kept, read_only=True) as ledger, pytest.raises(CannotPackage, match="插好U盘"):
        make_package(ledger, asked)


@pytest.mark.parametrize("volume", [0, -(1 << 20), 1000, 1 << 33])
def test_volumes_of_a_size_that_makes_no_sense_are_refused(kept: Path, tmp_path: Path, volume: int) -> None:
    with pytest.raises(BadVolumeSize):
        packed(kept, tmp_path / "盘", volume=volume)


def test_the_working_directory_is_the_same_afterwards(kept: Path, tmp_path: Path) -> None:
    before = Path.cwd()
    packed(kept, tmp_path / "盘")
    assert Path.cwd() == before
