"""A harness that kills the program inside its operations, and looks at what is left."""

from __future__ import annotations
