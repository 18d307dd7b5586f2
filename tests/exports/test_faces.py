"""Faces: which one draws a character, what no face has, and which official fonts of a computer are taken."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from exports.typeset.face_files import files_by_name, font_folders, read_face_file
from exports.typeset.faces import GETA, Faces, Role

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
FACES = Faces.bundled()

FANG, HEI, KAI, SONG, BOLD, MORE, RARE = (
    "GW Fangsong", "GW Hei", "GW Kai", "GW Song", "GW Song Bold", "GW Song More", "GW Rare",
)  # fmt: skip
FAMILIES = {face.font: face.family for face in (*map(FACES.face, Role), *FACES.behind)}


def family(faces: Faces, role: Role, ch: str) -> str:
    """The family of the face that draws `ch`."""
    return FAMILIES[faces.pick(role, ch)[0]]


@pytest.mark.parametrize(
    ("role", "ch", "expected"),
    [
        (Role.BODY, "国", FANG),
        (Role.TITLE, "国", BOLD),
        (Role.HEI, "国", HEI),
        (Role.KAI, "国", KAI),
        (Role.SONG, "国", SONG),
        (Role.BODY, "翀", SONG),
        (Role.BODY, "𠮷", RARE),
        (Role.HEI, "𠮷", RARE),
        (Role.BODY, "￥", SONG),
        (Role.BODY, "⑪", SONG),
        (Role.BODY, "5", FANG),
        (Role.KAI, "5", KAI),
        (Role.HEI, "A", HEI),
        (Role.KAI, "—", KAI),
        (Role.BODY, "—", FANG),
        (Role.HEI, "—", FANG),
        (Role.TITLE, "—", FANG),
        (Role.BODY, "―", KAI),
        (Role.KAI, "“", SONG),
        (Role.BODY, "”", FANG),
        (Role.KAI, "·", FANG),
    ],
)
def test_a_character_is_drawn_by_the_first_fitting_face_of_its_chain(role: Role, ch: str, expected: str) -> None:
    assert family(FACES, role, ch) == expected


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.name)
@pytest.mark.parametrize("ch", "“”‘’·…—―　，。国")
def test_chinese_punctuation_is_one_em_wide_in_every_role(role: Role, ch: str) -> None:
    assert FACES.pick(role, ch)[1] == 1.0


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.name)
def test_two_dashes_join(role: Role) -> None:
    left, right = FACES.ink(role, "—")
    assert left <= 0.02
    assert right >= 0.98


def test_widths_are_in_ems() -> None:
    assert FACES.pick(Role.BODY, "0")[1] == 0.5
    assert FACES.pick(Role.BODY, "\u00a0") == FACES.pick(Role.BODY, " ") == FACES.pick(Role.BODY, "\t")
    assert FACES.face(Role.BODY).width("0") == 500


@pytest.mark.parametrize("ch", ["\u200b", "\ufeff", "\ufe0f", "\U000e0100", "\x07", "\n"])
def test_what_is_not_drawn_has_no_width_and_no_run(ch: str) -> None:
    assert FACES.pick(Role.BODY, ch)[1] == 0.0
    assert "".join(piece for _, piece in FACES.runs(Role.BODY, f"税{ch}务")) == "税务"


def test_missing_characters_are_named_once_in_order() -> None:
    assert FACES.missing("税😀\n务\t\u200b\ue000 😀𠮷\x07") == ("😀", "\ue000")


def test_a_form_that_cannot_be_printed_counts_as_missing() -> None:
    assert FACES.missing("葛\U000e0100市☆\ufe0f神\ufe00") == ("\U000e0100", "\ufe00")


def test_a_missing_character_is_printed_as_the_printers_mark_and_never_as_a_box() -> None:
    (run,) = FACES.runs(Role.HEI, "税😀务")
    assert run[1] == f"税{GETA}务"
    assert FACES.pick(Role.HEI, "😀") == FACES.pick(Role.HEI, GETA)
    assert FACES.pick(Role.HEI, "\ud800")[0] == FACES.pick(Role.HEI, GETA)[0]


def test_runs_are_the_longest_pieces_of_one_font() -> None:
    pieces = FACES.runs(Role.BODY, "张𠮷𠮷三\t12￥")
    assert [piece for _, piece in pieces] == ["张", "𠮷𠮷", "三 12", "￥"]
    assert [font for font, _ in pieces] == [FACES.pick(Role.BODY, ch)[0] for ch in "张𠮷三￥"]
    assert FACES.runs(Role.BODY, "") == ()


def test_a_docx_names_the_official_families() -> None:
    assert [FACES.family(role) for role in Role] == ["仿宋", "方正小标宋简体", "黑体", "楷体", "宋体"]
    assert FACES.family(Role.BODY, "国") == "仿宋"
    assert FACES.family(Role.BODY, "￥") == "宋体"
    assert FACES.family(Role.BODY, "𠮷") == "SimSun-ExtB"
    assert FACES.family(Role.BODY, "𬀩") == "SimSun-ExtB", "GW Song has it, 宋体 has not"
    assert FACES.family(Role.BODY, "😀") == "仿宋"


def test_the_record_names_every_face_with_its_hash() -> None:
    rows = FACES.describe()
    assert [row[:2] for row in rows] == [
        ("仿宋", FANG), ("小标宋", BOLD), ("黑体", HEI), ("楷体", KAI), ("宋体", SONG),
        ("生僻字", MORE), ("生僻字", RARE),
    ]  # fmt: skip
    assert all(len(digest) == 64 for _, _, digest in rows)


# Official faces of a computer. The bundled files stand in for them under the official file names.


def taken(folder: Path) -> list[str]:
    return [face for _, face, _ in Faces.installed([folder]).describe()]


def test_without_official_fonts_the_bundled_faces_are_used(tmp_path: Path) -> None:
    assert Faces.installed([tmp_path, tmp_path / "none"]).describe() == FACES.describe()


def changed(name: str, change: bytes, at: bytes, skip: int = 0) -> bytes:
    """A bundled font with bytes replaced at the table-directory tag `at`, or in the table when `skip` is given."""
    data = bytearray((FONTS / name).read_bytes())
    place = data.index(at, 12)
    if skip:
        place = struct.unpack_from(">L", data, place + 8)[0] + skip
    data[place : place + len(change)] = change
    return bytes(data)


def renamed(name: str, old: str, new: str) -> bytes:
    """A bundled font that names itself otherwise (in letters as many)."""
    data = (FONTS / name).read_bytes()
    assert old.encode("utf-16-be") in data
    return data.replace(old.encode("utf-16-be"), new.encode("utf-16-be"))


def test_an_official_face_is_found_below_the_folder_whatever_the_case_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "SIMFANG.TTF").write_bytes(renamed("GwFang-Regular.ttf", "GW Fangsong", "FG Fangsong"))
    faces = Faces.installed([tmp_path])
    assert taken(tmp_path) == ["FG Fangsong", BOLD, HEI, KAI, SONG, MORE, RARE]
    assert faces.pick(Role.BODY, "国")[0] != FACES.pick(Role.BODY, "国")[0]
    assert faces.family(Role.BODY) == "FG Fangsong"


def test_the_preferred_official_face_wins(tmp_path: Path) -> None:
    (tmp_path / "simfang.ttf").write_bytes(renamed("GwFang-Regular.ttf", "GW Fangsong", "SM Fangsong"))
    (tmp_path / "FZFSK.TTF").write_bytes(renamed("GwFang-Regular.ttf", "GW Fangsong", "FZ Fangsong"))
    assert taken(tmp_path)[0] == "FZ Fangsong"


def test_a_bundled_face_stands_behind_an_official_one_that_lacks_a_character(tmp_path: Path) -> None:
    (tmp_path / "simhei.ttf").write_bytes(renamed("GwFang-Regular.ttf", "GW Fangsong", "GW Hei-song"))
    faces = Faces.installed([tmp_path])
    assert taken(tmp_path)[2] == "GW Hei-song"
    assert faces.missing("翀𠮷⑪￥") == ()
    assert family(faces, Role.HEI, "翀") == SONG


def test_a_face_in_a_collection_is_read(tmp_path: Path) -> None:
    data = bytearray(struct.pack(">4sLLL", b"ttcf", 0x00010000, 1, 16) + (FONTS / "GwSong-Regular.ttf").read_bytes())
    for number in range(struct.unpack_from(">H", data, 20)[0]):
        at = 16 + 12 + 16 * number + 8
        struct.pack_into(">L", data, at, struct.unpack_from(">L", data, at)[0] + 16)
    (tmp_path / "simsun.ttc").write_bytes(data)
    (song,) = [row for row in Faces.installed([tmp_path]).describe() if row[0] == "宋体"]
    assert song != next(row for row in FACES.describe() if row[0] == "宋体")
    assert song[1] == SONG


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not a font at all" * 20, id="not a font"),
        pytest.param((FONTS / "GwHei-Medium.ttf").read_bytes(), id="another face than its name says"),
        pytest.param((FONTS / "GwFang-Regular.ttf").read_bytes()[:4000], id="cut off"),
        pytest.param((FONTS / "GwFang-Regular.ttf").read_bytes()[:-4000], id="cut off near the end"),
        pytest.param(changed("GwFang-Regular.ttf", b"\x00\x63", b"cmap", 20), id="unknown character map"),
        pytest.param(changed("GwFang-Regular.ttf", b"CFF ", b"glyf"), id="PostScript outlines"),
        pytest.param(changed("GwFang-Regular.ttf", b"\x00\x02", b"OS/2", 8), id="embedding forbidden"),
        pytest.param(changed("GwFang-Regular.ttf", b"\x01\x00", b"OS/2", 8), id="subsetting forbidden"),
        pytest.param(changed("GwFang-Regular.ttf", b"\x02\x00", b"OS/2", 8), id="bitmaps only"),
        pytest.param(changed("GwFang-Regular.ttf", b"\x00\x00", b"cmap", 2), id="damaged character map"),
    ],
)
def test_a_file_that_is_no_usable_official_face_is_passed_over(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "simfang.ttf").write_bytes(data)
    assert Faces.installed([tmp_path]).describe() == FACES.describe()


def test_a_font_says_all_its_names(tmp_path: Path) -> None:
    face = read_face_file(FONTS / "GwFang-Regular.ttf")
    assert face is not None
    assert (face.names, face.truetype, face.fs_type, face.usable) == (("GW Fangsong",), True, 8, True)
    assert read_face_file(tmp_path / "none.ttf") is None


def test_of_equal_file_names_the_first_folder_counts(tmp_path: Path) -> None:
    for folder in ("b", "a"):
        (tmp_path / folder).mkdir()
        shutil.copy(FONTS / "GwHei-Medium.ttf", tmp_path / folder / "SimHei.ttf")
    assert files_by_name([tmp_path / "b", tmp_path / "a"]) == {"simhei.ttf": tmp_path / "b" / "SimHei.ttf"}
    assert files_by_name([tmp_path]) == {"simhei.ttf": tmp_path / "a" / "SimHei.ttf"}


def test_windows_keeps_fonts_in_two_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("WINDIR", "/win")
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    assert font_folders() == (Path("/win/Fonts"), Path("/local/Microsoft/Windows/Fonts"))
    monkeypatch.delenv("LOCALAPPDATA")
    assert font_folders() == (Path("/win/Fonts"),)


def test_linux_keeps_fonts_for_all_and_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert font_folders()[0] == Path("/usr/share/fonts")
    assert Path.home() / ".local/share/fonts" in font_folders()


def test_no_character_of_the_basic_block_or_of_extension_a_stops_an_export() -> None:
    for first, last in ((0x4E00, 0x9FEF), (0x3400, 0x4DB5)):
        assert FACES.missing("".join(map(chr, range(first, last + 1)))) == ()
    assert FACES.family(Role.BODY, "丟") == "宋体"
