"""The registers that have no screen of their own, a list for each."""

from __future__ import annotations

from forms.screens import HOME
from forms.screens.recorded import RecordsPage
from ledger.kinds import KINDS


class Registers(RecordsPage):
    """Every register that has no screen of its own."""

    slug = "registers"
    title = "登记簿"
    kinds = tuple(kind.slug for kind in KINDS if kind.slug not in HOME)
    help = (
        "每种登记簿一条一条地记，导出时合成一本台帐。\n"
        "左边选登记簿，按“新增”登记一条；“复制”把当前一条复制成新的，只改不同的地方。\n"
        "列表里带时限的条目用文字和颜色标出：办理中、快到期、已超期、已办结。\n"
        "一次登记很多条，可以从“更多”里导入以前的表格（Excel、CSV、Word），或直接粘贴表格中的行。"
    )


PAGE = Registers
