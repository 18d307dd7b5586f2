"""Lines to be broken: as official documents have them, as the program's own texts have them, and hard ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REAL = ("assets/schemes/qidong-2015.toml", "docs/commands.md", "CHANGELOG.md", "CONTRIBUTING.md")

SENTENCES = (
    "根据《{book}》（{mark}）的要求，{unit}于{date}召开{meeting}，应到{n}人，实到{n}人，由{name}同志主持。",
    "会议指出：“窗口是形象，服务无小事，满意是标准。”各科室要在{date}前完成自查，完成率不低于{rate}，逾期未改的每项扣{rate}分。",
    "截至{date}，共发出评议票{n}张，收回{n}张，回收率{rate}；其中“满意”{n}张、“基本满意”{n}张、“不满意”{n}张、“不了解”{n}张。",
    "一是严格执行{standard}标准；二是推行“一窗受理、限时办结”；三是落实首问负责制……做到件件有着落、事事有回音。",
    "详见{url}，或拨打12366—2—{n}咨询（工作日8:30～17:30），也可发送电子邮件至{mail}。",
    "{name}、{name}、{name}等{n}名同志被评为“服务标兵”，奖金￥{money}元，占全局的{rate}。",
    "（{n}）对照《{book}》第{n}条第（{n}）项，存在问题{n}处，已整改{n}处，整改率{rate}，责任人：{name}。",
    "依据{mark}、{standard}和《〈{book}〉实施细则》，窗口温度应保持在26℃±2℃，候办时间不超过{n}min。",
    "本项工作由{unit}牵头——{name}同志负责，{unit}配合；联系电话：0513-{money}，传真：0513-{money}。",
)
FILLINGS = {
    "book": ("行政机关公文格式", "人民满意服务示范窗口创建活动实施方案", "档案法", "关于进一步改进作风的意见"),
    "mark": ("启发〔2015〕39号", "税总发〔2014〕1号", "国办发〔2012〕30号"),
    "unit": ("第五税务分局", "市委督查室", "县创建活动领导小组办公室", "办税服务厅"),
    "meeting": ("创建活动推进会", "民主评议大会", "第3次局务（扩大）会议"),
    "standard": ("GB/T 9704—2012", "DA/T 22-2015", "ISO 9001:2015", "Q/TAX 001"),
    "name": ("沈文君", "王𠮷", "陈𬀩", "林晓岚", "赵䶮", "欧阳某某"),
    "url": (
        "http://www.example.gov.cn/banshi/zhinan/2015/06/11/content_20150611093000.html",
        "https://t.cn/a1",
        "www.example.gov.cn",
    ),
    "mail": ("banshuiting_5@example.gov.cn", "a@b.cn"),
}

Kind = Callable[[random.Random], str]

HANZI = "国家税务分局人民满意服务示范窗口创建活动检查整改意见走访台帐会议记录民主评议领导小组𠮷䶮"
ODD = (
    "2015年6月11日", "2015-06-11", "2.5%", "1,234.00", "￥100", "３０", "№12", "37℃", "12:30", "A4", "VAT", "e-Tax",
    "，", "。", "、", "；", "：", "？", "！", "……", "——", "·", "！”", "）。", "》，", ",", ".", " ", "  ", "\u3000",
    "“", "”", "‘", "’", "（", "）", "《", "》", "【", "】", "〔", "〕", "「", "」", "(", ")", "[", "]", "①", "Ⅳ", "→",
)  # fmt: skip


def _filled(chance: random.Random, name: str) -> str:
    match name:
        case "n":
            return str(chance.choice((3, 12, 108, 2015)))
        case "date":
            return f"{chance.randint(2013, 2016)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
        case "rate":
            return f"{chance.randint(0, 100)}.{chance.randint(0, 99)}%"
        case "money":
            return f"{chance.randint(1, 99)},{chance.randint(100, 999)}.00"
    return chance.choice(FILLINGS[name])


def official(chance: random.Random) -> str:
    """A paragraph of one to four sentences."""
    parts = []
    for sentence in chance.choices(SENTENCES, k=chance.randint(1, 4)):
        first, *rest = sentence.split("{")
        parts.append(first)
        for piece in rest:
            name, _, words = piece.partition("}")
            parts.append(_filled(chance, name) + words)
    return "".join(parts)


def hard(chance: random.Random) -> str:
    """Ideographs among marks, numbers and words in any order, as nobody would write them."""
    parts = []
    for _ in range(chance.randint(5, 40)):
        few = chance.choices(HANZI, k=chance.randint(1, 6))
        parts.append("".join(few) if chance.random() < 0.6 else chance.choice(ODD))
    return "".join(parts)


def real() -> Iterator[str]:
    """The paragraphs of texts that were not written to be broken."""
    for name in REAL:
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield line.strip()
