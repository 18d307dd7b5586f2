"""The fifteen meetings of the sample library and the minutes of five."""

from __future__ import annotations

from dataclasses import replace

from forms.sample import photos, scans
from forms.sample.entry import Entry, Scan, prose
from forms.sample.people import ALL, CLERK, DEPUTY, HEAD, LEADERS, everyone_but
from ledger.kinds import kind_of

_ROOM, _HALL, _TOWN_ROOM = "三楼会议室", "办税服务厅", "镇政府二楼会议室"


def entries() -> list[Entry]:
    """Every meeting with its scans, then the minutes.

    Deliberate contradictions: the recorder of the August study meeting stands on no roster; in the July working
    meeting 高云帆 is neither present nor on leave; the minutes of the July working meeting are older than its notice.
    Deliberate gaps: the September study meeting has no signed scan, the August forum no agenda.
    """
    return [*(_meeting(*row) for row in _MEETINGS), *_minutes()]


_Row = tuple[str, str, str, str, str, str, str, tuple[str, ...], str]

_MEETINGS: tuple[_Row, ...] = (
    ("创建活动动员会", "动员会", "5.15", "5.12", ALL, everyone_but("宋致和"), "宋致和",
     ("传达上级文件精神", "宣读实施细则和领导小组名单", "部署第一阶段任务"), """
会议传达了关于开展创建活动的文件精神，学习了六条创建标准，宣读了实施细则和领导小组名单。

分局长要求全体干部认清窗口就是形象，服务没有小事，把创建工作与日常业务一起抓；分管领导对宣传发动阶段的任务作了分解，明确了责任人和完成时限。

与会人员现场签订服务承诺书。"""),
    ("领导小组第一次会议", "领导小组会", "5.7", "5.6", LEADERS, LEADERS, "", ("讨论实施细则", "确定分工"), """
会议逐条讨论了实施细则，确定了领导小组成员分工，决定由办公室内勤专人收集整理台帐，由兼职监察员督促检查。

会议研究了动员会的时间和议程，要求会前三天发出通知。"""),
    ("五月学习会", "学习会", "5.22", "5.20", ALL, everyone_but("唐若溪", "高云帆"), "唐若溪、高云帆", ("学习服务规范", "讨论"), """
会议集中学习了文明用语和首问负责制度，导税台和综合窗口各介绍了一个服务案例，与会人员结合岗位作了讨论。"""),
    ("六月工作例会", "工作例会", "6.5", "6.3", ALL, everyone_but("方思齐"), "方思齐", ("通报进展", "布置自查"), """
会议通报了宣传发动阶段的完成情况，布置第一次自查自纠，要求各岗位对照六条标准逐条查找，不走过场。"""),
    ("六月学习会", "学习会", "6.12", "6.10", ALL, ALL, "", ("学习执法程序", "案例分析"), """
会议学习了执法程序规定，法制员讲解了三个文书填写不规范的案例，要求执法文书两人审核后再发出。"""),
    ("第一次自查讲评会", "自查讲评会", "6.26", "6.25", ALL, everyone_but("李䶮"), "李䶮", ("通报自查结果", "落实整改责任"), """
会议通报了第一次自查查出的五个问题，逐条明确整改措施、责任人和时限，兼职监察员负责跟踪复查。"""),
    ("与镇政府沟通联系会", "沟通联系会", "6.30", "6.26", LEADERS, LEADERS, "", ("汇报创建进展", "听取意见"), """
分局向镇政府汇报了创建活动开展情况，镇党政办公室介绍了评议工作的步骤，建议多到企业走走，把政策讲到车间。"""),
    ("七月工作例会", "工作例会", "7.6", "7.3", ALL, everyone_but("高云帆", "韩雨桐"), "韩雨桐", ("通报整改", "安排走访"), """
会议通报了六月份问题的整改情况，安排七月份走访重点企业的分组和名单，要求走访必须有记录、有答复。"""),
    ("纳税人代表座谈会", "座谈会", "7.16", "7.10", LEADERS, LEADERS, "", ("介绍创建活动", "听取意见建议"), """
十五名企业和个体工商户代表参加座谈，围绕窗口服务、发票供应、政策辅导提出了十余条意见，分局当场答复七条，其余登记后限期答复。"""),
    ("第二次自查讲评会", "自查讲评会", "7.24", "7.23", ALL, everyone_but("许知远"), "许知远", ("通报自查结果", "落实整改责任"), """
会议通报了第二次自查情况，对重复出现的公示更新不及时问题提出批评，决定建立公示更新登记制度。"""),
    ("八月学习会", "学习会", "8.7", "8.5", ALL, everyone_but("罗静姝"), "罗静姝", ("学习廉政规定", "讨论"), """
会议学习了廉洁自律各项规定，观看警示教育片，与会人员结合岗位谈了体会，重申八小时以外的纪律要求。"""),
    ("八月企业服务座谈会", "座谈会", "8.20", "8.14", LEADERS, LEADERS, "", (), """
八家重点企业的财务负责人参加座谈，希望集中辅导新的申报系统，分局决定九月上旬分两批组织。"""),
    ("九月学习会", "学习会", "9.11", "9.9", ALL, everyone_but("邵子衿"), "邵子衿", ("业务测试讲评", "讨论"), """
会议讲评了三季度业务测试，平均成绩比上季度有提高，对错得较多的题目作了讲解。"""),
    ("迎接民主评议工作会", "评议会", "10.29", "10.27", ALL, everyone_but("陈𠮷宁"), "陈𠮷宁", ("学习评议通知", "布置准备工作"), """
会议学习了镇政府关于组织民主评议的通知，要求实事求是准备材料，不打招呼、不拉票，如实接受评议。"""),
    ("创建活动总结会", "总结会", "11.18", "11.16", ALL, ALL, "", ("通报考核评议结果", "总结表彰", "部署下一步工作"), """
会议通报了日常考核和民主评议的结果，总结了半年来的创建工作，肯定成绩，指出停车和叫号两个遗留问题，要求继续跟踪解决。

分局长强调，创建活动结束了，服务没有终点，要把好的做法固定为制度。"""),
)  # fmt: skip

_DECISIONS = {
    "创建活动动员会": (("5月20日前各岗位完成实施细则学习", DEPUTY, "5.20"), ("5月底前更新公示栏和便民设施", "顾清和", "5.29"), ("台帐按阶段收集，每月底核对一次", CLERK, "11.30")),
    "领导小组第一次会议": (("印发实施细则", CLERK, "5.8"), ("筹备动员会", DEPUTY, "5.15")),
    "第一次自查讲评会": (("五个问题七月十日前整改完毕", "陆一鸣", "7.10"),),
    "七月工作例会": (("七月底前走访重点企业六户", "许知远", "7.31"), ("午间值班表张贴到窗口", "顾清和", "7.10")),
    "纳税人代表座谈会": (("座谈会意见三天内登记、限期答复", CLERK, "7.20"),),
    "创建活动总结会": (("停车位问题报镇政府协调", HEAD, "12.31"), ("叫号系统更新列入明年预算", DEPUTY, "12.31")),
}  # fmt: skip
_PROMISES = ("首问负责", "一次告知", "限时办结", "午间值班", "预约服务", "廉洁办税")
_PHOTOS = {
    "创建活动动员会": (
        (photos.meeting("动员会会场.jpg", "人民满意服务示范窗口创建动员会"), "全体干部", "动员部署"),
        (photos.meeting("签订承诺书.jpg", "服务承诺书签订仪式"), "全体干部", "现场签订服务承诺书"),
        (
            replace(photos.turned_board("承诺公示栏.jpg", "服务承诺公示栏", _PROMISES), role="photo"),
            "窗口工作人员",
            "公示服务承诺",
        ),
    ),
    "纳税人代表座谈会": (
        (photos.meeting("座谈会会场.jpg", "纳税人代表座谈会"), "分局领导和纳税人代表", "听取纳税人意见建议"),
    ),
}
_UNSIGNED = ("九月学习会",)
_STRANGER = {"八月学习会": "马临川"}


def _meeting(
    title: str,
    sort: str,
    day: str,
    notice: str,
    expected: str,
    present: str,
    leave: str,
    agenda: tuple[str, ...],
    text: str,
) -> Entry:
    content = prose(text)
    outside = sort == "沟通联系会"
    data: dict[str, object] = {
        "title": title,
        "type": sort,
        "date": day,
        "start": "14:30" if len(agenda) > 1 else "9:00",
        "end": "16:10" if len(agenda) > 1 else "10:30",
        "place": _TOWN_ROOM if outside else _HALL if sort == "座谈会" else _ROOM,
        "host": HEAD if sort in ("动员会", "总结会", "领导小组会", "沟通联系会") else DEPUTY,
        "recorder": _STRANGER.get(title, CLERK),
        "notice_date": notice,
        "expected": expected,
        "present": present,
        "leave": leave,
        "guests": "镇党政办公室主任钱望舒、镇纪委副书记孙立恒" if outside else "",
        "agenda": "\n".join(f"{number}. {item}" for number, item in enumerate(agenda, 1)),
        "content": content,
        "decisions": [
            {"item": item, "owner": owner, "deadline": due} for item, owner, due in _DECISIONS.get(title, ())
        ],
    }
    files: list[Scan] = []
    if title in _PHOTOS:
        files += (scan for scan, _, _ in _PHOTOS[title])
        data["photos"] = [
            {"file": scan.name, "time": day, "place": data["place"], "people": people, "theme": theme}
            for scan, people, theme in _PHOTOS[title]
        ]
    if title not in _UNSIGNED:
        words = f"2015年{day.replace('.', '月')}日"
        files.append(scans.signed(_record_title(title), content, words, str(data["host"]), str(data["recorder"])))
    return Entry("meeting", data, tuple(files))


_MINUTES = (
    ("领导小组第一次会议", "1", "5.8", LEADERS, "", "会议审议并原则通过创建活动实施细则，明确领导小组成员分工和台帐专人。"),
    ("创建活动动员会", "2", "5.18", everyone_but("宋致和"), "宋致和",
     "会议传达上级文件精神，对创建活动作出全面部署。会议强调，创建工作要与日常业务同研究、同部署、同检查，各岗位对照六条标准明确责任，人人签订服务承诺书。"),
    ("七月工作例会", "3", "7.2", everyone_but("高云帆", "韩雨桐"), "韩雨桐", "会议听取六月份问题整改情况，研究七月份走访重点企业的安排。"),
    ("纳税人代表座谈会", "4", "7.17", LEADERS, "", "会议听取纳税人代表对窗口服务、发票供应和政策辅导的意见建议，逐条研究办理措施，要求件件登记、限期答复。"),
    ("创建活动总结会", "5", "11.19", ALL, "", "会议通报日常考核和民主评议结果，总结创建活动成效，要求巩固成果、补齐短板，把有效做法固定为制度。"),
)  # fmt: skip


def _minutes() -> list[Entry]:
    found = []
    for title, number, day, present, leave, text in _MINUTES:
        data = {
            "title": title,
            "meeting": _record_title(title),
            "doc_no": f"〔2015〕{number}号",
            "issued": day,
            "body": text,
            "decisions": [
                {"item": item, "owner": owner, "deadline": due} for item, owner, due in _DECISIONS.get(title, ())
            ],
            "present": present,
            "leave": leave,
            "signer": HEAD,
        }
        scan = scans.signed(f"{title}会议纪要", text, f"2015年{day.replace('.', '月')}日", HEAD)
        # The minutes with the wrong date were written down after their meeting all the same.
        found.append(Entry("minutes", data, (scan,), entered="7.8" if title == "七月工作例会" else ""))
    return found


def _record_title(title: str) -> str:
    """What the record of a meeting of this name is called."""
    return kind_of("meeting").title_of({"title": title})
