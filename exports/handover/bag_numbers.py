"""The numbers and digests that a package says of itself, against what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from exports.handover.bag_lists import read_tags
from exports.handover.findings import Altered, Finding, Missing, Unexpected, Unreadable, WrongCount
from exports.handover.layout import ARCHIVE, BAG_INFO, DATABASE, INFO, LIBRARY, PAYLOAD, PackageInfo
from exports.manifest import MANIFEST_NAME

ARCHIVE_FRONT = f"{PAYLOAD}/{ARCHIVE}/"
LIBRARY_FRONT = f"{PAYLOAD}/{LIBRARY}/"
DATABASE_PATH = f"{LIBRARY_FRONT}{DATABASE}"
_INFO_PATH = f"{PAYLOAD}/{INFO}"
_OXUM = re.compile(r"(\d{1,18})\.(\d{1,18})")


def number_faults(
    info: PackageInfo | None, tags: bytes | Finding, files: Mapping[str, int], digests: Mapping[str, str]
) -> Iterator[Finding]:
    """What differs; `tags` is the content of bag-info.txt or why there is none, `files` are sizes by path."""
    if isinstance(tags, bytes):
        yield from _tag_faults(tags, info, files)
    else:
        yield tags
    if info is not None:
        yield from _info_faults(info, files)
        yield from _digest_faults(info, digests)


def _tag_faults(data: bytes, info: PackageInfo | None, files: Mapping[str, int]) -> Iterator[Finding]:
    try:
        tags = read_tags(data)
    except ValueError as error:
        yield Unreadable(BAG_INFO, str(error))
        return
    sizes = [size for path, size in files.items() if path.startswith(f"{PAYLOAD}/")]
    said, found = tags.get("payload-oxum", ""), f"{sum(sizes)}.{len(sizes)}"
    match = _OXUM.fullmatch(said)
    if match is None or (int(match[1]), int(match[2])) != (sum(sizes), len(sizes)):
        yield WrongCount(BAG_INFO, "字节数和文件数（Payload-Oxum）", said, found)
    named = tags.get("external-identifier", "")
    if info is not None and named and named.removeprefix("urn:uuid:") != info.package:
        yield WrongCount(BAG_INFO, "移交包编号（External-Identifier）", named, f"移交信息里的{info.package}")


def _info_faults(info: PackageInfo, files: Mapping[str, int]) -> Iterator[Finding]:
    sizes = [size for path, size in files.items() if path.startswith(ARCHIVE_FRONT)]
    if info.files != len(sizes):
        yield WrongCount(_INFO_PATH, "电子档案文件数", str(info.files), str(len(sizes)))
    if info.size != sum(sizes):
        yield WrongCount(_INFO_PATH, "电子档案字节数", str(info.size), str(sum(sizes)))
    if info.library and DATABASE_PATH not in files:
        yield Missing(DATABASE_PATH)
    if not info.library:
        yield from (Unexpected(path) for path in files if path.startswith(LIBRARY_FRONT))


def _digest_faults(info: PackageInfo, digests: Mapping[str, str]) -> Iterator[Finding]:
    lists = [path for path in digests if path.startswith(ARCHIVE_FRONT) and path.endswith(f"/{MANIFEST_NAME}")]
    if not lists:
        yield Missing(f"{ARCHIVE_FRONT}{MANIFEST_NAME}")
    elif info.submission_digest not in {digests[path] for path in lists}:
        yield Altered(lists[0], "与移交信息里的校验值不同")
    if info.library and digests.get(DATABASE_PATH, info.library_digest) != info.library_digest:
        yield Altered(DATABASE_PATH, "与移交信息里的校验值不同")
