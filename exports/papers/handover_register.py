"""电子档案移交与接收登记表, in duplicate: one page for each side to keep (档发〔2012〕7号, annex)."""

from __future__ import annotations

from pathlib import PurePosixPath

from exports.handover.checks import Check, Property
from exports.handover.facts import Facts, gigabytes, grouped
from exports.handover.layout import ALGORITHM, REGISTER, Purpose
from exports.page import Align, Block, Column, Grid, PageBreak, Pairs, Paper, Paragraph, Table, Title
from ledger.fields import chinese_date
from ledger.snapshot import day_of

_COPIES = ("移交单位留存", "接收单位留存")
_DATE = "　　　年　　月　　日"


def register(facts: Facts) -> Paper:
    """The form filled in as far as the program knows; what only people can say and sign is left to be written.

    The digests are those of the checksum list and of the database, not of the package: this form lies in it.
    """
    blocks: list[Block] = []
    for number, keeper in enumerate(_COPIES, 1):
        blocks += [*_sheet(facts, f"一式两份　第{number}份（{keeper}）"), PageBreak()]
    unit, day = facts.info.unit, day_of(facts.info.made).isoformat()
    return Paper("handover:register", REGISTER, tuple(blocks[:-1]), Grid.FORM, unit, day, numbered=False)


def _sheet(facts: Facts, which: str) -> tuple[Block, ...]:
    info, medium = facts.info, facts.medium
    span = f"{medium.first} 至 {medium.last}" if medium.first and medium.last else medium.first or medium.last
    return (
        Title(REGISTER, 18),
        Paragraph(which, indent=0, align=Align.RIGHT),
        Pairs(
            (
                (("交接工作名称", f"{info.unit}{info.year}年度{info.campaign_name}电子档案移交"),),
                (("内容描述", _content(facts)),),
                (("移交电子档案数量", f"{facts.volumes}卷{len(facts.items)}件，{info.files}个文件"),),
                (("移交数据量", gigabytes(info.size)),),
                (("载体起止顺序号", span), ("移交载体类型、规格", medium.kind)),
                (("数字摘要", _digests(facts)),),
            ),
            label_chars=6,
        ),
        _inspection(facts.checks),
        _signatures(),
    )


def _content(facts: Facts) -> str:
    info = facts.info
    ways = {
        Purpose.ARCHIVE: "离线移交",
        Purpose.COLLEAGUE: "离线移交（接手人员）",
        Purpose.BRANCH: "离线报送（上级单位汇总）",
    }
    paths = [PurePosixPath(entry.path) for entry in facts.submission.entries]
    suffixes = sorted({path.suffix.removeprefix(".").upper() for path in paths if path.suffix})
    library = "，另附整个台帐库" if facts.copy else ""
    day = chinese_date(day_of(info.made))
    formats = "、".join(suffixes)
    return f"工作台帐的电子文件、扫描件和目录{library}；格式{formats}；{ways[info.purpose]}；{day}打包。"


def _digests(facts: Facts) -> str:
    lines = [f"算法：{ALGORITHM}", f"电子档案的校验清单.txt：\n{grouped(facts.info.submission_digest, 2)}"]
    if facts.info.library_digest:
        lines.append(f"台帐库的ledger.db：\n{grouped(facts.info.library_digest, 2)}")
    return "\n".join(lines)


_RECEIVER = ""
"""What the receiving side finds is for it to write."""


def _inspection(checks: tuple[Check, ...]) -> Table:
    """准确性 is told by what 真实性 looks at; how the medium looks only people can see."""
    parts = (
        ("准确性", Property.AUTHENTIC),
        ("完整性", Property.COMPLETE),
        ("可用性", Property.USABLE),
        ("安全性", Property.SAFE),
    )
    rows = [(name, _told(checks, each), _RECEIVER) for name, each in parts]
    columns = (
        Column("检验内容", 16, Align.CENTER),
        Column("移交单位检验", 36, Align.LEFT),
        Column("接收单位检验", 36, Align.LEFT),
    )
    return Table(columns, (*rows, ("载体外观", "", _RECEIVER)), row_mm=9)


def _told(checks: tuple[Check, ...], which: Property) -> str:
    looked = [check for check in checks if check.property is which]
    found = sum(len(check.found) for check in looked)
    return f"程序核对{len(looked)}项，" + (f"查到{found}处，见核验报告" if found else "没有查到不符")


def _signatures() -> Table:
    columns = (Column("", 16, Align.CENTER), Column("移交单位", 36), Column("接收单位", 36))
    rows = tuple((label, f"\n{_DATE}", f"\n{_DATE}") for label in ("填表人（签名）", "审核人（签名）"))
    return Table(columns, (*rows, ("单位（印章）", f"\n\n\n{_DATE}", f"\n\n\n{_DATE}")))
