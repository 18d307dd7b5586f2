"""Chinese words as a campaign writes them: invented, and the same for the same seed on any machine."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path

_COMMON = (Path(__file__).parents[1] / "data" / "tongyong-8105.txt").read_text(encoding="utf-8")[:3500]
"""The 3,500 most common characters (通用规范汉字表, 一级字表), so that names use more than a handful of glyphs."""

_WHO = (
    "分局党支部", "办税服务厅", "创建活动领导小组", "综合业务股", "税源管理股", "纪检监察室", "各窗口负责人",
    "值班领导", "兼职监察员", "全体党员干部", "青年突击队", "咨询辅导岗", "镇党政办公室", "村居网格员",
    "重点企业联络员",
)  # fmt: skip
_WHEN = (
    "宣传发动阶段", "检查整改阶段", "每月下旬", "征期首日", "七月上旬", "民主评议之前", "本季度末",
    "收到意见后三个工作日内", "国庆节前后", "第二次自查以来", "当天下班之前", "集中走访期间",
)  # fmt: skip
_HOW = (
    "按照“谁主管、谁负责”的原则", "对照六条创建标准逐项", "坚持边评边改、未评先改",
    "采取明查与暗访相结合的办法", "结合岗位练兵和业务测试", "依托电子显示屏、公告栏和微信群",
    "以服务对象满意不满意为尺度", "围绕便民、高效、规范、廉洁四个方面", "通过座谈、问卷、电话回访等方式",
    "本着实事求是、不走过场的态度",
)  # fmt: skip
_DID = (
    "修订", "公布", "检查", "完善", "梳理", "推行", "落实", "督促", "汇总", "反馈", "规范", "补齐", "核对",
    "优化", "通报",
)  # fmt: skip
_WHAT = (
    "首问责任和一次性告知制度", "叫号设备与自助终端的维护记录", "办事指南、收费标准和监督电话",
    "群众反映集中的停车难问题", "窗口人员着装、挂牌及文明用语", "延时服务、预约服务、上门服务清单",
    "限时办结事项的流转时限", "行政审批的依据和流程图", "走访企业的诉求及答复情况", "党风廉政建设责任书",
    "老花镜、雨伞、急救药箱等便民设施", "档案柜中散失的签到表与照片", "评议票的发放、回收和计票程序",
    "整改措施、责任人与完成时限", "纳税信用评价异议的复核结果", "辖区个体工商户的定额核定资料",
)  # fmt: skip
_RESULT = (
    "做到件件有着落、事事有回音", "平均等候时间由18分钟缩短到7分钟", "全年没有发生一起有责投诉",
    "形成了可以查证的书面记录", "并将结果张榜公示5个工作日", "得到了企业和群众的普遍好评",
    "对逾期未办的3件事项作了说明", "初步建立起长效管理机制", "满意与基本满意合计达到96.5%",
    "遗留问题纳入下一阶段继续跟踪", "参训人员共计42人次，合格率100%", "与去年同期相比提高2.3个百分点",
)  # fmt: skip
_JOIN = ("同时，", "此外，", "会议强调，", "下一步，", "据统计，", "实践表明，", "", "", "", "")
_SORTS = ("通知", "报告", "方案", "会议记录", "自查表", "整改情况说明", "小结", "登记表", "公示", "函")
SURNAMES = "林沈周顾魏陆韩许方唐宋罗高邵钱孙吴丁夏葛季蒋穆祝"
GIVEN = ("晓岚", "文君", "启明", "清和", "长青", "一鸣", "雨桐", "知远", "思齐", "若溪", "致和", "静姝", "云帆", "子衿")


class Writer:
    """Writes words one after the other; the same seed writes the same."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def number(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        # Only random() itself gives the same in every version of Python.
        return least + int(self._random.random() * (most - least + 1))

    def one(self, choices: Sequence[str]) -> str:
        """One of `choices`."""
        return choices[self.number(0, len(choices) - 1)]

    def clause(self) -> str:
        """A short statement without a full stop, such as 核对评议票的发放、回收和计票程序."""
        return f"{self.one(_DID)}{self.one(_WHAT)}"

    def firm(self) -> str:
        """The name of an enterprise that does not exist."""
        ending = self.one(("纺织厂", "机械有限公司", "食品公司", "建材店", "物流公司", "电子厂"))
        return f"{self.one(_COMMON)}{self.one(_COMMON)}{ending}"

    def sentence(self) -> str:
        """One sentence of thirty to seventy characters."""
        who = self.one(_WHO) if self.number(0, 2) else f"{self.one(_WHO)}走访{self.firm()}，"
        opening = f"{self.one(_JOIN)}{self.one(_WHEN)}，{who}"
        return f"{opening}{self.one(_HOW)}{self.clause()}，{self.one(_RESULT)}。"

    def prose(self, least: int) -> str:
        """Sentences of at least that many characters in all."""
        text = ""
        while len(text) < least:
            text += self.sentence()
        return text

    def title(self) -> str:
        """A title such as 关于核对……的报告."""
        return f"关于{self.clause()}的{self.one(_SORTS)}"


def names(count: int) -> tuple[str, ...]:
    """So many invented names, no two alike; at most 336."""
    return tuple(SURNAMES[n % len(SURNAMES)] + GIVEN[n // len(SURNAMES)] for n in range(count))


def day(number: int, of: int) -> dt.date:
    """The day of the numberth of so many events between 4 May and 20 November 2015."""
    return dt.date(2015, 5, 4) + dt.timedelta(days=number * 200 // of)


def index_rows(count: int) -> list[list[str]]:
    """Rows of an index: 顺序号, 文号, 责任者, 题名, 日期, 页号, 备注."""
    writer, page, rows = Writer("index"), 1, []
    for number in range(1, count + 1):
        doc_no = f"海税五〔2015〕{number}号" if writer.number(0, 2) else ""
        date = f"{day(number, count + 1):%Y%m%d}"
        note = writer.one(("", "", "", "复印件", "附照片2张"))
        rows.append([str(number), doc_no, writer.one(_WHO), writer.title(), date, str(page), note])
        page += writer.number(1, 4)
    return rows


def paragraphs(count: int) -> list[str]:
    """Paragraphs of running text, 90 to 260 characters each."""
    writer = Writer("paragraphs")
    return [writer.prose(writer.number(60, 200)) for _ in range(count)]
