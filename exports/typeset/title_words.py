"""Where the title of an official document may be parted: between words, never inside one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import budoux

_WORDS = (
    "创建活动 实施细则 实施方案 实施意见 实施办法 工作方案 工作要点 工作总结 工作小结 工作报告 工作情况 "
    "工作任务 工作制度 情况报告 情况说明 会议纪要 会议通知 会议记录 管理办法 暂行办法 暂行规定 补充通知 "
    "紧急通知 整改方案 整改报告 "
    "整改通知 自查报告 考核办法 评议办法 阶段 小结 总结 细则 整改 检查 自查 自纠 督查 暗访 考核 评议 评比 测评 "
    "示范 窗口 服务 满意 创建 活动 方案 意见 办法 制度 规定 通知 通报 报告 请示 批复 纪要 公告 通告 决定 命令 "
    "议案 印发 转发 批转 召开 开展 关于 进一步 加强 推进 深化 落实 做好 调整 成立 领导小组 办公室 委员会 责任制 "
    "人民政府 税务局 税务 分局 支局 机关 基层 单位 部门 干部 群众 企业 代表 党政 乡镇 街道 社区 动员 动员会 "
    "座谈会 学习会 总结会 讲评会 例会 培训 学习 教育 宣传 发动 年度 季度 上半年 下半年 邮政 网点 营业 模范 标准 "
    "达标 作风 建设 效能 行风 政风 政务 公开 承诺 廉政 廉洁 执法 规范 优质 便民 纳税人 征管 征收 管理 监督 监察 "
    "投诉 举报 走访 回访 台帐 台账 资料 档案 归档 移交 目录 名单 名册 报送 表彰 先进 集体 个人 奖励 奖惩 安全 "
    "生产 消防 防汛 应急 预案 演练 疫情 防控 数据 信息 采集 核对 征集 收集 整理 登记 系统 升级 启用 使用 设备 "
    "设施 环境 卫生 岗位 职责 分工 人员 名额 标兵 先锋 党员 党支部 责任 目标 指标 进度 进展 成效 经验 典型 案例 "
    "问题 建议 措施 落实情况 开展情况 完成情况 自评 互评 初评 复查 验收 公示 公布 结果 首问负责 限时办结 "
    "一次性告知 民主评议 明查暗访 日常考核 检查整改 宣传发动 考核评议 机关事业 星级 文明 行业 质量 提升 优化 "
    "营商"
)
"""Words of official titles that the phrase model is apt to cut in two."""

_WHOLE = re.compile("|".join(sorted(_WORDS.split(), key=lambda word: (-len(word), word))))
_COUNTED = re.compile(r"(?:第[0-9一二三四五六七八九十百]+|[0-9]+)[年月日号届次期批季类项条个名度%％]+")
_NAMED = tuple(map(re.compile, ("《[^《》]*》", "“[^“”]*”", "〔[^〔〕]*〕", "（[^（）]*）")))
_CLINGING = ("分局", "支局", "支行", "办公室", "委员会", "人民政府", "等", "中", "内", "上", "下", "后", "前", "以来")
"""What ends the name before it: a line should rather not begin with it."""
_LEADING = ("关于", "和", "与", "及", "以及", "对", "在", "为", "向", "将", "把", "由", "从", "第", "并", "被", "或")
"""What leads to the words behind it: a line should rather not end with it."""
_PARTICLES = "的了地得之"

AWKWARD = 5.0
"""The cost of parting a name, or a single character from its neighbour, in squared ems of an uneven line."""
CUT_NAME = 20.0
"""The cost of parting what stands between 《》 or “”, and again where such names stand in one another."""


@functools.lru_cache(maxsize=1024)
def partings(text: str) -> dict[int, float]:
    """The places in `text` where a new word begins, each with what it costs to begin a line there.

    Particles never begin a line; numbers stay with their unit.
    """
    phrases = _model().parse(text)
    inside = {place for start, stop in _unbroken(text) for place in range(start + 1, stop)}
    names = [match.span() for pattern in _NAMED for match in pattern.finditer(text)]
    found: dict[int, float] = {}
    place = 0
    for phrase in phrases[:-1]:
        place += len(phrase)
        if place not in inside and text[place] not in _PARTICLES:
            cut = sum(start < place < stop for start, stop in names)
            found[place] = _awkwardness(text, place, inside) + CUT_NAME * cut
    return {place: cost for place, cost in sorted(found.items()) if place}


def _unbroken(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_WHOLE, _COUNTED):
        for match in pattern.finditer(text):
            yield match.span()


def _awkwardness(text: str, place: int, inside: set[int]) -> float:
    """A lone character on either side, a clinging word after, a leading word before."""
    lone = not _joined(text, place, inside)
    clinging = text.startswith(_CLINGING, place)
    leading = text[:place].endswith(_LEADING)
    return AWKWARD * (lone + clinging + leading)


def _joined(text: str, place: int, inside: set[int]) -> bool:
    """Whether words of two characters or more are known to meet here."""
    return (place - 1 in inside or text[place - 1] in _PARTICLES or not text[place - 1].isalpha()) and (
        place + 1 in inside or place + 1 == len(text) or not text[place].isalpha()
    )


@functools.cache
def _model() -> budoux.Parser:
    import budoux  # takes 30 ms, which commands that print nothing need not wait for

    return budoux.load_default_simplified_chinese_parser()
