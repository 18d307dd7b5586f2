"""Contradictions of meetings: attendance that does not add up, minutes before their notice, decisions due too early."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.consistency.problem import Problem, problem
from ledger.fields import PersonName, chinese_date
from ledger.records import Record
from ledger.snapshot import Snapshot


def attendance(snapshot: Snapshot) -> Iterator[Problem]:
    """实到 and 请假 together must be 应到, name by name."""
    for meeting in snapshot.of("meeting"):
        expected, present, leave = (_names(meeting[name]) for name in ("expected", "present", "leave"))
        if not expected or not present:
            continue  # a blank column is a gap, not a contradiction
        reasons = []
        both = [name for name in present if name in leave]
        unknown = [name for name in present + leave if name not in expected]
        absent = [name for name in expected if name not in present and name not in leave]
        if both:
            reasons.append(f"{'、'.join(both)}既记实到又记请假")
        if unknown:
            reasons.append(f"{'、'.join(unknown)}不在应到人员里")
        if absent:
            reasons.append(f"{'、'.join(absent)}既没有到会也没有请假")
        if reasons:
            counts = f"应到{len(expected)}人，实到{len(present)}人，请假{len(leave)}人"
            yield problem(
                "attendance",
                f"{snapshot.named(meeting)}的人数对不上：{counts}；{'；'.join(reasons)}。",
                "对照签到表改正应到、实到或请假人员。",
                meeting,
            )


def notices(snapshot: Snapshot) -> Iterator[Problem]:
    """A notice comes before its meeting, and the meeting before its minutes."""
    for meeting in snapshot.of("meeting"):
        notice, held = meeting["notice_date"], meeting["date"]
        if _after(notice, held):
            yield problem(
                "notice-after-meeting",
                f"{snapshot.named(meeting)}的通知日期{chinese_date(notice)}晚于会议日期{chinese_date(held)}。",
                "核对通知和会议的日期。",
                meeting,
            )
    for sent in snapshot.of("notice"):
        called = snapshot.get(sent["meeting"])
        if called is not None and _after(sent["issued"], called["date"]):
            yield problem(
                "notice-after-meeting",
                f"{snapshot.named(sent)}成文于{chinese_date(sent['issued'])}，"
                f"晚于会议日期{chinese_date(called['date'])}。",
                "核对通知的成文日期和会议记录里的日期。",
                sent,
                called,
            )
    for minutes in snapshot.of("minutes"):
        linked = snapshot.get(minutes["meeting"])
        if linked is not None:
            yield from _minutes(snapshot, minutes, linked)


def _minutes(snapshot: Snapshot, minutes: Record, meeting: Record) -> Iterator[Problem]:
    issued, notice, held = minutes["issued"], meeting["notice_date"], meeting["date"]
    for code, words, day in (("minutes-before-notice", "会议通知", notice), ("minutes-before-meeting", "会议", held)):
        if _after(day, issued):
            yield problem(
                code,
                f"{snapshot.named(minutes)}印发于{chinese_date(issued)}，早于{words}日期{chinese_date(day)}。",
                "核对纪要的印发日期和会议记录里的日期。",
                minutes,
                meeting,
            )
            return


def decisions(snapshot: Snapshot) -> Iterator[Problem]:
    """A decision cannot be due before the meeting that took it, as its record or as its minutes tell it."""
    for slug in ("meeting", "minutes"):
        for paper in snapshot.of(slug):
            meeting = snapshot.followed(paper) or paper
            for row in paper["decisions"] or ():
                if _after(meeting["date"], row["deadline"]):
                    due, what = chinese_date(row["deadline"]), row["item"][:20]
                    yield problem(
                        "decision-deadline",
                        f"{snapshot.named(paper)}的议定事项“{what}”完成时限{due}早于会议日期{chinese_date(meeting['date'])}。",
                        "核对议定事项的完成时限。",
                        paper,
                    )


def hours(snapshot: Snapshot) -> Iterator[Problem]:
    """A meeting cannot end before it began."""
    for meeting in snapshot.of("meeting"):
        start, end = meeting["start"], meeting["end"]
        if isinstance(start, dt.time) and isinstance(end, dt.time) and end < start:
            yield problem(
                "meeting-hours",
                f"{snapshot.named(meeting)}的结束时间{end:%H:%M}早于开始时间{start:%H:%M}。",
                "核对会议的开始和结束时间。",
                meeting,
            )


def photos(snapshot: Snapshot) -> Iterator[Problem]:
    """Each captioned photo must be attached, and each attached photo captioned with time, place, people and theme."""
    for meeting in snapshot.of("meeting"):
        rows = meeting["photos"] or ()
        attached = [attachment.name for attachment in meeting.attachments if attachment.role == "photo"]
        missing = [row["file"] for row in rows if row["file"] not in attached]
        bare = [row["file"] for row in rows if not all(row[name] for name in ("time", "place", "people", "theme"))]
        named = {row["file"] for row in rows}
        unnamed = [name for name in attached if name not in named]
        for code, files, words in (
            ("photo-missing", missing, "有说明而没有照片文件"),
            ("photo-caption", bare, "的说明缺时间、地点、人物或主题"),
            ("photo-unnamed", unnamed, "没有写说明"),
        ):
            if files:
                yield problem(
                    code,
                    f"{snapshot.named(meeting)}的照片{'、'.join(files)}{words}。",
                    "照片要写明时间、地点、人物、主题，并添加照片文件。",
                    meeting,
                )


def _names(people: tuple[PersonName, ...] | None) -> list[str]:
    return [person.name for person in people or ()]


def _after(first: object, second: object) -> bool:
    return isinstance(first, dt.date) and isinstance(second, dt.date) and first > second
