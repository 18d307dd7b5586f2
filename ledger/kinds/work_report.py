"""A report drafted from the records (工作汇报、小结、总结、申报材料): chapters, and where each figure comes from."""

from __future__ import annotations

from dataclasses import replace

from ledger.fields import Choice, Date, LongText, Person, Rows, Text
from ledger.kinds.campaign_plan import ADDRESSEE, ANNEXES, ATTACHED, COPIES, SEALED
from ledger.kinds.kind import Kind, Values

OPEN = "【待补"
"""Begins every place of a draft that only the clerk can fill; a report with one of them is not finished."""

SORTS = ("工作汇报", "阶段小结", "年度总结", "申报材料", "典型材料", "情况说明")

CHAPTERS = Rows(
    name="chapters",
    label="正文",
    required=True,
    sample=[{"title": "学习培训", "text": "全年组织业务培训四次，参加三十余人次。"}],
    columns=(
        Text(name="title", label="标题", required=True, most=60, width=18),
        LongText(name="text", label="内容", required=True, width=60),
    ),
)
SOURCES = Rows(
    name="sources",
    label="数字出处",
    hint="正文里的数字各从哪些记录来；起草时由程序填写，不印出",
    sample=[{"chapter": "学习培训", "figure": "培训4次", "kind": "学习培训", "count": "4"}],
    columns=(
        Text(name="chapter", label="所在标题", required=True, most=60, width=16),
        Text(name="figure", label="数字", required=True, most=200, width=24),
        Text(name="kind", label="登记簿", most=60, width=14),
        Text(name="count", label="条数", most=20, width=8),
    ),
)


def _unfinished(values: Values) -> tuple[str, ...]:
    """The opening, the chapters and the ending in which a place is left open."""
    parts = [("开头", values.get("opening")), *((row["title"], row["text"]) for row in values.get("chapters") or ())]
    parts.append(("结尾", values.get("ending")))
    return tuple(f"“{title or '没有标题的一段'}”" for title, text in parts if OPEN in (text or ""))


KIND = Kind(
    slug="work_report",
    title="工作汇报与申报材料",
    paper="工作汇报",
    number="R13",
    group="创建管理",
    date="issued",
    subject="{title}",
    signed=True,
    stage_field="stage",
    unfinished=_unfinished,
    note="工作汇报、阶段小结、年度总结、申报材料和典型材料：可以按活动方案的提纲从记录起草，再修改。",
    fields=(
        Text(
            name="title", label="标题", required=True, essential=True, most=120, sample="2015年度窗口工作总结", width=30
        ),
        Choice(
            name="sort",
            label="种类",
            required=True,
            choices=SORTS,
            sample="年度总结",
            width=9,
        ),
        Text(name="period", label="报告期", required=True, most=60, sample="2015年度", width=12),
        Text(name="doc_no", label="文号", most=30, sample="海税五〔2015〕12号", width=14),
        Date(name="issued", label="成文日期", required=True, sample="2015年9月28日", width=12),
        Date(name="submitted", label="报送日期", sample="2015年9月29日", width=12),
        Text(name="author", label="发文单位", most=120, sample="第五税务分局", width=14, indexed=False),
        replace(ADDRESSEE, required=True),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="检查整改"),
        LongText(name="opening", label="开头", sample="现将2015年度窗口工作情况报告如下。"),
        CHAPTERS,
        LongText(name="ending", label="结尾", sample="特此报告。"),
        SOURCES,
        ATTACHED,
        ANNEXES,
        Person(name="signer", label="签发人", sample="林晓岚", indexed=False),
        SEALED,
        COPIES,
    ),
)
