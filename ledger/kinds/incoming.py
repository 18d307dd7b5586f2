"""The register of documents from above (上级文件登记簿): what each asks for, and by when."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.document_numbers import number_doubts
from ledger.fields import Choice, Date, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values


def _doubts(values: Values) -> Iterable[str]:
    """A number of another year, and days in an order that cannot be (R01)."""
    issued, received = values.get("issued"), values.get("received")
    deadline, submitted = values.get("deadline"), values.get("submitted")
    yield from number_doubts(values.get("doc_no"), issued)
    if issued and received and received < issued:
        yield "收文日期早于成文日期"
    if issued and deadline and deadline < issued:
        yield "报送时限早于成文日期"
    if received and submitted and submitted < received:
        yield "报送日期早于收文日期"
    if submitted and deadline and submitted > deadline:
        yield "报送日期晚于报送时限"


KIND = Kind(
    slug="incoming",
    title="上级文件",
    paper="上级文件登记簿",
    number="R01",
    group="创建管理",
    form=Form.REGISTER,
    date="received",
    subject="{title}",
    doubts=_doubts,
    note="收到的上级文件和活动依据文件，一份一条；要求报送材料的写明时限。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=4),
        Date(name="received", label="收文日期", required=True, sample="2015年6月8日", width=10),
        Text(
            name="doc_no",
            label="文号",
            hint="照原件写，如启发[2015]39号、金效发〔2013〕16号；遮去的数字照写星号",
            sample="启发[2015]39号",
            width=15,
        ),
        Text(
            name="title",
            label="标题",
            required=True,
            essential=True,
            most=500,
            sample="关于开展创建活动的意见",
            width=20,
        ),
        Text(name="author", label="发文单位", required=True, sample="中共某市委员会", width=12),
        Date(name="issued", label="成文日期", required=True, indexed=False, sample="2015年6月3日", width=10),
        Choice(
            name="relation",
            label="依据关系",
            required=True,
            choices=("活动依据", "上级转发", "工作部署", "表彰通报", "其他"),
            sample="活动依据",
            width=6,
        ),
        Text(
            name="based_on",
            label="所依据的文件",
            most=500,
            hint="该文件开头写明的依据，写文号或标题",
            indexed=False,
            sample="某办发〔2015〕12号",
        ),
        Text(name="demands", label="要求事项", most=2000, sample="制定细则，报送方案", width=16),
        Date(name="deadline", label="报送时限", sample="6月30日", width=10),
        Date(name="submitted", label="报送日期", indexed=False, sample="6月26日"),
        Text(name="attached", label="附件清单", most=2000, sample="评比标准", width=12),
        Person(name="owner", label="承办人", required=True, sample="周启明", width=6),
        Choice(
            name="status",
            label="状态",
            required=True,
            choices=("待办", "办理中", "已办结", "存档备查"),
            indexed=False,
            sample="已办结",
            width=6,
        ),
        LongText(name="note", label="备注", sample="已在例会上传达"),
    ),
)
