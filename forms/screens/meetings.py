"""Meetings: notices, records and minutes."""

from __future__ import annotations

from forms.screens.recorded import RecordsPage


class Meetings(RecordsPage):
    """Notices, records and minutes of meetings."""

    slug = "meetings"
    title = "会议"
    kinds = ("meeting", "minutes", "notice")
    help = (
        "会议记录是会上的原始记录，会后据此写会议纪要；两样分开登记。\n"
        "按“新增”填一条会议记录：会议名称、日期、地点、主持人、应到和实到人员都要填。\n"
        "应到、实到人员写姓名或拼音首字母，从名册里选；几个人之间用顿号。\n"
        "填好后按“打印”看版面，打印出来签字，再扫描成PDF，用下面的“添加附件”放回这一条。\n"
        "只有记录没有签字扫描件，会列入“差什么补什么”。"
    )


PAGE = Meetings
