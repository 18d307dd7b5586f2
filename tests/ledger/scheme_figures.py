"""The figures that the source documents give for eight schemes, written down by hand from them, not from the TOML."""

from __future__ import annotations

COUNTER_GROUPS = (
    ("组织管理", 5, (("1.1", "2"), ("1.2", "3"))),
    ("服务环境", 10, (("2.0", None), ("2.1", "3"), ("2.2", "4"), ("2.3", "3"))),
    ("服务设施", 10, (("3.1", "3"), ("3.2", "2"), ("3.3", "2"), ("3.4", "3"))),
    ("服务礼仪", 20, (("4.1", "4"), ("4.2", "3"), ("4.3", "4"), ("4.4", "4"), ("4.5", "5"))),
    ("服务质量", 10, (("5.1", "4"), ("5.2", "6"))),
    ("管理规范", 15, (("6.1", "5"), ("6.2", "3"), ("6.3", "4"), ("6.4", "3"))),
    ("生产能力", 15, (("7.1", "10"), ("7.2", "5"))),
    ("服务效果", 15, (("8.1", "5"), ("8.2", "10"))),
)
"""附件一: heading, its points, and its items with theirs (None: passed or failed only)."""

COUNTER_POINTS = {
    "1.1": ("missing 1", "missing 1"),
    "1.2": ("missing 1.5", "missing 1.5"),
    "2.0": ("veto",),
    "2.1": ("flat 2", "flat 1"),
    "2.2": ("each 1",) * 4,
    "2.3": ("missing 1",) * 3,
    "3.1": ("each 0.5",) * 3,
    "3.2": ("each 1",) * 3,
    "3.3": ("each 0.5",) * 3,
    "3.4": ("each 0.5",) * 3,
    "4.1": ("each 1",) * 3,
    "4.2": ("each 1",) * 2,
    "4.3": ("each 1",) * 2,
    "4.4": ("each 1",) * 3,
    "4.5": ("each 1",) * 3,
    "5.1": ("each 1",) * 3,
    "5.2": ("each 1",) * 3,
    "6.1": ("each 1",),
    "6.2": ("each 1",) * 2,
    "6.3": ("each 1", "place 2", "zero"),
    "6.4": ("each 1",),
    "7.1": ("each 1",) * 4,
    "7.2": ("each 2.5", "each 2.5"),
    "8.1": ("pp 1 of 100",),
    "8.2": ("pp 1 of 85", "zero", "none"),
}
"""附件一: how each check point of an item deducts."""

_NOTICE_TARGETS = {
    "standard": (">=", "85", "分", ""),
    "standard-rate": ("=", "100", "%", "standard_rate"),
    "model": (">=", "90", "分", ""),
    "model-rate": ("=", "100", "%", "model_rate"),
    "satisfaction": (">=", "86", "分", "social_satisfaction"),
}
TARGETS = {
    "post-counter-2011": {
        **_NOTICE_TARGETS,
        "province-counter": (">=", "1", "个", ""),
        "province-delivery": (">=", "1", "个", ""),
        "person-counter": (">=", "1", "名", ""),
        "person-delivery": (">=", "1", "名", ""),
        "double-star": (">=", "1", "个", ""),
        "savings-star": (">=", "1", "名", ""),
        "wait": ("<=", "15", "分钟", "wait_minutes"),
        "reply": ("<=", "3", "天", ""),
        "mail": ("<=", "2", "分钟", ""),
        "stamps": ("<=", "3", "分钟", ""),
        "press-computer": ("<=", "3", "分钟", ""),
        "press-hand": ("<=", "5", "分钟", ""),
        "remittance": ("<=", "5", "分钟", ""),
        "upload": (">=", "98", "%", "upload_rate"),
        "match": (">=", "90", "%", "match_rate"),
        "income": (">=", "100", "%", ""),
        "questionnaire": (">=", "85", "%", "satisfaction_rate"),
    },
    "post-delivery-2011": {
        **_NOTICE_TARGETS,
        "province-delivery": (">=", "1", "个", ""),
        "person-delivery": (">=", "1", "名", ""),
    },
    "post-savings-2011": {
        **_NOTICE_TARGETS,
        "double-star": (">=", "1", "个", ""),
        "savings-star": (">=", "1", "名", ""),
    },
    "yanliang-2009": {
        "on-time": ("=", "100", "%", "on_time_rate"),
        "on-spot": (">=", "90", "%", "on_spot_rate"),
        "early": ("=", "100", "%", "early_rate"),
        "overdue": ("=", "0", "件", "overdue"),
        "satisfaction": ("=", "100", "%", "satisfaction_rate"),
        "registration": ("<=", "1", "工作日", ""),
    },
    "jinhu-2013": {},
    "face-to-face-2009": {},
    "three-bright-tax": {},
}

STAGES = {
    "qidong-2015": (
        ("宣传发动", "2015-05-01", "2015-05-31"),
        ("检查整改", "2015-06-01", "2015-09-30"),
        ("考核评议", "2015-10-01", "2015-11-30"),
    ),
    "post-counter-2011": (("活动全程", "2011-03-01", "2011-12-31"),),
    "post-delivery-2011": (("活动全程", "2011-03-01", "2011-12-31"),),
    "post-savings-2011": (("活动全程", "2011-03-01", "2011-12-31"),),
    "jinhu-2013": (
        ("宣传教育", "2013-08-11", "2013-08-20"),
        ("组织实施", "2013-08-21", "2013-09-10"),
        ("督查整改", "2013-09-21", "2013-10-10"),
        ("长效管理", "2013-10-11", None),
    ),
    "yanliang-2009": (("活动全程", "2009-01-01", "2009-12-31"),),
    "face-to-face-2009": (("活动全程", "2009-01-01", "2009-12-31"),),
    "three-bright-tax": (("活动全程", "2015-01-01", "2015-12-31"),),
}

LISTS = {
    "post-counter-2011": {
        "three-aims": "创岗位先锋、创满意窗口、创服务品牌",
        "trades": "营业、储蓄、投递",
        "polite": "您好、请、谢谢、对不起、再见",
        "banned": "蔑视语、烦躁语、斗气语、否定语",
        "areas": "业务受理区、用户等候区、产品展示区",
        "shifts": "动态排班法、梯形排班法、累积工时法",
        "books": "台账、班组长工作日记、日戳打印簿、邮资机使用登记簿、进出口查验簿、交接班登记簿、业务摘抄登记簿",
        "amenities": "签字笔、浆糊盒、针线、花镜",
        "mail-papers": "邮件书写规范、邮件封装规格、信封要求、禁限寄物品规定、全国邮政编码簿",
    },
    "post-delivery-2011": {"columns": "项目、检查内容、标准分、评分标准"},
    "jinhu-2013": {
        "four-sides": "环境、流程、项目、着装",
        "four-good": "素质好、态度好、技能好、效率好",
        "four-zero": "零距离、零推诿、零投诉、零积压",
        "three-voices": "来有迎声、问有答声、去有送声",
        "guide": "项目名称、申报材料、办理程序、承诺时限、收费依据、项目依据",
        "facilities": "服务公示栏、引导牌、宣传栏、便民书报角、饮水机、便民药箱",
        "reviewers": "人大代表、政协委员、效能监督员",
        "publicity": "标语、条幅、展板",
    },
    "yanliang-2009": {
        "eight-open": "服务内容、办事程序、政策依据、申报材料、承诺时限、收费标准、办理结果、投诉渠道",
        "five-sides": "业务办理流程、单轨运行、项目授权、规范收费、窗口存在问题",
        "four-same": "同研究、同部署、同检查、同考核",
        "one-line": "基本建设项目审批、企业注册登记审批、审批与收费",
        "drill": "自学自练、集中学习、专题讲座、业务培训、讨论交流、知识测试",
        "monitored": "受理、审核、批准、办结、出勤、服务态度、办事效率",
    },
    "face-to-face-2009": {
        "published": "优质服务标准、首问责任制实施细则、限时办结制实施细则",
        "invited": "人大代表、政协委员、机关代表、社区居民代表、农村用户代表、知名人士、社会各界群众代表",
    },
    "three-bright-tax": {
        "bright": "亮身份、亮职责、亮承诺、亮评议",
        "services": "承诺、预约、限时、延时、首问责任、提醒、一次性告知",
        "three-voices": "来有迎声、问有答声、去有送声",
        "one-window": "一门受理、同步踏勘、并联审批",
        "three-compare": "比技能、比服务、比业绩",
        "stars": "三星、四星、五星",
    },
}
"""Lists whose words the sources give one by one, joined with 、."""

LENGTHS = {
    "jinhu-2013": {"first-asked": 3, "four-checks": 4, "four-joined": 4, "fronts": 4, "trades": 4},
    "yanliang-2009": {"four-new": 4, "rules": 5, "alarms": 3, "promotion": 4},
    "face-to-face-2009": {"three-open": 3, "meetings": 3},
    "three-bright-tax": {"study": 5},
}
"""Lists whose words are shortened here: how many there are."""

EMPTY = {"face-to-face-2009": {"five-pledges"}, "three-bright-tax": {"three-make", "three-review"}}
"""Lists that the sources only name."""

FIGURES = {
    "qidong-2015": {},
    "post-counter-2011": {"copies": "20 份"},
    "post-delivery-2011": {},
    "post-savings-2011": {},
    "jinhu-2013": {"units": "53 个"},
    "yanliang-2009": {
        # D01
        "monitored": "3899 件",
        "accepted": "3899 件",
        "finished": "3848 件",
        "on-time": "100 %",
        "months": "3 个月",
        # D02
        "windows": "30 个",
        "staff": "50 名",
        "promotion-units": "30 家",
        "promotion-staff": "53 名",
        "promotion-day": "10月24日",
        "items": "128 项",
        "rules": "28 项",
        # D03
        "visitors": "5000余 人次",
        "fees": "2546万余 元",
        "satisfaction": "100 %",
        "media": "7 家",
        # D04
        "registration-before": "22 工作日",
        "registration-after": "1 工作日",
        # D05
        "on-spot": "90%以上",
        "early": "100 %",
    },
    # D12
    "face-to-face-2009": {
        "forms": "210 份",
        "guests": "60余 人",
        "opinions": "40余 条",
        "representatives": "50余 人",
        "pledges": "五 项",
    },
    # D06
    "three-bright-tax": {
        "staff": "12 名",
        "five-star": "1 名",
        "four-star": "7 名",
        "three-star": "4 名",
        "star-per-month": "一 名",
        "bonus-gap": "700 元",
    },
}
"""Figures of D1 as the sources write them, with their units."""

DUTIES = {
    "qidong-2015": {"ledger always", "supervisor always", "liaison always"},
    "post-counter-2011": {
        "recommend quarter nomination",
        "satisfaction half-year satisfaction",
        "complaint always complaint",
        "morning workday morning_meeting",
        "supervision always",
    },
    "post-delivery-2011": {
        "recommend quarter nomination",
        "satisfaction half-year satisfaction",
        "complaint always complaint",
        "supervision always",
    },
    "post-savings-2011": {
        "recommend quarter nomination",
        "satisfaction half-year satisfaction",
        "complaint always complaint",
        "supervision always",
    },
    "jinhu-2013": {
        "four-joined always patrol",
        "contest always contest",
        "complaint always complaint",
        "same-day always",
    },
    "yanliang-2009": {
        "analysis once window_analysis 10-31",
        "appraise year meeting 12-31",
        "running always meeting",
        "attendance always attendance",
        "hygiene always tidiness",
    },
    "face-to-face-2009": set(),
    "three-bright-tax": {
        "exam quarter contest",
        "star month service_star",
        "integrity year duty_report",
        "questionnaire always questionnaire",
        "performance always performance",
    },
}
"""Key, how often, kind of record and day."""

MATERIALS = {
    # R15, the list of what is filed, is not asked for by hand: the export makes it.
    "qidong-2015": "campaign_plan leading_group meeting check_round visit opinion finding daily_assessment review",
    "post-counter-2011": "campaign_plan leading_group situation_report nomination acceptance timing appraisal"
    " satisfaction questionnaire complaint business_book",
    "post-delivery-2011": "campaign_plan leading_group nomination appraisal satisfaction complaint",
    "post-savings-2011": "campaign_plan leading_group nomination appraisal satisfaction complaint",
    "jinhu-2013": "meeting training publicity campaign_plan check_round amenity suggestion_box situation_report patrol"
    " finding stage_summary regulation",
    "yanliang-2009": "leading_group meeting window_analysis regulation attendance opinion service_item case fee"
    " window_statement media",
    "face-to-face-2009": "meeting duty_report pledge questionnaire opinion",
    "three-bright-tax": "training contest pledge questionnaire duty_report service_star performance special_service",
}
"""The registers that part C names for a scheme (its own list or those of its stages)."""

INCIDENTS = {"complaint", "accountability", "case_delay", "praise"}
"""What an office in order may have none of: kept when it happens, never missing."""
