"""Journey (a), with the keyboard alone: from the first start to a printed record of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from forms.app import App
from tests.forms.window import driving
from tests.forms.window.printers import plugged_in, words_of
from tests.forms.window.sheets import said, settle, top

UNIT = "第五税务分局"


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clerk's folder of documents."""
    folder = tmp_path / "文档"
    folder.mkdir()
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: folder)
    return folder


def found_by_tab(app: App, text: str) -> None:
    """Press Tab until the button that says `text` has the keyboard."""
    for _ in range(40):
        driving.press(app.root, "<Tab>")
        if driving.within(driving.focused(app.root), driving.button(app.root, text)):
            return
    raise AssertionError(f"用 Tab 走不到“{text}”")


def fill(app: App, *words: str) -> None:
    """Type into one field after the other, going on by Tab."""
    for each in words:
        driving.write(app.root, each)
        driving.press(app.root, "<Tab>")
        settle(app)


def test_from_the_first_start_to_a_printed_meeting_without_the_mouse(
    start: Callable[..., App], documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tray = plugged_in(tmp_path, monkeypatch)
    app = start(None)
    settle(app)
    found_by_tab(app, "新建台帐库")
    driving.press(app.root, "<Return>")
    settle(app)
    driving.write(app.root, UNIT)
    for _ in range(3):
        driving.press(app.root, "<Return>")
        settle(app)
    driving.write(app.root, "林晓岚 分局长\n沈文君 副分局长\n周启明 内勤\n")
    driving.pump(app.root, lambda: "认出3人" in said(app))
    driving.press(app.root, "<Control-Return>")
    settle(app)
    library = app.desk.path
    assert library.is_relative_to(documents)

    driving.press(app.root, "<Alt-Key-3>", "<Control-n>")
    settle(app)
    year = app.desk.campaign.year
    # 会议名称 会议种类 日期 开始 结束 地点 主持人 记录人 阶段 通知日期 应到 实到 请假 列席 议程 会议内容
    fill(app, "创建活动动员会", "动员会", "5.15", "1430", "下午4点", "三楼会议室", "lxl", "zqm", "", "5.12")
    fill(app, "林晓岚、沈文君、周启明", "林晓岚、沈文君", "周启明", "", "传达文件", "会议传达了创建活动的文件精神。")
    driving.press(app.root, "<Control-s>")
    settle(app)
    (meeting,) = app.desk.snapshot.of("meeting")
    shown = {name: str(meeting[name]) for name in ("title", "date", "start", "end", "notice_date")}
    assert shown == {
        "title": "创建活动动员会",
        "date": f"{year}-05-15",
        "start": "14:30:00",
        "end": "16:00:00",
        "notice_date": f"{year}-05-12",
    }
    assert (meeting["host"].name, meeting["recorder"].name) == ("林晓岚", "周启明")
    assert meeting["host"].uid and [each.name for each in meeting["present"]] == ["林晓岚", "沈文君"]

    driving.press(app.root, "<Control-p>")
    settle(app)
    driving.pump(app.root, lambda: driving.button(top(app), "打印").enabled, 60, "排好版")  # type: ignore[attr-defined]
    driving.press(app.root, "<Control-p>")
    driving.pump(app.root, lambda: list(tray.glob("*.pdf")), 30, "打印机收到")
    settle(app)
    assert "已把“创建活动动员会会议记录.pdf”" in said(app)
    words = words_of(next(tray.glob("*.pdf")))
    for expected in ("创建活动动员会会议记录", "三楼会议室", "林晓岚", "会议传达了创建活动的文件精神"):
        assert expected in words
    driving.press(app.root, "<Escape>")
    settle(app)
    assert app.overlay.top is None
    assert app.shell is not None and app.shell.front is not None and app.shell.front.slug == "meetings"
