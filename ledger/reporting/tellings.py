"""How a draft tells of each kind that needs no more than counting: its verb, its breakdown, its sums. A flat table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What is said of the records of one kind.

    `done` takes their number (“召开会议{}次”). `by` names a field of words by which they are broken down, in `unit`.
    `sums` are fields that are added up: what stands before the sum, and its unit. `people` is a field of names and
    what stands before how many they are. `rows` are tables inside, with the pattern for how many lines they have in
    all. `cases` are fields with the words that are counted and the pattern for how many records have them.
    `distinct` is a field whose different words are counted, with the pattern.
    """

    done: str
    by: str = ""
    unit: str = "次"
    sums: tuple[tuple[str, str, str], ...] = ()
    people: tuple[str, str] = ("", "")
    rows: tuple[tuple[str, str], ...] = ()
    cases: tuple[tuple[str, tuple[str, ...], str], ...] = ()
    distinct: tuple[str, str] = ("", "")
    dated: bool = True


TELLINGS: dict[str, Telling] = {
    "incoming": Telling(
        done="收到上级文件{}份",
        by="relation",
        unit="份",
        cases=(("status", ("已办结", "存档备查"), "已办结（存档）{}份"),),
    ),
    "notice": Telling(done="印发通知{}份"),
    "meeting": Telling(
        done="召开会议{}次", by="type", people=("present", "累计到会"), rows=(("decisions", "议定事项{}项"),)
    ),
    "minutes": Telling(done="印发会议纪要{}份"),
    "morning_meeting": Telling(done="召开晨会（班前会）{}次", people=("present", "累计参加")),
    "training": Telling(
        done="组织学习培训{}次", by="form", people=("present", "累计参加"), sums=(("hours", "共", "学时"),)
    ),
    "contest": Telling(done="组织考试、竞赛{}次", by="sort", rows=(("results", "取得成绩{}人次"),)),
    "publicity": Telling(done="开展宣传引导{}次", by="form", sums=(("people", "参加", "人次"),)),
    "lecture": Telling(done="举办道德讲堂、大讨论和主题活动{}次", by="sort", sums=(("attended", "参加", "人次"),)),
    "volunteering": Telling(
        done="开展志愿服务（公益活动）{}次",
        by="sort",
        sums=(("people", "参加", "人次"), ("total", "累计服务", "小时")),
    ),
    "media": Telling(
        done="媒体报道{}篇",
        by="level",
        unit="篇",
        cases=(("nature", ("正面",), "正面报道{}篇"), ("nature", ("曝光",), "曝光{}篇")),
    ),
    "window_analysis": Telling(done="撰写包抓窗口分析报告{}份", distinct=("window", "涉及窗口{}个")),
    "archive_list": Telling(done="整理台帐资料{}项", cases=(("missing", ("是",), "其中缺项{}项"),), dated=False),
    "regulation": Telling(
        done="建立规章制度{}项",
        by="category",
        unit="项",
        cases=(("status", ("现行", "试行", "已修订"), "现行有效{}项"), ("status", ("已废止",), "已废止{}项")),
        dated=False,
    ),
    "pledge": Telling(
        done="作出公开承诺{}份",
        by="sort",
        unit="份",
        cases=(("status", ("已兑现",), "已兑现{}份"), ("status", ("未兑现", "部分兑现"), "未完全兑现{}份")),
    ),
    "nomination": Telling(done="推荐先进典型{}次", by="sort", cases=(("result", ("当选",), "评定当选{}次"),)),
    "emergency": Telling(done="制定应急预案{}件", rows=(("actions", "演练和启动{}次"),), dated=False),
    "patrol": Telling(done="开展明察暗访和巡查{}次", by="sort", cases=(("outcome", ("发现问题",), "发现问题{}次"),)),
    "tidiness": Telling(
        done="检查环境卫生和定置管理{}次",
        cases=(("conclusion", ("合格",), "合格{}次"), ("conclusion", ("不合格",), "不合格{}次")),
    ),
    "stocktaking": Telling(
        done="盘点文件{}次", sums=(("destroyed", "销毁", "份"), ("filed", "归档", "份"), ("transferred", "移交", "份"))
    ),
    "amenity": Telling(done="配备服务设施和便民用品{}种", sums=(("count", "共", "件"),), dated=False),
    "business_book": Telling(done="检查业务管理簿册{}次", distinct=("window", "涉及窗口（网点）{}个")),
    "attendance": Telling(
        done="登记考勤和在岗情况{}次",
        by="sort",
        cases=(("state", ("迟到", "早退", "离岗", "空岗"), "迟到、早退、离岗、空岗{}次"),),
    ),
    "post_duty": Telling(done="明确岗位职责和AB岗{}个", cases=(("chief", ("是",), "设首席代表{}名"),), dated=False),
    "acceptance": Telling(done="接受验收评分{}次", distinct=("window", "涉及窗口（网点）{}个")),
    "visit": Telling(
        done="走访企业和群众{}次", by="sort", distinct=("company", "走访对象{}个"), sums=(("attended", "参加", "人次"),)
    ),
    "evaluator": Telling(done="统计电子评价{}次", sums=(("total", "收到评价", "次"),)),
    "disclosure": Telling(done="公开政务事项、接受民主监督{}次", by="sort"),
    "duty_report": Telling(done="组织述职述廉{}人次"),
    "points_card": Telling(done="登记党员积分{}次", distinct=("person", "涉及党员{}名")),
    "suggestion_box": Telling(
        done="开启意见箱、检查意见簿{}次",
        sums=(("count", "收到", "份"), ("opinions", "其中意见建议", "份"), ("complaints", "投诉", "份")),
    ),
    "accountability": Telling(done="作出责任追究决定{}件", by="reason", unit="件"),
    "case_notice": Telling(done="出具办件文书{}份", by="sort", unit="份"),
    "case_review": Telling(done="审查申报材料{}次", by="opinion"),
    "case_transfer": Telling(done="内部流转办件{}次", by="sort", cases=(("late", ("是",), "超时{}次"),)),
    "case_delay": Telling(done="登记延期、超时{}件", by="sort", unit="件"),
    "special_service": Telling(done="提供特色服务{}次", by="sort"),
    "consultation": Telling(done="登记咨询{}条", sums=(("count", "接受咨询", "人次"),)),
    "shift": Telling(done="编制排班表{}份"),
    "site_visit": Telling(done="组织现场踏勘、协调会{}次", by="sort"),
    "timing": Telling(done="现场测时{}次", by="business"),
    "performance": Telling(done="开展工作量化考核{}人次", distinct=("person", "涉及人员{}名")),
    "window_statement": Telling(done="编报窗口统计报表{}份", by="sort", unit="份"),
    "filed_paper": Telling(done="收集归档文件{}件", dated=False),
}
