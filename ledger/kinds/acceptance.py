"""An acceptance by a check table of the scheme (验收评分): what failed, how often, on what grounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.fields import Choice, Choices, Context, Date, LongText, People, Rows, Text
from ledger.kinds.kind import Kind, Values

ROWS = Rows(
    name="rows",
    label="扣分登记",
    hint="只登记不合格的要点；其余的要点视为合格，或按“没有登记的检查项目”规则处理",
    sample=[{"point": "服务时间：提前到岗", "value": "1", "grounds": "上午提前5分钟到岗", "note": "已当场指出"}],
    columns=(
        Choice(name="point", label="项目与要点", required=True, source="check_points", other=True, width=40),
        Text(
            name="value",
            label="次数或实测",
            required=True,
            most=12,
            hint="扣几次填数字；差几个百分点的填实际达到的百分数；一票否决、全部扣除的填“是”",
            width=10,
        ),
        Text(name="grounds", label="扣分依据", most=1000, width=26),
        Text(name="note", label="备注", most=400, width=14),
    ),
)


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    """The table of a scheme that has a single one."""
    tables = context.choices("tables")
    return {"table": tables[0]} if len(tables) == 1 else {}


KIND = Kind(
    slug="acceptance",
    title="验收评分",
    paper="验收评分表",
    number="R22",
    group="检查整改",
    date="date",
    subject="{title}验收评分表",
    signed=True,
    stage_field="stage",
    author="assessor",
    fill=_fill,
    note="按活动方案的验收标准逐项检查评分：登记不合格的要点，得分由程序按扣分规则计算。",
    fields=(
        Text(name="title", label="名称", required=True, essential=True, sample="第三季度", width=18),
        Choice(
            name="table",
            label="检查表",
            source="tables",
            other=True,
            required=True,
            hint="方案只有一张检查表的，可以不填",
            sample="验收标准",
            width=16,
        ),
        Date(name="date", label="检查日期", required=True, sample="2015年9月18日", width=12),
        Text(name="window", label="窗口（网点）", sample="营业厅", width=12),
        Text(name="assessor", label="检查单位", required=True, sample="上级检查组", width=14),
        Choices(
            name="methods",
            label="检查方法",
            choices=("检查台帐资料", "现场察看", "明查暗访"),
            sample="检查台帐资料、现场察看",
            width=16,
            indexed=False,
        ),
        People(name="checkers", label="检查人", required=True, sample="沈文君、周启明"),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="检查整改"),
        ROWS,
        LongText(name="comment", label="检查意见", sample="总体达到标准，到岗时间需要加强。"),
    ),
)
