"""Where a scan belongs, as far as its name tells."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given as supposing
from hypothesis import strategies as st

from forms.filing_guess import Guess, day_in, guess, number_in, title_of
from tests.ledger.snapshots import filled, snapshot

LEDGER = snapshot(
    filled("meeting", "mobilise", title="创建活动动员会", type="动员会", date="5月15日"),
    filled("meeting", "june", title="六月学习会", type="学习会", date="6月12日"),
    filled("meeting", "july", title="七月学习会", type="学习会", date="7月10日"),
    filled("filed_paper", "opinion39", title="关于开展创建活动的实施意见", doc_no="启发〔2015〕39号", date="4月20日"),
    filled("filed_paper", "signing", title="动员会签到表", date="5月15日"),
    filled("person", "林晓岚", name="林晓岚"),
    filled("opinion", "lunch", content="建议增加午间值班窗口", date="7月2日"),
)


def of(name: str) -> Guess:
    (found,) = guess([Path("扫描") / name], LEDGER)
    return found


@pytest.mark.parametrize(
    ("name", "uid"),
    [
        ("动员会签到表.pdf", "signing"),
        ("20150515动员会签到表扫描件.pdf", "signing"),
        ("创建活动动员会会议记录2015-05-15.pdf", "mobilise"),
        ("学习会会议记录 6月12日.pdf", "june"),
        ("七月学习会会议记录.pdf", "july"),
        ("启发[2015]39号.pdf", "opinion39"),
        ("启发〔2015〕39号关于开展创建活动的实施意见.pdf", "opinion39"),
        ("關於開展創建活動的實施意見.PDF", "opinion39"),
        ("增加午间值班窗口的建议.jpg", "lunch"),
    ],
)
def test_a_file_belongs_to_the_record_that_its_name_names(name: str, uid: str) -> None:
    found = of(name)
    assert (found.uid, found.doubtful) == (uid, False)
    assert found.why


@pytest.mark.parametrize(
    "name",
    [
        "IMG_20150515_0931.jpg",
        "扫描件0001.pdf",
        "2015年5月15日.pdf",
        "镇政府关于防汛工作的通知.pdf",
        "林晓岚.jpg",
        "x.pdf",
    ],
)
def test_a_name_that_tells_nothing_names_no_record(name: str) -> None:
    assert of(name).uid == ""


def test_a_name_that_fits_several_records_is_left_to_the_clerk() -> None:
    found = of("学习会会议记录.pdf")
    assert (found.uid, found.doubtful, found.why) == ("", True, "有几条都像，请核对")


def test_another_number_is_another_paper_and_another_day_must_be_looked_at() -> None:
    assert of("启发〔2015〕40号关于开展创建活动的实施意见.pdf").uid == ""
    found = of("七月学习会会议记录2015.6.30.pdf")
    assert (found.uid, found.doubtful, found.why) == ("july", True, "题名相近、日期不同")


def test_the_reasons_are_told() -> None:
    assert of("2015.5.15动员会签到表.pdf").why == "日期相同、题名相近"
    assert of("启发(2015)39号.pdf").why == "文号相同"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("01_关于召开动员会的通知(1).pdf", "关于召开动员会的通知"),
        ("2015年5月15日 动员会签到表（扫描件）.pdf", "动员会签到表"),
        ("启发〔2015〕39号关于开展创建活动的实施意见.pdf", "关于开展创建活动的实施意见"),
        ("扫描件0001.pdf", "扫描件0001"),
        ("IMG_20150515.jpg", "IMG_20150515"),
        ("12345.pdf", "12345"),
    ],
)
def test_a_paper_of_its_own_is_called_as_its_file_is(name: str, title: str) -> None:
    assert title_of(Path(name)) == title


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("动员会2015-05-15", dt.date(2015, 5, 15)),
        ("动员会2015年5月15日", dt.date(2015, 5, 15)),
        ("IMG_20150515_093100", dt.date(2015, 5, 15)),
        ("5月15日动员会", dt.date(2016, 5, 15)),
        ("20159999", None),
        ("2015.13.1", None),
        ("第20150515001号", None),
        ("动员会", None),
    ],
)
def test_the_day_in_a_name(name: str, day: dt.date | None) -> None:
    assert day_in(name, 2016) == day


def test_the_number_in_a_name_is_written_as_it_should_be() -> None:
    assert number_in("启发[2015]39号") == number_in("启发（2015） 第039号") == "启发〔2015〕39号"
    assert number_in("2015年39号") == ""


@supposing(st.lists(st.text(st.characters(blacklist_characters="/\x00", blacklist_categories=("Cs",)), min_size=1)))
def test_any_name_gets_an_answer(names: list[str]) -> None:
    paths = [Path("/x") / f"{name}.pdf" for name in names]
    found = guess(paths, LEDGER)
    assert [each.path for each in found] == paths
    assert all(each.title and each.uid in {"", *(record.uid for record in LEDGER.records)} for each in found)
