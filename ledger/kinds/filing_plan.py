"""How the unit files this campaign (归档方案): fonds, retention per volume, and who arranges and checks."""

from __future__ import annotations

from ledger.fields import Choice, Choices, Date, LongText, Person, Rows, Text, Whole
from ledger.filing_choices import BOXES, CORNERS, DA_T_22_WORDS, GB_T_9705_WORDS, INDEX_FORMS, IndexColumns
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
        Choice(
            name="corner",
            label="件内页号",
            choices=tuple(CORNERS),
            hint="每件从1编起，空白面不编；不填就编在上外角",
            sample=next(iter(CORNERS)),
            indexed=False,
        ),
        Choice(
            name="sides",
            label="打印面数",
            choices=("双面", "单面"),
            hint="不填按双面；盒的厚度也按它算",
            sample="双面",
            indexed=False,
        ),
        Choice(
            name="fresh_sheet",
            label="每件另起一张",
            choices=("是", "否"),
            hint="双面打印时，上一件止于正面的，背面留空；不填就是",
            sample="是",
            indexed=False,
        ),
        Choice(
            name="stamp",
            label="盖归档章",
            choices=("是", "否"),
            hint="在每件首页上端空白处印上归档章；不填就是",
            sample="是",
            indexed=False,
        ),
        Choice(
            name="index_form",
            label="归档文件目录样式",
            choices=INDEX_FORMS,
            hint="不填用DA/T 22的9栏",
            sample=DA_T_22_WORDS,
            indexed=False,
        ),
        Choice(
            name="volume_form",
            label="卷内目录样式",
            choices=INDEX_FORMS,
            hint="不填用GB/T 9705的7栏",
            sample=GB_T_9705_WORDS,
            indexed=False,
        ),
        IndexColumns(
            name="index_columns",
            label="自定目录栏目",
            hint="样式选了“自定栏目”才用；按从左到右的顺序填，用顿号隔开",
            sample="序号、档号、题名、日期、页数、备注",
        ),
        Whole(
            name="paper_weight",
            label="纸张克重",
            unit="克",
            most=300,
            hint="打印纸每平方米的克数，用来估算盒的厚度；不填按70克",
            sample="70",
            indexed=False,
        ),
        Choices(
            name="boxes",
            label="档案盒厚度",
            choices=BOXES,
            hint="手头有的档案盒；不填就四种都用",
            sample="20毫米、30毫米、40毫米、50毫米",
            indexed=False,
        ),
        Rows(
            name="fixed",
            label="已编定的号",
            hint="由“编定件号”写入：定了的件号、档号以后不再变，也不给别的文件",
            sample=[
                {
                    "volume": "02",
                    "paper": "register:visit",
                    "title": "走访台帐",
                    "number": 7,
                    "archive_no": "A123-WS·2015-D10-XCFD-0007",
                }
            ],
            columns=(
                Text(name="volume", label="卷号", required=True, sample="02", width=6),
                Text(name="paper", label="资料", required=True, sample="register:visit", width=20),
                Text(name="title", label="题名", most=1000, sample="走访台帐", width=20),
                Whole(name="number", label="件号", required=True, most=9999, sample=7),
                Text(name="archive_no", label="档号", sample="A123-WS·2015-D10-XCFD-0007", width=20),
            ),
        ),
        Rows(
            name="order",
            label="自排次序",
            hint="由“资料整理”里的上移、下移写入；没有列出的件按主题和时间排，已编定的号不受影响",
            sample=[{"volume": "02", "paper": "register:visit"}],
            columns=(
                Text(name="volume", label="卷号", required=True, sample="02", width=6),
                Text(name="paper", label="资料", required=True, sample="register:visit", width=20),
            ),
        ),
        Person(name="keeper", label="台帐专人", sample="周启明"),
        Person(name="checker", label="检查人", sample="沈文君"),
        LongText(name="note", label="盒内文件情况补充说明", sample="动员会照片另存光盘一张。"),
    ),
)
