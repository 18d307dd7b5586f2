"""Praise and honours received (表扬、锦旗、荣誉): cards, pennants, letters."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, People, Text, Whole
from ledger.kinds.kind import Form, Kind

KIND = Kind(
    slug="praise",
    title="表扬与荣誉",
    paper="表扬、锦旗与荣誉登记簿",
    form=Form.REGISTER,
    number="R44",
    group="评议满意",
    date="date",
    subject="{content}",
    note="收到的表扬卡、锦旗、感谢信和荣誉，同一天同一来源的可以合记一条并写明件数。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="日期", required=True, sample="2015年8月12日", width=11),
        Choice(
            name="sort",
            label="种类",
            required=True,
            choices=("表扬卡", "锦旗", "感谢信", "荣誉", "其他"),
            sample="锦旗",
            width=7,
        ),
        Whole(name="count", label="件数", required=True, unit="件", hint="张、面、封都按件数记", sample=1),
        Text(name="source", label="来源", required=True, sample="某机械制造公司", width=16),
        Text(
            name="content",
            label="内容",
            required=True,
            essential=True,
            most=2000,
            sample="感谢上门辅导申报",
            width=26,
        ),
        Choice(name="window", label="受表扬窗口", source="windows", other=True, sample="一号综合窗口", width=12),
        People(name="people", label="受表扬人员", sample="沈文君、周启明", indexed=True, width=12),
        Text(name="kept", label="存放处", sample="荣誉室", width=9),
        LongText(name="note", label="备注", sample="已在晨会上通报"),
    ),
)
