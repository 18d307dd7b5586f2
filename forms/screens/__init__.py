"""The screens, in the order of the navigation: to add one, add its module and its line here."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from forms.shell.page import Page


@dataclass(frozen=True)
class Screen:
    """A line of the navigation; `key` is pressed with Alt. The module, `forms.screens.<slug>`, is read when visited."""

    slug: str
    title: str
    key: str

    def page(self) -> type[Page]:
        """The class of its page."""
        found: type[Page] = importlib.import_module(f"forms.screens.{self.slug}").PAGE
        return found


SCREENS = (
    Screen("workbench", "工作台", "1"),
    Screen("stages", "活动与阶段", "2"),
    Screen("meetings", "会议", "3"),
    Screen("checks", "自查与考核", "4"),
    Screen("findings", "整改", "5"),
    Screen("review", "民主评议", "6"),
    Screen("registers", "登记簿", "7"),
    Screen("statistics", "统计", "t"),
    Screen("filing", "资料与归档", "8"),
    Screen("people", "人员", "9"),
    Screen("submission", "报送", "0"),
    Screen("handover", "移交与备份", "minus"),
    Screen("bin", "回收站", "equal"),
    Screen("settings", "设置", "comma"),
)

KEY_WORDS = {"t": "T", "minus": "-", "equal": "=", "comma": ","}
"""How keys without a digit are written on the screen."""

HOME = {
    "person": "people",
    "campaign_plan": "stages",
    "leading_group": "stages",
    "stage_task": "stages",
    "notice": "meetings",
    "meeting": "meetings",
    "minutes": "meetings",
    "check_round": "checks",
    "acceptance": "checks",
    "daily_assessment": "checks",
    "finding": "findings",
    "review": "review",
    "ballot": "review",
    "stage_summary": "stages",
    "situation_report": "stages",
    "work_report": "stages",
    "filed_paper": "filing",
    "filing_plan": "filing",
}
"""The screen on which a kind is kept; the registers for every other."""


def home_of(kind: str) -> str:
    """The slug of the screen on which records of this kind are kept."""
    return HOME.get(kind, "registers")
