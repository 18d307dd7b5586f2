"""A register that the clerk defines himself (自建登记簿): its title, its printed form and its fields."""

from __future__ import annotations

import hashlib

from ledger.fields import Choice, Context, LongText, Rows, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

EACH, REGISTER = "一条一份", "汇成一本"
YES, NO = "是", "否"
TYPES = ("文字", "长文字", "整数", "数字", "金额", "日期", "月份", "单选", "多选", "本单位人员", "多名人员", "约数")

COLUMNS = Rows(
    name="columns",
    label="栏目",
    required=True,
    essential=True,
    sample=[
        {
            "label": "巡查结果",
            "type": "单选",
            "required": YES,
            "choices": "正常、异常",
            "listed": YES,
            "width": 10,
            "key": "巡查情况",
        }
    ],
    columns=(
        Text(name="label", label="栏目名称", required=True, most=20, width=16),
        Choice(name="type", label="类型", required=True, choices=TYPES, width=10),
        Choice(name="required", label="必填", choices=(NO, YES), width=6),
        Text(name="choices", label="可选的词", most=1000, hint="单选、多选才填，用顿号隔开", width=24),
        Choice(name="listed", label="列入表格", choices=(YES, NO), hint="空着算“是”", width=8),
        Whole(name="width", label="列宽", most=60, hint="空着由程序定", width=6),
        Text(name="key", label="原名称", most=20, hint="栏目改过名称时，填它最初的名称", width=12),
    ),
)


def _fill(values: Values, context: Context) -> Values:
    """A code made of the title, which other programs and the command line call it by, and a title for the paper."""
    title = values.get("title") or ""
    digest = hashlib.blake2s(title.encode(), digest_size=4).hexdigest()
    return {"code": digest, "paper": title, "form": REGISTER} if title else {}


KIND = Kind(
    slug="own_register",
    title="自建登记簿",
    paper="自建登记簿",
    form=Form.DATA,
    subject="{title}",
    unique="title",
    group="自建登记簿",
    fill=_fill,
    note="自己定义一种登记簿：名称、栏目、哪些必填、印出来的标题。定义好以后和自带的登记簿一样登记、打印、查缺、导出。",
    fields=(
        Text(name="title", label="名称", required=True, essential=True, most=20, sample="安全巡查", width=16),
        Text(
            name="code",
            label="代号",
            hint="小写字母、数字和短横；空着由程序编",
            most=24,
            sample="patrol-own",
            width=12,
        ),
        Text(name="paper", label="印出的标题", most=30, hint="空着同名称", sample="安全巡查登记簿", width=18),
        Choice(name="form", label="成文方式", choices=(REGISTER, EACH), hint="空着汇成一本", sample=REGISTER, width=10),
        LongText(name="note", label="用途", sample="每周巡查一次，记录隐患。"),
        Text(name="proof", label="每条须附的佐证", most=40, hint="不须附的空着", indexed=False, sample="现场照片"),
        COLUMNS,
    ),
)
