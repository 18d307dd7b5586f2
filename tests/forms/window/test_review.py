"""The screen of the democratic review in the whole program: entering, undoing, a second entry, and the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.app import App
from forms.ballot_counts import ballots_of
from forms.ballot_entry import cast_of
from forms.screens.review import Review
from forms.screens.review_check import BallotCheck
from forms.screens.review_entry import BallotEntry
from forms.screens.review_result import ReviewResult
from forms.shell.page import Target
from ledger.book import Ledger
from tests.forms.ballots import GROUP
from tests.forms.window import driving

Start = Callable[..., App]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A review of two groups of which nothing is entered yet."""
    folder = tmp_path / "台帐库"
    with Ledger.create(folder, unit="某分局", year=2015, scheme_id="qidong-2015", who="林晓岚") as ledger:
        names = [group.name for node in ledger.scheme.nodes for group in node.groups]
        rows = [
            {"group": names[0], "issued": "5", "returned": "4", "void": "1"},
            {"group": names[1], "issued": "3", "returned": "3", "void": "0"},
        ]
        ledger.add("review", {"title": "2015年度", "date": "11.6", "organiser": "某镇", "groups": rows})
        ledger.add("daily_assessment", {"title": "2015年度", "date": "10.22", "score": "90"})
    return folder


def at(app: App, view: str) -> Review:
    page = app.go("review")
    assert isinstance(page, Review)
    page.take(view)
    driving.pump(app.root, lambda: not app.background.busy, 30, "评议界面")
    return page


def kept(page: Review, group: str = "") -> Counter[str]:
    """What the ledger has of the group at hand."""
    counting = page.counting
    records = ballots_of(page.app.desk.snapshot, counting.key[0], group or counting.group)
    return Counter(cast_of(each).words for each in records)


def settled(app: App) -> None:
    driving.pump(app.root, lambda: not app.background.busy, 30, "存完")
    driving.pump(app.root)


def words(widget: object) -> str:
    return "\n".join(driving.texts(widget))  # type: ignore[arg-type]


def test_ballots_are_entered_undone_and_warned_about(start: Start, library: Path) -> None:
    app = start(library)
    page = at(app, "entry")
    entry = page.front
    assert isinstance(entry, BallotEntry) and page.counting.group == GROUP
    driving.write(app.root, "88\n180\n")
    settled(app)
    assert kept(page) == Counter(["88"])
    driving.write(app.root, "90\n/")
    settled(app)
    assert kept(page) == Counter(["88", "90", "不了解"])
    assert "这次录入 3 张，已存 3 张" in words(entry)
    assert page.counting.count is not None and page.counting.count.words == "收回 4　已录 3　还差 1"

    driving.press(app.root, "<Control-z>")
    settled(app)
    assert kept(page).total() < 3 and kept(page)["88"] == 1
    driving.press(app.root, "<Control-y>")
    settled(app)
    assert kept(page) == Counter(["88", "90", "不了解"])
    driving.write(app.root, "-")
    settled(app)
    assert kept(page) == Counter(["88", "90"])

    driving.press(app.root, "<F2>")
    driving.write(app.root, "停车不便\n")
    driving.write(app.root, "70\n71\n72\n")
    settled(app)
    assert kept(page).total() == 5
    spoken = [each for each in page.counting.ballots if each["comment"]]
    assert [(str(each["score"]), each["comment"]) for each in spoken] == [("70", "停车不便")]
    assert "已录5张，多于登记收回的4张" in words(entry)

    driving.press(app.root, "<Next>")
    assert page.counting.group != GROUP
    driving.write(app.root, "60\n")
    app.quit()  # what is still on its way is stored
    with Ledger.open(library) as ledger:
        assert len(ledger.records("ballot")) == 6


def test_a_new_ledger_says_what_comes_first(start: Start, tmp_path: Path) -> None:
    Ledger.create(tmp_path / "库", unit="某分局", year=2015, scheme_id="qidong-2015").close()
    app = start(tmp_path / "库")
    page = at(app, "entry")
    assert "还没有登记民主评议" in words(page)
    driving.click(driving.button(page, "登记评议情况"))
    assert page.taken == "reviews"
    page.take("check")
    settled(app)
    assert "还没有登记民主评议" in words(page)
    page.take("result")
    settled(app)
    front = page.front
    assert isinstance(front, ReviewResult)
    assert not any(button.enabled for button in front.printing.values())
    assert front.parts.words[1][3] == "没有得分"


def test_a_second_entry_outlives_the_window_and_corrects_by_counts(start: Start, library: Path) -> None:
    app = start(library)
    page = at(app, "entry")
    driving.write(app.root, "88\n90\n/+")
    settled(app)
    page.take("check")
    driving.press(app.root, "<Control-n>")
    driving.write(app.root, "测试员\n")  # who entered the first
    assert app.overlay.top is not None and "请换一个人录第二遍" in words(app.overlay.top.frame)
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, "沈文君\n")
    driving.pump(app.root)
    driving.write(app.root, "88\n96\n")
    settled(app)
    assert kept(page) == Counter(["88", "90", "不了解", "无效"])
    assert len(list((library / "drafts").glob("*.pile"))) == 1
    app.quit()

    app = start(library)
    page = at(app, "check")
    front = page.front
    assert isinstance(front, BallotCheck)
    assert page.counting.second is not None and page.counting.second.who == "沈文君"
    assert "第二遍已录 2 张，第一遍 4 张，还差 2 张" in words(front)
    driving.write(app.root, "/+")
    driving.press(app.root, "<Control-s>")
    assert page.counting.in_order is None  # the order of the first went with the window
    assert [(each.number, each.first and each.first.words) for each in front.differences.found] == [(0, "90")]
    driving.press(app.root, "2", "<Control-s>")
    settled(app)
    assert kept(page) == Counter(["88", "96", "不了解", "无效"])
    assert list((library / "drafts").glob("*.pile")) == []
    assert page.counting.second is None
    assert "第二遍由沈文君录入，共4张，1处不同，已对照原票改定。" in words(front)
    app.undo()
    settled(app)
    assert kept(page) == Counter(["88", "90", "不了解", "无效"])


def test_part_of_a_pile_is_compared_in_its_order(start: Start, library: Path) -> None:
    app = start(library)
    page = at(app, "entry")
    driving.write(app.root, "88\n90\n77\n+")
    settled(app)
    page.take("check")
    driving.press(app.root, "<Control-n>")
    driving.write(app.root, "沈文君\n")
    driving.pump(app.root)
    driving.write(app.root, "88\n9\n")
    front = page.front
    assert isinstance(front, BallotCheck)
    driving.press(app.root, "<Control-s>")
    assert app.overlay.top is not None
    app.overlay.top.buttons["part"].invoke()
    driving.pump(app.root)
    (found,) = front.differences.found
    assert found.number == 2 and found.second is not None and found.second.words == "9"
    driving.press(app.root, "<Control-s>")  # nothing is decided yet
    assert kept(page) == Counter(["88", "90", "77", "无效"])
    driving.press(app.root, "<Return>")
    driving.write(app.root, "200\n")
    assert not front.differences.right
    driving.write(app.root, "89\n")
    driving.press(app.root, "<Control-s>")
    settled(app)
    assert kept(page) == Counter(["88", "89", "77", "无效"])
    driving.write(app.root, "77\n+")
    driving.press(app.root, "<Control-s>")
    assert "两遍一致" in words(front)
    driving.press(app.root, "<Control-s>")
    settled(app)
    assert page.counting.second is None

    driving.press(app.root, "<Control-n>")
    driving.write(app.root, "沈文君\n")
    driving.pump(app.root)
    driving.write(app.root, "1\n")
    driving.click(driving.button(front, "不要第二遍"))
    assert app.overlay.top is not None
    app.overlay.top.buttons["yes"].invoke()
    settled(app)
    assert page.counting.second is None and list((library / "drafts").glob("*.pile")) == []


def test_the_result_is_explained_and_follows_the_ledger(start: Start, library: Path) -> None:
    app = start(library)
    page = at(app, "result")
    front = page.front
    assert isinstance(front, ReviewResult)
    assert "收回4张，实际录入0张" in words(front)
    counting = page.counting
    names = [each.name for each in counting.counts]
    ballot = {"review": counting.key[0]}
    with_scores = [
        *({**ballot, "group": names[0], "score": score} for score in ("88", "91", "79.5")),
        {**ballot, "group": names[0], "mark": "无效"},
    ]
    from forms.actions import Add

    app.desk.change(Add("ballot", tuple(with_scores)))
    settled(app)
    heads, first, second, *_ = front.groups.words
    row = dict(zip(heads, first, strict=True))
    # (88 + 91 + 79.5) / 3 = 86.1666…
    assert (row["收回"], row["录入"], row["有效"], row["无效"], row["平均分"]) == ("4", "4", "3", "1", "86.17")
    assert dict(zip(heads, second, strict=True))["平均分"] == "不能算"
    assert "258.5 ÷ 计分票 3 张 = 86.166666…" in front.explained.cget("text")
    assert "发出5≥收回4；收回4＝有效3＋无效1" in front.checked.cget("text")
    grades = dict(zip(*front.grades.words[:2], strict=True))
    assert grades["满意率（票数之比）"] == "100.00%"
    assert not any("满意率" in head for head in (*heads, *front.parts.words[0]))
    root = dict(zip(*front.parts.words[:2], strict=True))
    assert root["得分"] == "没有得分"


def test_another_library_is_opened_while_ballots_are_on_their_way(start: Start, library: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一个"
    Ledger.create(other, unit="另一个分局", year=2015, scheme_id="qidong-2015").close()
    app = start(library)
    at(app, "entry")
    driving.write(app.root, "88\n90\n91\n")
    app.open(other)
    driving.pump(app.root, lambda: app.desk.path == other and not app.background.busy, 20, "另一个台帐库打开")
    with Ledger.open(library) as ledger:
        assert sorted(str(each["score"]) for each in ledger.records("ballot")) == ["88", "90", "91"]


def test_identities_are_asked_where_the_scheme_counts_by_them(start: Start, library: Path) -> None:
    with Ledger.open(library) as ledger:
        ledger.change_scheme({"rule.pooling": "identity"}, "先按身份平均")
    app = start(library)
    page = at(app, "entry")
    driving.press(app.root, "<Next>")
    driving.pump(app.root)
    driving.write(app.root, "88\n")
    driving.press(app.root, "<Down>")
    driving.write(app.root, "90\n")
    settled(app)
    found = {str(each["score"]): each["identity"] for each in page.counting.ballots}
    assert found == {"88": "党代表", "90": "人大代表"}
    assert "88（党代表）" in [each.words for each in page.front.pad.last.cells]  # type: ignore[union-attr]


def test_a_ballot_is_opened_where_it_is_changed_or_entered(start: Start, library: Path) -> None:
    with Ledger.open(library) as ledger:
        review = ledger.records("review")[0].uid
        names = [group.name for node in ledger.scheme.nodes for group in node.groups]
        uid = ledger.add("ballot", {"review": review, "group": names[0], "score": "88"}).uid
    app = start(library)
    page = app.go("review", Target("ballot", uid))
    assert isinstance(page, Review) and page.taken == "reviews"
    app.go("review", Target("ballot", preset={"review": review, "group": names[2]}))
    driving.pump(app.root)
    assert (page.taken, page.counting.group) == ("entry", names[2])


def test_of_several_reviews_the_last_is_at_hand_and_another_can_be_chosen(start: Start, library: Path) -> None:
    with Ledger.open(library) as ledger:
        rows = [{"group": GROUP, "issued": "2", "returned": "2", "void": "0"}]
        ledger.add("review", {"title": "年中", "date": "7.1", "groups": rows})
    app = start(library)
    page = at(app, "entry")
    entry = page.front
    assert isinstance(entry, BallotEntry)
    assert entry.side.review.cget("text") == "2015年度民主评议汇总表 ▾" and entry.side.review.winfo_viewable()
    driving.write(app.root, "88\n")
    earlier = next(each for each in app.desk.snapshot.of("review") if each["title"] == "年中")
    entry.side._choose(earlier)
    driving.write(app.root, "70\n71\n")
    settled(app)
    assert kept(page) == Counter(["70", "71"])
    assert page.counting.count is not None and page.counting.count.words == "收回 2　已录 2　已齐"
    page.take("result")
    settled(app)
    assert "2015年度民主评议汇总表（以最后一次计分）" in driving.texts(page)
