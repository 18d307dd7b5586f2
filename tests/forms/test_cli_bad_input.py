"""Bad input: each one Chinese sentence and the right exit code, and nothing half-written."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.cli import main
from forms.commands import commands
from ledger.kinds import KINDS
from tests.forms.cli_runs import OPINION, Clerk, assert_sentence, tree, written
from tests.forms.test_cli_commands import scan

NEW = ("--scheme", "qidong-2015", "--unit", "第五税务分局", "--year", "2015")


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["export2"], "没有“export2”这个命令；可用的有：gui、demo、"),
        (["-x"], "没有“-x”这个命令"),
        (["--json"], "没有“--json”这个命令"),
        (["\ud800"], "这个命令"),
        (["init"], "缺少台帐库、--scheme、--unit、--year，应写成：taizhang init 台帐库"),
        (["init", "库", *NEW[:4]], "缺少--year，"),
        (["init", "库", *NEW[:5]], "--year后面缺少内容"),
        (["init", "库", *NEW[:5], "abc"], "年度不能填“abc”"),
        (["init", "库", *NEW[:5], "15"], "年度不能填“15”"),
        (["init", "库", *NEW[:5], "9" * 5000], "年度不能填“9+”"),
        (["init", "库", "--sch", "qidong-2015", *NEW[2:]], "缺少--scheme"),
        (["init", "库", "--scheme", "postal-2099", *NEW[2:]], "没有编号为“postal-2099”的方案.*qidong-2015"),
        (["init", "库", "--scheme", "qidong-2015", "--unit", " ", "--year", "2015"], "单位名称不能空白"),
        (["init", "库", "--scheme", "qidong-2015", "--unit", "五\ud800局", "--year", "2015"], "“单位名称”的第2个字"),
        (["kinds", "nokind"], "没有“nokind”这种记录；可用的有：person（人员）"),
        (["kinds", "person", "opinion"], "不认识“opinion”"),
        (["schemes", "--json=yes"], "--json后面不能跟内容"),
        (["add", "库", "person"], "缺少--data"),
        (["add", "库", "person", "--data"], "--data后面缺少内容"),
        (["attach", "库", "uid"], "缺少文件"),
        (["list", ""], "路径“”是空白的"),
        (["list", "库\0"], r"路径“库\?”里有空字符"),
        (["list", "/tmp/\udcff"], "残缺的字"),
        (["export", "库", "出\0"], "里有空字符"),
        (["score", "--case", "例\0"], "里有空字符"),
    ],
)
def test_what_is_written_wrongly_is_named(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    clerk.refused(2, *words, says=says)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    "verb", ["list", "gaps", "score", "history", "add", "edit", "delete", "rule", "export", "import"]
)
def test_a_path_that_is_no_library_is_refused_by_every_command(clerk: Clerk, tmp_path: Path, verb: str) -> None:
    data = written(tmp_path / "人.json", {"name": "周启明"})
    clerk.done("template", "person", tmp_path / "空.xlsx")
    sheet = filled(tmp_path / "空.xlsx")
    rest: dict[str, tuple[str | Path, ...]] = {
        "history": ("uid",),
        "add": ("person", "--data", data),
        "edit": ("uid", "--data", data),
        "delete": ("uid",),
        "rule": ("rule.digits=1", "--reason", "试"),
        "export": (tmp_path / "出",),
        "import": ("person", sheet),
    }
    before = tree(tmp_path)
    for place, why in ((tmp_path / "没有", "没有这个文件夹"), (tmp_path, "没有 ledger.db"), (data, "这是一个文件")):
        clerk.refused(2, verb, place, *rest.get(verb, ()), says=f"不是台帐库：.*{why}")
    assert tree(tmp_path) == before


def filled(path: Path) -> Path:
    from openpyxl import load_workbook

    book = load_workbook(path)
    book.worksheets[0]["A2"] = "周启明"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "不是正确的JSON：第1行第1个字符"),
        ('{"name": "周启明"', "不是正确的JSON：第1行第15个字符"),
        ('{"name": "周启明"}\n{"name": "林晓岚"}', "不是正确的JSON：第2行"),
        ("{'name': '周启明'}", "不是正确的JSON"),
        ("[" * 100_000, "括号套得太深"),
        ("[" * 300 + "]" * 300, "括号套得太深"),
        ('{"name": ' + "9" * 10_000 + "}", "位数太多的数"),
        ('{"name": NaN}', "NaN不是数字"),
        ('{"name": "周启明", "name": "林晓岚"}', "“name”在同一个{…}里写了两遍"),
        ("[]", "应是一个{…}"),
        ("[1]", "应是一个{…}"),
        ('"周启明"', "应是一个{…}"),
        ("null", "应是一个{…}"),
        ('{"nmae": "周启明"}', "“人员”没有“nmae”这一栏；可用的有：name（姓名）"),
        ('{"name": "周启明", "since": "2015-02-30"}', "“到岗日期”不能填“2015-02-30”：没有这一天"),
        ('{"name": "周启明", "since": "2月30日"}', "“到岗日期”不能填“2月30日”：没有这一天"),
        ('{"name": "周\\ud800启明"}', "“姓名”的第2个字是残缺字符"),
        ('{"name": ""}', "“姓名”不能填空白"),
        ("{}", "“姓名”不能填空白"),
        ('{"name": ["周启明"]}', "“姓名”不能填"),
        ('{"name": {"a": {"b": 1}}}', "“姓名”不能填"),
        ('{"name": true}', "“姓名”不能填"),
        ('{"name": "沈文君"}', "已有姓名“沈文君”，不能重复"),
        ('[{"name": "周启明"}, {"name": "周启明"}]', "第2条：.*已有姓名“周启明”.*都没有保存"),
        ('[{"name": "周启明"}, {"name": "林晓岚", "state": "在家"}]', "第2条：“在岗状态”不能填“在家”.*都没有保存"),
    ],
)
def test_a_record_that_cannot_be_taken_is_refused_and_the_library_stays(
    clerk: Clerk, tmp_path: Path, text: str, says: str
) -> None:
    library = clerk.library(tmp_path)
    before = tree(library)
    path = tmp_path / "新.json"
    path.write_text(text, encoding="utf-8")
    for flags in ((), ("--json",)):
        clerk.refused(2, "add", library, "person", "--data", path, *flags, says=says)
    assert tree(library) == before


def test_a_file_that_is_not_utf8_or_not_there_is_refused(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    before = tree(library)
    path = tmp_path / "国标.json"
    path.write_bytes('{"name": "周启明"}'.encode("gb18030"))
    clerk.refused(2, "add", library, "person", "--data", path, says="“.*国标.json”不是UTF-8编码的文本")
    clerk.refused(3, "add", library, "person", "--data", tmp_path / "没有.json", says="没有这个文件")
    clerk.refused(3, "add", library, "person", "--data", tmp_path, says="读不了|文件夹")
    clerk.refused(3, "add", library, "person", "--data", "长" * 3000, says="名称或路径太长")
    assert tree(library) == before


def test_standard_input_is_read_and_named(clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = clerk.library(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO('{"name": "周启明"}'.encode())))
    clerk.done("add", library, "person", "--data", "-")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[")))
    clerk.refused(2, "add", library, "person", "--data", "-", says="^标准输入不是正确的JSON")
    monkeypatch.setattr(sys, "stdin", None)
    clerk.refused(3, "add", library, "person", "--data", "-", says="没有标准输入可读")


def test_an_edit_that_cannot_be_taken_changes_nothing(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    uid = clerk.uid(library, "opinion")
    before = tree(library)
    for data, says in (
        ({"replied": "2015-02-30"}, "“答复日期”不能填“2015-02-30”"),
        ({"content": None}, "“意见建议内容”不能填空白"),
        ({"answer": "x"}, "没有“answer”这一栏"),
        ([], "应是一个{…}"),
    ):
        clerk.refused(2, "edit", library, uid, "--data", written(tmp_path / "改.json", data), says=says)
    assert tree(library) == before


@pytest.mark.parametrize("verb", ["edit", "delete", "undelete", "history", "attach"])
def test_an_unknown_uid_is_named(clerk: Clerk, tmp_path: Path, verb: str) -> None:
    library = clerk.library(tmp_path)
    before = tree(library)
    rest: dict[str, tuple[str | Path, ...]] = {
        "edit": ("--data", written(tmp_path / "改.json", {"note": "x"})),
        "attach": (scan(tmp_path / "签字页.pdf"),),
    }
    clerk.refused(2, verb, library, "no-such-uid", *rest.get(verb, ()), says="编号为“no-such-uid”的记录")
    assert tree(library) == before


def test_what_is_not_in_the_recycle_bin_does_not_come_back(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    uid = clerk.uid(library, "opinion")
    clerk.refused(2, "undelete", library, uid, says="不在回收站里")
    clerk.done("delete", library, uid)
    clerk.refused(2, "delete", library, uid, says="已在回收站")
    clerk.refused(2, "attach", library, uid, scan(tmp_path / "签字页.pdf"), says="已在回收站")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("签字页.pdf", "会议记录".encode(), "扩展名是.pdf，实际是文本文件"),
        ("签字页.pdf", b"\xff\xd8\xff\xe0rest", "扩展名是.pdf，实际是JPEG图片"),
        ("签字页.pdf", b"", "空文件"),
        ("签字页.pdf", b"%PDF-1.7\nbroken", "已损坏或不完整"),
        ("照片.jpg", b"\xff\xd8\xff\xe0rest", "“照片.jpg”不能作为附件"),
        ("登记.docx", b"PK\x03\x04", "“登记.docx”不能作为附件"),
        ("没有.pdf", None, "“没有.pdf”不能作为附件"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_not_attached(
    clerk: Clerk, tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    library = clerk.library(tmp_path)
    uid = clerk.uid(library, "opinion")
    before = tree(library)
    if data is not None:
        (tmp_path / name).write_bytes(data)
    good = scan(tmp_path / "好的.pdf")
    clerk.refused(2, "attach", library, uid, good, tmp_path / name, says=says)
    clerk.refused(2, "attach", library, uid, good, tmp_path / name, "--json", says=says)
    clerk.refused(
        2, "attach", library, uid, good, "--as", "scan", says="用途不能是“scan”；可用的有：signed（签字扫描件）"
    )
    assert tree(library) == before


def test_the_same_scan_is_not_attached_twice(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    uid, path = clerk.uid(library, "opinion"), scan(tmp_path / "签字页.pdf")
    clerk.done("attach", library, uid, path)
    clerk.refused(2, "attach", library, uid, path, says="内容完全相同")


def test_an_export_that_cannot_be_made_writes_nothing(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    (tmp_path / "已有").mkdir()
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    before = tree(tmp_path)
    clerk.refused(2, "export", library, tmp_path / "已有", says="“.*已有”已经存在，没有写入任何内容")
    clerk.refused(2, "export", library, tmp_path / "文件", says="已经存在")
    clerk.refused(3, "export", library, tmp_path / "没有" / "报送", says="上级文件夹不存在")
    clerk.refused(3, "export", library, tmp_path / "文件" / "报送", says="是一个文件，不是文件夹")
    clerk.refused(3, "export", library, tmp_path / ("长" * 300), says="太长")
    clerk.refused(2, "export", library, tmp_path / "新", "--formats", "docx,odt", says="只能从docx、pdf、xlsx里选")
    clerk.refused(2, "export", library, tmp_path / "新", "--formats", ",", says="只能从docx、pdf、xlsx里选")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("char", ["\U000323b0", "👍"])
def test_a_character_that_no_face_has_is_named_with_its_record_and_code(
    clerk: Clerk, tmp_path: Path, char: str
) -> None:
    library = clerk.library(tmp_path)
    data = written(tmp_path / "新.json", {**OPINION, "handler": f"赵{char}"})
    assert (
        f"“{char}”（U+{ord(char):04X}，第2个字）哪种字体里都没有"
        in clerk.run("add", library, "opinion", "--data", data).err
    )
    before = tree(tmp_path)
    says = f"“建议增加午间值班窗口”的“承办人”里有字库中没有的字“{char}”（U\\+{ord(char):04X}）"
    clerk.refused(2, "export", library, tmp_path / "报送", "--bundled-fonts", says=says)
    assert tree(tmp_path) == before


def test_a_library_is_not_made_where_something_is(clerk: Clerk, tmp_path: Path) -> None:
    clerk.library(tmp_path)
    before = tree(tmp_path)
    clerk.refused(2, "init", tmp_path, *NEW, says="这里已经有文件")
    clerk.refused(2, "init", tmp_path / "台帐库", *NEW, says="这里已经有文件")
    clerk.refused(2, "init", tmp_path / "person.json", *NEW, says="这里已经有文件")
    clerk.refused(3, "init", tmp_path / "person.json" / "库", *NEW, says="已经有同名的文件|不是文件夹")
    clerk.refused(3, "init", tmp_path / ("长" * 300), *NEW, says="名称或路径太长")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["台帐库", "报送"])
def test_a_demo_is_not_built_over_another(clerk: Clerk, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    clerk.refused(2, "demo", tmp_path, says=f"“.*{name}”已经存在，没有写入任何内容")
    assert tree(tmp_path) == {name: None}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.dictionaries(st.sampled_from([field.name for field in KINDS[0].fields]), JSON) | JSON)
def test_no_json_ever_ends_in_a_traceback(clerk: Clerk, tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    folder = tmp_path_factory.mktemp("任意")
    clerk.done("init", folder / "库", *NEW)
    path = folder / "新.json"
    path.write_text(json.dumps(data), encoding="utf-8")  # NaN and half characters included
    run = clerk.run("add", folder / "库", "person", "--data", path)
    assert run.code in (0, 2)
    if run.code:
        assert_sentence(run.err)
        assert clerk.done("list", folder / "库").out == "共0条。\n"


WORDS = st.one_of(
    st.sampled_from([command.verb for command in commands() if command.verb != "demo"]),
    st.sampled_from([kind.slug for kind in KINDS]),
    st.sampled_from(["--json", "--data", "-", "--case", "--year", "2015", "--scheme", "qidong-2015", "--", "--help"]),
    st.text(max_size=6),
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=6))
def test_no_words_on_the_command_line_ever_end_in_a_traceback(
    capsys: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
) -> None:
    monkeypatch.chdir(tmp_path_factory.getbasetemp())
    monkeypatch.setattr("forms.launch.main", lambda library: 0)  # where there is a screen it would wait for the clerk
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    code = main(words)
    taken = capsys.readouterr()
    assert code in (0, 1, 2, 3)
    if code == 0:
        assert taken.err == ""
    else:  # what is wrong with a package is the answer that was asked for
        assert taken.err or (words[0] in ("verify", "receive", "merge") and taken.out), (code, taken)


def test_a_line_end_in_what_was_typed_does_not_break_the_sentence(clerk: Clerk) -> None:
    clerk.refused(2, "kinds", "没\n有\r\n", says="没有“没 有 ”这种记录")
