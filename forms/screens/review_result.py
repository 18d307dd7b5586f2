"""The view of the result: every part of the score with its arithmetic, the groups of the review, what is printed."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import ballot_result, theme
from forms.ballot_counting import Counting
from forms.ballot_counts import counts_of
from forms.desk import Figures
from forms.keys import shortcut
from forms.screens.review_table import WordTable
from forms.screens.views import Part
from forms.shell.page import Command
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.chart import Chart
from forms.widgets.scroll_area import ScrollArea
from ledger.results import last_review
from ledger.schemes.model import Node
from ledger.scoring.result import NodeResult, Result

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

PRINTED = (
    ("review-result", "民主评议结果"),
    ("ballot-tally", "计票汇总表"),
    ("ballot-calling", "唱票记录"),
    ("ballots", "评议票"),
)

NO_REVIEW = "活动方案没有民主评议；下面是方案规定的各项结果"


class ReviewResult(Part):
    """Follows the ledger: what is entered elsewhere is counted here when it is looked at."""

    def __init__(self, parent: tk.Misc, app: App, counting: Counting) -> None:
        super().__init__(parent)
        self.app, self.counting = app, counting
        self.figures: Figures | None = None
        row = ttk.Frame(self)
        row.pack(fill="x", pady=(0, theme.px(8)))
        self._review = ttk.Label(row, style="Head.TLabel")
        self._review.pack(side="left")
        bar = self._bar = ttk.Frame(row)
        bar.pack(side="right")
        self.printing: dict[str, Button] = {}
        for column, (slug, words) in enumerate(PRINTED):
            key = shortcut("print") if column == 0 else ""
            role = "main" if column == 0 else "plain"
            button = Button(bar, words, lambda slug=slug: self.print(slug), role=role, key=key)  # type: ignore[misc]
            button.grid(row=0, column=column, padx=(6 if column else 0, 0))
            self.printing[slug] = button
        self.area = ScrollArea(self, style="TFrame")
        self.area.pack(fill="both", expand=True)
        self._cards(self.area.body)
        for key, steps in (("<Prior>", -5), ("<Next>", 5), ("<Up>", -1), ("<Down>", 1)):
            self.area.canvas.bind(key, lambda _, steps=steps: self.area.wheel(steps))  # type: ignore[misc]

    def refresh(self, changed: Changed | None) -> None:
        """Work the result out again, off the Tk thread."""
        self.app.desk.figures(self._show)

    def commands(self) -> Mapping[str, Command]:
        """Ctrl+P prints the result."""
        return {"print": lambda: self.print(PRINTED[0][0])}

    def focus_set(self) -> None:
        """The arrows scroll."""
        self.area.canvas.focus_set()

    def print(self, slug: str) -> None:
        """Look at a paper of the review, and print it."""
        from forms.dialogs.preview import preview_print

        review = last_review(self.app.desk.snapshot)
        if review is None:
            self.app.say("还没有登记民主评议，没有可以打印的", "warn")
        else:
            preview_print(self.app, slug, review)

    # Inside

    def _cards(self, body: ttk.Frame) -> None:
        self._problems = Card(body, "票数对不上的地方")
        self._problem_words = _words(self._problems.body, "PanelBad.TLabel")
        self._parts_card = Card(body, "得分")
        self.parts = WordTable(self._parts_card.body)
        self.parts.pack(fill="x")
        self._why = _words(self._parts_card.body, "PanelWarn.TLabel")
        self._groups_card = Card(body, "民主评议各组", "收回＝有效＋无效；有效＝计分＋不了解＋弃权")
        self.groups = WordTable(self._groups_card.body)
        self.groups.pack(fill="x")
        self.chart = Chart(self._groups_card.body, self.app.background, empty="还没有可以计分的评议票。")
        self.chart.pack(fill="x", pady=(theme.px(12), 0))
        self._grades_card = Card(body, "各档票数", "满意率是票数之比，不是评议得分")
        self.grades = WordTable(self._grades_card.body)
        self.grades.pack(fill="x")
        self.shares = Chart(self._grades_card.body, self.app.background, empty="还没有有效的评议票。")
        self.shares.pack(fill="x", pady=(theme.px(12), 0))
        self._explained = Card(body, "计算过程", "中间不修约，只在最后修约一次")
        self.explained = _words(self._explained.body, "Panel.TLabel")
        self._checked = Card(body, "票数核对")
        self.checked = _words(self._checked.body, "Panel.TLabel")
        self._ruled = Card(body, "采用的计分规则")
        self._rules = _words(self._ruled.body, "Panel.TLabel")

    def _show(self, figures: Figures) -> None:
        self.figures = figures
        desk = self.app.desk
        review = last_review(desk.snapshot)
        node = ballot_result.review_node(desk.scheme)
        none = "还没有登记民主评议" if node is not None else NO_REVIEW
        words = none if review is None else desk.snapshot.short(review, 24)
        several = len(desk.snapshot.of("review")) > 1
        self._review.configure(text=words + ("（以最后一次计分）" if several else ""))
        for button in self.printing.values():
            button.enable(review is not None)
        self._printed(node is not None or review is not None)
        found = ballot_result.ballot_problems(figures.problems)
        self._problem_words.configure(text="\n".join(f"{each.sentence}{each.next_step}" for each in found))
        self._show_parts(figures.result)
        if node is not None:
            self._show_review(node, figures.result.node(node.key))
        self.explained.configure(text="\n".join(figures.result.explain) or "还没有可以计算的得分。")
        self._rules.configure(text="\n".join(ballot_result.rules(figures.result)))
        shown = [self._parts_card, self._explained, self._ruled]
        if node is not None:
            shown[1:1] = [self._groups_card, *([self._grades_card] if node.bands else [])]
            shown.append(self._checked)
        self._stack([self._problems, *shown] if found else shown)

    def _printed(self, any_: bool) -> None:
        """Offer the papers of a review only where there can be one."""
        if any_:
            self._bar.pack(side="right")
        else:
            self._bar.pack_forget()

    def _show_parts(self, result: Result) -> None:
        heads, rows = ballot_result.parts(self.app.desk.scheme, result)
        self.parts.put(heads, rows, ballot_result.part_tones(rows))
        whys = dict.fromkeys(node.why for node in result.nodes if node.why)
        vetoes = [item.explain for node in result.nodes for item in node.items if item.vetoed]
        self._why.configure(text="\n".join([*whys, *vetoes]))

    def _show_review(self, node: Node, scored: NodeResult) -> None:
        snapshot = self.app.desk.snapshot
        review = last_review(snapshot)
        self.groups.put(*ballot_result.groups(scored, counts_of(snapshot, review) if review is not None else ()))
        self.chart.show(ballot_result.means_chart(node, scored))
        if node.bands:
            self.grades.put(*ballot_result.grades(node, scored))
            self.shares.show(ballot_result.shares_chart(node, scored))
        self.checked.configure(text="\n".join(ballot_result.checks(scored)))

    def _stack(self, cards: list[Card]) -> None:
        """Show these cards from the top down."""
        every = (
            self._problems,
            self._parts_card,
            self._groups_card,
            self._grades_card,
            self._explained,
            self._checked,
            self._ruled,
        )
        if [each for each in every if each.winfo_manager()] == [each for each in every if each in cards]:
            return
        for card in every:
            card.pack_forget()
        for card in every:
            if card in cards:
                card.pack(fill="x", pady=(0, theme.px(10)))


def _words(parent: ttk.Frame, style: str) -> ttk.Label:
    """Sentences that are broken to the width of what they stand in."""
    label = ttk.Label(parent, style=style, justify="left")
    label.pack(anchor="w", fill="x", pady=(theme.px(4), 0))
    parent.bind("<Configure>", lambda event: label.configure(wraplength=max(200, event.width - 4)), add="+")
    return label
