"""Every command does what it says, with and without --json."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pikepdf
import pytest

from forms.commands import commands
from ledger.book import Ledger
from ledger.kinds import KINDS
from tests.forms.cli_runs import OPINION, Clerk, written


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


def scan(path: Path, pages: int = 1) -> Path:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(path)
    return path


@pytest.mark.parametrize("words", [["-h"], ["--help"], ["help"]])
def test_the_overview_lists_every_command(clerk: Clerk, words: list[str]) -> None:
    out = clerk.done(*words).out
    for command in commands():
        assert f"taizhang {command.usage}\n      {command.summary}\n" in out
    assert "退出码" in out


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.verb)
def test_every_command_explains_itself_in_chinese(clerk: Clerk, command: object) -> None:
    verb, usage, summary = command.verb, command.usage, command.summary  # type: ignore[attr-defined]
    for flag in ("--help", "-h"):
        assert clerk.done(verb, flag).out == f"taizhang {usage}\n    {summary}\n"
    assert usage.split()[0] == verb
    assert summary.endswith("。")


def test_init_makes_a_library_of_the_scheme(clerk: Clerk, tmp_path: Path) -> None:
    library = tmp_path / "我的 台帐库"
    words = ("--scheme", "qidong-2015", "--unit", "第五税务分局", "--year", "2015", "--name", "示范窗口创建")
    out = clerk.done("init", library, *words).out
    assert out == f"已建立台帐库“{library}”：第五税务分局　2015年度　示范窗口创建\n"
    with Ledger.open(library, read_only=True) as ledger:
        assert (ledger.campaign.unit, ledger.campaign.year, ledger.campaign.name, ledger.scheme.id) == (
            "第五税务分局",
            2015,
            "示范窗口创建",
            "qidong-2015",
        )


def test_schemes_are_listed(clerk: Clerk) -> None:
    assert "qidong-2015　“人民满意服务示范窗口”创建活动" in clerk.done("schemes").out
    listed = clerk.done("schemes", "--json").json["schemes"]
    assert len({each["id"] for each in listed}) == len({each["name"] for each in listed}) == len(listed) == 28
    (scheme,) = [each for each in listed if each["id"] == "qidong-2015"]
    assert scheme["year"] == 2015


def test_kinds_and_their_fields_are_listed(clerk: Clerk) -> None:
    lines = clerk.done("kinds").out.splitlines()
    assert [line.split("　")[0] for line in lines] == [kind.slug for kind in KINDS]
    assert "  content　意见建议内容　文字　必有" in clerk.done("kinds", "opinion").out
    assert "    owner　责任人　人员　可空" in clerk.done("kinds", "meeting").out


def test_kinds_in_json_carry_every_declaration(clerk: Clerk) -> None:
    listed = clerk.done("kinds", "--json").json["kinds"]
    assert [each["slug"] for each in listed] == [kind.slug for kind in KINDS]
    for each, kind in zip(listed, KINDS, strict=True):
        assert [field["label"] for field in each["fields"]] == [field.label for field in kind.fields]
    (meeting,) = clerk.done("kinds", "meeting", "--json").json["kinds"]
    fields = {field["name"]: field for field in meeting["fields"]}
    assert fields["type"]["choices"][0] == "动员会"
    assert [column["name"] for column in fields["decisions"]["columns"]] == ["item", "owner", "deadline"]


def test_one_record_is_added_and_printed_by_uid(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    uid = clerk.done("add", library, "opinion", "--data", written(tmp_path / "一.json", OPINION)).out.strip()
    (record,) = [each for each in clerk.done("list", library, "--json").json["records"] if each["uid"] == uid]
    assert record["kind"] == "opinion"
    assert record["values"]["date"] == "2015-07-02"
    assert record["revision"] == 1


def test_many_records_are_added_together(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    rows = [{**OPINION, "number": number} for number in (2, 3, 4)]
    uids = clerk.done("add", library, "opinion", "--data", written(tmp_path / "三.json", rows), "--json").json["uids"]
    assert len(uids) == 3
    assert "共4条。" in clerk.done("list", library, "opinion").out


def test_a_file_with_a_byte_order_mark_is_read(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    path = tmp_path / "记事本.json"
    path.write_text(json.dumps({"name": "周启明"}), encoding="utf-8-sig")
    clerk.done("add", library, "person", "--data", path)


def test_a_record_is_edited_and_its_history_tells_it_in_words(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    uid = clerk.uid(library, "opinion")
    data = written(tmp_path / "改.json", {"replied": "7月4日", "note": ""})
    assert clerk.done("edit", library, uid, "--data", data, "--json").json == {"uids": [uid]}
    lines = clerk.done("history", library, uid).out.splitlines()
    assert len(lines) == 2
    assert "　新增　建议增加午间值班窗口" in lines[0]
    assert lines[1].endswith("　修改　答复日期：（空） → 2015年7月4日")
    added, edited = clerk.done("history", library, uid, "--json").json["history"]
    assert (added["action"], edited["field"], edited["new"]) == ("add", "replied", "2015年7月4日")
    assert dt.datetime.fromisoformat(edited["at"]).tzinfo is not None


def test_a_record_goes_to_the_recycle_bin_and_comes_back(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    uid = clerk.uid(library, "opinion")
    assert "undelete" in clerk.done("delete", library, uid).out
    assert clerk.done("list", library, "opinion").out == "共0条。\n"
    assert uid in clerk.done("list", library, "--deleted").out
    clerk.done("undelete", library, uid)
    assert uid in clerk.done("list", library, "opinion").out
    assert [line.split("　")[2] for line in clerk.done("history", library, uid).out.splitlines()] == [
        "新增",
        "移到回收站",
        "恢复",
    ]


def test_scans_are_attached_with_their_pages(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    uid = clerk.uid(library, "opinion")
    one, two = scan(tmp_path / "签字页.pdf"), scan(tmp_path / "附件.pdf", 2)
    assert clerk.done("attach", library, uid, one).out == "已添加“签字页.pdf”，1页。\n"
    (added,) = clerk.done("attach", library, uid, two, "--as", "annex", "--json").json["attachments"]
    assert (added["name"], added["pages"]) == ("附件.pdf", 2)
    (record,) = clerk.done("list", library, "opinion", "--json").json["records"]
    assert [(each["role"], each["name"]) for each in record["attachments"]] == [
        ("signed", "签字页.pdf"),
        ("annex", "附件.pdf"),
    ]
    assert "　添加附件　签字扫描件：签字页.pdf" in clerk.done("history", library, uid).out


def test_a_wrong_scan_is_taken_off_again(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    uid = clerk.uid(library, "opinion")
    (added,) = clerk.done("attach", library, uid, scan(tmp_path / "错.pdf"), "--json").json["attachments"]
    assert clerk.done("detach", library, added["uid"]).out == "已从记录上取下；文件仍留在台帐库里。\n"
    (record,) = clerk.done("list", library, "opinion", "--json").json["records"]
    assert record["attachments"] == []
    assert "错.pdf" in clerk.done("history", library, uid).out
    clerk.refused(2, "detach", library, added["uid"], says="附件")


def test_gaps_are_findings_not_failures(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    out = clerk.done("gaps", library, code=1).out
    assert "缺“动员会议记录”" in out
    found = clerk.done("gaps", library, "--json", code=1).json
    assert found["as_of"] == dt.date.today().isoformat()
    assert f"缺项{len(found['gaps'])}处，疑点{len(found['problems'])}处" in out
    assert {"code", "sentence", "next_step", "records", "risk"} <= set(found["gaps"][0])
    assert f"最多影响总分{found['points_at_risk']}分" in out


def test_a_library_without_marks_has_no_score_yet_and_says_why(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    assert "还没有得分，请先登记" in clerk.done("score", library, code=1).out
    assert clerk.done("score", library, "--json", code=1).json["nodes"]["total"]["exact"] is None


def test_the_score_of_a_library_is_that_of_its_records(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    with Ledger.open(library, read_only=True) as ledger:
        leaders, representatives, public = ledger.scheme.node("review").groups
    counts = [
        {"group": each.name, "issued": 1, "returned": 1, "void": 0} for each in (leaders, representatives, public)
    ]
    review = {"title": "2015年度", "date": "11月6日", "organiser": "某镇人民政府", "groups": counts}
    clerk.done("add", library, "review", "--data", written(tmp_path / "评议.json", review))
    ballots = [
        {"review": "2015年度民主评议汇总表", "group": group.name, "score": score}
        for group, score in ((leaders, "88"), (representatives, "85"), (public, "90"))
    ]
    clerk.done("add", library, "ballot", "--data", written(tmp_path / "票.json", ballots))
    fields = clerk.done("kinds", "daily_assessment", "--json").json["kinds"][0]["fields"]
    daily = {field["name"]: field["sample"] for field in fields if field["essential"] or field["required"]}
    clerk.done("add", library, "daily_assessment", "--data", written(tmp_path / "考核.json", {**daily, "score": "92"}))
    nodes = clerk.done("score", library, "--json").json["nodes"]
    assert nodes["review"]["exact"] == "88.25"  # 88 × 25% + 85 × 25% + 90 × 50%
    assert nodes["total"] == {"exact": "89.375", "shown": "89.38", "passed": None}  # 92 × 30% + 88.25 × 70%


def test_a_rule_is_changed_with_its_reason(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    out = clerk.done("rule", library, "rule.unknown=zero", "rule.digits=1", "--reason", "县里口径").out
    assert out.splitlines() == ["rule.unknown：exclude → zero（县里口径）", "rule.digits：2 → 1（县里口径）"]
    assert clerk.done("score", library, "--json", code=1).json["rules"]["unknown"] == "zero"
    assert "改动方案　rule.unknown：exclude → zero　县里口径" in clerk.done("history", library, "scheme").out


def test_the_submission_is_exported(clerk: Clerk, tmp_path: Path) -> None:
    library, dest = clerk.library(tmp_path), tmp_path / "报送"
    told = clerk.run("export", library, dest, "--bundled-fonts", "--json")
    assert told.code == 1
    assert {"folder", "volumes", "items", "pages", "files", "gaps", "problems", "faces"} <= set(told.json)
    assert told.json["files"] == sum(1 for path in dest.rglob("*") if path.is_file())
    with pikepdf.open(dest / "合订本.pdf") as bound:
        assert len(bound.pages) == told.json["sides"] > told.json["pages"]


def test_only_the_formats_asked_for_are_exported(clerk: Clerk, tmp_path: Path) -> None:
    library, dest = clerk.library(tmp_path), tmp_path / "报送"
    told = clerk.run("export", library, dest, "--bundled-fonts", "--formats", "DOCX，docx", "--without-gaps")
    assert told.code == 1
    assert "用 taizhang gaps 查看" in told.out
    suffixes = {path.suffix for path in dest.rglob("*") if path.is_file()}
    assert suffixes == {".docx", ".html", ".pdf", ".txt"}
    assert [path.name for path in dest.rglob("*.pdf")] == ["合订本.pdf"]
    assert not [path for path in dest.rglob("*") if "缺项" in path.name]


def test_the_demo_builds_a_library_and_its_submission(clerk: Clerk, tmp_path: Path) -> None:
    run = clerk.run("demo", tmp_path / "示例", "--json")
    assert run.code == 0, run.err
    assert "正在建立示例台帐库" in run.err
    assert run.json["items"] > 20
    assert (tmp_path / "示例" / "报送" / "合订本.pdf").is_file()
    assert f"疑点{len(run.json['problems'])}处" in clerk.done("gaps", tmp_path / "示例" / "台帐库", code=1).out


@pytest.mark.parametrize(("words", "named"), [(("--unit", "第👍分局"), "单位名称"), (("--name", "活👍动"), "活动名称")])
def test_a_name_that_no_face_can_print_is_refused_before_a_library_stands(
    clerk: Clerk, tmp_path: Path, words: tuple[str, str], named: str
) -> None:
    given = ("--unit", "第五税务分局", *words)  # of an option given twice the last one holds
    says = f"“{named}”里有字库中没有的字"
    clerk.refused(2, "init", tmp_path / "台帐库", "--scheme", "qidong-2015", "--year", "2015", *given, says=says)
    assert list(tmp_path.iterdir()) == []
