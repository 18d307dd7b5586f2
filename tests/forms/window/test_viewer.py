"""The viewer: what is shown, how the clerk moves in it, and what is said of files that cannot be shown."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from tkinter import ttk

import customtkinter as ctk
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from forms import theme
from forms.background import VIEW, Background
from forms.widgets.viewer import Viewer
from tests.forms.window import driving

Pump = Callable[..., None]
Press = Callable[..., None]


@pytest.fixture
def background(root: ctk.CTk) -> Iterator[Background]:
    unexpected: list[BaseException] = []
    made = Background(root, unexpected.append)
    yield made
    made.finish()
    assert unexpected == []


@pytest.fixture
def viewer(frame: ttk.Frame, background: Background, pump: Pump) -> Viewer:
    made = Viewer(frame, background)
    made.pack(fill="both", expand=True)
    pump(lambda: made.pages.canvas.winfo_width() > 1)
    return made


def pdf(path: Path, pages: int = 40) -> Path:
    """Each page A4, grey as its number."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    for number in range(pages):
        canvas.setFillGray(0.2 + 0.6 * number / pages)
        canvas.rect(0, 0, 595, 842, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def shown(viewer: Viewer, tmp_path: Path, pump: Pump) -> Viewer:
    """A viewer with forty pages."""
    viewer.show(pdf(tmp_path / "合订本.pdf"), "合订本")
    pump(lambda: viewer.count == 40 and viewer.pages.drawing.sharp, what="合订本打开")
    driving.focus(viewer.pages.canvas)
    return viewer


def top(viewer: Viewer) -> float:
    return float(viewer.pages.canvas.canvasy(0))


def sentence(viewer: Viewer) -> str:
    canvas = viewer.pages.canvas
    return " ".join(str(canvas.itemcget(item, "text")) for item in canvas.find_all() if canvas.type(item) == "text")


def images(viewer: Viewer) -> int:
    canvas = viewer.pages.canvas
    return sum(canvas.type(item) == "image" for item in canvas.find_all())


def words(viewer: Viewer) -> str:
    bar = viewer.bar
    return f"第{bar._number.get()}{bar._count.cget('text')} {bar._percent.cget('text')} {bar._title.cget('text')}"


def test_a_document_opens_fitted_to_the_width(shown: Viewer) -> None:
    assert (shown.page, shown.turned, shown.pages.fit) == (0, 0, "width")
    left, _, right, _ = shown.pages._layout.box(0)  # type: ignore[union-attr]
    assert right - left == pytest.approx(shown.pages.canvas.winfo_width() - 2 * theme.px(12) - 4, abs=1)
    assert words(shown) == f"第1/ 40 页 {shown.pages.zoom * 100:.0f}% 合订本"


def test_only_pages_near_the_window_are_on_the_canvas_and_in_memory(shown: Viewer, pump: Pump) -> None:
    assert 1 <= images(shown) <= 4
    for page in range(0, 40, 4):
        shown.pages.go(page)
        pump(lambda: shown.pages.drawing.sharp)
    assert images(shown) <= 4
    assert shown.pages.drawing._store.pixels <= shown.pages.drawing._store.most


def test_what_is_drawn_is_the_page(shown: Viewer, pump: Pump, root: ctk.CTk) -> None:
    seen = []
    for page in (0, 20, 39):
        shown.pages.go(page)
        pump(lambda: shown.pages.drawing.sharp)
        tile = next(tile for tile in shown.pages.drawing._images if tile.index == page)
        photo = str(shown.pages.drawing._images[tile])
        seen.append(root.tk.splitlist(root.tk.call(photo, "get", 50, 50))[0])
    assert [int(each) for each in seen] == pytest.approx([51, 128, 200], abs=2)


def test_keys_move_through_the_pages(shown: Viewer, press: Press) -> None:
    press("<End>")
    assert shown.page == 39
    press("<Home>")
    assert (shown.page, words(shown)[:8]) == (0, "第1/ 40 页")
    start = top(shown)
    press("<Down>")
    assert top(shown) - start == pytest.approx(theme.px(60), abs=1)
    press("<Up>", "<Next>")
    assert top(shown) - start == pytest.approx(shown.pages.canvas.winfo_height() - theme.px(48), abs=1)
    press("<Prior>")
    assert top(shown) == pytest.approx(start, abs=1)
    press("<Right>", "<Right>", "<Left>")
    assert shown.page == 1


def test_keys_zoom_and_turn(shown: Viewer, press: Press, pump: Pump) -> None:
    press("<Control-Key-0>")
    assert (shown.pages.zoom, shown.pages.fit) == (1.0, "")
    wide, high = shown.pages._layout.pixels[0]  # type: ignore[union-attr]
    assert (wide, high) == pytest.approx((595 * theme.scale() * 96 / 72, 842 * theme.scale() * 96 / 72), abs=1)
    press("<Control-plus>")
    assert shown.pages.zoom == 1.1
    press("<Control-minus>", "<Control-minus>")
    assert shown.pages.zoom == 0.9
    press("<Control-r>")
    assert shown.turned == 90
    assert shown.pages._layout.pixels[0][0] > shown.pages._layout.pixels[0][1]  # type: ignore[union-attr]
    press("<Control-r>", "<Control-r>", "<Control-r>")
    assert shown.turned == 0
    pump(lambda: shown.pages.drawing.sharp)


def test_the_keys_of_the_viewer_stay_in_it(shown: Viewer, press: Press, root: ctk.CTk) -> None:
    heard: list[object] = []
    for key in ("<Control-plus>", "<Control-minus>", "<Control-Key-0>", "<Control-r>", "<Next>"):
        root.bind(key, heard.append)
        press(key)
    assert heard == []


def test_the_wheel_scrolls_zooms_and_moves_sideways(shown: Viewer, pump: Pump) -> None:
    canvas = shown.pages.canvas
    start = top(shown)
    canvas.event_generate("<Button-5>", x=300, y=300)
    pump()
    assert top(shown) - start == pytest.approx(theme.px(90), abs=1)
    before = shown.pages._spot(300, 200)
    canvas.event_generate("<Button-4>", x=300, y=200, state=0x4)
    pump()
    after = shown.pages._spot(300, 200)
    assert shown.pages.fit == ""
    assert after.index == before.index
    assert (after.across, after.down) == pytest.approx((before.across, before.down), abs=0.003)
    assert shown.pages.wider
    sideways = float(canvas.canvasx(0))
    canvas.event_generate("<Button-5>", x=300, y=200, state=0x1)
    pump()
    assert canvas.canvasx(0) > sideways


def test_zooming_in_and_out_does_not_drift(shown: Viewer, press: Press) -> None:
    shown.pages.go(7)
    press("<Control-Key-0>")
    before = shown.pages._spot(400, 300)
    for _ in range(6):
        press("<Control-plus>")
    for _ in range(6):
        press("<Control-minus>")
    after = shown.pages._spot(400, 300)
    assert (after.index, shown.pages.zoom) == (before.index, 1.0)
    assert (after.across, after.down) == pytest.approx((before.across, before.down), abs=0.02)


def test_the_mouse_pulls_the_page(shown: Viewer, pump: Pump) -> None:
    canvas = shown.pages.canvas
    start = top(shown)
    canvas.event_generate("<ButtonPress-1>", x=300, y=400)
    canvas.event_generate("<B1-Motion>", x=300, y=150)
    canvas.event_generate("<ButtonRelease-1>", x=300, y=150)
    pump()
    assert top(shown) - start == pytest.approx(250, abs=2)
    assert str(canvas.cget("cursor")) == ""


def test_a_page_number_is_typed(shown: Viewer, typing: Callable[..., None], press: Press, root: ctk.CTk) -> None:
    entry = shown.bar._entry._entry
    pages: list[int] = []
    shown.on_page(pages.append)
    typing(entry, "23")
    press("<Return>")
    assert (shown.page, pages) == (22, [22])
    assert driving.focused(root) is shown.pages.canvas
    typing(entry, "9999")
    press("<Return>")
    assert (shown.page, words(shown)[:9]) == (39, "第40/ 40 页")
    typing(entry, "abc")
    press("<Return>")
    assert (shown.page, shown.bar._number.get()) == (39, "40")


def test_the_buttons_fit_zoom_and_turn(shown: Viewer, click: Callable[..., None]) -> None:
    buttons = shown.bar._buttons
    click(buttons["page"])
    canvas, (wide, high) = shown.pages.canvas, shown.pages._layout.pixels[0]  # type: ignore[union-attr]
    assert high <= canvas.winfo_height() and wide <= canvas.winfo_width()
    assert high > canvas.winfo_height() - 4 * theme.px(12)
    before = shown.pages.zoom
    click(buttons["larger"])
    assert shown.pages.zoom > before
    click(buttons["smaller"])
    click(buttons["turn"])
    assert shown.turned == 90
    click(buttons["width"])
    assert shown.pages.fit == "width"
    assert not shown.pages.wider


def test_tab_stops_once_at_the_pages_and_at_each_button(shown: Viewer, press: Press, root: ctk.CTk) -> None:
    stops = []
    for _ in range(7):
        stops.append(driving.focused(root))
        press("<Tab>")
    assert stops[0] is shown.pages.canvas
    assert [stop is shown.bar._entry._entry for stop in stops].count(True) == 1
    assert len(set(stops)) == 7
    assert all(driving.within(stop, shown) for stop in stops)


def test_the_fit_is_kept_when_the_window_changes(shown: Viewer, pump: Pump, root: ctk.CTk) -> None:
    shown.pages.go(12)
    before = shown.pages.canvas.winfo_width()
    root.geometry("900x600")
    pump(lambda: shown.pages.canvas.winfo_width() < before - 300 and not shown.pages._settling)
    left, _, right, _ = shown.pages._layout.box(12)  # type: ignore[union-attr]
    assert right - left <= shown.pages.canvas.winfo_width()
    assert shown.page == 12


@pytest.mark.parametrize(("width", "rows"), [(1200, 1), (560, 2), (400, 3)])
def test_the_buttons_are_all_in_sight_however_narrow_it_is(
    frame: ttk.Frame, background: Background, pump: Pump, width: int, rows: int
) -> None:
    viewer = Viewer(frame, background)
    viewer.place(x=0, y=0, width=width, height=600)
    pump(lambda: viewer.bar._rows == rows)
    for button in viewer.bar._buttons.values():
        pump(button.winfo_viewable)
        assert button.winfo_rootx() + button.winfo_width() <= viewer.winfo_rootx() + width


def test_dark_and_zoomed_it_is_laid_out_anew(shown: Viewer, pump: Pump) -> None:
    theme.set_mode("dark")
    pump(lambda: str(shown.pages.canvas.cget("background")) == theme.colour("ground"))
    shown.pages.set_zoom(1)
    before = shown.pages._layout.pixels[0][0]  # type: ignore[union-attr]
    theme.set_zoom(1.5)
    pump(lambda: shown.pages._layout.pixels[0][0] > before * 1.4)  # type: ignore[union-attr]
    assert shown.pages.zoom == 1


def test_a_blurred_page_stands_in_until_it_is_sharp(
    shown: Viewer, background: Background, pump: Pump, root: ctk.CTk
) -> None:
    held = driving_gate(background)
    shown.pages.set_zoom(2)
    assert images(shown) >= 1, "what was drawn before is shown larger at once"
    assert not shown.pages.drawing.sharp
    tile, image = next(iter(shown.pages.drawing._images.items()))
    assert (image.width(), image.height()) == (tile.box[2] - tile.box[0], tile.box[3] - tile.box[1])
    middle = root.tk.splitlist(root.tk.call(str(image), "get", image.width() // 2, image.height() // 2))
    assert int(middle[0]) == pytest.approx(51, abs=3)
    held()
    pump(lambda: shown.pages.drawing.sharp)


def driving_gate(background: Background) -> Callable[[], None]:
    """Keeps the lane busy until the returned function is called."""
    gate = threading.Event()
    background.run(lambda: gate.wait(20), lane=VIEW)
    return gate.set


def test_a_picture_in_memory_is_shown(viewer: Viewer, pump: Pump) -> None:
    data = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(data, "PNG")
    viewer.show_data(data.getvalue(), "image/png")
    pump(lambda: viewer.count == 1 and viewer.pages.drawing.sharp)
    assert words(viewer).endswith(" 图片")
    viewer.show_data(data.getvalue(), "image/png", "公示栏")
    pump(lambda: viewer.count == 1)
    assert words(viewer).endswith(" 公示栏")


def test_what_cannot_be_shown_is_a_sentence(viewer: Viewer, tmp_path: Path, pump: Pump) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4\nnothing")
    viewer.show(tmp_path / "坏.pdf", "领导小组名册")
    pump(lambda: sentence(viewer))
    assert sentence(viewer).startswith("“领导小组名册”无法显示：文件已损坏或不完整，请")
    assert viewer.count == 0
    assert not any(button.enabled for button in viewer.bar._buttons.values())


def test_a_damaged_page_is_told_on_its_sheet(shown: Viewer, tmp_path: Path, pump: Pump) -> None:
    (tmp_path / "合订本.pdf").unlink()
    shown.pages.go(30)
    pump(lambda: sentence(shown))
    assert "“合订本”无法显示：找不到这个文件" in sentence(shown)
    assert shown.count == 40


def test_the_last_file_asked_for_is_the_one_shown(viewer: Viewer, tmp_path: Path, pump: Pump) -> None:
    for pages in (3, 5, 7):
        viewer.show(pdf(tmp_path / f"{pages}.pdf", pages))
    pump(lambda: viewer.count)
    assert viewer.count == 7
    pump(lambda: viewer.pages.drawing.sharp)
    viewer.show(tmp_path / "3.pdf")
    viewer.clear("请选一份附件。")
    pump(lambda: not viewer._background.busy)
    assert (viewer.count, sentence(viewer)) == (0, "请选一份附件。")


def test_a_slow_file_is_announced(viewer: Viewer, background: Background, tmp_path: Path, pump: Pump) -> None:
    release = driving_gate(background)
    viewer.show(pdf(tmp_path / "甲.pdf", 1), "甲")
    assert sentence(viewer) == ""
    pump(lambda: sentence(viewer))
    assert sentence(viewer) == "正在打开“甲”……"
    release()
    pump(lambda: viewer.count == 1)
    assert "正在打开" not in sentence(viewer)


def test_the_page_asked_for_is_opened(viewer: Viewer, tmp_path: Path, pump: Pump) -> None:
    pages: list[int] = []
    viewer.on_page(pages.append)
    viewer.show(pdf(tmp_path / "甲.pdf", 9), page=4)
    pump(lambda: viewer.count == 9)
    assert (viewer.page, pages) == (4, [4])


def test_a_document_shown_before_the_window_is_there_comes_with_it(
    frame: ttk.Frame, background: Background, tmp_path: Path, pump: Pump
) -> None:
    viewer = Viewer(frame, background)
    viewer.show(pdf(tmp_path / "甲.pdf", 9), page=6)
    pump(lambda: viewer.count == 9)
    viewer.pack(fill="both", expand=True)
    pump(lambda: viewer.pages.drawing.sharp)
    assert viewer.page == 6


def test_thousands_of_pages_are_opened_without_drawing_them(viewer: Viewer, tmp_path: Path, pump: Pump) -> None:
    viewer.show(pdf(tmp_path / "大.pdf", 3000))
    pump(lambda: viewer.count == 3000 and viewer.pages.drawing.sharp)
    assert len(viewer.pages.canvas.find_all()) <= 8
    viewer.pages.go(2999)
    pump(lambda: viewer.pages.drawing.sharp)
    assert viewer.page == 2999


def test_a_viewer_taken_away_while_it_draws_leaves_nothing(shown: Viewer, background: Background, pump: Pump) -> None:
    shown.pages.go(30)
    shown.destroy()
    pump(lambda: not background.busy)
