"""The roster of people (人员名册) that every other paper takes its names from."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, Text
from ledger.kinds.kind import Form, Kind

KIND = Kind(
    slug="person",
    title="人员",
    paper="人员名册",
    form=Form.DATA,
    subject="{name}",
    unique="name",
    note="会议应到、签名和责任人都从这里选；同名的人请在姓名后加以区别。",
    fields=(
        Text(
            name="name",
            label="姓名",
            aliases=("名单", "工作人员"),
            required=True,
            essential=True,
            most=50,
            sample="林晓岚",
            width=8,
        ),
        Text(name="post", label="职务", aliases=("职务职级", "岗位职务"), sample="分局长", width=12),
        Text(name="duty", label="岗位职责", most=500, sample="主持全面工作", width=24),
        Choice(name="state", label="在岗状态", choices=("在岗", "调离", "退休", "外单位"), sample="在岗"),
        Date(name="since", label="到岗日期", aliases=("上岗日期", "任职时间"), sample="2013.3.1"),
        Text(name="phone", label="联系电话", private=True, indexed=False, sample="0513-00000000"),
        LongText(name="note", label="备注", sample="2014年8月至11月在外培训"),
    ),
)
