"""Where what belongs to a learner is kept on this machine. *Screen side.*

Each folder follows the platform's custom; an environment variable moves it (TUTOR_DATA, TUTOR_CONFIG, TUTOR_CACHE,
TUTOR_STATE), for tests and for teachers who give every learner a folder of their own. Nothing is made here.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

FILE = "progress.db"

# What the XDG Base Directory Specification names, and where it stands below one's home.
_XDG = {
    "user_data_dir": ("XDG_DATA_HOME", ".local/share"),
    "user_config_dir": ("XDG_CONFIG_HOME", ".config"),
    "user_cache_dir": ("XDG_CACHE_HOME", ".cache"),
    "user_state_dir": ("XDG_STATE_HOME", ".local/state"),
}


def data_folder() -> Path:
    """The folder of the progress file."""
    return _moved("TUTOR_DATA") or _platform("user_data_dir")


def config_folder() -> Path:
    """The folder of the learner's settings."""
    return _moved("TUTOR_CONFIG") or _platform("user_config_dir")


def cache_folder() -> Path:
    """The folder of what can be computed again at any time."""
    return _moved("TUTOR_CACHE") or _platform("user_cache_dir")


def state_folder() -> Path:
    """The folder of the log: beside the progress file when that one was moved, so that nothing is left elsewhere."""
    return _moved("TUTOR_STATE") or _moved("TUTOR_DATA") or _platform("user_state_dir")


def progress_file() -> Path:
    """The one file that everything known of a learner is kept in."""
    return data_folder() / FILE


def _moved(variable: str) -> Path | None:
    value = os.environ.get(variable, "").strip()
    return Path(value).expanduser().absolute() if value else None


def _platform(which: str) -> Path:
    plain = _on_linux(which)
    if plain is not None:
        return plain
    import platformdirs

    nowhere = Path(os.devnull) / "tutor"
    try:
        found = Path(getattr(platformdirs, which)("tutor", appauthor=False))
    except RuntimeError:
        return nowhere  # a user without a home: no file can be made here, which each caller tells in its own way
    return found if found.is_absolute() else nowhere


def _on_linux(which: str) -> Path | None:
    """What `platformdirs` says on Linux in all usual surroundings, without importing it; None in any others."""
    if sys.platform != "linux" or "ANDROID_DATA" in os.environ:
        return None
    variable, below = _XDG[which]
    said, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if os.path.isabs(said):  # noqa: PTH117
        return Path(said) / "tutor"
    return Path(home) / below / "tutor" if os.path.isabs(home) else None  # noqa: PTH117
