"""Apache PDFBox Preflight, the independent judge of PDF/A-1b: one start of Java for any number of files."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from scripts.system import JARS

_JARS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api")
_PATIENCE = 570

needed = pytest.mark.tool("java", "preflight.jar", "jaxb-api.jar")
"""The mark of a test that calls `validate`."""


def validate(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """What Preflight holds against each file; an empty list for one that is PDF/A-1b."""
    with tempfile.TemporaryDirectory() as folder:
        plain = [Path(folder) / f"{number:05d}.pdf" for number in range(len(paths))]
        for link, path in zip(plain, paths, strict=True):
            link.symlink_to(path.resolve())  # Java reads Chinese names only where the locale tells it how
        names = Path(folder) / "names"
        names.write_text("".join(f"{link}\n" for link in plain), encoding="ascii")
        classes = os.pathsep.join(str(JARS / f"{jar}.jar") for jar in _JARS)
        done = subprocess.run(
            [
                "java",
                "-Djava.awt.headless=true",
                "-cp",
                classes,
                "org.apache.pdfbox.preflight.Validator_A1b",
                "xml",
                "group",
                str(names),
            ],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        report = Path(f"{names}.preflight.xml")
        assert report.is_file(), done.stdout + done.stderr
        verdicts = etree.parse(report).getroot().findall("preflight")
    assert [verdict.get("name") for verdict in verdicts] == [link.name for link in plain]
    return {path: _faults(verdict) for path, verdict in zip(paths, verdicts, strict=True)}


def _faults(verdict: etree._Element) -> list[str]:
    if verdict.findtext("isValid") == "true":
        return []
    faults = [f"{each.findtext('code')} {each.findtext('details')}" for each in verdict.iter("error")]
    return faults or [f"not valid: {etree.tostring(verdict, encoding='unicode')}"]
