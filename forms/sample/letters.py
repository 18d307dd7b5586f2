"""What the branch of the sample library sent out besides its plan: the notice of a meeting, a report to a higher body."""

from __future__ import annotations

from forms.sample import scans
from forms.sample.entry import TOWN, UNIT, Entry, prose
from forms.sample.people import CLERK, HEAD

_NOTICE = prose("""
为贯彻落实海发〔2015〕39号文件精神，部署“人民满意服务示范窗口”创建活动，经研究，决定召开动员会。现将有关事项通知如下。

一、会议时间：2015年5月15日（星期五）14:30

二、会议地点：三楼会议室

三、参加人员：全体干部

四、会议内容：传达上级文件精神，宣读实施细则和领导小组名单，部署第一阶段任务

五、有关要求

请准时参加并签到。因故不能到会的，提前一天向办公室请假；各岗位会前学习实施细则，准备好服务承诺书。
""")
_OPENING = "根据海发〔2015〕39号文件的部署，六月至九月分局围绕六条标准开展检查整改。现将有关情况报告如下。"
_DONE = prose("""
（一）自查自纠不走过场

每月对照六条标准逐条自查，四次自查的情况都记入自查表，由兼职监察员复查；自查、走访、督查和征求意见中查出的问题逐条登记，明确原因、措施、责任人和时限。

（二）走访座谈听取意见

分组走访重点企业，召开纳税人代表座谈会和企业服务座谈会，向望潮镇党委、政府汇报创建活动开展情况。征集到的意见由专人登记，能当场答复的当场答复。

（三）整改落实务求实效

增配便民设施，更新政务公开栏，安排午间值班，高峰时段增开窗口，分两批辅导新的申报系统；对重复出现的公示更新不及时问题，建立更新登记制度。
""")
_PROBLEMS = "办税服务厅停车位不足、叫号系统老化两个问题涉及场地和设备投入，分局自身难以解决，整改尚未完成。"
_NEXT = "继续协商停车场地，提出叫号系统更新申请；整理台帐资料，实事求是地迎接民主评议。"


def entries() -> list[Entry]:
    """The notice of the mobilisation meeting, and the report on 检查整改."""
    return [_notice(), _report()]


def _notice() -> Entry:
    title = "关于召开“人民满意服务示范窗口”创建活动动员会的通知"
    data = {
        "title": title,
        "doc_no": "海税五〔2015〕4号",
        "issued": "2015.5.12",
        "author": UNIT,
        "addressee": "各股室、办税服务厅",
        "meeting": "创建活动动员会会议记录",
        "stage": "宣传发动",
        "body": _NOTICE,
        "signer": HEAD,
        "copies": "望潮镇党政办公室",
    }
    # Its record of the meeting, which it names, is written three days later.
    scan = scans.signed(title, _NOTICE, "2015年5月12日", CLERK)
    return Entry("notice", data, (scan,), entered="5.15")


def _report() -> Entry:
    title = "关于“人民满意服务示范窗口”创建活动检查整改阶段工作情况的报告"
    data = {
        "title": title,
        "doc_no": "海税五〔2015〕9号",
        "issued": "2015.9.29",
        "author": UNIT,
        "addressee": "海滨市税务局",
        "stage": "检查整改",
        "opening": _OPENING,
        "achievements": _DONE,
        "problems": _PROBLEMS,
        "next_steps": _NEXT,
        "signer": HEAD,
        "copies": TOWN,
    }
    return Entry("situation_report", data, (scans.signed(title, _DONE, "2015年9月29日", HEAD),))
