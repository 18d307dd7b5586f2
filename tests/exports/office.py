"""LibreOffice without a screen, with the bundled faces standing for the official ones: the same on any machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

from exports.typeset.faces import Faces, Role
from ledger.assets import folder

FACES = {
    Role.BODY: "GW Fangsong",
    Role.TITLE: "GW Song Bold",
    Role.HEI: "GW Hei",
    Role.KAI: "GW Kai",
    Role.SONG: "GW Song",
}


def to_pdf(place: Path, *papers: Path) -> None:
    """Convert the docx `papers`, which lie in `place`, to PDFs beside them."""
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{escape(Faces.bundled().family(role))}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{name}</string></edit></match>'
        for role, name in FACES.items()
    )
    (place / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{escape(str(folder() / 'fonts'))}</dir><cachedir>{place}/cache</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    _convert(place, "pdf", *papers)


def to_pdf_as_word_spaces_it(place: Path, *papers: Path) -> None:
    """The same without LibreOffice's own white between Chinese and Latin text.

    The papers switch it off (w:autoSpaceDE, w:autoSpaceDN), but LibreOffice 7 does not read that from a docx: so each
    becomes a flat OpenDocument first, where the switch is thrown.
    """
    to_pdf(place, *papers)
    _convert(place, "fodt", *papers)
    flat = [paper.with_suffix(".fodt") for paper in papers]
    for each in flat:
        text = each.read_text(encoding="utf-8")
        text = text.replace('style:text-autospace="ideograph-alpha"', 'style:text-autospace="none"')
        each.write_text(text, encoding="utf-8", newline="\n")
    _convert(place, "pdf", *flat)


def _convert(place: Path, kind: str, *papers: Path) -> None:
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(place), *map(str, papers)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(place / "fonts.conf")}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=600)
