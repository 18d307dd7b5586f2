"""How each bundled face is made from its source: fewer characters, no layout tables, outlines for reportlab, own name.

Run in an environment with fontTools: `python -m scripts.typefaces SHIPPED MADE`, sources beside MADE.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem

LAYOUT = ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx", "STAT", "DSIG", "meta", "mort", "gasp"]
ENGLISH = (3, 1, 0x409)
FANDOL = (
    "GPL-3.0 with font exception (as FandolFang-Regular v0.3, Fandol team); converted to TrueType outlines; "
    "the font exception is extended to this version."
)
LIMITS = ["TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions"]
COUNTS = ["Points", "Contours", "CompositePoints", "CompositeContours", "ComponentElements", "ComponentDepth"]


def cut(source: Path, shipped: Path, drop: tuple[str, ...] = ()) -> TTFont:
    """`source` with the characters of the face that is shipped and nothing but outlines, metrics and names."""
    font = TTFont(source, lazy=True, recalcTimestamp=False)
    options = subset.Options(
        layout_features=[],
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        glyph_names=False,
        hinting=False,
        desubroutinize=True,
        recalc_timestamp=False,
    )
    options.drop_tables += [*LAYOUT, *drop]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=set(TTFont(shipped, lazy=True).getBestCmap()))
    subsetter.subset(font)
    return font


def rename(font: TTFont, names: dict[int, str]) -> None:
    """Give the face a name of its own: the licences reserve the old one to the unchanged file."""
    for number, text in names.items():
        font["name"].setName(text, number, *ENGLISH)


def smaller(source: Path, shipped: Path, name: str) -> TTFont:
    """A face that has TrueType outlines already, with fewer characters."""
    font = cut(source, shipped)
    rename(font, {1: name, 4: name, 6: name.replace(" ", ""), 3: name})
    font["name"].names = [each for each in font["name"].names if each.langID == 0x409 and each.platformID == 3]
    return font


def rare(source: Path, shipped: Path) -> TTFont:
    """HanaMinB for the rare characters alone, 1000 units to the em like the other faces."""
    font = cut(source, shipped, ("EBDT", "EBLC", "EBSC"))
    scale_upem(font, 1000)
    kept = [each for each in font["name"].names if each.platformID == 3 and each.langID == 0x409]
    font["name"].names = [each for each in kept if each.nameID in (0, 5, 13, 14)]
    rename(font, {1: "GW Rare", 2: "Regular", 3: "GwRare", 4: "GW Rare", 6: "GwRare-Regular"})
    return font


def fang(source: Path, shipped: Path) -> TTFont:
    """FandolFang with TrueType outlines; ￥ ￣ ㄧ, which it draws wrongly, are not among the shipped characters."""
    font = cut(source, shipped)
    to_quadratic(font)
    kept = (0, 5, 7, 8, 9, 11, 13, 14)
    font["name"].names = [each for each in font["name"].names if each.nameID in kept and each.platformID == 3]
    name, short = "GW Fangsong", "GwFangsong-Regular"
    rename(font, {1: name, 2: "Regular", 3: f"{short};converted", 4: name, 6: short, 13: FANDOL})
    return font


def to_quadratic(font: TTFont) -> None:
    """Replace cubic (CFF) outlines by quadratic ones, at most one unit off: reportlab embeds no others."""
    drawn, glyphs = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = font.getGlyphOrder(), glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0) if glyph.numberOfContours else 0)
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for what in [*LIMITS, *COUNTS]:
        setattr(limits, f"max{what}", 0)
    font["head"].glyphDataFormat = 0
    font["post"].formatType, font["post"].glyphOrder = 3.0, None
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"


def main(shipped: Path, made: Path) -> None:
    """Make all seven faces."""
    sources = made.parent
    for target, source, name in (
        ("GwSong-Bold.ttf", "NotoSerifSC_700Bold.ttf", "GW Song Bold"),
        ("GwSong-Regular.ttf", "NotoSerifSC_400Regular.ttf", "GW Song"),
        ("GwMore-Regular.ttf", "NotoSerifSC_400Regular.ttf", "GW Song More"),
        ("GwHei-Medium.ttf", "NotoSansSC_500Medium.ttf", "GW Hei"),
        ("GwKai-Regular.ttf", "LXGWWenKai-Regular.ttf", "GW Kai"),
    ):
        smaller(sources / source, shipped / target, name).save(made / target)
    rare(sources / "HanaMinB.ttf", shipped / "GwRare-Regular.ttf").save(made / "GwRare-Regular.ttf")
    fang(sources / "FandolFang-Regular.otf", shipped / "GwFang-Regular.ttf").save(made / "GwFang-Regular.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
