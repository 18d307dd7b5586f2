"""The export as a whole: its progress, its stops, and what it refuses to bind or to keep."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from exports.errors import Cancelled, DamagedScan, MissingGlyphs, NotWhole, TargetInLibrary
from exports.intake import inspect
from exports.job import ExportJob, Progress, silent
from exports.pipeline import run
from ledger.book import Ledger
from ledger.snapshot import Snapshot
from tests.exports.scans import picture, scan

OPINIONS = [
    {"number": 1, "date": "2015.7.2", "source": "座谈会", "content": "建议增加午间值班窗口", "handler": "沈文君"},
    {"number": 2, "date": "2015.7.3", "source": "意见箱", "content": "导税台没有人", "handler": "沈文君"},
]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a plan that has a PDF of two pages, and a register whose second entry has a photo."""
    folder, files = tmp_path / "台帐库", tmp_path / "来件"
    files.mkdir()
    (files / "方案.pdf").write_bytes(scan(2))
    (files / "现场.jpg").write_bytes(picture("seagreen"))
    with Ledger.create(folder, unit="第五税务分局", year=2015, scheme_id="qidong-2015", who="沈文君") as ledger:
        plan = ledger.add("campaign_plan", {"title": "创建活动实施细则"})
        ledger.attach(plan.uid, files / "方案.pdf", role="signed", inspect=inspect)
        _, second = ledger.add_many("opinion", OPINIONS)
        ledger.attach(second.uid, files / "现场.jpg", role="photo", inspect=inspect)
    return folder


@pytest.fixture
def given(library: Path) -> Snapshot:
    with Ledger.open(library, read_only=True) as ledger:
        return ledger.snapshot()


def job(given: Snapshot, folder: Path, progress: Progress = silent, cancel: threading.Event | None = None) -> ExportJob:
    (folder / "出").mkdir()
    return ExportJob(
        given, folder / "出/报送", bundled_only=True, progress=progress, cancel=cancel or threading.Event()
    )


@pytest.mark.parametrize(("formats", "with_gaps"), [(("docx", "pdf", "xlsx"), True), (("xlsx",), False)])
def test_progress_counts_every_step_and_ends_at_the_total(
    given: Snapshot, tmp_path: Path, formats: tuple[str, ...], with_gaps: bool
) -> None:
    seen: list[tuple[int, int, str]] = []
    run(ExportJob(given, tmp_path / "报送", formats, True, with_gaps, lambda *step: seen.append(step)))
    total = seen[0][1]
    assert [done for done, _, _ in seen] == list(range(total + 1))
    assert {each for _, each, _ in seen} == {total}
    assert seen[-1] == (total, total, "完成")


def test_a_stop_at_any_step_leaves_nothing_and_after_the_last_it_is_too_late(given: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "出").mkdir()
    stops = 0
    while True:
        cancel = threading.Event()

        def ask(done: int, total: int, words: str, at: int = stops, cancel: threading.Event = cancel) -> None:
            if done == at:
                cancel.set()

        wanted = ExportJob(given, tmp_path / "出/报送", ("docx",), True, progress=ask, cancel=cancel)
        try:
            result = run(wanted)
        except Cancelled:
            assert list((tmp_path / "出").iterdir()) == []
            stops += 1
        else:
            break
    assert stops > 20
    assert result.folder.is_dir()


def test_every_file_of_a_register_is_bound_and_kept(given: Snapshot, tmp_path: Path) -> None:
    result = run(job(given, tmp_path))
    kept = sorted(path.relative_to(result.folder).as_posix() for path in result.folder.glob("*/附件/*"))
    assert [name.partition("/附件/")[2].partition("_")[2] for name in kept] == ["方案.pdf", "现场.jpg"]
    with pikepdf.open(result.folder / "合订本.pdf") as bound:
        forms = [page.Resources.XObject.Scan for page in bound.pages if "/XObject" in page.Resources]
        drawn = [thing for form in forms for thing in form.Resources.get("/XObject", {}).values()]
        assert len(forms) == 3, "two pages of the plan and a photo"
        assert [int(thing.Width) for thing in drawn] == [40]


def attachment(library: Path, pattern: str) -> Path:
    (path,) = (library / "attachments").glob(pattern)
    return path


@pytest.mark.parametrize(
    ("pattern", "harm", "named"),
    [
        ("??/*.pdf", Path.unlink, "方案.pdf"),
        ("??/*.pdf", lambda path: path.write_bytes(b""), "方案.pdf"),
        ("??/*.pdf", lambda path: path.write_bytes(path.read_bytes()[:-200]), "方案.pdf"),
        ("??/*.pdf", lambda path: path.write_bytes(scan(3)), "方案.pdf"),
        ("??/*.pdf", lambda path: path.write_bytes(path.read_bytes().replace(b"0.5 g", b"0.6 g")), "方案.pdf"),
        ("??/*.jpg", Path.unlink, "现场.jpg"),
        ("normal/??/*.jpg", Path.unlink, "现场.jpg"),
        ("normal/??/*.jpg", lambda path: path.write_bytes(b""), "现场.jpg"),
        ("normal/??/*.jpg", lambda path: path.write_bytes(path.read_bytes()[:300]), "现场.jpg"),
    ],
)
def test_a_file_that_is_gone_or_altered_is_named_and_nothing_is_bound_instead(
    library: Path, given: Snapshot, tmp_path: Path, pattern: str, harm: object, named: str
) -> None:
    assert callable(harm)
    harm(attachment(library, pattern))
    with pytest.raises(DamagedScan, match=f"“{named}”已经缺失或损坏") as raised:
        run(job(given, tmp_path))
    assert raised.value.exit_code == 4
    assert list((tmp_path / "出").iterdir()) == []


def test_a_file_altered_before_it_is_read_back_keeps_the_folder_from_appearing(given: Snapshot, tmp_path: Path) -> None:
    def meddle(done: int, total: int, words: str) -> None:
        if words == "校验":
            (page,) = (tmp_path / "出").glob(".*/目录.html")
            page.write_bytes(page.read_bytes() + b" ")

    with pytest.raises(NotWhole, match=r"目录\.html.*请检查磁盘后再导出一次") as raised:
        run(job(given, tmp_path, meddle))
    assert raised.value.exit_code == 3
    assert list((tmp_path / "出").iterdir()) == []


def test_a_bound_pdf_that_lacks_a_page_keeps_the_folder_from_appearing(given: Snapshot, tmp_path: Path) -> None:
    def tear_out(done: int, total: int, words: str) -> None:
        if words == "目录.html":  # before the checksums are taken
            (bound,) = (tmp_path / "出").glob(".*/合订本.pdf")
            bound.write_bytes(scan(1))

    with pytest.raises(NotWhole, match=r"合订本应有\d+面，实际1面"):
        run(job(given, tmp_path, tear_out))
    assert list((tmp_path / "出").iterdir()) == []


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_export_uses_what_the_first_made_and_gives_the_same_bytes(given: Snapshot, tmp_path: Path) -> None:
    cold = run(ExportJob(given, tmp_path / "一", bundled_only=True, cache=tmp_path / "缓存", workers=1))
    warm = run(ExportJob(given, tmp_path / "二", bundled_only=True, cache=tmp_path / "缓存", workers=1))
    kept_nowhere = run(ExportJob(given, tmp_path / "三", bundled_only=True))
    assert (cold.made, warm.made, kept_nowhere.made) == (cold.papers, 0, cold.papers)
    assert contents(tmp_path / "一") == contents(tmp_path / "二") == contents(tmp_path / "三")


def test_after_a_change_only_what_it_concerns_is_made_anew(library: Path, given: Snapshot, tmp_path: Path) -> None:
    run(ExportJob(given, tmp_path / "一", bundled_only=True, cache=tmp_path / "缓存", workers=1))
    with Ledger.open(library, who="沈文君") as ledger:
        (plan,) = ledger.snapshot().of("campaign_plan")
        ledger.edit(plan.uid, {"title": "创建活动实施办法"})
        changed = ledger.snapshot()
    again = run(ExportJob(changed, tmp_path / "二", bundled_only=True, cache=tmp_path / "缓存", workers=1))
    afresh = run(ExportJob(changed, tmp_path / "三", bundled_only=True, workers=1))
    assert 0 < again.made < again.papers == afresh.made
    assert contents(tmp_path / "二") == contents(tmp_path / "三")


@pytest.mark.parametrize("harm", ["cut", "foreign", "gone"])
def test_a_spoilt_cache_only_costs_time(given: Snapshot, tmp_path: Path, harm: str) -> None:
    cache = tmp_path / "缓存"
    first = run(ExportJob(given, tmp_path / "一", bundled_only=True, cache=cache, workers=1))
    for path in sorted(path for path in cache.rglob("*") if path.is_file()):
        if harm == "gone":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-100] if harm == "cut" else b"PK\3\4")
    again = run(ExportJob(given, tmp_path / "二", bundled_only=True, cache=cache, workers=1))
    assert again.made == first.made
    assert contents(tmp_path / "一") == contents(tmp_path / "二")


def test_a_cache_that_cannot_be_written_only_costs_time(given: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    run(ExportJob(given, tmp_path / "一", bundled_only=True, cache=tmp_path / "文件", workers=1))
    run(ExportJob(given, tmp_path / "二", bundled_only=True, workers=1))
    assert contents(tmp_path / "一") == contents(tmp_path / "二")


def test_two_processes_give_the_same_folder_and_stop_as_one_does(
    given: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.press._WORTH", 2)
    run(ExportJob(given, tmp_path / "一", bundled_only=True, workers=1))
    run(ExportJob(given, tmp_path / "二", bundled_only=True, workers=2))
    assert contents(tmp_path / "一") == contents(tmp_path / "二")
    cancel = threading.Event()
    stop = ExportJob(
        given, tmp_path / "三", bundled_only=True, workers=2, cancel=cancel, progress=lambda *step: cancel.set()
    )
    with pytest.raises(Cancelled):
        run(stop)
    assert not (tmp_path / "三").exists()


def test_a_word_of_the_scheme_that_no_face_has_is_named_with_its_paper(given: Snapshot, tmp_path: Path) -> None:
    volumes = tuple(replace(volume, name=f"{volume.name}👍") for volume in given.scheme.volumes)
    with pytest.raises(MissingGlyphs, match=r"“总目录”的“正文”里有字库中没有的字“👍”（U\+1F44D）"):
        run(job(replace(given, scheme=replace(given.scheme, volumes=volumes)), tmp_path))
    assert list((tmp_path / "出").iterdir()) == []


@pytest.mark.parametrize("inside", ["报送", "attachments/报送", "../台帐库/报送"])
def test_a_target_inside_the_library_is_refused(library: Path, given: Snapshot, inside: str) -> None:
    before = sorted(library.rglob("*"))
    with pytest.raises(TargetInLibrary, match="台帐库以外的位置"):
        run(ExportJob(given, library / inside, bundled_only=True))
    assert sorted(library.rglob("*")) == before


def test_a_name_of_the_campaign_that_no_face_has_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "台帐库"
    with Ledger.create(folder, unit="第👍分局", year=2015, scheme_id="qidong-2015", who="沈文君") as ledger:
        given = ledger.snapshot()
    with pytest.raises(MissingGlyphs, match=r"“单位名称”里有字库中没有的字.*U\+1F44D"):
        run(job(given, tmp_path))
