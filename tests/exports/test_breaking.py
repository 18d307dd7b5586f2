"""Line breaking: 禁则 at both ends, nothing lost, no overrun, and what the reader sees."""

from __future__ import annotations

import io
import itertools
import random
import re

import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exports.page import Align, Paper
from exports.to_pdf import write_pdf
from exports.typeset.break_rules import clusters
from exports.typeset.breaking import Line, Run, Setting, break_lines, place
from exports.typeset.faces import Faces, Role
from exports.typeset.sheets import Sheet, Words

NO_START = set("，。、；：？！”’）》〉】〕〗」』］｝…—·～％‰℃,.;:?!)]}%々〃")
NO_END = set("“‘（《〈【〔〖「『［｛([{￥$＄§№")
CLOSING = set("，。、；：？！”’）》〉】〕〗」』］｝")

FACES = Faces.bundled()
BODY = Setting(Role.BODY, 16, 442.2 / 28)
TABLE = Setting(Role.SONG, 10.5, 10.5)


def texts(text: str, measure: float, setting: Setting = BODY) -> list[str]:
    return [line.text for line in break_lines(text, setting, FACES, measure)]


def ems(number: float, setting: Setting = BODY) -> float:
    return number * setting.pitch


def inks(runs: tuple[Run, ...], setting: Setting) -> list[tuple[float, float]]:
    """The left and right edge of every printed character, from the runs alone."""
    edges = []
    for run in runs:
        x = run.dx
        for ch in run.text:
            left, right = FACES.ink(setting.role, ch)
            edges.append((x + left * setting.size, x + right * setting.size))
            x += FACES.pick(setting.role, ch)[1] * setting.size + run.spacing
    return edges


def assert_fits(line: Line, setting: Setting, measure: float, align: Align = Align.JUSTIFY) -> None:
    """The line's ink ends within the measure, and its last character's place does, but for a mark's blank half."""
    runs = place(line, setting, FACES, measure, align)
    assert "".join(run.text for run in runs) == line.text.replace("\t", " ")
    last = runs[-1]
    widths = [FACES.pick(setting.role, ch)[1] * setting.size for ch in last.text]
    end = last.dx + sum(widths) + last.spacing * (len(widths) - 1)
    allowance = setting.size / 2 * (last.text[-1] in CLOSING) + max(0.0, setting.size - setting.pitch)
    assert end <= measure + allowance + 0.05, (line, measure)
    assert max(right for _, right in inks(runs, setting)) <= measure + 0.6, (line, measure)
    assert all(a.dx < b.dx for a, b in itertools.pairwise(runs))


HANZI = "国家税务分局人民满意服务示范窗口创建活动检查整改意见走访台帐会议记录民主评议领导小组"
RARE = "𠮷𬭊𫖯𪚥𬘓䶮㛃"
WORDS = ("GB/T9704", "VAT", "e-Tax", "A4", "PDF", "Word", "http://t.cn/a1")
NUMBERS = ("2015年6月11日", "2015-06-11", "2.5%", "1,234.00", "￥100", "98.5", "３０", "№12", "37℃", "第3条", "12:30")
MARKS = ("，", "。", "、", "；", "：", "？", "！", "……", "——", "·", "！”", "）。", "》，", ",", ".")
PAIRS = ("“”", "‘’", "（）", "《》", "【】", "〔〕", "「」", "()", "[]")


def random_text(chance: random.Random) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < 60:
        match chance.randrange(8):
            case 0 | 1 | 2:
                parts.append("".join(chance.choices(HANZI, k=chance.randint(1, 12))))
            case 3:
                parts.append(chance.choice(NUMBERS) + chance.choice(HANZI))
            case 4:
                parts.append(chance.choice(WORDS) + chance.choice([" ", "", "税", "  "]))
            case 5:
                pair = chance.choice(PAIRS)
                parts.append(pair[0] + "".join(chance.choices(HANZI, k=chance.randint(1, 6))) + pair[1])
            case 6:
                parts.append(chance.choice(RARE))
            case _:
                parts.append(chance.choice(HANZI) + chance.choice(MARKS) + chance.choice(HANZI))
    return "".join(parts)


def split_word_width(before: str, after: str, setting: Setting) -> float:
    """The width of the word or number that stands on both sides of a line's end, 0 when none does."""
    left, right = re.search("[!-~]*$", before), re.match("[!-~]*", after)
    assert left and right
    word = left[0] + right[0] if left[0] and right[0] else ""
    return sum(FACES.pick(setting.role, ch)[1] for ch in word) * setting.size


def test_ten_thousand_random_lines_keep_every_rule() -> None:
    chance = random.Random(9704)
    checked = 0
    while checked < 10_000:
        text = random_text(chance)
        setting = chance.choice([BODY, TABLE])
        measure = ems(chance.choice([12, 16, 20.5, 28]), setting)
        lines = break_lines(text, setting, FACES, measure)
        assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
        for before, after in itertools.pairwise(lines):
            assert before.text[-1] not in NO_END, (text, before)
            assert after.text[0] not in NO_START, (text, after)
            if before.text + after.text in text:
                width = split_word_width(before.text, after.text, setting)
                assert width == 0 or width > measure, (before, after)
        for line in lines:
            assert_fits(line, setting, measure)
        assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]
        checked += len(lines)


def lost(text: str, kept: str) -> set[str]:
    """The characters of `text` that `kept`, read in the same order, does not have."""
    gone, place = set(), 0
    for ch in text:
        if kept[place : place + 1] == ch:
            place += 1
        else:
            gone.add(ch)
    assert place == len(kept)
    return gone


@given(
    text=st.text(alphabet="，。”）——……“（《税务𠮷e\u0301a1.%￥ \u3000\t\u00a0\u200b葛\U000e0100", max_size=40),
    measure=st.sampled_from([0, 5, 16, 33, 50, 160]),
)
@example(text="1）\u0301", measure=33)
def test_any_text_ends_loses_nothing_and_overruns_only_with_a_single_character(text: str, measure: float) -> None:
    lines = break_lines(text, BODY, FACES, measure)
    kept = "".join(line.text for line in lines)
    assert lost(text, kept) <= set(" \t\u3000")
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]
    for line in lines:
        visible = [piece for piece in clusters(line.text) if any(FACES.pick(BODY.role, ch)[1] for ch in piece)]
        runs = place(line, BODY, FACES, measure, Align.JUSTIFY)
        if len(visible) > 1:
            assert max((right for _, right in inks(runs, BODY)), default=0.0) <= measure + 0.6


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("人民满意服务", 4, ["人民满意", "服务"]),
        ("人民满意。服务", 4, ["人民满", "意。服务"]),
        ("人民满意（服务）", 5, ["人民满意", "（服务）"]),
        ("窗口是形象——是名片", 6, ["窗口是形", "象——是名片"]),
        ("到会人数为1,234.00人", 7, ["到会人数为", "1,234.00人"]),
        ("完成率2.5%以上", 4, ["完成率", "2.5%以", "上"]),
        ("合计￥100元整", 3, ["合计", "￥100", "元整"]),
        ("见GB/T9704标准", 5, ["见", "GB/T9704", "标准"]),
        ("甲  乙 丙", 1, ["甲", "乙", "丙"]),
        ("", 5, [""]),
        ("   ", 5, [""]),
        ("　　首行", 3, ["　　首", "行"]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, width: float, expected: list[str]) -> None:
    assert texts(text, ems(width) + 1) == expected


def test_a_mark_that_just_overflows_is_squeezed_in() -> None:
    text = "全局会议指出，窗口是形象，服务无小事，满意是标准，落实"
    measure = ems(len(text) - 3)
    first, second = break_lines(text, BODY, FACES, measure)
    assert (first.text, second.text) == (text[:-2], "落实")
    assert first.width > measure
    assert_fits(first, BODY, measure)


def test_squeezed_characters_do_not_touch() -> None:
    line = break_lines("（《甲》、“乙”），丙：丁；戊。", BODY, FACES, ems(100))[0]
    natural = ems(len(line.text))
    edges = inks(place(line, BODY, FACES, natural - ems(3), Align.LEFT), BODY)
    assert all(a[1] <= b[0] + 0.2 for a, b in itertools.pairwise(edges))
    assert edges[-1][1] <= natural - ems(3)


def test_a_word_longer_than_the_line_is_split_where_the_ends_allow_it() -> None:
    address = "http://www.example.gov.cn/banshi/zhinan.html?id=20150611"
    lines = texts(f"见{address}。", ems(8))
    assert "".join(lines) == f"见{address}。"
    assert len(lines) > 3
    assert not any(line[0] in NO_START or line[-1] in NO_END for line in lines)


def test_a_chain_of_marks_longer_than_the_line_is_split_after_the_last_that_fits() -> None:
    assert texts("，" * 9, ems(4)) == ["，" * 4, "，" * 5]
    assert texts("《" * 9, ems(4)) == ["《" * 4, "《" * 5]


def test_a_character_wider_than_the_line_stands_alone() -> None:
    assert texts("国税𠮷", 3) == ["国", "税", "𠮷"]
    assert texts("国税", -1) == ["国", "税"]


def test_marks_that_belong_to_a_character_stay_with_it() -> None:
    assert texts("e\u0301葛\U000e0100市辻\ufe00路", 5) == ["e\u0301", "葛\U000e0100", "市", "辻\ufe00", "路"]


def test_no_line_breaks_at_a_no_break_space() -> None:
    assert texts("甲乙第3\u00a0条丙", ems(4)) == ["甲乙第", "3\u00a0条丙"]


def test_each_line_may_have_its_own_measure() -> None:
    lines = break_lines("税" * 12, BODY, FACES, lambda number: ems(4 if number == 0 else 6))
    assert [len(line.text) for line in lines] == [4, 6, 2]


def test_twenty_eight_characters_fill_a_line_of_the_official_grid() -> None:
    line, rest = break_lines("税" * 29, BODY, FACES, 442.2)
    assert (len(line.text), rest.text) == (28, "税")
    (run,) = place(line, BODY, FACES, 442.2, Align.JUSTIFY)
    assert run == (0.0, run.font, "税" * 28, pytest.approx(442.2 / 28 - 16, abs=1e-4))


def test_a_justified_line_reaches_the_margin_and_dashes_stay_joined() -> None:
    line = break_lines("窗口——形象……服务2015年", Setting(Role.BODY, 16, 16), FACES, ems(100))[0]._replace(last=False)
    measure = sum(FACES.pick(Role.BODY, ch)[1] for ch in line.text) * 16 + 20
    runs = place(line, Setting(Role.BODY, 16, 16), FACES, measure, Align.JUSTIFY)
    last = runs[-1]
    assert last.dx + 16 * len(last.text) + last.spacing * (len(last.text) - 1) == pytest.approx(measure, abs=0.01)
    edges = dict(zip(range(99), inks(runs, Setting(Role.BODY, 16, 16)), strict=False))
    assert edges[3][0] - edges[2][1] <= 0.05


@pytest.mark.parametrize(
    ("align", "start"), [(Align.LEFT, 0.0), (Align.CENTER, 34.0), (Align.RIGHT, 68.0), (Align.JUSTIFY, 0.0)]
)
def test_a_last_line_is_aligned_but_never_stretched(align: Align, start: float) -> None:
    runs = place(Line("税务", 32, True), Setting(Role.BODY, 16, 16), FACES, 100, align)
    assert runs == ((start, FACES.pick(Role.BODY, "税")[0], "税务", 0.0),)


def test_a_line_that_would_become_too_loose_stays_ragged() -> None:
    assert place(Line("见税", 32, False), Setting(Role.BODY, 16, 16), FACES, 100, Align.JUSTIFY)[0].spacing == 0.0


@pytest.mark.parametrize("role", [Role.BODY, Role.TITLE, Role.HEI, Role.KAI, Role.SONG], ids=lambda role: role.name)
def test_text_read_back_from_justified_lines_has_no_added_spaces(role: Role) -> None:
    setting = Setting(role, 16, 442.2 / 28)
    chance = random.Random(15834)
    lines = [line for _ in range(10) for line in break_lines(random_text(chance), setting, FACES, 240)]
    marks = tuple(
        Words(50 + run.dx, 30 * (len(lines) - row) - 20, run.font, setting.size, run.text, run.spacing)
        for row, line in enumerate(lines)
        for run in place(line, setting, FACES, 240, Align.JUSTIFY)
    )
    file = io.BytesIO()
    write_pdf(Paper("lines", "断行", ()), [Sheet(600, 30 * len(lines), marks, numbered=False)], file)
    with pypdfium2.PdfDocument(file.getvalue()) as document:
        read = document[0].get_textpage().get_text_range()
    # PDFium itself reads two spaces as one.
    assert read.split("\r\n") == [re.sub(" +", " ", line.text) for line in lines]
