"""The register of press reports and exposures (媒体报道、媒体曝光)."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.fields import Choice, Date, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

LEVELS = ("省级以下", "省级", "中央")
"""The levels of media; an exposure by one below the province costs the whole of an item of ten points (A02 8.2)."""
EXPOSED = "曝光"


def _doubts(values: Values) -> Iterable[str]:
    """An exposure without its cause or what was done about it, and a handling before the report."""
    exposed = values.get("nature") == EXPOSED
    blank = [label for name, label in (("cause", "起因"), ("handling", "处理")) if not values.get(name)]
    if exposed and blank:
        yield f"性质是曝光，却没有写{'和'.join(blank)}"
    date, handled = values.get("date"), values.get("handled")
    if date and handled and handled < date:
        yield "处理日期早于报道日期"


KIND = Kind(
    slug="media",
    title="媒体报道",
    paper="媒体报道（曝光）登记簿",
    number="R12",
    group="创建管理",
    form=Form.REGISTER,
    date="date",
    subject="{title}",
    doubts=_doubts,
    note="报刊、广播电视、网站的报道和曝光，一篇一条；曝光的写明起因和处理。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=4),
        Date(name="date", label="日期", required=True, sample="2015年8月5日", width=11),
        Text(name="medium", label="媒体", required=True, sample="某市日报", width=12),
        Choice(
            name="level",
            label="级别",
            required=True,
            choices=LEVELS,
            hint="市、县级媒体填省级以下；因服务被曝光的，有的验收标准全扣“服务总体情况”的分",
            sample="省级以下",
            width=8,
        ),
        Text(name="title", label="标题", required=True, essential=True, most=500, sample="窗口前移到社区", width=22),
        Text(name="source", label="版面或网址", most=500, sample="第3版", width=12),
        Choice(name="nature", label="性质", required=True, choices=("正面", EXPOSED), sample="正面", width=6),
        Text(name="cause", label="起因", most=2000, sample="志愿队下社区宣传", width=16),
        Text(name="handling", label="处理", most=4000, sample="在宣传栏转载", width=18),
        Date(name="handled", label="处理日期", sample="8月7日", width=11),
        Person(name="owner", label="登记人", required=True, sample="陆一鸣", width=6),
        LongText(name="note", label="备注", sample="剪报存本卷"),
    ),
)
