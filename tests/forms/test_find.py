"""The search box finds a record by any words in it, and shows the likeliest first and where the words stand."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import find
from forms.find import FILES, SearchIndex
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.search import matches
from tests.ledger.snapshots import filled, record


def opinion(uid: str, content: str, **typed: object) -> Record:
    return record("opinion", uid, **{"content": content, "handler": "周启明", "date": "2015.7.2", **typed})


def uids(index: SearchIndex, text: str, most: int = find.MOST) -> list[str]:
    return [hit.uid for hit in index.find(text, most)]


def test_likelier_records_stand_first_and_later_days_before_earlier_ones() -> None:
    index = SearchIndex(
        [
            opinion("elsewhere", "停车难", reply="午间已增加窗口"),
            opinion("file", "停车", files=("annex:午间值班表.pdf",)),
            opinion("in title", "建议增加午间窗口"),
            opinion("begins", "午间增加窗口"),
            opinion("begins later", "午间没有人", date="2015.9.1"),
            record("person", "handler", name="午间"),
            opinion("named", "停电", handler="午间"),
            opinion("none", "空调太冷"),
        ]
    )
    found = uids(index, "午间")
    assert found[:3] == ["handler", "begins later", "begins"]  # the roster is dated by its last change
    assert found[3] == "in title"
    assert found[4:6] == ["file", "named"]
    assert found[6:] == ["elsewhere"]
    assert uids(index, "午间", most=2) == ["handler", "begins later"]


def test_every_word_must_stand_somewhere_whatever_its_script_and_width() -> None:
    index = SearchIndex([opinion("a", "臺帳室ＷＩＦＩ太慢"), opinion("b", "台帐室太冷")])
    assert uids(index, "wifi 台帳") == ["a"]
    assert sorted(uids(index, "台帐")) == ["a", "b"]
    assert uids(index, "台帐 食堂") == uids(index, " ") == uids(index, "\x01台") == []


@pytest.mark.parametrize("text", ["启税〔2015〕4号", "启稅〔2015〕", "4号 动员会"])
def test_papers_are_found_by_their_number(text: str) -> None:
    notice = filled("notice", "n", doc_no="启税〔2015〕4号", title="关于召开动员会的通知")
    index = SearchIndex([notice, opinion("o", "动员")])
    (hit,) = index.find(text)
    assert (hit.uid, hit.title, hit.where) == ("n", "关于召开动员会的通知", "文号")
    assert hit.excerpt == "启税〔2015〕4号"


def test_the_excerpt_shows_the_word_as_it_is_written() -> None:
    content = "前面的话" * 20 + "在臺帳室\n開會" + "后面的话" * 20
    (hit,) = SearchIndex([record("meeting", "m", title="例会", content=content)]).find("台帐室")
    assert (hit.where, hit.excerpt[hit.begin : hit.end]) == ("会议内容", "臺帳室")
    assert hit.excerpt.startswith("…")
    assert hit.excerpt.endswith("…")
    assert "臺帳室 開會" in hit.excerpt
    assert len(hit.excerpt) < 70


def test_the_excerpt_shows_what_the_title_does_not() -> None:
    meeting = record("meeting", "m", title="动员会", place="三楼会议室", files=("photo:合影.jpg",))
    index = SearchIndex([meeting])
    assert [(hit.where, hit.excerpt) for hit in index.find("动员 三楼")] == [("地点", "三楼会议室")]
    assert [(hit.where, hit.excerpt) for hit in index.find("动员")] == [(find.TITLE, "动员会会议记录")]
    assert [(hit.where, hit.excerpt) for hit in index.find("合影")] == [(FILES, "合影.jpg")]


def test_people_in_the_rows_of_a_table_count_as_names() -> None:
    meeting = record("meeting", "m", title="例会", decisions=[{"item": "学习", "owner": "沈文君"}])
    index = SearchIndex([meeting, opinion("o", "意见", reply="沈文君已答复", date="2015.9.1")])
    assert uids(index, "沈文君") == ["m", "o"]


def test_secret_kinds_and_deleted_records_are_never_found() -> None:
    ballot = record("ballot", "b", review="r", group="党政领导班子", score="88", comment="窗口")
    index = SearchIndex([ballot, dataclasses.replace(opinion("o", "窗口"), deleted=True)])
    assert len(index) == 0
    assert uids(index, "窗口") == []


def test_changes_are_found_and_what_was_there_before_is_not() -> None:
    index = SearchIndex([opinion("a", "午间窗口"), opinion("b", "空调太冷")])
    index.replace([opinion("a", "停车难", date="2015.8.1"), opinion("c", "午间食堂")])
    assert uids(index, "午间") == ["c"]
    assert uids(index, "停车") == ["a"]
    index.remove(["c", "nobody"])
    assert uids(index, "午间") == []
    index.replace([dataclasses.replace(opinion("b", "空调太冷"), deleted=True)])
    assert (len(index), uids(index, "空调")) == (1, [])


def test_an_index_follows_a_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    old, other, gone = opinion("a", "午间窗口"), opinion("b", "空调太冷"), opinion("c", "停车")
    index = SearchIndex([old, other, gone])
    new = dataclasses.replace(opinion("a", "食堂"), revision=2)
    scanned = dataclasses.replace(other, attachments=filled("notice", "n").attachments)
    taken: list[str] = []
    entry = find._entry
    monkeypatch.setattr(find, "_entry", lambda kind, each: taken.append(each.uid) or entry(kind, each))
    index.follow([new, scanned, opinion("d", "停电")])
    assert taken == ["a", "b", "d"]
    index.follow([new, dataclasses.replace(scanned), opinion("d", "停电")])
    assert taken == ["a", "b", "d"]
    assert [uids(index, text) for text in ("午间", "食堂", "停车", "扫描件", "停电")] == [[], ["a"], [], ["b"], ["d"]]


def test_a_big_ledger_is_taken_in_by_slices_and_found_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "SLICE", 2)
    index = SearchIndex()
    steps = index.fill([opinion(str(number), f"第{number}条意见") for number in range(5)])
    assert next(steps) == 2
    assert sorted(uids(index, "意见")) == ["0", "1"]
    assert list(steps) == [4, 5, 5]
    assert len(uids(index, "意见")) == 5


WORDS = st.text(st.sampled_from("午间臺台ＡaÀ㈠一 \u0300"), min_size=1, max_size=6)


@settings(max_examples=60)
@given(st.lists(st.tuples(WORDS, WORDS, st.sampled_from(["2015.7.2", "2015.7.3"])), max_size=6), WORDS)
def test_it_finds_what_the_ledger_finds(rows: list[tuple[str, str, str]], text: str) -> None:
    records = [
        opinion(str(number), content if content.strip() else "空", reply=reply, date=date)
        for number, (content, reply, date) in enumerate(rows)
    ]
    found = SearchIndex(records).find(text)
    expected = matches([(kind_of(each.kind), each) for each in records], text)
    assert {hit.uid for hit in found} == {each.uid for each in expected}
    for hit in found:
        assert 0 <= hit.begin < hit.end <= len(hit.excerpt)
