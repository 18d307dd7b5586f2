"""Every action, and the one that undoes it: the ledger is as it was, and knows how it came about."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from forms.actions import Action, Add, Attach, ChangeScheme, Delete, Detach, Edit, Together, as_typed
from ledger.book import Ledger
from ledger.kinds import KINDS
from ledger.refusals import RecordChanged, RecordNotFound
from tests.ledger.books import OPINION, new_book
from tests.ledger.samples import add_sample


def standing(book: Ledger) -> dict[str, tuple[object, ...]]:
    """What stands in the ledger, without times and revisions."""
    return {
        record.uid: (dict(record.values), [(each.role, each.name) for each in record.attachments])
        for record in book.records()
    }


def there_and_back(book: Ledger, action: Action) -> None:
    """Do it, undo it, redo it, and undo it once more."""
    before = standing(book)
    done = action.perform(book)
    after = standing(book)
    assert after != before or done.scheme
    undone = done.inverse.perform(book) if done.inverse else pytest.fail("cannot be undone")
    assert standing(book) == before
    redone = undone.inverse.perform(book) if undone.inverse else pytest.fail("cannot be redone")
    assert standing(book) == after
    assert redone.inverse is not None
    redone.inverse.perform(book)
    assert standing(book) == before


def picture(folder: Path, name: str, shade: int = 200) -> Path:
    path = folder / name
    Image.new("RGB", (60, 80), (shade, shade, shade)).save(path)
    return path


def test_adding_editing_and_deleting_are_undone(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        first = book.add("opinion", OPINION)
        second = book.add("opinion", {**OPINION, "number": 2, "content": "延长办税时间"})
        there_and_back(book, Add("opinion", (OPINION, {**OPINION, "number": 3})))
        there_and_back(book, Edit(((first.uid, {"content": "改过", "deadline": "7月5日"}, first.revision),)))
        there_and_back(book, Edit(((first.uid, {"status": ""}, None), (second.uid, {"status": ""}, None))))
        there_and_back(book, Delete((second.uid, first.uid)))


def test_files_and_rules_are_undone(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record = book.add("opinion", OPINION)
        there_and_back(book, Attach(record.uid, ((picture(tmp_path, "意见原件.png"), "annex"),)))
        kept = book.add("opinion", {**OPINION, "number": 2})
        held = Attach(kept.uid, ((picture(tmp_path, "二.png", 90), "annex"),)).perform(book)
        there_and_back(book, Detach(tuple(each.uid for each in held.attachments)))
        rules = [rule.value for rule in book.scheme.rules]
        done = ChangeScheme({"rule.unknown": "zero"}, "按镇里的通知").perform(book)
        assert [rule.value for rule in book.scheme.rules] != rules
        assert done.inverse is not None
        done.inverse.perform(book)
        assert [rule.value for rule in book.scheme.rules] == rules
        assert [change.reason for change in book.scheme_changes()] == ["按镇里的通知", "撤销“按镇里的通知”"]


def test_every_value_of_every_kind_can_be_brought_back(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        for kind in KINDS:
            record = next(iter(book.records(kind.slug)), None) or add_sample(book, kind.slug)
            blank = {field.name: "" for field in kind.fields if not field.essential}
            done = Edit(((record.uid, blank, None),)).perform(book)
            assert done.inverse is not None
            done.inverse.perform(book)
            assert dict(book.get(record.uid).values) == dict(record.values), kind.slug
            assert all(as_typed(record, field.name) is not None for field in kind.fields)


def test_a_file_that_cannot_be_taken_keeps_no_other_out(tmp_path: Path) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.4 broken")
    with new_book(tmp_path) as book:
        record = book.add("opinion", OPINION)
        outcome = Attach(record.uid, ((broken, "annex"), (picture(tmp_path, "好.png"), "annex"))).perform(book)
        assert [each.name for each in outcome.attachments] == ["好.png"]
        assert [("坏.pdf" in str(each)) for each in outcome.failures] == [True]


def test_several_actions_are_done_together_or_not_at_all(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record = book.add("opinion", OPINION)
        edit = Edit(((record.uid, {"status": "已答复"}, None),))
        there_and_back(book, Together("办结", (edit, Add("opinion", ({**OPINION, "number": 2},)))))
        before = standing(book)
        with pytest.raises(RecordNotFound):
            Together("办结", (edit, Delete(("没有",)))).perform(book)
        assert standing(book) == before


def test_a_record_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record = book.add("opinion", OPINION)
        book.edit(record.uid, {"content": "别人改的"})
        with pytest.raises(RecordChanged):
            Edit(((record.uid, {"content": "我改的"}, record.revision),)).perform(book)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ((OPINION,), "新增意见建议“建议增加午间值班窗口”"),
        (({**OPINION, "content": "很" * 40},), f"新增意见建议“{'很' * 18}……”"),
        ((OPINION, {**OPINION, "number": 2}), "新增2条意见建议"),
    ],
)
def test_an_action_says_what_it_did(tmp_path: Path, data: tuple[dict[str, object], ...], words: str) -> None:
    with new_book(tmp_path) as book:
        assert Add("opinion", data).perform(book).words == words
