"""What was typed is there again after the program was killed, and what cannot be read is told, not lost."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import drafts
from forms.drafts import CannotKeepDraft, Draft, Drafts, DraftTooLong, key_of
from ledger.library import Library
from tests.ledger.books import closed_book

AT = dt.datetime(2015, 7, 2, 9, 30, 15, tzinfo=dt.UTC)
MEETING = Draft(
    "meeting", "", None, {"title": "动员会", "decisions": [{"item": "学习", "owner": "沈文君"}]}, "新的会议记录", AT
)
OPINION = Draft("opinion", "ab12", 3, {"content": "增加窗口\n两个"}, "增加窗口", AT + dt.timedelta(minutes=1))


@pytest.fixture
def kept(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts")


def test_drafts_come_back_as_they_were_typed_latest_first(kept: Drafts) -> None:
    assert kept.all().drafts == ()
    kept.keep(MEETING)
    kept.keep(OPINION)
    assert Drafts(kept.folder).all() == drafts.Found((OPINION, MEETING))


def test_one_draft_is_kept_for_a_form_until_it_is_dropped(kept: Drafts) -> None:
    later = Draft("meeting", "", None, {"title": "总结会"}, "新的会议记录", AT + dt.timedelta(hours=1))
    kept.keep(MEETING)
    kept.keep(later)
    assert kept.all().drafts == (later,)
    kept.drop(later.key)
    kept.drop(later.key)
    assert kept.all().drafts == ()
    assert list(kept.folder.iterdir()) == []


def test_a_draft_is_there_after_the_program_was_killed(kept: Drafts) -> None:
    program = (
        "import datetime as dt, os, sys\nfrom pathlib import Path\nfrom forms.drafts import Draft, Drafts\n"
        "drafts = Drafts(Path(sys.argv[1]))\n"
        "drafts.keep(Draft('person', '', None, {'name': '沈文君'}, '沈文君', dt.datetime.now(dt.UTC)))\n"
        "os._exit(9)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", program, str(kept.folder)], cwd=root, check=False)
    assert done.returncode == 9
    assert [draft.typed for draft in kept.all().drafts] == [{"name": "沈文君"}]


def test_what_a_killed_program_left_half_written_is_removed(kept: Drafts) -> None:
    kept.keep(MEETING)
    (kept.folder / "meeting-new.json.77.part").write_bytes(b'{"ki')
    assert kept.all() == drafts.Found((MEETING,))
    assert [path.name for path in kept.folder.iterdir()] == ["meeting-new.json"]


def _with(**changes: object) -> bytes:
    whole = {"kind": "meeting", "uid": "", "revision": None, "title": "动员会", "at": AT.isoformat(), "typed": {}}
    return json.dumps({**whole, **changes}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'{"kind": "mee',
        b"[1]",
        b"\xff\xfe",
        _with(typed=[1]),
        _with(typed={"title": 3}),
        _with(typed={"decisions": [{"item": None}]}),
        _with(at="2015-07-02T09:30:15"),
        _with(at=5),
        _with(revision="1"),
        _with(uid="another"),
        b"[" * 100_000,
        b" " * (drafts.MOST + 1),
    ],
    ids=range(13),
)
def test_a_damaged_draft_is_set_aside_and_told(kept: Drafts, data: bytes) -> None:
    kept.keep(OPINION)
    for number in (1, 2):
        (kept.folder / "meeting-new.json").write_bytes(data)
        found = kept.all()
        assert found.drafts == (OPINION,)
        assert len(found.faults) == 1
        assert "“meeting-new.json”已经损坏" in found.faults[0]
        assert (kept.folder / f"meeting-new-{number}.damaged").read_bytes() == data
    assert kept.all() == drafts.Found((OPINION,))


def test_fields_and_kinds_that_this_program_does_not_have_are_passed_over(kept: Drafts) -> None:
    kept.keep(MEETING)
    (kept.folder / "opinion-new.json").write_bytes(_with(kind="opinion", typed={"content": "窗口", "mood": [4]}))
    (kept.folder / "dream-new.json").write_bytes(_with(kind="dream"))
    found = kept.all()
    assert {draft.kind: dict(draft.typed) for draft in found.drafts}["opinion"] == {"content": "窗口"}
    assert len(found.faults) == 1
    assert "“dream”这种记录" in found.faults[0]
    assert (kept.folder / "dream-new.json").exists()


def test_a_draft_of_a_ballot_tells_the_day_only(kept: Drafts) -> None:
    kept.keep(Draft("ballot", "", None, {"score": "88"}, "评议票", AT))
    assert kept.all().drafts[0].at == dt.datetime(2015, 7, 2, tzinfo=dt.UTC)
    path = kept.folder / "ballot-new.json"
    assert "09:30" not in path.read_text(encoding="utf-8")
    assert path.stat().st_mtime == dt.datetime(2015, 7, 2, tzinfo=dt.UTC).timestamp()


def test_too_long_a_draft_is_refused_and_the_last_one_stays(kept: Drafts) -> None:
    kept.keep(MEETING)
    with pytest.raises(DraftTooLong, match="请先保存这一条"):
        kept.keep(Draft("meeting", "", None, {"content": "会" * drafts.MOST}, "动员会", AT))
    assert kept.all().drafts == (MEETING,)


def test_a_refusing_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_bytes(b"")
    with pytest.raises(CannotKeepDraft, match="“动员会”的草稿没有存下"):
        Drafts(tmp_path / "drafts").keep(Draft("meeting", "", None, {}, "动员会", AT))


@pytest.mark.parametrize("key", [("..", ""), ("meeting", "a/b"), ("meeting", "a" * 65), ("", "a")])
def test_no_key_leads_out_of_the_folder(key: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="no part of a draft's key"):
        key_of(*key)


@given(st.text(st.characters()), st.text(st.characters()))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, title: str, text: str) -> None:
    kept = Drafts(tmp_path_factory.mktemp("台帐库") / "drafts")
    draft = Draft("opinion", "", None, {"content": text}, title, AT)
    kept.keep(draft)
    assert kept.all() == drafts.Found((draft,))


def test_drafts_lie_in_the_library_and_disturb_nothing_there(tmp_path: Path) -> None:
    library = Library(closed_book(tmp_path))
    Drafts(library.drafts).keep(MEETING)
    library.check()
    assert library.drafts.parent == library.folder
