"""One process of `run.py windows`: opens the window on a library, says in a file what it is drawn with, and waits."""

from __future__ import annotations

import json
import logging
import sys
import time
from pathlib import Path

from forms import launch, screen_faces, theme
from forms.preferences import Preferences
from scripts.pictures_of_screens import PATIENCE, Errors, settle

OPENED, SEEN = "opened.json", "seen"
"""What the window writes when it stands, and what it waits for."""


def main(words: list[str]) -> int:
    """`library folder`; 1 when the face is none for Chinese or something was logged as an error."""
    begun = time.monotonic()
    library, folder = map(Path, words[:2])
    errors = Errors()
    logging.getLogger().addHandler(errors)
    app = launch.start(library, Preferences(), size=(1366, 768), mode="light", zoom=1.0)
    settle(app, lambda: app.shell is not None)
    family = theme.family()
    told = {"family": family, "seconds": round(time.monotonic() - begun, 1)}
    (folder / f"{OPENED}.part").write_text(json.dumps(told), encoding="utf-8")
    (folder / f"{OPENED}.part").replace(folder / OPENED)
    end = time.monotonic() + PATIENCE
    while not (folder / SEEN).exists() and time.monotonic() < end:
        app.root.update()
        time.sleep(0.02)
    app.quit()
    return 1 if errors.count or family not in (*screen_faces.PREFERRED, screen_faces.BUNDLED) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
