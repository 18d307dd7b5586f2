"""Work B against docxtpl, and against docxtpl with LibreOffice for the PDFs."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from ledger.book import Ledger
from ledger.filing import arrange
from tests.bench.place import lacking
from tests.bench.report import Entry, Figure, Skipped
from tests.bench.templates import write_templates
from tests.bench.timing import Contestant, Race, Spread, race, timed
from tests.bench.work import PAPERS, Work
from tests.exports import office

SAMPLE, CONVERTED = 200, 20
"""Papers that docxtpl makes, and those of them that LibreOffice converts."""
DOCX, PDF = "B：本程序docx / docxtpl", "B：本程序导出PDF / (docxtpl + LibreOffice)"


def against_docxtpl(work: Work) -> list[Entry]:
    """The docx and the PDFs of the papers, against docxtpl and LibreOffice."""
    if "docxtpl" not in work.place.peers:
        return [Skipped(name, lacking("docxtpl")) for name in (DOCX, PDF)]
    contestants = _makers(work)
    converts = shutil.which("soffice") is not None
    if converts:
        contestants |= _conversions(work, contestants["docxtpl"])
    done = race(contestants, cwd=work.place.root)
    entries: list[Entry] = [
        Figure(f"B：本程序{SAMPLE}份docx", done.seconds("docx"), "秒", note="均匀抽取；一个进程，含读台帐库"),
        Figure(f"B：docxtpl {work.place.peers['docxtpl']}，同样{SAMPLE}份", done.seconds("docxtpl"), "秒"),
        Figure(DOCX, done.ratio("docx", "docxtpl"), most=0.5),
        Figure(f"B：本程序{SAMPLE}份PDF", done.seconds("pdf"), "秒", note="同上，不装订"),
        Figure(f"B：本程序导出{PAPERS}份PDF", done.seconds("export"), "秒", note="含合订本、目录和校验"),
    ]
    return [*entries, *(_converted(done) if converts else [Skipped(PDF, lacking("LibreOffice"))])]


def _makers(work: Work) -> dict[str, Contestant]:
    """Ours, and docxtpl with templates made from what ours wrote."""
    keys = work.folder / "keys.json"
    keys.write_text(json.dumps(_sample(work.library)), encoding="utf-8", newline="\n")
    commands = {}
    for suffix in ("docx", "pdf"):
        target = work.folder / suffix
        target.mkdir()
        commands[suffix] = Contestant(work.place.contestant("papers", work.library, keys, target, suffix))
    timed(commands["docx"], cwd=work.place.root)
    templates, made = work.folder / "docxtpl", work.folder / "docxtpl" / "made"
    made.mkdir(parents=True)
    write_templates(sorted((work.folder / "docx").glob("*.docx")), templates)
    docxtpl = Contestant(work.place.peer("by_docxtpl", templates, made, str(SAMPLE)))
    return {**commands, "docxtpl": docxtpl, "export": work.export("--formats", "pdf", "--anew")}


def _sample(library: Path) -> list[str]:
    """The keys of some papers, evenly spread over the campaign, so that the kinds are mixed as in the whole.

    The first of them, which LibreOffice converts, are evenly spread too.
    """
    with Ledger.open(library, read_only=True) as ledger:
        keys = [item.key for volume in arrange(ledger.snapshot()) for item in volume.items]
    spread = keys[:: PAPERS // SAMPLE]
    first = spread[:: SAMPLE // CONVERTED]
    return first + [key for key in spread if key not in first]


def _conversions(work: Work, docxtpl: Contestant) -> dict[str, Contestant]:
    """LibreOffice converting one paper, and twenty in one call, with the bundled faces and a profile made before."""
    timed(docxtpl, cwd=work.place.root)
    made = work.folder / "docxtpl" / "made"
    papers = sorted(made.glob("*.docx"))[:CONVERTED]
    office.to_pdf(made, papers[0])
    environ = {**os.environ, "FONTCONFIG_FILE": str(made / "fonts.conf")}
    profile = f"-env:UserInstallation={(made / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", work.folder / "converted"]
    return {
        "soffice one": Contestant([*command, papers[CONVERTED // 2]], environ=environ),
        "soffice": Contestant([*command, *papers], environ=environ),
    }


def _converted(done: Race) -> list[Entry]:
    """What docxtpl and LibreOffice would take for all papers, reckoned from what they took for some."""
    whole = [
        tpl.seconds * PAPERS / SAMPLE + one.seconds + (many.seconds - one.seconds) * (PAPERS - 1) / (CONVERTED - 1)
        for tpl, one, many in zip(*(done.runs[name] for name in ("docxtpl", "soffice one", "soffice")), strict=True)
    ]
    export, alone = (
        Spread.of([ours.seconds * times / other for ours, other in zip(done.runs[name], whole, strict=True)])
        for name, times in (("export", 1), ("pdf", PAPERS / SAMPLE))
    )
    note = f"由{CONVERTED}份推算到{PAPERS}份：一个soffice进程，启动只算一次"
    return [
        Figure(f"B：LibreOffice转换{CONVERTED}份", done.seconds("soffice"), "秒"),
        Figure(f"B：docxtpl + LibreOffice，{PAPERS}份", Spread.of(whole), "秒", note=note),
        Figure(PDF, export, most=0.05, note="本程序的含合订本、目录和校验"),
        Figure("B：本程序PDF，不装订 / (docxtpl + LibreOffice)", alone, note=f"由{SAMPLE}份推算，一个进程"),
    ]
