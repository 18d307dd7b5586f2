"""Screens of schemes that have no review, or no points at all: calm and whole, nothing asked that cannot be given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from forms.actions import ReplaceScheme
from forms.app import App
from forms.screens import SCREENS
from forms.screens.review import NoReview, Review
from forms.screens.review_result import ReviewResult
from forms.screens.views import ViewsPage
from ledger.book import Ledger
from ledger.schemes.load import scheme_text
from tests.forms.window import driving
from tests.forms.window.sheets import settle
from tests.ledger.counter_acceptance import ROWS, TYPED, words

NOON = dt.datetime(2011, 9, 18, 4, 0, tzinfo=dt.UTC)
LOOKED = {"number": "1", "date": "2011年6月20日", "window": "一号窗口", "trade": "营业"}


def made(folder: Path, scheme: str, records: Mapping[str, list[dict[str, object]]]) -> Path:
    """A library of a scheme with two people and these records."""
    with Ledger.create(
        folder / scheme, unit="某单位", year=2011, scheme_id=scheme, who="测试员", clock=lambda: NOON
    ) as book:
        book.add_many("person", [{"name": "沈文君"}, {"name": "周启明"}])
        for slug, rows in records.items():
            book.add_many(slug, rows)
        return book.path


@pytest.mark.parametrize("scheme", ["post-counter-2011", "hall-pledges", "jinhu-2013"])
def test_every_screen_and_view_can_be_seen(start: Callable[..., App], tmp_path: Path, scheme: str) -> None:
    app = start(made(tmp_path, scheme, {}))
    for screen in SCREENS:
        page = app.go(screen.slug)
        settle(app)
        assert page is not None
        for view in page.views() if isinstance(page, ViewsPage) else ():
            page.take(view.key)
            settle(app)
        assert driving.texts(page), screen.slug


def test_results_of_a_table_and_of_surveys_stand_where_a_review_would(
    start: Callable[..., App], tmp_path: Path
) -> None:
    veto = {"point": words("2.0", 1), "value": "是"}
    app = start(
        made(
            tmp_path,
            "post-counter-2011",
            {
                "acceptance": [{**TYPED, "rows": [*ROWS, veto]}],
                "appraisal": [
                    {**LOOKED, "inspection": "88", "third_party": "92"},
                    {**LOOKED, "number": "2", "window": "二号窗口", "inspection": "80", "third_party": "86.5"},
                ],
                "satisfaction": [{"number": "1", "date": "2011年6月24日", "name": "上半年", "score": "88.5"}],
            },
        )
    )
    page = app.go("review")
    settle(app)
    assert isinstance(page, Review)
    assert isinstance(page.front, ReviewResult)
    assert [view.words for view in page.views()] == ["结果", "评议情况"]
    told = driving.texts(page)
    assert "活动方案没有民主评议；下面是方案规定的各项结果" in told
    assert "2.0 店招和局名牌：不合格，一票否决" in told
    assert "评议票" not in told
    # (88 + 80) ÷ 2 and (92 + 86.5) ÷ 2, half each; then 40% and 60%.
    for score in ("66.70", "84.00", "89.25", "86.63", "87.15", "88.50"):
        assert score in told
    assert "见计算过程" in told
    bench = app.go("workbench")
    settle(app)
    assert bench is not None
    words_ = "\n".join(driving.texts(bench))
    assert "有一票否决项，不合格：2.0 店招和局名牌。" in words_
    assert "服务规范达标：86.63分，达标线85，达标" in words_
    assert "服务示范窗口达标：87.15分，达标线90，没有达标" in words_
    driving.click(driving.button(bench, "看计算过程"))
    settle(app)
    assert app.shell is not None
    assert app.shell.front is page


def test_a_scheme_without_points_says_that_nothing_is_reviewed_or_scored(
    start: Callable[..., App], tmp_path: Path
) -> None:
    app = start(made(tmp_path, "hall-pledges", {}))
    page = app.go("review")
    settle(app)
    assert isinstance(page, Review)
    assert isinstance(page.front, NoReview)
    assert "活动方案没有民主评议" in driving.texts(page)
    driving.click(driving.button(page, "登记评议情况"))
    settle(app)
    assert page.taken == "reviews"
    bench = app.go("workbench")
    settle(app)
    assert bench is not None
    told = driving.texts(bench)
    assert "资料" in told and "得分" not in told
    assert "看计算过程" not in told


def test_the_standards_say_how_large_the_check_table_is(start: Callable[..., App], tmp_path: Path) -> None:
    app = start(made(tmp_path, "post-counter-2011", {}))
    page = app.go("stages")
    assert isinstance(page, ViewsPage)
    page.take("standards")
    settle(app)
    assert any(text.startswith("“营业示范窗口验收标准”25个项目，62个要点。") for text in driving.texts(page))


def test_screens_are_built_for_the_scheme_there_is(start: Callable[..., App], tmp_path: Path) -> None:
    app = start(made(tmp_path, "hall-pledges", {}))
    before = {slug: app.go(slug) for slug in ("checks", "review")}
    settle(app)
    assert list(before["checks"]._views)[1] == "daily"
    app.desk.change(ReplaceScheme(scheme_text("post-counter-2011"), "改用验收标准"))
    settle(app)
    assert list(app.go("checks")._views)[1] == "acceptances"
    assert app.go("review") is not before["review"]
    assert not before["review"].winfo_exists()
    app.desk.undo()
    settle(app)
    assert list(app.go("checks")._views)[1] == "daily"
