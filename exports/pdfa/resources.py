"""What the resources of a page hold that PDF/A-1 forbids: fonts, pictures, colours, transparency (6.2 to 6.4)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Stream

from exports.pdfa.contents import names_in, operator_problems, shows_missing_glyph
from exports.pdfa.fonts import font_problems, is_wide
from exports.pdfa.streams import filters, stream_problems
from exports.pdfa.tree import is_transparency_group

Seen = set[tuple[int, int]]
"""Objects looked at already, by number and generation: thousands of pages share a few fonts."""

_PLAIN_COLOURS = (Name.DeviceGray, Name.DeviceRGB, Name.Pattern)
_NO_MASK = Name("/None")
_CMYK = "使用了印刷四色（CMYK）"
_TRANSPARENT = "使用了透明效果"
_PROFILES = {1: b"GRAY", 3: b"RGB "}


def drawing_problems(operators: bytes, resources: pikepdf.Object, seen: Seen) -> Iterator[str]:
    """What is wrong with a drawing (a page, a form, a pattern) and everything it uses, as Chinese clauses."""
    fonts = _entries(resources, "/Font")
    yield from operator_problems(operators)
    if shows_missing_glyph(operators, lambda: {name.encode() for name, font in fonts if is_wide(font)}):
        yield "有字库中没有的字"
    for _, font in fonts:
        if _fresh(font, seen):
            yield from _font(font, seen)
    for _, item in _entries(resources, "/XObject"):
        if _fresh(item, seen):
            yield from _image(item, seen) if item.get("/Subtype") == Name.Image else _form(item, seen)
    for _, state in _entries(resources, "/ExtGState"):
        yield from _graphics_state(state)
    for _, space in _entries(resources, "/ColorSpace"):
        yield from _colours(space, seen)
    for _, pattern in _entries(resources, "/Pattern"):
        if _fresh(pattern, seen):
            yield from _pattern(pattern, seen)
    for _, shading in _entries(resources, "/Shading"):
        yield from _colours(shading.get("/ColorSpace", Name.DeviceGray), seen)
    if any(entry.get("/Type") in (Name.OCG, Name.OCMD) for _, entry in _entries(resources, "/Properties")):
        yield "有可隐藏的图层"


def _entries(resources: pikepdf.Object, key: str) -> list[tuple[str, pikepdf.Object]]:
    held = resources.get(key)
    return list(held.items()) if isinstance(held, Dictionary) else []


def _fresh(thing: pikepdf.Object, seen: Seen) -> bool:
    """Whether the object has not been looked at yet; objects without a number are always looked at."""
    if not thing.is_indirect:
        return True
    if thing.objgen in seen:
        return False
    seen.add(thing.objgen)
    return True


def _font(font: pikepdf.Object, seen: Seen) -> Iterator[str]:
    yield from font_problems(font)
    if font.get("/Subtype") == Name.Type3:
        resources = font.get("/Resources", Dictionary())
        for _, glyph in _entries(font, "/CharProcs"):
            yield from stream_problems(glyph)
            yield from drawing_problems(glyph.read_bytes(), resources, seen)


def _form(form: pikepdf.Object, seen: Seen) -> Iterator[str]:
    """ISO 19005-1, 6.2.5 to 6.2.7: no PostScript, no reference to another file; 6.4: no transparency group."""
    if form.get("/Subtype") != Name.Form or "/PS" in form or "/Subtype2" in form or "/Ref" in form or "/OPI" in form:
        yield "有PostScript或外部引用"
        return
    if "/OC" in form:
        yield "有可隐藏的图层"
    if is_transparency_group(form):
        yield _TRANSPARENT
    yield from stream_problems(form)
    data = form.read_bytes()
    if "/Resources" not in form and names_in(data):
        yield "页面结构不规范"
    yield from drawing_problems(data, form.get("/Resources", Dictionary()), seen)


def _image(image: pikepdf.Object, seen: Seen) -> Iterator[str]:
    """ISO 19005-1, 6.2.4 and 6.4."""
    yield from stream_problems(image)
    if image.get("/SMask") is not None or "/SMaskInData" in image:
        yield _TRANSPARENT
    if image.get("/Interpolate", False):
        yield "图片要求平滑插值"
    if "/Alternates" in image or "/OPI" in image:
        yield "图片另有替代的版本"
    if "/OC" in image:
        yield "有可隐藏的图层"
    if int(image.get("/BitsPerComponent", 1)) > 8:
        yield "图片的每个颜色超过8位"
    mask = image.get("/Mask")
    if isinstance(mask, Stream) and _fresh(mask, seen):
        yield from _image(mask, seen)
    space = image.get("/ColorSpace")
    if space is not None:
        yield from _colours(space, seen)
    elif not image.get("/ImageMask", False) and "/JPXDecode" not in filters(image):
        yield "图片没有注明颜色"


def _colours(space: pikepdf.Object, seen: Seen) -> Iterator[str]:
    """ISO 19005-1, 6.2.3: where the file is meant for RGB, colours are RGB, grey, or go by a profile of their own."""
    if isinstance(space, Name):
        if space not in _PLAIN_COLOURS:
            yield _CMYK if space == Name.DeviceCMYK else f"颜色{str(space)[1:]}没有说明"
        return
    family = space[0]
    if family == Name.ICCBased:
        if _fresh(space[1], seen):
            yield from _profile(space[1])
    elif family in (Name.Indexed, Name.Pattern) and len(space) > 1:
        yield from _colours(space[1], seen)
    elif family in (Name.Separation, Name.DeviceN):
        yield from _colours(space[2], seen)
    elif family not in (Name.CalGray, Name.CalRGB, Name.Lab, *_PLAIN_COLOURS):
        yield _CMYK if family == Name.DeviceCMYK else "颜色没有说明"


def _profile(profile: pikepdf.Object) -> Iterator[str]:
    yield from stream_problems(profile)
    head = profile.read_bytes()[:128]
    expected = _PROFILES.get(int(profile.get("/N", 0)))
    if expected is None:
        yield _CMYK
    elif head[36:40] != b"acsp" or head[8] > 2 or head[16:20] != expected:
        yield "颜色特性文件的版本太新或有误"


def _graphics_state(state: pikepdf.Object) -> Iterator[str]:
    """ISO 19005-1, 6.2.8 and 6.4."""
    opaque = all(float(state.get(key, 1)) == 1 for key in ("/ca", "/CA"))
    unmixed = state.get("/BM", Name.Normal) in (Name.Normal, Name.Compatible)
    if not opaque or not unmixed or state.get("/SMask", _NO_MASK) != _NO_MASK:
        yield _TRANSPARENT
    if "/TR" in state or state.get("/TR2", Name.Default) != Name.Default:
        yield "使用了色调转换"


def _pattern(pattern: pikepdf.Object, seen: Seen) -> Iterator[str]:
    if isinstance(pattern, Stream):
        yield from stream_problems(pattern)
        yield from drawing_problems(pattern.read_bytes(), pattern.get("/Resources", Dictionary()), seen)
    elif "/Shading" in pattern:
        yield from _colours(pattern.Shading.get("/ColorSpace", Name.DeviceGray), seen)
        yield from _graphics_state(pattern.get("/ExtGState", Dictionary()))
