"""The record of looking through the papers of a case (材料审查记录栏): every defect once, and when it was mended."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Date, LinkTo, LongText, Person, Rows, Text
from ledger.kinds.kind import Form, Kind, Values

COMPLETE, MEND, REFUSE = "材料齐全，予以受理", "一次性告知补正", "不予受理"

DEFECTS = Rows(
    name="defects",
    label="缺项与补正",
    columns=(
        Text(name="material", label="材料", required=True, width=14),
        Text(name="defect", label="缺项（问题）", required=True, width=18),
        Text(name="demand", label="补正要求", width=18),
        Date(name="mended", label="补正日期", width=9),
    ),
    hint="所有问题一次写全；当场能改的也记下",
    sample=[
        {
            "material": "财务会计报表",
            "defect": "缺2015年第二季度报表",
            "demand": "补交并加盖公章",
            "mended": "2015年9月15日",
        }
    ],
)


def _doubts(values: Values) -> Iterator[str]:
    """Defects that were mended before they were found, or an opinion that the defects contradict."""
    defects, date = values.get("defects") or (), values.get("date")
    if date and any(row.get("mended") and row["mended"] < date for row in defects):
        yield "补正日期早于审查日期"
    if values.get("opinion") == MEND and not defects:
        yield "意见是补正，却没有写明缺项"
    if values.get("opinion") == COMPLETE and any(not row.get("mended") for row in defects):
        yield "意见是材料齐全，却有缺项还没有补正日期"


KIND = Kind(
    slug="case_review",
    title="材料审查",
    paper="材料审查记录",
    number="R51",
    group="办件服务",
    form=Form.EACH,
    date="date",
    subject="{item}材料审查记录（{applicant}）",
    doubts=_doubts,
    note="受理前审查材料的记录：缺什么一次写全，补正一项填一项日期。",
    fields=(
        LinkTo(name="case", label="所属办件", kind="case", required=True, sample="JJ2015-0087 减免税审批"),
        Text(name="applicant", label="申请人", required=True, essential=True, sample="某纺织公司", width=12),
        Text(name="item", label="事项", required=True, sample="减免税审批", width=12),
        Date(name="date", label="审查日期", required=True, sample="2015年9月14日", width=9),
        LongText(
            name="materials", label="收到的材料", required=True, hint="一行一份", sample="减免税申请表\n营业执照复印件"
        ),
        DEFECTS,
        Choice(
            name="on_spot",
            label="能否当场更正",
            choices=("已当场更正", "需另行补正", "不需更正"),
            sample="需另行补正",
            indexed=False,
        ),
        Choice(
            name="opinion", label="审查意见", required=True, choices=(COMPLETE, MEND, REFUSE), sample=MEND, width=10
        ),
        LongText(name="reasons", label="意见说明", sample="缺第二季度报表，已一次性告知"),
        Person(name="reviewer", label="审查人", required=True, sample="沈文君", width=7),
        Date(name="told", label="告知申请人日期", sample="2015年9月14日", indexed=False),
        Date(name="completed", label="材料齐全日", sample="2015年9月15日", width=9),
        LongText(name="note", label="备注", sample="申请人次日补交"),
    ),
)
