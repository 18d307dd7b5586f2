"""The democratic review: its numbers, the ballots typed from their piles, a second entry compared, and the result."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.ballot_counting import Counting
from forms.ballot_result import ballot_problems, review_node
from forms.desk import Figures
from forms.records_panel import RecordsPanel
from forms.screens.review_check import BallotCheck
from forms.screens.review_entry import BallotEntry
from forms.screens.review_result import ReviewResult
from forms.screens.views import Part, View, ViewsPage
from forms.shell.page import Target
from forms.widgets.empty import Empty

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

NONE_HERE = (
    "方案不评议、也不打分，这一页可以空着。自己组织了评议的，可以登记各组票数；问卷、测评和回访在“登记簿”里登记。"
)
_TOLD = 3
"""Problems that are told one by one above the reviews."""


class ReviewPanel(RecordsPanel):
    """The reviews with the numbers of each group, and single ballots; above them what does not fit together."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        self._sentences: ttk.Label | None = None
        super().__init__(parent, app, ("review", "ballot"), name="review")
        self._sentences = ttk.Label(self, style="Bad.TLabel", justify="left")
        self.bind("<Configure>", self._wrap, add="+")

    def refresh(self, changed: Changed | None) -> None:
        """List the reviews, and look again whether the ballots fit."""
        super().refresh(changed)
        self.app.desk.figures(self._tell)

    def _tell(self, figures: Figures) -> None:
        label = self._sentences
        if label is None:
            return
        found = ballot_problems(figures.problems)
        words = [f"{each.sentence}{each.next_step}" for each in found[:_TOLD]]
        if len(found) > _TOLD:
            words.append(f"另有{len(found) - _TOLD}处，见“结果”。")
        label.configure(text="\n".join(words))
        if words:
            label.pack(fill="x", pady=(0, theme.px(8)), before=self.halves)
        else:
            label.pack_forget()

    def _wrap(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self and self._sentences is not None:
            self._sentences.configure(wraplength=max(200, event.width - theme.px(8)))


class NoReview(Part):
    """What is said where the scheme neither reviews nor gives points."""

    def __init__(self, parent: tk.Misc, begin: Callable[[], object]) -> None:
        super().__init__(parent)
        self.empty = Empty(self, "活动方案没有民主评议", NONE_HERE, "登记评议情况", begin)
        self.empty.pack(fill="both", expand=True)

    def focus_set(self) -> None:
        """The only thing to press."""
        if self.empty.button is not None:
            self.empty.button.focus_set()


class Review(ViewsPage):
    """The four steps of a review, from left to right."""

    slug = "review"
    title = "民主评议"
    help = (
        "“评议情况”登记这次评议和各组发出、收回、无效的票数；以前录错的票，在那里的“评议票”里找到后改。\n"
        "“录票”用小键盘录：输入分数按回车就存下，接着录下一张；/ 不了解，* 弃权，+ 无效，- 取回上一张。\n"
        "票上没有姓名，也不记先后；意见按 F2 写在当前这一张上。Ctrl+Z 撤销刚存下的票。\n"
        "“核对”由另一个人把一组票再录一遍，和第一遍逐张比对，不同的对照原票按 1 或 2 定下，一次改正台帐。\n"
        "第二遍不进台帐，核对完就删掉；中途关窗口也不会丢。\n"
        "“结果”随时按现有的票计算，写明每一步算法，并打印民主评议结果、计票汇总表、唱票记录和评议票。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        self.counting = Counting(app)
        super().__init__(parent, app)

    def views(self) -> Sequence[View]:
        """See ViewsPage."""
        app, counting = self.app, self.counting
        reviews = View("reviews", "评议情况", lambda parent: ReviewPanel(parent, app), ("review", "ballot"))
        result = View("result", "结果", lambda parent: ReviewResult(parent, app, counting))
        if review_node(app.desk.scheme) is None:
            none = View("none", "说明", lambda parent: NoReview(parent, self._begin))
            return (result if app.desk.scheme.scored else none, reviews)
        return (
            reviews,
            View("entry", "录票", lambda parent: BallotEntry(parent, app, counting, self._begin)),
            View("check", "核对", lambda parent: BallotCheck(parent, app, counting)),
            result,
        )

    def refresh(self, changed: Changed | None) -> None:
        """The counting follows the ledger whatever is in front."""
        self.counting.refresh()
        super().refresh(changed)

    def take(self, key: str) -> None:
        """Bring a view to the front, with the keyboard when it was not there before."""
        other = key != self.taken
        super().take(key)
        if other:
            self.front.refresh(frozenset())  # the group at hand may be another, though the ledger is the same
        if other and self.app.shell is not None and self.app.shell.front is self:
            self.shown()

    def open(self, target: Target) -> None:
        """A new ballot is typed from its pile; everything else is shown among the records."""
        if target.kind == "ballot" and not target.uid:
            review = self.app.desk.snapshot.get(target.preset.get("review"))
            if review is not None:
                self.counting.choose(review)
            self.take("entry")
            self.counting.take(str(target.preset.get("group") or self.counting.group))
        else:
            super().open(target)

    def leave(self) -> None:
        """What was typed and is not stored yet is handed over now."""
        self.counting.send()

    def destroy(self) -> None:
        """The library is closed: answers that still come find no views."""
        self.counting.close()
        super().destroy()

    def _begin(self) -> None:
        self.open(Target("review", preset={}, field="title"))


PAGE = Review
