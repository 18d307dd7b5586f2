"""What the built program is asked in turn on a small library of its own: locking it, handing it over, receiving it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

LIBRARY, STICK, PASSPHRASE, ENTRY, SHEET = "台帐库", "U盘", "江畔石桥七盏灯亮着\n", "意见.json", "空白表.xlsx"
FOR_THE_WAY = "road2015lamps\n"
"""The passphrase of the package."""
OPINION = {"number": 1, "date": "2015.7.2", "source": "座谈会", "content": "建议增加午间值班窗口", "handler": "沈文君"}

Ask = Callable[[list[str], str], CompletedProcess[str]]
"""Runs the program in the folder with these words and this standard input."""


@dataclass(frozen=True)
class Step:
    """A command, its exit code, a part of what it says, and what stands in its standard input.

    A word with `*` is the one file of that name in the folder; UID is the record that was added.
    """

    words: tuple[str, ...]
    code: int
    says: str
    given: str = ""


UID = "编号"
KEY, PACKAGE = "--password-stdin", f"{STICK}/*.zip"
STEPS = (
    Step(("init", LIBRARY, "--scheme", "hall-pledges", "--unit", "第五税务分局", "--year", "2015"), 0, "已建立"),
    Step(("add", LIBRARY, "opinion", "--data", ENTRY, "--json"), 0, "uids"),
    Step(("paper", LIBRARY, "register:opinion", "纸", "--formats", "pdf", "--bundled-fonts"), 0, "1份1页"),
    # Two files that are opened in the process for files from outside: pikepdf and pdfium, openpyxl with defusedxml.
    Step(("attach", LIBRARY, UID, "纸/*.pdf"), 0, "，1页"),
    Step(("template", "opinion", SHEET), 0, "已写好"),
    Step(("import", LIBRARY, "opinion", SHEET), 2, "表头下面没有内容"),
    Step(("backup", LIBRARY), 0, "副本已核对"),
    # sqlcipher3 for the database, Cryptodome for the attachment.
    Step(("protect", LIBRARY, KEY), 0, "恢复码：", PASSPHRASE),
    Step(("list", LIBRARY, "opinion"), 2, "需要台帐库的口令"),
    Step(("list", LIBRARY, "opinion", KEY), 0, "建议增加午间值班窗口", PASSPHRASE),
    Step(("doctor", LIBRARY, KEY), 0, "附件文件1，备份1", PASSPHRASE),
    # bagit, and pyzipper with Cryptodome.
    Step(
        ("handover", LIBRARY, STICK, "--purpose", "colleague", "--bundled-fonts", "--encrypt", KEY),
        1,
        "可以拔出",
        PASSPHRASE + FOR_THE_WAY,
    ),
    Step(("verify", PACKAGE, KEY), 0, "核对无误", FOR_THE_WAY),
    Step(("receive", PACKAGE, "接收的台帐库", KEY), 0, "回执写在", FOR_THE_WAY),
    Step(("unprotect", LIBRARY, KEY), 0, "已取消口令", PASSPHRASE),
    Step(("doctor", "接收的台帐库"), 0, "附件文件1，备份0"),
)


def amiss(folder: Path, ask: Ask) -> str:
    """A sentence on the first step in the empty `folder` that does not go as it should, "" when all do."""
    (folder / STICK).mkdir()
    (folder / ENTRY).write_text(json.dumps(OPINION, ensure_ascii=False), encoding="utf-8", newline="\n")
    uid = ""
    for step in STEPS:
        words = [uid if word == UID else _found(folder, word) for word in step.words]
        done = ask(words, step.given)
        if done.returncode != step.code or step.says not in done.stdout:
            codes = f"退出码 {done.returncode}，应为 {step.code}"
            return f"建成的程序在 {words[0]} 一步不对（{codes}）：{done.stdout[-600:]}"
        if words[0] == "add":
            uid = json.loads(done.stdout)["uids"][0]
    return ""


def _found(folder: Path, word: str) -> str:
    """The one file that a word with `*` means; the word itself where there is none."""
    files = [path.relative_to(folder).as_posix() for path in sorted(folder.glob(word))] if "*" in word else []
    return files[0] if files else word
