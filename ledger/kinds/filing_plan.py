"""How the unit files this campaign (归档方案): fonds, retention per volume, and who arranges and checks."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, Person, Rows, Text
from ledger.kinds.kind import Form, Kind

KIND = Kind(
    slug="filing_plan",
    title="归档方案",
    paper="归档方案",
    form=Form.DATA,
    date="date",
    subject="归档方案",
    note="全宗号由档案馆给定，保管期限照本单位经批准的保管期限表填写；没有填的，目录里就空着。",
    fields=(
        Text(name="fonds", label="全宗号", most=4, sample="A123", width=8),
        Text(name="fonds_name", label="全宗名称", sample="第五税务分局", width=20),
        Text(
            name="pattern",
            label="档号样式",
            hint="可用{全宗号}{门类}{年度}{保管期限}{机构}{件号}",
            sample="{全宗号}-{门类}·{年度}-{保管期限}-{机构}-{件号}",
            indexed=False,
        ),
        Date(name="date", label="批准日期", sample="2015年3月2日"),
        Rows(
            name="retention",
            label="保管期限",
            sample=[{"volume": "宣传发动", "term": "定期10年"}],
            columns=(
                Choice(name="volume", label="卷（类）", required=True, source="volumes", width=24),
                Choice(
                    name="term", label="保管期限", required=True, choices=("永久", "定期30年", "定期10年"), width=12
                ),
            ),
        ),
        Person(name="keeper", label="台帐专人", sample="周启明"),
        Person(name="checker", label="检查人", sample="沈文君"),
        LongText(name="note", label="盒内文件情况补充说明", sample="动员会照片另存光盘一张。"),
    ),
)
