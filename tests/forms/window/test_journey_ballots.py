"""Journey (c): from a new library to the printed result of a review, ninety ballots entered twice and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import platformdirs
import pytest

from forms.app import App
from forms.ballot_counts import ballots_of
from forms.ballot_entry import cast_of
from forms.screens.review import Review
from forms.screens.review_check import BallotCheck
from forms.screens.review_result import ReviewResult
from forms.widgets.listing import Listing
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.printers import plugged_in, words_of
from tests.forms.window.sheets import said, settle, top

Pile = list[str]
LEADERS: Pile = [*["95", "85"] * 5, "90", "/"]
"""Eleven scores, 990 points: 90."""
DEPUTIES: Pile = [*["80", "90"] * 12, "85", "/", "+", "+"]
"""Twenty-five scores, 2125 points: 85."""
PUBLIC: Pile = [*["78", "82"] * 20, *"/////", *"***", *"++"]
"""Forty scores, 3200 points: 80."""
PILES = (LEADERS, DEPUTIES, PUBLIC)
SCORE = "83.75"
"""90 × 25% + 85 × 25% + 80 × 50%."""
NUMBERS = (("12", "12", "0"), ("30", "28", "2"), ("52", "50", "2"))
"""Issued, returned and void of each group."""


def with_slip(pile: Pile, place: int, wrong: str) -> Pile:
    """The pile with one ballot misread."""
    return [*pile[:place], wrong, *pile[place + 1 :]]


FIRST = (with_slip(LEADERS, 0, "59"), DEPUTIES, with_slip(PUBLIC, 0, "87"))
SECOND = (LEADERS, with_slip(DEPUTIES, 1, "9"), with_slip(PUBLIC, 0, "7"))


def keyed(pile: Sequence[str]) -> str:
    """The keys by which a pile is typed: Enter after a score, nothing after a mark."""
    return "".join(each if each in "/*+" else f"{each}\n" for each in pile)


def words_of_pile(pile: Sequence[str]) -> Counter[str]:
    names = {"/": "不了解", "*": "弃权", "+": "无效"}
    return Counter(names.get(each, each) for each in pile)


def in_ledger(app: App, group: str) -> Counter[str]:
    (review,) = app.desk.snapshot.of("review")
    return Counter(cast_of(each).words for each in ballots_of(app.desk.snapshot, review.uid, group))


def groups_of(app: App) -> list[str]:
    return [group.name for node in app.desk.scheme.nodes for group in node.groups]


def made_by_wizard(app: App) -> None:
    """A new library of the scheme with a review, else as it is suggested."""
    driving.click(driving.button(app.root, "新建台帐库"))
    settle(app)
    driving.focus(driving.focused(app.root))
    driving.write(app.root, "第五税务分局")
    driving.press(app.root, "<Return>")
    settle(app)
    (schemes,) = (each for each in driving.below(app.root) if isinstance(each, Listing) and each.winfo_viewable())
    schemes.select(("qidong-2015",))
    for _ in range(2):
        driving.press(app.root, "<Return>")
        settle(app)
    driving.press(app.root, "<Control-Return>")
    settle(app)


def registered(app: App) -> None:
    """The review, in its form, by keys: name, day, place, organiser, and the numbers of the groups."""
    driving.press(app.root, "<Alt-Key-6>", "<Control-n>")
    settle(app)
    for words in ("2015年度", "11.6", "镇政府大会堂", "某镇人民政府"):
        driving.write(app.root, words)
        driving.press(app.root, "<Tab>")
    for group, numbers in zip(groups_of(app), NUMBERS, strict=True):
        driving.write(app.root, group)
        driving.press(app.root, "<Tab>")
        for number in numbers:
            driving.write(app.root, f"{number}\n")
    driving.press(app.root, "<Control-s>")
    settle(app)


def printed(app: App, tray: Path) -> str:
    """The words of the result that comes out of the printer."""
    driving.press(app.root, "<Control-p>")
    settle(app)
    driving.pump(app.root, lambda: driving.button(top(app), "打印").enabled, 60, "排好版")  # type: ignore[attr-defined]
    driving.press(app.root, "<Control-p>")
    driving.pump(app.root, lambda: list(tray.glob("*.pdf")), 30, "打印机收到")
    settle(app)
    assert "已把" in said(app)
    return words_of(next(tray.glob("*.pdf")))


def test_ninety_ballots_from_a_new_library_to_the_printed_result(
    start: Callable[..., App], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "文档"
    documents.mkdir()
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: documents)
    tray = plugged_in(tmp_path, monkeypatch)
    app = start(None)
    settle(app)
    made_by_wizard(app)
    registered(app)
    (review,) = app.desk.snapshot.of("review")
    names = groups_of(app)
    assert [(row["group"], row["issued"], row["returned"], row["void"]) for row in review["groups"]] == [
        (name, *map(int, numbers)) for name, numbers in zip(names, NUMBERS, strict=True)
    ]

    page = app.shell.front if app.shell is not None else None
    assert isinstance(page, Review)
    driving.click(driving.button(page, "录票"))
    for pile in FIRST:
        driving.write(app.root, keyed(pile))
        driving.press(app.root, "<Next>")
    settle(app)
    assert [in_ledger(app, name) for name in names] == [words_of_pile(pile) for pile in FIRST]
    assert sum(len(pile) for pile in PILES) == 90 == len(app.desk.snapshot.of("ballot"))

    driving.click(driving.button(page, "核对"))
    check = page.front
    assert isinstance(check, BallotCheck)
    for name, pile, strokes in zip(names, SECOND, (("2",), ("1",), ("<Return>", "7", "8", "<Return>")), strict=True):
        driving.click(check.side.tiles, *check.side.tiles.middle_of(name))
        driving.press(app.root, "<Control-n>")
        driving.write(app.root, "沈文君\n")
        settle(app)
        driving.write(app.root, keyed(pile))
        driving.press(app.root, "<Control-s>")
        settle(app)
        assert len(check.differences.found) == 1
        driving.press(app.root, *strokes)
        driving.press(app.root, "<Control-s>")
        settle(app)
    assert [in_ledger(app, name) for name in names] == [words_of_pile(pile) for pile in PILES]
    assert [done.words for done in app.desk.past if done.words.startswith("核对")] == [
        f"核对“{names[0]}”的评议票，改正1张", f"核对“{names[2]}”的评议票，改正1张"
    ]  # fmt: skip

    driving.click(driving.button(page, "结果"))
    settle(app)
    result = page.front
    assert isinstance(result, ReviewResult)
    shown = {row[0]: row[3] for row in result.parts.words}
    assert shown["民主评议"] == SCORE
    assert [row[-1] for row in result.groups.words[1:]] == ["90.00", "85.00", "80.00"]
    assert "票数对不上的地方" not in driving.texts(page)
    words = printed(app, tray)
    for expected in (SCORE, "90.00", "85.00", "80.00", "2015年度民主评议汇总表"):
        assert expected in words

    library = app.desk.path
    app.quit()
    assert list((library / "drafts").glob("*")) == []
    with Ledger.open(library, read_only=True) as ledger:
        assert len(ledger.records("ballot")) == 90
        history = ledger.history("ballot")
        assert {change.action for change in history} <= {"add", "edit"}
        assert all(change.new.endswith("条") and not change.old for change in history)


def by_tab_to(app: App, words: str) -> None:
    """Tab, and the arrow, until a view of the screen is in front."""
    page = app.shell.front if app.shell is not None else None
    assert isinstance(page, Review)
    for _ in range(60):
        if driving.within(app.root.tk.call("focus"), page.segments):
            break
        driving.xdotool(app.root, "key", "Tab")
    for _ in range(3):
        if page.taken != words:
            driving.xdotool(app.root, "key", "Right")
            driving.pump(app.root)
    assert page.taken == words


@pytest.mark.tool("xdotool")
def test_the_same_with_the_keys_of_the_screen_alone(
    start: Callable[..., App], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two groups of a review that is registered: entered by the keypad, checked, corrected and printed."""
    tray = plugged_in(tmp_path, monkeypatch)
    library = tmp_path / "台帐库"
    with Ledger.create(library, unit="第五税务分局", year=2015, scheme_id="qidong-2015") as ledger:
        names = [group.name for node in ledger.scheme.nodes for group in node.groups]
        rows = [{"group": name, "issued": "3", "returned": "3", "void": "1"} for name in names]
        ledger.add("review", {"title": "2015年度", "date": "11.6", "organiser": "某镇", "groups": rows})
    app = start(library)

    def keys(*names: str) -> None:
        driving.xdotool(app.root, "key", "--delay", "4", *names)
        driving.pump(app.root)

    keys("alt+6")
    settle(app)
    by_tab_to(app, "entry")
    page = app.shell.front if app.shell is not None else None
    assert isinstance(page, Review)
    keys("Tab", "Tab")  # past the groups to the entry
    for tens in ("9", "8", "7"):
        keys(f"KP_{tens}", "KP_0", "KP_Enter", f"KP_{tens}", "KP_4", "KP_Enter", "KP_Divide", "KP_Subtract", "KP_Add")
        keys("Next")
    settle(app)
    assert [in_ledger(app, name) for name in names] == [Counter([f"{t}0", f"{t}4", "无效"]) for t in (9, 8, 7)]

    keys("Prior", "Prior", "shift+Tab", "shift+Tab")
    by_tab_to(app, "check")
    keys("ctrl+n")
    settle(app)
    driving.xdotool(app.root, "type", "--delay", "4", "Shen")
    keys("Return")
    settle(app)
    keys("9", "0", "Return", "9", "8", "Return", "w", "ctrl+s")
    check = page.front
    assert isinstance(check, BallotCheck)
    driving.pump(app.root, lambda: check.differences.found, what="比对出来")
    keys("2", "ctrl+s")
    settle(app)
    assert in_ledger(app, names[0]) == Counter(["90", "98", "无效"])

    by_tab_to(app, "result")
    keys("ctrl+p")
    settle(app)
    driving.pump(app.root, lambda: driving.button(top(app), "打印").enabled, 60, "排好版")  # type: ignore[attr-defined]
    keys("ctrl+p")
    driving.pump(app.root, lambda: list(tray.glob("*.pdf")), 30, "打印机收到")
    # (90 + 98) ÷ 2 × 25% + (80 + 84) ÷ 2 × 25% + (70 + 74) ÷ 2 × 50%
    assert "80.00" in words_of(next(tray.glob("*.pdf")))
    settle(app)
