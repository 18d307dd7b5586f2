"""Any other paper that is filed: a document from above, a scan, a set of photos (归档文件)."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, Text, Whole
from ledger.kinds.kind import Kind

KIND = Kind(
    slug="filed_paper",
    title="归档文件",
    paper="归档文件登记表",
    date="date",
    subject="{title}",
    signed=True,
    scanned=True,
    stage_field="stage",
    note="不由本程序制作的文件：扫描后登记，随登记表一起装订。",
    fields=(
        Text(name="title", label="题名", required=True, essential=True, sample="关于开展创建活动的实施意见", width=30),
        Choice(
            name="own_title",
            label="题名是否自拟",
            choices=("否", "是"),
            hint="自拟题名在目录里加方括号",
            indexed=False,
            sample="否",
        ),
        Choice(
            name="sort",
            label="类别",
            required=True,
            choices=(
                "上级文件",
                "会议通知",
                "签到表",
                "讲话材料",
                "宣传资料",
                "沟通联系",
                "评议方案",
                "规章制度",
                "承诺公示",
                "图片影像",
                "荣誉",
                "其他",
            ),
            sample="上级文件",
            width=9,
        ),
        Text(name="doc_no", label="文号", sample="启发〔2015〕39号", width=14),
        Text(name="author", label="责任者", required=True, sample="中共某市委员会", width=14),
        Date(name="date", label="日期", required=True, sample="2015年4月20日", width=12),
        Choice(name="secrecy", label="密级", choices=("公开", "内部"), indexed=False, sample="公开"),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="宣传发动"),
        Whole(
            name="item_no",
            label="件号",
            hint="已编定的件号；空着由程序顺序编号",
            indexed=False,
            most=9999,  # four digits (DA/T 22-2015)
            sample=1,
        ),
        Text(
            name="archive_no",
            label="档号",
            hint="已编定的档号；空着由程序生成",
            indexed=False,
            sample="A123-WS·2015-D10-XCFD-0001",
        ),
        Choice(name="copy", label="稿本", choices=("原件", "复印件", "传真件", "扫描件"), sample="原件", indexed=False),
        LongText(name="note", label="备注", sample="由上级文件汇编复印"),
    ),
)
