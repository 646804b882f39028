"""The rungs of the ladder of confinement on which attacks are tried, and how a runner is started on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BEST = "landlock+seccomp"
# What `Runner` is given besides, to stand on a rung.
RUNGS: Mapping[str, Mapping[str, Any]] = {
    BEST: {},
    "landlock-1+seccomp": {"landlock_at_most": 1},
    "namespaces+seccomp": {"at_most": "namespaces+seccomp"},
}
# Below the best rung only those are tried that a barrier outside Python has to stop.
CLASSES_BELOW = ("read", "files", "kill", "network", "fill")
