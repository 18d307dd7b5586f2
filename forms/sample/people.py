"""The people of the sample library; every name is invented, two of them with characters that few faces have."""

from __future__ import annotations

from forms.sample.entry import TOWN, UNIT, Entry

HEAD, DEPUTY, CLERK = "林晓岚", "沈文君", "周启明"
STAFF = (
    (HEAD, "分局长", "主持全面工作"),
    (DEPUTY, "副分局长", "分管纳税服务，抓创建工作落实"),
    ("魏长青", "副分局长", "分管征收管理和税收执法"),
    (CLERK, "办公室内勤", "创建工作台帐专人"),
    ("陆一鸣", "兼职监察员", "督促检查创建工作，受理投诉"),
    ("顾清和", "办税服务厅主任", "负责窗口管理"),
    ("陈𠮷宁", "办税服务厅科员", "综合窗口"),
    ("李䶮", "办税服务厅科员", "发票窗口"),
    ("韩雨桐", "办税服务厅科员", "导税台"),
    ("许知远", "税收管理员", "重点企业管理"),
    ("方思齐", "税收管理员", "中小企业管理"),
    ("唐若溪", "税收管理员", "个体工商户管理"),
    ("宋致和", "税收管理员", "信息采集与数据核对"),
    ("罗静姝", "法制员", "执法程序审核"),
    ("高云帆", "信息员", "设备和网络维护"),
    ("邵子衿", "办公室科员", "宣传和后勤"),
)
OUTSIDERS = (
    ("钱望舒", "镇党政办公室主任"),
    ("孙立恒", "镇纪委副书记"),
    ("吴佩文", "镇人大办公室干事"),
    ("丁若谷", "镇党政办公室科员"),
    ("夏明远", "镇财政所科员"),
)
ALL = "、".join(name for name, _, _ in STAFF)
LEADERS = "、".join((HEAD, DEPUTY, "魏长青", CLERK, "陆一鸣", "顾清和"))


def everyone_but(*absent: str) -> str:
    """The staff without some of them."""
    return "、".join(name for name, _, _ in STAFF if name not in absent)


def entries() -> list[Entry]:
    """The roster and the unit's own filing plan."""
    staff = [
        Entry("person", {"name": name, "post": post, "duty": duty, "state": "在岗", "phone": "0000-0000000"})
        for name, post, duty in STAFF
    ]
    outsiders = [
        Entry("person", {"name": name, "post": post, "duty": TOWN, "state": "外单位"}) for name, post in OUTSIDERS
    ]
    terms = (
        ("组织领导", "定期30年"),
        ("宣传发动", "定期10年"),
        ("检查整改", "定期10年"),
        ("考核评议", "定期10年"),
        ("评分与评议", "定期30年"),
    )
    plan = {
        "fonds": "W108",
        "fonds_name": UNIT,
        "date": "2015.3.2",
        "retention": [{"volume": volume, "term": term} for volume, term in terms],
        "corner": "上外角（DA/T 22）",
        "sides": "双面",
        "fresh_sheet": "是",
        "stamp": "是",
        "index_form": "归档文件目录9栏（DA/T 22）",
        "volume_form": "卷内文件目录7栏（GB/T 9705）",
        "paper_weight": 70,
        "boxes": "20毫米、30毫米、50毫米",
        "keeper": CLERK,
        "checker": DEPUTY,
        "note": "动员会签到表原件存分局办公室，卷内为扫描件。",
    }
    return [*staff, *outsiders, Entry("filing_plan", plan, entered="2015.5.4")]
