"""The plan, the leading group, the tasks of the stages, their summaries, and papers that came from elsewhere."""

from __future__ import annotations

from forms.sample import photos, scans
from forms.sample.entry import TOWN, UNIT, Entry, prose
from forms.sample.people import CLERK, DEPUTY, HEAD, STAFF

TITLE = "“人民满意服务示范窗口”创建活动实施细则"

_CONTENT = prose("""
围绕学习型、服务型、务实型、高效型、法治型、清廉型分局的目标，对照以下六条标准开展创建。

（一）学习扎实深入

领导班子带头学、全体干部参加学，每月集中学习不少于一次；学习内容贴近窗口工作，学以致用，每季度组织一次业务测试。

（二）办事高效快捷

岗位职责、办事程序、办结时限全部公开；即办事项当场办结，限时事项按承诺时限办结，不拖拉、不推诿、不扯皮。

（三）服务优质便民

落实首问负责、AB岗、预约服务等制度，使用文明用语；杜绝门难进、脸难看、话难听、事难办。

（四）作风务实亲民

结合本单位实际，每名税收管理员联系两户重点企业，为纳税人解决实际困难；按时完成全年各项目标任务。

（五）执法严明公正

公开办事依据、程序、时限、纪律和监督方式；落实执法责任制和执法过错责任追究制，杜绝不作为、乱作为。

（六）为税清正廉洁

落实党风廉政建设责任制，健全廉洁自律制度，加强八小时以外的教育管理，确保全年无违法违纪行为。
""")
_STEPS = prose("""
（一）宣传发动阶段（5月份）

制定实施细则，成立创建活动领导小组，召开全体干部动员会议，统一思想，明确分工。

（二）检查整改阶段（6—9月份）

按照未评先改、边评边改的要求，每月对照六条标准自查一次；经常与当地党政沟通联系，走访辖区重点企业，主动听取意见；对查出和反馈的问题逐条整改，做到件件有着落。

（三）考核评议阶段（10—11月份）

收集整理台帐资料，接受镇（乡）的日常考核和民主评议，做好总结。
""")
_GROUP = (
    ("组长", HEAD, "对创建工作负总责"),
    ("副组长", DEPUTY, "负责创建工作的组织实施"),
    ("副组长", "魏长青", "负责执法规范和征管业务"),
    ("办公室主任", CLERK, "收集整理台帐，做好上下联系"),
    ("台帐专人", CLERK, "分阶段收集整理创建工作台帐"),
    ("兼职监察员", "陆一鸣", "督促检查各项措施落实"),
    ("成员", "顾清和", "负责办税服务厅的环境、设施和礼仪"),
    ("成员", "罗静姝", "负责执法公开和程序审核"),
)
_TASKS = (
    ("宣传发动", "制定创建活动实施细则", DEPUTY, "5.10", "5.8", "实施细则"),
    ("宣传发动", "成立创建活动领导小组", HEAD, "5.10", "5.6", "领导小组名册"),
    ("宣传发动", "召开分局动员会议", HEAD, "5.20", "5.15", "会议记录、纪要、签到表、照片"),
    ("宣传发动", "布置公示栏和便民设施", "顾清和", "5.31", "5.28", "照片"),
    ("检查整改", "每月对照六条标准自查一次", "陆一鸣", "9.30", "9.24", "自查表四份"),
    ("检查整改", "与当地党政沟通联系", HEAD, "9.30", "9.10", "沟通联系会记录"),
    ("检查整改", "走访辖区重点企业", "许知远", "9.30", "9.18", "走访台帐"),
    ("检查整改", "针对反馈意见抓好整改", DEPUTY, "9.30", "", "整改台帐"),
    ("考核评议", "收集整理台帐资料", CLERK, "10.31", "10.28", "总目录"),
    ("考核评议", "配合镇（乡）考核评议", HEAD, "11.20", "11.18", "评分表、汇总表"),
)
_BROCHURE = (
    ("创建活动告知", "为了让您办事更方便，分局正在开展人民满意服务示范窗口创建活动。欢迎您把办事中的感受和建议告诉我们。"),
    ("办事指南", "登记、申报、发票、证明四类常用事项的办理条件、所需材料和办结时限，都印在大厅的指南上，也可以向导税台索取。"),
    ("服务承诺", "首问负责，一次性告知，限时办结，预约服务，午间有人值班。承诺没有做到的，请拨打公布的监督电话。"),
    ("便民设施", "大厅备有老花镜、签字笔、饮水机、应急药箱和休息座椅，请随意使用，用后放回原处。"),
    ("监督渠道", "意见箱设在大厅入口，每周开箱一次；登记的意见三天内答复，复杂的事项说明原因和答复时间。"),
)  # fmt: skip


def entries() -> list[Entry]:
    """Everything of the kinds named above."""
    return [_plan(), _leading_group(), *_tasks(), *_summaries(), *_filed()]


def _plan() -> Entry:
    data = {
        "title": TITLE,
        "doc_no": "海税五〔2015〕3号",
        "issued": "2015年5月8日",
        "author": UNIT,
        "basis": "根据海发〔2015〕39号文件精神，为进一步提高分局服务水平，打造人民群众满意的服务窗口，结合本单位实际，制定本细则。",
        "guiding": "以提高办事效率、规范执法行为、改进服务作风为目标，以创建和评议活动为载体，着力解决纳税人反映突出的问题，把分局建设成为勤政廉洁、务实高效、执法公正、办事文明、管理规范的服务窗口。",
        "content": _CONTENT,
        "steps": _STEPS,
        "methods": "日常考核和民主评议均按百分制计分，由镇（乡）组织。民主评议得分按党政领导班子25%、各类代表和干部25%、企业和群众50%加权平均。创建评比得分等于日常考核得分的30%与民主评议得分的70%之和。",
        "requirements": "各岗位要把创建工作与日常业务一起部署、一起检查。台帐由专人收集整理，做到不缺项、不漏项，目录清晰、资料齐全、整齐划一。对损害窗口形象的言行及时纠正，落实奖罚措施。",
        "attached": "创建活动领导小组名册\n创建活动阶段任务表",
        "drafter": CLERK,
        "checker": DEPUTY,
        "signer": HEAD,
    }
    scan = scans.signed(TITLE, data["guiding"] + "\n" + data["requirements"], "2015年5月8日", CLERK, DEPUTY, HEAD)
    return Entry("campaign_plan", data, (scan,))


def _leading_group() -> Entry:
    posts = {name: post for name, post, _ in STAFF}
    members = [{"role": role, "person": name, "post": posts[name], "duty": duty} for role, name, duty in _GROUP]
    data = {
        "name": "创建活动领导小组",
        "doc_no": "海税五〔2015〕2号",
        "established": "2015.5.6",
        "members": members,
        "duties": "研究部署创建工作，协调解决问题，督促检查措施落实，组织迎接考核评议。",
        "signer": HEAD,
    }
    words = "经研究，决定成立创建活动领导小组，" + "，".join(f"{role}{name}" for role, name, _ in _GROUP[:3]) + "。"
    return Entry("leading_group", data, (scans.signed("关于成立创建活动领导小组的通知", words, "2015年5月6日", HEAD),))


def _tasks() -> list[Entry]:
    rows = []
    for stage, task, owner, due, done, proof in _TASKS:
        status = "已完成" if done else "进行中"
        data = {
            "stage": stage,
            "task": task,
            "owner": owner,
            "due": due,
            "done": done,
            "proof": proof,
            "status": status,
        }
        rows.append(Entry("stage_task", data))
    return rows


def _summaries() -> list[Entry]:
    """The summaries of the first and the last stage. Deliberate gap: that of 检查整改 was never written."""
    first = {
        "title": "宣传发动阶段工作小结",
        "stage": "宣传发动",
        "author": UNIT,
        "issued": "2015.5.29",
        "achievements": "制定了实施细则，把六条标准分解到岗到人；成立了领导小组，明确台帐专人和兼职监察员；召开了动员会议，全体干部签订服务承诺书；更新了公示栏和便民设施。",
        "problems": "个别干部对创建标准不够熟悉，学习形式还比较单一。",
        "next_steps": "六月份起每月对照标准自查一次，边查边改；分组走访重点企业，主动听取意见。",
        "signer": HEAD,
    }
    last = {
        "title": "“人民满意服务示范窗口”创建活动总结",
        "stage": "考核评议",
        "author": UNIT,
        "issued": "2015.11.18",
        "achievements": "半年来共组织自查四次，连同走访、督查和征求意见查出问题二十个，完成整改十八个；走访十二次，收集意见三十条，答复二十九条。\n日常考核和民主评议均已完成，台帐资料按阶段整理成册。",
        "problems": "停车位不足、叫号系统老化两个问题需要上级支持，尚未完全解决。",
        "next_steps": "把行之有效的做法固定为制度，继续跟踪两个未完成的问题，巩固创建成果。",
        "signer": HEAD,
    }
    return [
        Entry("stage_summary", data, (scans.signed(data["title"], data["achievements"], f"2015年{day}", HEAD),))
        for data, day in ((first, "5月29日"), (last, "11月18日"))
    ]


def _filed() -> list[Entry]:
    """Papers not made by the program, each with its scan.

    Deliberate contradictions: the notice of the review uses the 文号 of the plan; the pledge is dated a year too early;
    the pennant already carries a 件号 that leaves a gap before it.
    """
    text = "各站所要认真组织学习，结合实际制定实施细则，明确专人负责，按阶段推进，确保创建活动取得实效。"
    above = scans.document(
        "关于开展创建活动的实施意见", "海发〔2015〕39号", text * 3, "2015年4月20日", "中共海滨市委", text * 5
    )
    review = scans.document("关于组织民主评议的通知", "望政发〔2015〕41号", text * 2, "2015年10月26日", TOWN)
    pledge = (
        "在岗期间做到：首问负责，一次性告知；使用文明用语，不与办事人争执；按承诺时限办结，不拖拉推诿；不收礼、不吃请。"
    )
    names = [name for name, _, _ in STAFF]
    board = photos.turned_board(
        "公示栏.jpg", "政务公开栏", ("办事依据", "办事程序", "办结时限", "工作纪律", "监督方式")
    )
    return [
        _paper("关于开展创建活动的实施意见", "上级文件", "海发〔2015〕39号", "中共海滨市委", "2015.4.20", above, "复印件"),
        _paper("创建活动动员会签到表", "签到表", "", UNIT, "2015.5.15",
               scans.sign_in_sheet("创建活动动员会签到表", "2015年5月15日", "三楼会议室", names, "宋致和"), "扫描件"),
        _paper("办税服务厅创建活动告知手册", "宣传资料", "", UNIT, "2015.5.25",
               scans.brochure("便民告知手册", _BROCHURE), stage="宣传发动"),
        _paper("政务公开栏照片", "图片影像", "", UNIT, "2015.5.28", board, own="是"),
        _paper("窗口服务承诺书", "承诺公示", "", UNIT, "2014.6.3",
               scans.signed("窗口服务承诺书", pledge, "2015年6月3日", "顾清和", "韩雨桐", "李䶮"), stage="检查整改"),
        _paper("纳税人赠送的锦旗", "荣誉", "", UNIT, "2015.9.2",
               photos.pennant("锦旗.jpg", ("热情服务", "排忧解难"), "海滨纺织厂"), own="是", item_no=23),
        _paper("关于组织民主评议的通知", "评议方案", "海税五〔2015〕3号", TOWN, "2015.10.26", review),
    ]  # fmt: skip


def _paper(
    title: str,
    sort: str,
    number: str,
    author: str,
    day: str,
    scan: scans.Scan,
    copy: str = "原件",
    *,
    stage: str = "",
    own: str = "否",
    item_no: int | None = None,
) -> Entry:
    data: dict[str, object] = {
        "title": title, "sort": sort, "doc_no": number, "author": author, "date": day, "copy": copy, "stage": stage,
        "own_title": own, "item_no": item_no,
    }  # fmt: skip
    return Entry("filed_paper", data, (scan,), entered="2015.6.4" if day == "2014.6.3" else "")
