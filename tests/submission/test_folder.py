"""The submission folder as a whole: same words in docx and PDF, same bytes twice, links, checksums, no overwriting."""

from __future__ import annotations

import html.parser
import threading
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from exports.errors import Cancelled
from exports.job import ExportJob
from exports.manifest import verify
from exports.pipeline import run
from forms.cli import main
from ledger.book import Ledger
from tests.exports.office import to_pdf
from tests.exports.reading import docx_words, pdf_words


def twins(submission: Path) -> list[tuple[Path, Path]]:
    """Every paper as docx and PDF."""
    papers = sorted(path for path in submission.rglob("*.docx") if "附件" not in path.parts)
    return [(path, path.with_suffix(".pdf")) for path in papers]


def test_docx_and_pdf_say_the_same_words(submission: Path) -> None:
    pairs = twins(submission)
    assert len(pairs) >= 45
    for docx, pdf in pairs:
        assert docx_words(docx) == pdf_words(pdf), docx


@pytest.mark.tool("soffice")
def test_libreoffice_opens_every_docx_and_shows_all_of_its_words(submission: Path, tmp_path: Path) -> None:
    names = {}
    for number, (docx, _) in enumerate(twins(submission)):
        copy = tmp_path / f"{number:03d}.docx"
        copy.write_bytes(docx.read_bytes())
        names[copy] = docx
    to_pdf(tmp_path, *names)
    for copy, paper in names.items():
        said, shown = docx_words(copy), pdf_words(copy.with_suffix(".pdf"))
        missing = {char for char in said if shown.count(char) < said.count(char)}
        assert not missing, (paper, missing)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_same(folder: Path, other: Path) -> None:
    ours, theirs = contents(folder), contents(other)
    assert sorted(ours) == sorted(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_exports_of_the_same_library_are_byte_identical_cold_warm_and_by_two_processes(
    demo: Path, submission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(demo / "台帐库", read_only=True) as ledger:
        snapshot = ledger.snapshot()
    monkeypatch.setattr("exports.press._WORTH", 2)
    cache = tmp_path / "缓存"
    cold = run(ExportJob(snapshot, tmp_path / "两个", bundled_only=True, cache=cache, workers=2))
    assert cold.made == cold.papers
    assert_same(submission, tmp_path / "两个")
    warm = run(ExportJob(snapshot, tmp_path / "沿用", bundled_only=True, cache=cache, workers=1))
    assert warm.made == 0
    assert_same(submission, tmp_path / "沿用")


class _Links(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.paths: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.paths.add(unquote(value.split("#")[0]))


def test_the_contents_page_links_to_every_file_of_the_volumes_and_to_nothing_else(submission: Path) -> None:
    parser = _Links()
    parser.feed((submission / "目录.html").read_text(encoding="utf-8"))
    files = {name for name in contents(submission) if not name.startswith("归档/")}
    assert files - {"目录.html", "校验清单.txt"} == parser.paths


def test_checksums_hold_and_name_a_changed_file(submission: Path) -> None:
    assert verify(submission) == ()


def test_paths_are_short_enough_for_any_disk(submission: Path) -> None:
    for path in submission.rglob("*"):
        assert len(path.relative_to(submission).as_posix()) <= 120


def test_every_docx_and_xlsx_is_a_whole_package(submission: Path) -> None:
    for path in [*submission.rglob("*.docx"), *submission.rglob("*.xlsx")]:
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None


def test_an_existing_target_is_not_overwritten(
    demo: Path, submission: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (submission / "校验清单.txt").read_bytes()
    assert main(["export", str(demo / "台帐库"), str(submission)]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert (submission / "校验清单.txt").read_bytes() == before


def test_a_cancelled_export_leaves_nothing(demo: Path, tmp_path: Path) -> None:
    with Ledger.open(demo / "台帐库", read_only=True) as ledger:
        snapshot = ledger.snapshot()
    cancel = threading.Event()

    def stop_half_way(done: int, total: int, words: str) -> None:
        if done > total // 2:
            cancel.set()

    with pytest.raises(Cancelled):
        run(ExportJob(snapshot, tmp_path / "out", bundled_only=True, progress=stop_half_way, cancel=cancel))
    assert list(tmp_path.iterdir()) == []
