"""A scheme without points, for tests: two stages with a gap, one paper, duties of every cadence."""

from __future__ import annotations

from ledger.schemes.load import read_scheme
from ledger.schemes.model import Scheme

LIGHT = """
id = "light"
name = "窗口年度工作"
basis = "无"
year = 2015

[[stages]]
key = "first"
name = "上半年"
span = "1—6月"

[[stages]]
key = "second"
name = "下半年"
span = "8—12月"

[[required]]
key = "call"
name = "动员会议记录"
stage = "first"
kind = "meeting"
where = { type = "动员会" }
proves = "有部署"

[[volumes]]
no = "01"
name = "上半年"
code = "SBN"
stage = "first"

[[volumes]]
no = "02"
name = "下半年"
code = "XBN"
stage = "second"
"""


def duty(every: str, *lines: str, kind: str = "meeting") -> str:
    """A duty as TOML."""
    return "\n".join(["[[duties]]", 'key = "d"', 'name = "例会"', f'every = "{every}"', f'kind = "{kind}"', *lines, ""])


def light(*more: str, year: int = 2015) -> Scheme:
    """The scheme with more tables behind it."""
    return read_scheme("\n".join([LIGHT, *more]), year, "light.toml")
