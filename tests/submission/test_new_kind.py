"""A new kind of paper is one module and one line: proven on a copy of the program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.exports.reading import docx_words, pdf_words
from tests.submission.index import index_rows

ROOT = Path(__file__).parents[2]

MODULE = '''"""A register of praise (表扬信) as a paper of its own."""

from __future__ import annotations

from ledger.fields import Date, LongText, Text
from ledger.kinds.kind import Kind

KIND = Kind(
    slug="praise",
    title="表扬信",
    paper="表扬信登记表",
    date="received",
    subject="{sender}的表扬信",
    signed=True,
    fields=(
        Text(name="sender", label="来信单位", required=True, essential=True, sample="海滨纺织厂"),
        Date(name="received", label="收到日期", required=True, sample="2015.7.9"),
        LongText(name="text", label="内容", required=True, sample="办事快、态度好。"),
    ),
)
'''


def taizhang(program: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the copied program's command line."""
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "forms", *words]
    return subprocess.run(command, cwd=program, env=environment, input=given, capture_output=True, encoding="utf-8")


def copy_of_the_program(folder: Path) -> Path:
    for room in ("ledger", "exports", "forms"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "assets").symlink_to(ROOT / "assets", target_is_directory=True)
    return folder


def test_one_module_and_one_line_give_docx_pdf_index_row_gap_and_command(tmp_path: Path) -> None:
    program = copy_of_the_program(tmp_path / "program")
    (program / "ledger/kinds/praise.py").write_text(MODULE, encoding="utf-8")
    registry = program / "ledger/kinds/__init__.py"
    text = registry.read_text(encoding="utf-8")
    assert text.count('    "filing_plan",\n') == 1
    registry.write_text(text.replace('    "filing_plan",\n', '    "filing_plan",\n    "praise",\n'), encoding="utf-8")

    lib, out = str(tmp_path / "台帐库"), tmp_path / "报送"
    made = taizhang(program, "init", lib, "--scheme", "qidong-2015", "--unit", "海滨五分局", "--year", "2015")
    assert made.returncode == 0, made.stderr
    listed = taizhang(program, "kinds", "praise", "--json")
    assert [field["name"] for field in json.loads(listed.stdout)["kinds"][0]["fields"]] == [
        "sender",
        "received",
        "text",
    ]
    added = taizhang(
        program, "add", lib, "praise", "--data", "-", given='{"sender": "海滨纺织厂", "received": "2015.7.9"}'
    )
    assert added.returncode == 0, added.stderr

    gaps = json.loads(taizhang(program, "gaps", lib, "--json").stdout)["gaps"]
    mine = {gap["code"]: gap["sentence"] for gap in gaps if gap["records"] == [added.stdout.strip()]}
    assert "内容" in mine["incomplete"]
    assert "海滨纺织厂的表扬信" in mine["unsigned"]

    exported = taizhang(program, "export", lib, str(out), "--bundled-fonts")
    assert exported.returncode == 1, exported.stderr
    (row,) = [row for row in index_rows(out) if row.title == "海滨纺织厂的表扬信"]
    words = docx_words(out / f"{row.file}.docx")
    assert "海滨纺织厂的表扬信" in words and "2015年7月9日" in words
    assert words == pdf_words(out / f"{row.file}.pdf")
