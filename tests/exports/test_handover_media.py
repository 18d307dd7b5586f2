"""What a stick can take: room, and files of 4 GiB and more."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.handover import media
from exports.handover.errors import NoRoom, TooLargeForFat

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
/dev/sdb1 /media/clerk/U\\040盘 vfat rw,nosuid 0 0
/dev/sdc1 /media/clerk/U\\040盘/inner exfat rw 0 0
cut short
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/clerk", "ext4"),
        ("/media/clerk/U 盘", "vfat"),
        ("/media/clerk/U 盘/移交", "vfat"),
        ("/media/clerk/U 盘/inner/移交", "exfat"),
        ("/media/clerk/U 盘二", "ext4"),
    ],
)
def test_the_deepest_mount_tells_the_file_system(place: str, kind: str) -> None:
    assert media.mounted(MOUNTS, Path(place)) == kind


@pytest.mark.parametrize(("size", "refused"), [(2**32 - 1, False), (2**32, True)])
def test_a_file_of_four_gigabytes_is_refused_on_fat32_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, refused: bool
) -> None:
    files = [("短.pdf", 5), ("录像.mp4", size)]
    media.check_sizes(tmp_path, files)
    monkeypatch.setattr(media, "file_system", lambda place: "FAT32")
    if refused:
        with pytest.raises(TooLargeForFat, match=r"录像\.mp4.*exFAT"):
            media.check_sizes(tmp_path, files)
    else:
        media.check_sizes(tmp_path, files)


def test_there_must_be_room_for_all_of_it(tmp_path: Path) -> None:
    media.check_room(tmp_path, 1000, 1)
    with pytest.raises(NoRoom, match="只剩.*移交包要.*没有写入任何内容"):
        media.check_room(tmp_path, 1 << 60, 1)
    with pytest.raises(NoRoom):
        media.check_room(tmp_path, 0, 1 << 50)
