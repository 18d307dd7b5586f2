"""What part C and D1 of the digest say of the schemes without points (T07–T26), copied from there by hand."""

from __future__ import annotations

SCHEMES = (
    "window-theme", "customs-standards", "mobile-quality", "bank-methods", "city-values", "tax-burden",
    "callback-window", "bank-morning", "party-service", "hospital-shifts", "youth-civility", "hall-pledges",
    "env-window", "hall-standard", "parallel-approval", "one-window-tax", "dongtai-env", "water-window",
    "safety-window", "three-bright-community",
)  # fmt: skip

TRADES = (
    "公安、税务、工商、燃气、自来水、供电、公交、出租汽车、铁路、民航、环卫、风景园林、物业管理、邮政、电信、银行、医院、宾馆、"
    "旅行社、商业零售、国检、海关"
)
LIMITED = (
    "纳税定额申请、纳税定额变更申请", "延期申报申请审批", "延期缴纳税款审批", "征收方式申请",
    "货物运输行业纳税人自开票资格认定", "减免税审批类", "技术改造国产设备抵免企业所得税", "纳税人具名发票申请",
    "注销税务登记、注销社保登记", "社保费缓缴申请审批、社会保险费延期申报申请审批", "非贸易售付汇税收证明", "收入退库",
    "个人住宅出售免征营业税审批", "其他",
)  # fmt: skip

LISTS = {
    ("window-theme", "trades"): (22, TRADES),
    ("window-theme", "three-fine"): (4, "优美环境、优良秩序、优质服务、群众满意"),
    ("window-theme", "integrity"): (4, "诚信评价、激励、失信惩戒、监督"),
    ("window-theme", "amenities"): (4, "饮水机、水笔、老花镜、应急药箱"),
    ("customs-standards", "openness"): (
        9,
        "举报箱、举报电话、挂牌办公、挂牌上岗、办事机构示意图上墙、办事程序上墙、办事依据上墙、办事条件上墙、办事结果上墙",
    ),
    ("customs-standards", "elements"): (6, "整理、整顿、清扫、清洁、安全、素养"),
    ("bank-methods", "three"): (3, "随时、随地、随心"),
    ("bank-methods", "four"): (4, "勤问候、勤沟通、勤解难、勤回访"),
    ("city-values", "teams"): (3, "水质化验员、园艺插花员、环卫清扫员"),
    ("city-values", "activities"): (3, "节水育苗、青少年岗位体验、团干部角色锻炼"),
    ("tax-burden", "joint"): (4, "实体办税、网上办税、自助办税、移动办税"),
    ("tax-burden", "citywide"): (
        7,
        "申报征收、抄税认证、发票领购、代开发票、纳税证明、税务简易处罚、税收咨询辅导",
    ),
    ("bank-morning", "morning"): (3, "仪容检查、新产品介绍、领导布置工作"),
    ("hall-pledges", "openness"): (6, "审批内容、办事程序、审批依据、申报材料、承诺时限、收费标准"),
    ("hall-standard", "flows"): (4, "基本流程、即办件流程、限时办结件流程、并联审批流程"),
    ("hall-standard", "papers"): (
        6,
        "受理通知书、办理通知书、不予受理通知书、退办通知书、并联审批受理通知书、并联审批办理通知书",
    ),
    ("hall-standard", "ways"): (6, "引导服务、全程代办服务、延时服务、预约服务、上门服务、绿色通道服务"),
    ("hall-standard", "desk"): (8, "文件、笔筒、案头用品、电脑、口杯、电话、文具、在用文件"),
    ("parallel-approval", "stationed"): (5, "发展计划、国土资源、建设、环保、林业"),
    ("one-window-tax", "instant"): (6, "税务登记类、税收证明类、发票管理类、税务咨询类、申报征收类、其他"),
    ("dongtai-env", "published"): (4, "申报材料、政策依据、审批流程、服务时限"),
    ("dongtai-env", "four"): (4, "立即办、主动办、上门办、跟踪办"),
    ("water-window", "openness"): (6, "服务内容、办事程序、审批依据、申报材料、承诺期限、收费标准"),
    ("three-bright-community", "bright"): (3, "身份、职责、承诺"),
    ("three-bright-community", "compare"): (3, "理念、行动、服务"),
    ("three-bright-community", "create"): (3, "岗位先锋模范、居民满意窗口、优质服务品牌"),
    ("three-bright-community", "appraise"): (2, "自己评、居民评"),
}
"""Scheme and key of a list, with how many words it has and the words."""

COUNTED = {
    ("mobile-quality", "six-rules"): 6,
    ("hall-standard", "door"): 3,
    ("hall-standard", "away"): 2,
    ("one-window-tax", "registration"): 9,
    ("one-window-tax", "proof"): 3,
    ("one-window-tax", "invoices"): 5,
    ("one-window-tax", "advice"): 2,
    ("one-window-tax", "declaring"): 2,
    ("one-window-tax", "other"): 1,
    ("one-window-tax", "roles"): 3,
    ("safety-window", "new"): 4,
    ("safety-window", "to-five"): 3,
    ("safety-window", "to-fifty"): 1,
    ("safety-window", "to-thirty"): 2,
}
"""Scheme and key of a list of sentences or long names, with how many it has."""

TARGETS = (
    ("customs-standards", "errors", "=", "0", "件", ""),
    ("customs-standards", "complaints", "=", "0", "件", ""),
    ("mobile-quality", "ads", ">=", "20", "%", "ad_share"),
    ("hospital-shifts", "morning", "=", "67", "%", "morning_share"),
    ("hospital-shifts", "wait", "<=", "20", "分钟", "wait_minutes"),
    ("hall-pledges", "instant", ">=", "80", "%", "instant_share"),
    ("hall-pledges", "promise", "<=", "4", "工作日", "mean_promise"),
    ("hall-pledges", "on-time", "=", "100", "%", "on_time_rate"),
    ("hall-pledges", "overdue", "=", "0", "件", "overdue"),
    ("hall-pledges", "joint", "<=", "5", "工作日", ""),
    ("parallel-approval", "small", "<=", "7", "工作日", ""),
    ("parallel-approval", "papers", "<=", "2", "工作日", ""),
    ("parallel-approval", "notice", "=", "23", "个", ""),
    ("one-window-tax", "complaint", "<=", "5", "工作日", ""),
    ("one-window-tax", "overdue", "=", "0", "件", "overdue"),
    ("safety-window", "on-time", "=", "100", "%", "on_time_rate"),
)
WORDED = (
    ("parallel-approval", "ordinary", "十几个工作日", ""),
    ("env-window", "accuracy", "进一步提高", ""),
    ("env-window", "finish", "进一步提高", "finish_rate"),
    ("env-window", "satisfaction", "进一步提高", "satisfaction_rate"),
)

DUTIES = (
    ("mobile-quality", "complaints", "always", "complaint", {}),
    ("mobile-quality", "lecture", "month", "lecture", {"sort": "道德讲堂"}),
    ("tax-burden", "complaints", "always", "complaint", {}),
    ("callback-window", "callback", "workday", "callback", {}),
    ("bank-morning", "morning", "workday", "morning_meeting", {}),
    ("bank-morning", "training", "week", "training", {"sort": "服务礼仪"}),
    ("youth-civility", "land-day", "year", "publicity", {"form": "咨询活动"}),
    ("env-window", "sign-in", "workday", "attendance", {}),
    ("env-window", "entry", "workday", "", {}),
    ("hall-standard", "papers", "workday", "stocktaking", {"sort": "日盘点"}),
    ("hall-standard", "files", "month", "stocktaking", {"sort": "月盘点"}),
    ("parallel-approval", "agents", "quarter", "training", {"sort": "申报员培训"}),
    ("one-window-tax", "archive", "month", "stocktaking", {"sort": "月底移交"}),
    ("one-window-tax", "callback", "always", "callback", {}),
    ("one-window-tax", "complaints", "always", "complaint", {}),
    ("one-window-tax", "delays", "always", "case_delay", {}),
    ("one-window-tax", "ready", "once", "", {}),
    ("safety-window", "leaders", "quarter", "patrol", {"sort": "领导抽查"}),
    ("three-bright-community", "points", "year", "points_card", {}),
)

FIGURES = {
    "window-theme": {"trades": "22"},  # D16
    "mobile-quality": {"lectures": "100余", "ads": "20%"},  # D15
    "bank-methods": {"volunteering": "130余"},
    "city-values": {"boards": "150余"},
    "tax-burden": {
        "form-classes": "6", "form-items": "124", "forms": "41", "mobile": "10", "citywide-classes": "七",
        "citywide-items": "30",
    },
    "callback-window": {
        "full-score": "十", "lorry": "12吨以上", "noon-case": "9月1日12点半", "closing": "下午5点",
        "arrival": "过了5点半", "volunteers": "两",
    },
    "hospital-shifts": {  # D14
        "morning": "67%", "transaction": "25~40", "stay": "20min以内", "leave": "25位以上", "reserve": "1~2",
        "label": "7:00~8:00", "areas": "2014年4月",
    },
    "youth-civility": {"door": "20余", "distance": "100多", "students": "5", "land-day": "6.25"},  # D13
    "hall-pledges": {"instant": "80%以上", "promise": "4个工作日内", "joint": "五个工作日"},
    "hall-standard": {"sign": "20分钟以上", "clear": "半小时以上"},
    "parallel-approval": {  # D10, D11
        "d1": "约13", "w1": "13", "i1": "44", "p1": "57", "a1": "800",
        "d2": "25", "w2": "41", "i2": "136", "p2": "130", "a2": "2600",
        "w3": "43", "i3": "136", "s3": "41", "p3": "146", "all": "169",
        "one-stop": "1634", "filed": "634", "agents": "29", "notice": "23", "dispatch": "2个工作日内", "share": "5分",
        "small": "7个工作日", "ordinary": "十几个工作日",
    },
    "one-window-tax": {
        "ready": "7月31日前", "instant": "6", "limited": "14", "copies": "一式两份", "complaint": "五个工作日",
    },
    "water-window": {  # D07
        "cut-off": "12月15日", "accepted": "134", "soil": "78", "river": "40", "intake": "16", "fees": "270万元",
        "on-time": "合格", "satisfaction": "100%",
    },
    "safety-window": {  # D08, D09
        "received": "1170", "accepted": "1158", "finished": "1*3", "instant": "22", "on-time": "100",
        "consultations": "4000余", "cards": "36", "pennants": "2", "windows": "1", "chief": "1", "items": "14",
        "revised": "10", "new": "4", "shortened": "13", "five": "20个工作日缩短为5个工作日",
        "fifty": "60个工作日缩短为50个工作日", "thirty": "35个工作日缩短为30个工作日", "visits": "每季度至少1次",
    },
}  # fmt: skip

LOST = (
    ("mobile-quality", "“新十好”服务"),
    ("bank-methods", "“四进”活动"),
    ("callback-window", "回访打分的最低分"),
    ("party-service", "3.4 以为群众排忧解难为归宿"),
    ("hospital-shifts", "图1、图2"),
    ("env-window", "五条纪律、四不准"),
    ("hall-standard", "整顿、清扫、清洁"),
    ("parallel-approval", "代办人员的称呼"),
    ("one-window-tax", "限时事项的天数"),
    ("water-window", "两集中、两到位"),
    ("safety-window", "办结通过件数"),
    ("three-bright-community", "五创"),
    ("three-bright-community", "三评"),
)

MATERIALS = {
    "window-theme": "publicity lecture volunteering pledge amenity opinion",
    "customs-standards": "disclosure tidiness emergency patrol attendance",
    "mobile-quality": "pledge complaint lecture publicity",
    "bank-methods": "volunteering amenity callback",
    "city-values": "lecture volunteering publicity",
    "tax-burden": "visit service_item consultation complaint",
    "callback-window": "callback tidiness special_service service_item",
    "bank-morning": "morning_meeting training",
    "party-service": "training opinion",
    "hospital-shifts": "visitor_flow shift timing emergency",
    "youth-civility": "special_service publicity volunteering training work_report",
    "hall-pledges": "service_item case case_notice window_statement",
    "env-window": "work_report attendance post_duty case site_visit",
    "hall-standard": "service_item case case_notice case_review tidiness stocktaking evaluator accountability",
    "parallel-approval": "case case_notice case_transfer training meeting",
    "one-window-tax": "service_item case case_notice case_transfer case_delay stocktaking complaint callback "
    "post_duty amenity regulation disclosure publicity",
    "dongtai-env": "service_item special_service post_duty",
    "water-window": "training post_duty case window_statement",
    "safety-window": "service_item case case_notice consultation praise attendance window_statement",
    "three-bright-community": "pledge points_card meeting questionnaire contest",
}
"""The kinds of the records that part C names for each (materials).

The community's appraisal (R31) is a meeting and forms of residents: it has no groups of voters, so no ballots.
"""
