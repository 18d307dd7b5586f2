"""The arithmetic of the benches and the words they are given; nothing here is timed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.filing import arrange
from scripts import bench, environment, system
from tests.bench import __main__ as benches
from tests.bench import backups, campaign, report, window, window_library
from tests.bench.report import Figure, Skipped
from tests.bench.timing import Contestant, FailedRun, Race, Run, Spread, race, timed
from tests.bench.words import index_rows, paragraphs

ROOT = Path(__file__).resolve().parent.parent
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the benches run on Linux")


def runs(*seconds: float) -> tuple[Run, ...]:
    return tuple(Run(each, 0, 0) for each in seconds)


def test_ratios_are_taken_round_by_round() -> None:
    # A machine that gets three times slower in the second round tells nothing about the contestants.
    done = Race({"ours": runs(1, 3, 2), "theirs": runs(2, 6, 2)})
    assert done.ratio("ours", "theirs") == Spread(0.5, 0.5, 1)
    assert done.ratio("ours", "theirs", times=10) == Spread(0.05, 0.05, 0.1)
    assert done.extra("theirs", "ours") == Spread(1, 0, 3)


@POSIX
def test_contestants_take_turns_and_the_first_round_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "build" / "bench").mkdir(parents=True)
    seen: list[str] = []
    contestants = {
        name: Contestant([sys.executable, "-c", ""], lambda name=name: seen.append(name)) for name in ("one", "two")
    }
    done = race(contestants, cwd=tmp_path, rounds=2)
    assert seen == ["one", "two", "two", "one", "one", "two"]
    assert [len(each) for each in done.runs.values()] == [2, 2]


@POSIX
def test_a_contestant_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    (tmp_path / "build" / "bench").mkdir(parents=True)
    with pytest.raises(FailedRun, match="退出码7：no luck"):
        timed(Contestant([sys.executable, "-c", "print('no luck'); raise SystemExit(7)"]), cwd=tmp_path)


@POSIX
def test_a_contestant_that_leaves_nothing_has_failed_whatever_it_returns(tmp_path: Path) -> None:
    (tmp_path / "build" / "bench").mkdir(parents=True)
    command = [sys.executable, "-c", "raise SystemExit(1)"]
    with pytest.raises(FailedRun, match="退出码1"):
        timed(Contestant(command, accepted=(0, 1), makes=tmp_path / "报送"), cwd=tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_the_memory_of_children_counts(tmp_path: Path) -> None:
    (tmp_path / "build" / "bench").mkdir(parents=True)
    hold = "import time; held = b'x' * 60_000_000; time.sleep(1)"
    both = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; child.wait()"
    done = timed(Contestant([sys.executable, "-c", both]), cwd=tmp_path, sample=True)
    assert 60 < done.largest < 110
    assert done.together > 120


@pytest.mark.parametrize(("median", "met"), [(0.59, True), (0.6, True), (0.61, False)])
def test_a_figure_is_held_against_what_is_asked(median: float, met: bool) -> None:
    assert Figure("名", Spread(median, 0, 1), most=0.6).met is met


def test_the_table_names_what_was_not_measured_and_why() -> None:
    rows = report.table([Figure("甲", Spread(0.5, 0.4, 0.6), least=1.6), Skipped("乙", "没有装上typst")]).splitlines()
    assert rows[2] == "| 甲 | 0.5 × | 0.4～0.6 | ≥ 1.6 | **否** |  |"
    assert rows[3] == "| 乙 | 未测 | — | — | — | 没有装上typst |"


def test_saving_one_part_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    report.save(path, "a", [Skipped("甲", "无")], {})
    report.save(path, "b", [Figure("乙", Spread(1, 1, 1), most=2)], {"typst": "0.15.2"})
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert sorted(kept) == ["a", "b"]
    assert kept["b"]["figures"][0]["met"] is True


def test_the_words_of_work_a_are_the_same_every_time() -> None:
    assert index_rows(50) == index_rows(50)
    assert [len(row) for row in index_rows(50)] == [7] * 50
    assert all(60 < len(text) < 300 for text in paragraphs(50))
    assert len(set("".join(paragraphs(400)))) > 450


@pytest.mark.parametrize("papers", [50, 100])
def test_a_generated_campaign_has_as_many_papers_as_asked(tmp_path: Path, papers: int) -> None:
    campaign.build(tmp_path / "库", papers)
    with Ledger.open(tmp_path / "库", read_only=True) as ledger:
        assert sum(len(volume.items) for volume in arrange(ledger.snapshot())) == papers
        assert len(ledger.records("ballot")) == papers * 5


def test_every_part_of_the_bench_can_be_asked_for_by_its_name() -> None:
    assert sorted(bench.PARTS) == sorted([*benches.PARTS, "all"])


def test_a_library_for_the_window_has_as_many_records_as_asked(tmp_path: Path) -> None:
    window_library.build(tmp_path / "库", 700)
    with Ledger.open(tmp_path / "库", read_only=True) as ledger:
        assert len(ledger.records()) == 700


def test_the_window_is_held_against_the_bare_one_what_grows_and_the_longest_standstill() -> None:
    ours = {"front": runs(2, 4), "usable": runs(3, 6), "filled": runs(4, 8)}
    done = Race({"bare": runs(1, 2), "rows": runs(2, 4), **ours})
    seen = {"memory": 100.0, "commands": 10, "timers": 2, "bindings": 5, "wheel": 4.0}
    switched = {"screens": 13, "seconds": 1.0, "before": seen, "after": {**seen, "memory": 106.0, "timers": 3}}
    entries = [
        *window.start_figures(done),
        *window.switch_figures(switched),
        *window.list_figures({"打开": [101.0, 1.0], "排序": [99.0, 1.0]}),
    ]
    figures = [each for each in entries if isinstance(each, Figure) and each.met is not None]
    assert [(each.value.median, each.met) for each in figures] == [
        (3, False), (1.5, True), (6, False), (1, True), (101, False), (99, True)
    ]  # fmt: skip


def test_closing_is_held_against_cp_round_by_round_and_no_attachment_may_come_anew() -> None:
    rounds = [(2.0, 1.0, 2.0), (9.0, 9.0, 4.5)]
    entries = [each for each in backups.figures(rounds, (12_000_000, False)) if isinstance(each, Figure)]
    met = [(each.value.median, each.met) for each in entries if each.met is not None]
    assert met == [(1.5, True), (1.25, True), (1, False)]
    assert "12.0 MB" in entries[0].note


@POSIX
def test_a_bare_and_our_own_window_come_to_their_ends(tmp_path: Path) -> None:
    (tmp_path / "build" / "bench").mkdir(parents=True)
    window_library.build(tmp_path / "库", 700)
    with system.screen(os.environ) as environ:
        if not environ.get("DISPLAY"):
            pytest.skip("no screen")
        own = {**environ, "TAIZHANG_CONFIG": str(tmp_path / "config"), "PYTHONPATH": str(ROOT)}
        for name, *arguments in (("bare_window", "10"), ("our_window", str(tmp_path / "库"), "filled")):
            command = [sys.executable, "-m", f"tests.bench.contestants.{name}", *arguments]
            assert timed(Contestant(command, environ=own), cwd=tmp_path).seconds > 0


@POSIX
def test_a_peer_that_cannot_be_installed_is_named_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def pip(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command[-1])
        return subprocess.CompletedProcess(command, int(command[-1].startswith("weasyprint")), "", "not found")

    monkeypatch.setattr(environment, "works", lambda python: True)
    monkeypatch.setattr(bench.subprocess, "run", pip)
    for _ in range(2):
        bench.prepare(ROOT / "tests" / "bench" / "requirements.txt", tmp_path)
    assert [peer.split("==")[0] for peer in asked] == ["typst", "weasyprint", "docxtpl"] * 2
    assert "装不上weasyprint" in capsys.readouterr().err
