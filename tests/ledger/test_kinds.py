"""Every kind is listed, whole, and means what it declares."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter

import pytest

import ledger.kinds
from ledger.fields import Choice, Choices, Context, Date, Field, LinkTo, Rows
from ledger.kinds import KINDS, MODULES, Form, Kind, UnknownKind, kind_of
from ledger.lookup import Lookup
from ledger.records import Record
from tests.ledger.snapshots import NOON, QIDONG

FOLDER = Path(ledger.kinds.__file__).parent
SOURCES = (
    *("stages", "tasks", "standards", "points", "groups", "identities", "bands", "volumes"),
    *("items", "windows", "tables", "check_points"),
)
WITHOUT_SAMPLE = {
    ("ballot", "mark"),
    ("regulation", "repealed"),
    ("disclosure", "reviewer"),
    ("disclosure", "handling"),
}
"""A ballot has a score or a mark, its sample a score; the rule of the sample is in force; a line is of one book."""

of_each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)


def each_field(kind: Kind) -> list[Field]:
    """The fields of a kind and the columns of its tables."""
    columns = [column for field in kind.fields if isinstance(field, Rows) for column in field.columns]
    return [*kind.fields, *columns]


def context() -> Context:
    """A ledger that holds one record of each kind, made from samples of its title fields."""

    def living(slug: str) -> tuple[Record, ...]:
        kind = kind_of(slug)
        titled = [field for field in kind.fields if f"{{{field.name}}}" in kind.subject]
        values = {field.name: field.parse(field.sample, Context()) for field in titled}
        return (Record(f"{slug}-uid", slug, values, NOON, NOON, 1),) if slug != "person" else ()

    return Lookup(QIDONG, living).context()


def test_every_module_of_the_folder_is_listed() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "kind"}
    assert modules == set(MODULES)
    assert len(KINDS) == len(MODULES) == len({kind.slug for kind in KINDS})
    assert [kind.slug for kind in KINDS] == list(MODULES), "a module is called like its kind"


def test_a_kind_is_found_by_its_slug_and_an_unknown_one_is_refused_with_the_known() -> None:
    assert kind_of("meeting").paper == "会议记录"
    with pytest.raises(UnknownKind, match="没有“party”这种记录；可用的有：person（人员）") as caught:
        kind_of("party")
    assert caught.value.exit_code == 2


@of_each_kind
def test_a_kind_is_named_and_says_what_it_is_for(kind: Kind) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.slug)
    assert kind.title and kind.paper and kind.note.endswith("。")


@of_each_kind
def test_what_a_kind_names_are_fields_of_its_own(kind: Kind) -> None:
    if kind.date:
        assert isinstance(kind.field(kind.date), Date)
    if kind.stage_field:
        stage = kind.field(kind.stage_field)
        assert isinstance(stage, Choice) and stage.source == "stages"
    if kind.unique:
        assert kind.field(kind.unique).essential
    if kind.author != "author":
        assert kind.has(kind.author)
    for _, name, _, _ in Formatter().parse(kind.subject):
        assert name is None or kind.has(name)


@of_each_kind
def test_a_kind_that_becomes_paper_is_dated_and_has_a_title(kind: Kind) -> None:
    if kind.form is not Form.DATA:
        assert kind.date and kind.field(kind.date).required
        assert kind.subject
    assert kind.form is Form.EACH or not kind.signed, "only a paper of its own can be signed"


@of_each_kind
def test_fields_are_named_once_in_snake_case_and_labelled(kind: Kind) -> None:
    for fields in (kind.fields, *(field.columns for field in kind.fields if isinstance(field, Rows))):
        names = [field.name for field in fields]
        assert len(set(names)) == len(names)
        labels = [field.label for field in fields]
        assert len(set(labels)) == len(labels)
        assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)
        assert all(re.search(r"[一-鿿]", label) for label in labels)


@of_each_kind
def test_choices_come_from_a_list_or_a_known_source_and_links_go_to_a_kind(kind: Kind) -> None:
    for field in each_field(kind):
        if isinstance(field, Choice | Choices):
            assert bool(field.choices) != bool(field.source)
            assert not field.source or field.source in SOURCES
            assert len(set(field.choices)) == len(field.choices)
        if isinstance(field, LinkTo):
            assert kind_of(field.kind)


@of_each_kind
def test_what_a_record_cannot_be_without_is_required_too(kind: Kind) -> None:
    assert all(field.required for field in kind.fields if field.essential)


@of_each_kind
def test_every_field_has_a_sample_that_it_reads_shows_and_keeps(kind: Kind) -> None:
    asked = context()
    for field in kind.fields:
        if (kind.slug, field.name) in WITHOUT_SAMPLE:
            continue
        value = field.parse(field.sample, asked)
        assert value is not None, f"{kind.slug}.{field.name} has no sample"
        assert field.load(json.loads(json.dumps(field.dump(value)))) == value
        assert field.show(value) or isinstance(field, LinkTo)


@of_each_kind
def test_every_column_of_a_sample_table_is_filled(kind: Kind) -> None:
    for field in kind.fields:
        if isinstance(field, Rows):
            assert all(set(row) == {column.name for column in field.columns} for row in field.sample)


@of_each_kind
def test_the_title_of_a_blank_record_is_its_paper_and_of_a_filled_one_its_own(kind: Kind) -> None:
    asked = context()
    samples = {field.name: field.parse(field.sample, asked) for field in kind.fields}
    title = kind.title_of(samples)
    assert title and "{" not in title and "None" not in title
    if not kind.subject or "{" in kind.subject:
        assert kind.title_of({}) in (kind.paper, re.sub(r"\{.*?\}", "", kind.subject))


@of_each_kind
def test_phone_numbers_are_private(kind: Kind) -> None:
    assert all(field.private for field in each_field(kind) if "电话" in field.label)


def test_an_unknown_field_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        kind_of("meeting").field("colour")
    assert not kind_of("meeting").has("colour")


def test_ballots_keep_no_trace_of_a_voter() -> None:
    ballot = kind_of("ballot")
    assert ballot.secret
    assert {type(field).__name__ for field in ballot.fields}.isdisjoint({"Person", "People", "Date", "Time"})


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("领导小组第一次会议", "领导小组第一次会议记录"),
        ("创建活动动员会", "创建活动动员会会议记录"),
        ("会议", "会议记录"),
        ("", "会议记录"),
    ],
)
def test_what_a_title_and_its_ending_share_is_written_once(title: str, expected: str) -> None:
    assert kind_of("meeting").title_of({"title": title or None}) == expected
