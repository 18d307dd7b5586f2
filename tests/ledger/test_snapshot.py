"""What a snapshot knows of its records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ledger.fields import People, PersonName, Rows, Text
from ledger.kinds import Form, Kind
from ledger.records import Record
from ledger.snapshot import Snapshot, day_of
from tests.ledger.books import OPINION, new_book
from tests.ledger.snapshots import NOON, QIDONG, complete, complete_but, filled, record, snapshot


def test_a_ledger_gives_out_its_living_records_in_listing_order(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        person = book.add("person", {"name": "沈文君"})
        late = book.add("opinion", {**OPINION, "date": "8月1日"})
        gone = book.add("opinion", OPINION)
        early = book.add("opinion", {**OPINION, "date": "7月1日"})
        book.delete(gone.uid)
        given = book.snapshot()
    assert [each.uid for each in given.records] == [person.uid, early.uid, late.uid]
    assert (given.campaign.unit, given.scheme.id, given.scheme_changes) == ("第五税务分局", "qidong-2015", ())


def test_a_snapshot_stays_as_it_was(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        given = book.snapshot()
        book.edit(opinion.uid, {"status": "已答复"})
    kept = given.get(opinion.uid)
    assert kept is not None and kept["status"] == "办理中"


def test_records_are_found_by_kind_and_by_uid() -> None:
    given = complete_but()
    assert [each.uid for each in given.of("meeting")] == ["mobilisation", "study", "liaison"]
    assert given.of("filed_paper") == ()
    plan = given.get("plan")
    assert plan is not None and plan.kind == "campaign_plan"
    assert (given.get("nothing"), given.get(""), given.get(None)) == (None, None, None)


@pytest.mark.parametrize(("hour", "day"), [(15, 1), (16, 2), (23, 2)])
def test_a_day_is_a_day_in_beijing(hour: int, day: int) -> None:
    assert day_of(dt.datetime(2015, 7, 1, hour, 0, tzinfo=dt.UTC)) == dt.date(2015, 7, day)


def test_a_snapshot_is_as_of_its_last_change_and_an_empty_one_as_of_the_first_day() -> None:
    old = record("person", "a", name="沈文君", created=NOON - dt.timedelta(days=90))
    changed = record("person", "b", name="林晓岚", created=NOON - dt.timedelta(days=99), changed=NOON)
    assert snapshot(old, changed).as_of == dt.date(2015, 12, 31)
    assert snapshot().as_of == QIDONG.first


def test_titles_come_from_the_kind_and_are_cut_on_demand() -> None:
    opinion = record("opinion", "o", content="建议" * 15)
    assert snapshot(opinion).title(opinion) == "建议" * 15
    assert snapshot(opinion).short(opinion) == "建议" * 10 + "……"
    assert snapshot(opinion).short(opinion, 30) == "建议" * 15


@pytest.mark.parametrize(
    ("given", "stage"),
    [
        (filled("meeting", "m", date="5月31日"), "宣传发动"),
        (filled("meeting", "m", date="6月1日"), "检查整改"),
        (filled("meeting", "m", date="6月1日", stage="宣传发动"), "宣传发动"),
        (filled("meeting", "m", date="", stage="考核评议"), "考核评议"),
        (filled("meeting", "m", date="4月1日"), None),
        (filled("meeting", "m", date=""), None),
        (record("person", "p", name="沈文君"), None),
    ],
)
def test_a_record_belongs_to_the_stage_it_names_or_that_holds_its_day(given: Record, stage: str | None) -> None:
    found = snapshot(given).stage(given)
    assert (found.name if found else None) == stage


def test_a_record_fits_a_paper_of_its_kind_and_words() -> None:
    given = complete_but()
    study = next(each for each in QIDONG.required if each.key == "study")
    assert [each.uid for each in given.records if given.fits(each, study)] == ["study"]


def test_minutes_follow_their_meeting_and_nothing_else_follows() -> None:
    given = complete_but()
    assert {each.uid: given.followed(each) for each in given.records if given.followed(each)} == {
        "minutes": complete()["mobilisation"]
    }
    astray = filled("minutes", "n", meeting="plan")
    assert snapshot(astray, complete()["plan"]).followed(astray) is None


def test_papers_are_the_records_with_a_paper_of_their_own() -> None:
    given = complete_but()
    forms = {kind.form for kind, _ in given.papers()}
    assert forms == {Form.EACH}
    assert {each.uid for _, each in given.papers()}.isdisjoint({"visit", "finding", "林晓岚", "ballot-leaders"})


def names(given: Snapshot, each: Record) -> list[str]:
    return [person.name for person in given.people_of(each)]


def test_people_are_found_in_every_field_and_in_rows() -> None:
    meeting = record(
        "meeting",
        "m",
        title="例会",
        host="林晓岚",
        present="沈文君、周启明",
        decisions=[{"item": "学习", "owner": "陆一鸣"}, {"item": "走访"}],
    )
    assert names(snapshot(meeting), meeting) == ["林晓岚", "沈文君", "周启明", "陆一鸣"]
    opinion = record("opinion", "o", content="建议")
    assert names(snapshot(opinion), opinion) == []


def test_several_people_in_a_row_are_found_too(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = (Text(name="what", label="事"), People(name="who", label="人"))
    kind = Kind(slug="duty", title="值班", paper="值班表", fields=(Rows(name="rows", label="表", columns=columns),))
    monkeypatch.setattr("ledger.kinds.KINDS", (kind,))
    monkeypatch.setattr("ledger.kinds._BY_SLUG", {kind.slug: kind})
    rows = ({"what": "窗口", "who": (PersonName("甲"), PersonName("乙"))}, {"what": "热线", "who": None})
    duty = Record("d", "duty", {"rows": rows}, NOON, NOON, 1)
    assert names(snapshot(duty), duty) == ["甲", "乙"]
