"""Field types: what may be typed, what is kept, what stands on paper, and what is refused in words a clerk can use."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.fields import (
    Bounded,
    BoundedNumber,
    Choice,
    Choices,
    Context,
    Date,
    Field,
    FieldError,
    LinkTo,
    LongText,
    MissingValue,
    Money,
    Month,
    People,
    Percent,
    Person,
    PersonName,
    Rows,
    Score,
    Text,
    Time,
    Whole,
)

ROSTER = {"沈文君": "p1", "陆海平": "p2"}
IN_2015 = Context(
    year=2015,
    choices=lambda source: {"groups": ("领导", "代表", "群众")}.get(source, ()),
    person=lambda text: PersonName(text, ROSTER.get(text)),
)
NAMES = st.text(st.sampled_from("沈文君陆海平𠮷野·"), min_size=1, max_size=8)
DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")

DATE = Date(name="date", label="会议日期")
DECISIONS = Rows(
    name="decisions",
    label="议定事项",
    columns=(
        Text(name="item", label="事项", required=True),
        Person(name="owner", label="责任人"),
        Date(name="deadline", label="完成时限"),
    ),
)
TYPED: tuple[tuple[Field, st.SearchStrategy[object]], ...] = (
    (Text(name="f", label="标题"), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)),
    (LongText(name="f", label="内容"), st.text(st.characters(exclude_categories=["Cs"]))),
    (DATE, st.dates(dt.date(1000, 1, 1)).map(dt.date.isoformat)),
    (Month(name="f", label="月份"), st.from_regex(r"(20\d\d年)?([1-9]|1[0-2])月([上中下]旬)?", fullmatch=True)),
    (Time(name="f", label="时间"), st.times()),
    (Whole(name="f", label="人数", unit="人"), st.integers(0, 10_000_000).map(lambda n: f"{n}人")),
    (Score(name="f", label="得分"), st.decimals(0, 100, places=2).map(str)),
    (Money(name="f", label="金额"), st.decimals(0, 10**9, places=2).map("{:,}元".format)),
    (Percent(name="f", label="满意率"), st.decimals(0, 100, places=2).map("{}%".format)),
    (BoundedNumber(name="f", label="人次"), st.from_regex(r"约?[1-9]\d{0,5}(余人|%以上)?", fullmatch=True)),
    (Choice(name="f", label="组别", source="groups"), st.sampled_from(["领导", "代表", "群众"])),
    (Choices(name="f", label="组别", source="groups"), st.lists(st.sampled_from(["领导", "代表"]), unique=True)),
    (Person(name="f", label="责任人"), NAMES),
    (People(name="f", label="出席"), st.lists(NAMES, unique=True)),
    (LinkTo(name="f", label="会议", kind="meeting"), st.uuids().map(lambda uid: uid.hex)),
    (DECISIONS, st.lists(st.fixed_dictionaries({"item": NAMES, "owner": NAMES, "deadline": st.just("6月11日")}))),
)


ANYTHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(st.sampled_from("0１一十年月日约余*%.,，、-万 人")),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)


@pytest.mark.parametrize(("field", "typed"), TYPED, ids=[type(field).__name__ for field, _ in TYPED])
@given(data=st.data())
def test_what_is_typed_survives_storing_and_showing(
    field: Field, typed: st.SearchStrategy[object], data: st.DataObject
) -> None:
    value = field.parse(data.draw(typed), IN_2015)
    stored = json.loads(json.dumps(field.dump(value), ensure_ascii=False))
    assert field.load(stored) == value
    assert field.show(field.load(stored)) == field.show(value)
    assert field.parse(value, IN_2015) == value
    assert isinstance(field.show(value), str)


READ_AGAIN = [(field, typed) for field, typed in TYPED if not isinstance(field, LinkTo | Rows)]


@pytest.mark.parametrize(("field", "typed"), READ_AGAIN, ids=[type(field).__name__ for field, _ in READ_AGAIN])
@given(data=st.data())
def test_what_stands_on_paper_can_be_typed_in_again(
    field: Field, typed: st.SearchStrategy[object], data: st.DataObject
) -> None:
    value = field.parse(data.draw(typed), IN_2015)
    assert field.parse(field.show(value), IN_2015) == value


@pytest.mark.parametrize("field", [field for field, _ in TYPED], ids=lambda field: type(field).__name__)
@given(raw=ANYTHING)
def test_whatever_comes_in_is_read_or_refused_by_name_and_never_crashes(field: Field, raw: object) -> None:
    try:
        value = field.parse(raw, IN_2015)
    except FieldError as error:
        assert field.label in str(error)
    else:
        assert field.load(json.loads(json.dumps(field.dump(value)))) == value


@pytest.mark.parametrize("field", [field for field, _ in TYPED], ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("blank", [None, "", "  \u3000\n", [], (), {}])
def test_a_blank_is_no_value_and_shows_as_nothing(field: Field, blank: object) -> None:
    assert field.parse(blank, IN_2015) is None
    assert field.dump(None) is None
    assert field.load(None) is None
    assert field.show(None) == ""


def test_only_an_essential_field_refuses_a_blank() -> None:
    assert Date(name="d", label="会议日期", required=True).parse(" ", IN_2015) is None
    with pytest.raises(MissingValue, match="会议日期"):
        Date(name="d", label="会议日期", essential=True).parse(" ", IN_2015)


@pytest.mark.parametrize(
    ("typed", "value", "bound", "percent"),
    [
        ("40余", "40", "least", False),
        ("40余人", "40", "least", False),
        ("100多公里", "100", "least", False),
        ("90%以上", "90", "least", True),
        ("９０％以上", "90", "least", True),
        ("3万余人次", "30000", "least", False),
        ("1.2亿元", "120000000", "exact", False),
        ("3百万元", "3000000", "exact", False),
        ("超过30", "30", "least", False),
        ("不少于30", "30", "least", False),
        ("至多30", "30", "most", False),
        ("不多于30", "30", "most", False),
        ("不超过30", "30", "most", False),
        ("近40", "40", "most", False),
        ("将近40", "40", "most", False),
        ("5以下", "5", "most", False),
        ("约13", "13", "about", False),
        ("13左右", "13", "about", False),
        ("1,234", "1234", "exact", False),
        ("13", "13", "exact", False),
        (13, "13", "exact", False),
        ("-3", "-3", "exact", False),
        ("1*3", None, "exact", False),
        ("1＊3", None, "exact", False),
    ],
)
def test_a_half_known_number_keeps_its_value_its_bound_and_its_words(
    typed: object, value: str | None, bound: str, percent: bool
) -> None:
    field = BoundedNumber(name="n", label="人次")
    found = field.parse(typed, IN_2015)
    assert found == Bounded(str(typed), None if value is None else Decimal(value), bound, percent)
    assert field.show(found) == str(typed)


@pytest.mark.parametrize("typed", ["若干", "3-5", "12，13", "40,50", "余", "*", True, "3人5次"])
def test_what_holds_no_single_number_is_refused(typed: object) -> None:
    with pytest.raises(FieldError, match="人次"):
        BoundedNumber(name="n", label="人次").parse(typed, IN_2015)


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        (Score(name="s", label="得分"), "88.50", "88.5"),
        (Score(name="s", label="得分"), "100分", "100"),
        (Score(name="s", label="得分"), "８８．５", "88.5"),
        (Score(name="s", label="得分"), 90.0, "90"),
        (Score(name="s", label="得分"), "-0", "0"),
        (Money(name="m", label="金额"), "1234.5", "1,234.50"),
        (Money(name="m", label="金额"), "￥1,234.50元", "1,234.50"),
        (Money(name="m", label="金额"), "1.5万元", "15,000.00"),
        (Money(name="m", label="金额"), "1.5 万元", "15,000.00"),
        (Money(name="m", label="金额"), "１２３元", "123.00"),
        (Percent(name="p", label="满意率"), "95%", "95%"),
        (Percent(name="p", label="满意率"), "９５．５％", "95.5%"),
        (Percent(name="p", label="满意率"), 95, "95%"),
        (Whole(name="w", label="人数", unit="人"), "12人", "12"),
        (Whole(name="w", label="人数", unit="人"), "1,200 人", "1200"),
        (Whole(name="w", label="人数"), 12.0, "12"),
    ],
)
def test_numbers_are_read_exactly(field: Field, typed: object, shown: str) -> None:
    assert field.show(field.parse(typed, IN_2015)) == shown


@pytest.mark.parametrize(
    ("field", "typed", "want"),
    [
        (Score(name="s", label="得分"), "100.01", "0到100之间"),
        (Score(name="s", label="得分"), "-1", "0到100之间"),
        (Score(name="s", label="得分"), "八十", "0到100之间"),
        (Score(name="s", label="得分"), float("nan"), "0到100之间"),
        (Score(name="s", label="得分"), True, "0到100之间"),
        (Score(name="s", label="得分", most=Decimal(30)), "31", "0到30之间"),
        (Score(name="s", label="得分"), "88.12345", "最多保留4位小数"),
        (Money(name="m", label="金额"), "0.001", "最多保留2位小数"),
        (Money(name="m", label="金额"), "12,34", "之间的数"),
        (Percent(name="p", label="满意率"), "101%", "0到100之间"),
        (Whole(name="w", label="人数"), "1.5", "整数"),
        (Whole(name="w", label="人数"), "-1", "整数"),
        (Whole(name="w", label="人数"), "1e3", "整数"),
        (Whole(name="w", label="人数", most=50), "51", "0到50之间的整数"),
    ],
)
def test_numbers_out_of_range_are_refused_with_the_range(field: Field, typed: object, want: str) -> None:
    with pytest.raises(FieldError, match=want) as caught:
        field.parse(typed, IN_2015)
    assert f"“{field.label}”" in str(caught.value)


def test_a_choice_outside_the_list_is_refused_with_the_list() -> None:
    with pytest.raises(FieldError, match="“组别”不能填“路人”：只能从这些里选：领导、代表、群众"):
        Choice(name="g", label="组别", source="groups").parse("路人", IN_2015)
    with pytest.raises(FieldError, match="没有给出可选项"):
        Choice(name="g", label="组别", source="stages").parse("路人", IN_2015)
    assert Choice(name="g", label="组别", choices=("甲",), other=True).parse(" 乙 ", IN_2015) == "乙"


def test_several_choices_are_split_at_any_list_mark_and_kept_once() -> None:
    field = Choices(name="g", label="组别", source="groups")
    assert field.parse("领导、群众，领导", IN_2015) == ("领导", "群众")
    assert field.parse("领导 ; 群众", IN_2015) == ("领导", "群众")
    assert field.show(("领导", "群众")) == "领导、群众"
    with pytest.raises(FieldError, match="路人"):
        field.parse(["领导", "路人"], IN_2015)


def test_a_choice_that_holds_a_list_mark_itself_is_still_found() -> None:
    field = Choices(name="g", label="要点", choices=("仪表、举止", "语言"))
    assert field.parse("仪表、举止", IN_2015) == ("仪表、举止",)
    assert field.parse(["仪表、举止", "语言"], IN_2015) == ("仪表、举止", "语言")


@pytest.mark.parametrize("field", [Choices(name="f", label="选项", other=True), People(name="f", label="出席")])
def test_list_marks_alone_name_nothing(field: Field) -> None:
    with pytest.raises(FieldError, match=field.label):
        field.parse("、，", IN_2015)


def test_people_are_found_on_the_roster_or_kept_by_name() -> None:
    assert Person(name="p", label="责任人").parse(" 沈文君 ", IN_2015) == PersonName("沈文君", "p1")
    assert Person(name="p", label="责任人").parse("外来人", IN_2015) == PersonName("外来人")
    found = People(name="p", label="出席").parse("沈文君、陆海平，外来人", IN_2015)
    assert found == (PersonName("沈文君", "p1"), PersonName("陆海平", "p2"), PersonName("外来人"))


def test_a_stored_person_keeps_the_identity_it_had() -> None:
    field = Person(name="p", label="责任人")
    value = PersonName("旧名", "p9")
    assert field.load(field.dump(value)) == value


def test_a_person_named_twice_is_refused() -> None:
    with pytest.raises(FieldError, match="“出席”不能填“沈文君”：这个姓名写了两遍"):
        People(name="p", label="出席").parse("沈文君、陆海平、沈文君", IN_2015)


def test_a_link_asks_the_ledger_and_passes_on_its_refusal() -> None:
    def link(kind: str, text: str) -> str:
        if (kind, text) == ("meeting", "动员会"):
            return "uid1"
        raise InputError(f"没有“{text}”")

    field = LinkTo(name="m", label="会议", kind="meeting")
    assert field.parse(" 动员会 ", Context(link=link)) == "uid1"
    with pytest.raises(InputError, match="没有“学习会”"):
        field.parse("学习会", Context(link=link))


def test_rows_become_the_cells_of_a_table() -> None:
    value = DECISIONS.parse(
        [{"item": "学习细则", "owner": "沈文君", "deadline": "6.11"}, {"item": "张贴标语"}], IN_2015
    )
    assert DECISIONS.cells(value) == (("学习细则", "沈文君", "2015年6月11日"), ("张贴标语", "", ""))
    assert DECISIONS.show(value) == "事项：学习细则，责任人：沈文君，完成时限：2015年6月11日\n事项：张贴标语"


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ({"item": "乙", "deadline": "2月30日"}, "“议定事项第2行的完成时限”不能填“2月30日”"),
        ({"owner": "沈文君"}, "“议定事项第2行的事项”不能填空白"),
        ({"item": "乙", "who": "沈文君"}, "“议定事项第2行”不能填“who”：没有这一列"),
    ],
)
def test_an_error_in_a_row_names_the_row_and_the_column(second: dict[str, object], words: str) -> None:
    with pytest.raises(FieldError, match=words):
        DECISIONS.parse([{"item": "甲"}, second], IN_2015)


def test_rows_stored_before_a_column_was_added_still_load() -> None:
    value = DECISIONS.load([{"item": "甲"}])
    assert DECISIONS.show(value) == "事项：甲"
    assert DECISIONS.dump(value) == [{"item": "甲", "owner": None, "deadline": None}]


def test_text_of_one_line_stays_one_line_and_within_its_length() -> None:
    field = Text(name="t", label="标题", most=5)
    assert field.parse(" 甲\r\n乙 ", IN_2015) == "甲 乙"
    with pytest.raises(FieldError, match="共6字"):
        field.parse("一二三四五六", IN_2015)


def test_long_text_keeps_its_paragraphs() -> None:
    assert LongText(name="t", label="内容").parse("\n甲\r\n乙\r丙\n", IN_2015) == "甲\n乙\n丙"


def test_a_long_wrong_value_is_cut_in_the_message() -> None:
    with pytest.raises(FieldError) as caught:
        DATE.parse("二" * 500, IN_2015)
    assert len(str(caught.value)) < 120
