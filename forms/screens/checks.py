"""Checking against the standards, the acceptance by the scheme's check table, the assessments of the township."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from forms.records_panel import RecordsPanel
from forms.screens.check_grid_panel import AcceptancesPanel, RoundsPanel
from forms.screens.views import View, ViewsPage


class Checks(ViewsPage):
    """Check rounds, acceptances, and daily assessments; a scheme with a check table has its acceptances first."""

    slug = "checks"
    title = "自查与考核"
    help = (
        "“自查与检查”一次检查记一条，方案里的每条要点都列在表里，不用自己抄写。\n"
        "在表里按上下键走到一条要点，按 1 符合、2 基本符合、3 不符合、4 未检查；\n"
        "空格换一项，回车到下一格写发现的问题。\n"
        "“验收评分”按方案的验收评分表：走到不合格的要点，直接填次数、实测的百分数或 1（是），没有问题的空着；\n"
        "每项、每组和总分当时就算出。\n"
        "查出的问题要列入整改台帐：在那一条上按 F8，或按“记为问题”；按“问题都记入整改”，一次记入这次查出的全部问题。\n"
        "已经列入整改的，右边写着办理情况；再按 F8 就到那一条整改。\n"
        "“日常考核”登记镇（乡）考核的得分和扣分。"
    )

    def views(self) -> Sequence[View]:
        """See ViewsPage."""
        app = self.app
        assessments = functools.partial(RecordsPanel, app=app, kinds=("daily_assessment",), name="checks.daily")
        rounds = View("rounds", "自查与检查", lambda parent: RoundsPanel(parent, app), ("check_round",))
        accepted = View("acceptances", "验收评分", lambda parent: AcceptancesPanel(parent, app), ("acceptance",))
        daily = View("daily", "日常考核", assessments, ("daily_assessment",))
        return (rounds, accepted, daily) if app.desk.scheme.tables else (rounds, daily, accepted)


PAGE = Checks
