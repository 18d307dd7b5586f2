"""The list of ledger papers (台帐资料目录): what there is of each stage, where it lies, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.fields import Choice, Context, Date, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

_HELD = ("copies", "pages", "path")


def _fill(values: Values, context: Context) -> Values:
    """A paper without copies, pages and path is missing (A01: 不缺项、不漏项)."""
    return {"missing": "否" if any(values.get(name) for name in _HELD) else "是"}


def _doubts(values: Values) -> Iterable[str]:
    """A missing paper that lies somewhere, a present one of no copies, a handover before the paper was made."""
    held = any(values.get(name) for name in _HELD)
    if values.get("missing") == "是" and held:
        yield "标为缺项，却填了份数、页数或文件路径"
    if values.get("missing") == "否" and not held:
        yield "没有标为缺项，却没有份数、页数和文件路径"
    date, handed = values.get("date"), values.get("handed")
    if date and handed and handed < date:
        yield "移交日期早于材料日期"
    if values.get("missing") == "是" and handed:
        yield "标为缺项，却填了移交日期"


KIND = Kind(
    slug="archive_list",
    title="台帐资料目录",
    paper="台帐资料目录",
    number="R15",
    group="创建管理",
    form=Form.REGISTER,
    date="date",
    subject="{title}",
    stage_field="stage",
    fill=_fill,
    doubts=_doubts,
    note="各阶段应有的材料，一份一条；月底移交档案室的填移交日期。",
    fields=(
        Choice(name="stage", label="阶段", required=True, source="stages", sample="检查整改", width=10),
        Whole(name="number", label="序号", required=True, sample=1, width=4),
        Text(
            name="title",
            label="材料名称",
            required=True,
            essential=True,
            most=500,
            sample="第一次自查自纠自查表",
            width=26,
        ),
        Whole(name="copies", label="份数", unit="份", sample=1, width=5),
        Whole(name="pages", label="页数", unit="页", sample=4, width=5),
        Date(name="date", label="日期", required=True, sample="2015年6月25日", width=11),
        Person(name="owner", label="责任人", required=True, sample="周启明", width=7),
        Text(name="path", label="文件路径", most=500, sample="02_检查整改/0003", width=18),
        Choice(
            name="missing",
            label="缺项",
            choices=("否", "是"),
            hint="空着的，没有份数、页数和路径就是缺项",
            sample="否",
            width=5,
        ),
        Date(name="handed", label="移交日期", hint="每月月底移交档案室", sample="6月30日", width=11),
        Text(name="receiver", label="接收人", sample="档案员", width=7),
        LongText(name="note", label="备注", sample="原件存档案室，复印件留窗口"),
    ),
)
