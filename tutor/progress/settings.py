"""What a learner has chosen of the program's ways, kept as `settings.toml` in the config folder. *Screen side.*

The file may be written by hand: what isn't known is kept, with its comments; what is wrong is told in one line, with
the file and the line, and the default stands in for it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from tutor.course.document import visible
from tutor.language import _
from tutor.progress.places import config_folder

FILE = "settings.toml"
BROKEN = "settings.broken.toml"  # what was there, where it could not be kept
LARGEST = 1 << 16  # bytes; what is larger was written by no person

# What may stand there, the default first. Every other setting is a yes or no.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": ("auto", "en", "zh"),
    "theme": ("auto", "dark", "light", "terminal"),
    "keys": ("plain", "vim"),
    "glyphs": ("braille", "blocks", "ascii"),
    "long_lines": ("wrap", "scroll"),
}
TABLE = "remapped"


@dataclass(frozen=True)
class Settings:
    """What was chosen. `remapped` gives an action's id the key that does it now, in Textual's spelling."""

    language: str = "auto"
    theme: str = "auto"
    keys: str = "plain"
    glyphs: str = "braille"
    long_lines: str = "wrap"
    completion: bool = True
    pairs: bool = True  # brackets and quotes are closed as they are opened
    mouse: bool = True
    polling: bool = False  # `tutor watch` looks for itself, where no file system tells it
    tour: bool = True  # the four keys are shown at the next start
    remapped: dict[str, str] = field(default_factory=dict)

    def with_(self, **changed: Any) -> Settings:
        """These settings with some of them changed."""
        return replace(self, **changed)


NAMES = tuple(one.name for one in fields(Settings) if one.name != TABLE)


def settings_file(folder: Path | None = None) -> Path:
    """The file the settings are kept in."""
    return (folder or config_folder()) / FILE


def load(folder: Path | None = None) -> tuple[Settings, str]:
    """The settings kept in `folder`, and one line on what is wrong there, "" for nothing.

    A file that isn't there is nothing wrong. Never raises.
    """
    file = settings_file(folder)
    try:
        text = _read(file)
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError) as error:
        return Settings(), _told(file, _reason(error))
    found, wrong = _parsed(text)
    if found is None:
        return Settings(), _told(file, wrong)
    settings, troubles = _understood(found, text)
    return settings, _told(f"{file}:{troubles[0][0]}", troubles[0][1]) if troubles else ""


def save(settings: Settings, folder: Path | None = None) -> str:
    """Keep `settings` in `folder`, which is made if need be; one line on why they can't be kept, "" if they are.

    Written whole or not at all. A file that can't be read as TOML, or whose other lines can't be kept, is kept beside
    it, named `settings.broken.toml`.
    """
    file = settings_file(folder)
    try:
        text = ""
        with contextlib.suppress(FileNotFoundError):
            text = _readable(file)
        text, is_whole = _rewritten(text, settings)
        if not is_whole:
            shutil.copyfile(file, file.with_name(BROKEN))
        file.parent.mkdir(parents=True, exist_ok=True)
        # What a link points to is replaced, never the link: people keep such files elsewhere.
        file = file.resolve()
        beside = file.with_name(f"{file.name}.{os.getpid()}.new")
        try:
            beside.write_text(text, encoding="utf-8")
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        why = _reason(error)
        return _("{file}: the settings aren't kept ({reason}); mend the rights, or set TUTOR_CONFIG").format(
            file=file, reason=why
        )
    return ""


def _read(file: Path) -> str:
    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(_("it is larger than 64 KB"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(_("it isn't UTF-8 text")) from None


def _readable(file: Path) -> str:
    """The text of `file`; "" if no TOML can be read there, and the file is then set aside."""
    with contextlib.suppress(ValueError):
        text = _read(file)
        if _parsed(text)[0] is not None:
            return text
    file.replace(file.with_name(BROKEN))
    return ""


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _told(where: Path | str, wrong: str) -> str:
    return _("{file}: {wrong}; the default is used").format(file=where, wrong=wrong)


def _parsed(text: str) -> tuple[dict[str, Any] | None, str]:
    """What `text` says as TOML; or None, and why not."""
    if not text.strip():
        return {}, ""
    import tomli  # tens of milliseconds, not owed by whoever has no settings

    try:
        return tomli.loads(text), ""
    except tomli.TOMLDecodeError as error:
        return None, _("this is not TOML ({reason})").format(reason=str(error))
    except RecursionError:
        return None, _("this is not TOML ({reason})").format(reason=_("nested too deeply"))
    except ValueError:  # Python reads no number of more digits than a few thousand
        return None, _("this is not TOML ({reason})").format(reason=_("a number has thousands of digits"))


def _understood(found: Mapping[str, Any], text: str) -> tuple[Settings, list[tuple[int, str]]]:
    """The settings, and for each one that is wrong its line and what is wrong there."""
    good: dict[str, Any] = {}
    wrong: list[tuple[int, str]] = []
    for name in NAMES:
        if name not in found:
            continue
        if _fits(name, found[name]):
            good[name] = found[name]
        else:
            said = _("`{name}` must be {choices}").format(name=name, choices=_choices(name))
            wrong.append((_line_of(text, name), said))
    remapped = found.get(TABLE, {})
    if isinstance(remapped, dict):
        good[TABLE] = {action: key for action, key in remapped.items() if isinstance(key, str) and key}
        bad = [action for action in remapped if action not in good[TABLE]]
        wrong += [
            (
                _line_of(text, action),
                _('`{name}` must be the name of a key, as "ctrl+r"').format(name=visible(action)[:40]),
            )
            for action in bad
        ]
    else:
        wrong.append((_line_of(text, TABLE), _("`remapped` must be a table of actions and keys")))
    return Settings(**good), wrong


def _fits(name: str, value: object) -> bool:
    return (
        value in CHOICES[name]
        if name in CHOICES and isinstance(value, str)
        else isinstance(value, bool) and (name not in CHOICES)
    )


def _choices(name: str) -> str:
    words = [f'"{word}"' for word in CHOICES[name]] if name in CHOICES else ["true", "false"]
    return _("{some} or {last}").format(some=", ".join(words[:-1]), last=words[-1])


def _line_of(text: str, name: str) -> int:
    pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(name)}[\"']?\s*[=.\]]")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)


def _rewritten(text: str, settings: Settings) -> tuple[str, bool]:
    """`text` with `settings` in it, and whether all else that it says is still there, line by line as it was."""
    before = _parsed(text)[0] or {}
    default = Settings()
    wanted = {
        name: value for name in NAMES if (value := getattr(settings, name)) != getattr(default, name) or name in before
    }
    top, tables = _split(text)
    lines = [line for line in top if not _names(line, [*NAMES, TABLE], before)]
    while lines and not lines[-1].strip():
        lines.pop()
    lines += [f"{name} = {_written(value)}" for name, value in wanted.items()]
    if settings.remapped:
        lines += ["", f"[{TABLE}]", *(f"{_key(one)} = {_written(key)}" for one, key in settings.remapped.items())]
    new = "\n".join([*lines, *tables]) + "\n"
    expected = {name: value for name, value in before.items() if name not in wanted and name != TABLE} | wanted
    if settings.remapped:
        expected[TABLE] = dict(settings.remapped)
    if _parsed(new)[0] == expected:
        return new, True
    # Written in a way that lines alone can't tell (a text of many lines, dotted names): only what is ours is written.
    return _rewritten("", settings)[0], False


def _names(line: str, names: list[str], found: Mapping[str, Any]) -> bool:
    return any(name in found and re.match(rf"\s*[\"']?{name}[\"']?\s*[=.]", line) for name in names)


def _split(text: str) -> tuple[list[str], list[str]]:
    """The lines before the first table, and those of the tables but our own."""
    top: list[str] = []
    tables: list[str] = []
    into = top
    for line in text.splitlines():
        header = re.match(r"\s*\[\s*([^\]]*?)\s*\]", line)
        if header:
            into = [] if header[1].strip("\"'") == TABLE else tables
            if into is tables and not (tables and not tables[-1].strip()):
                tables.append("")
        into.append(line)
    return top, tables


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _written(name)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return '"' + "".join(_escaped(str(value))) + '"'


def _escaped(text: str) -> Iterator[str]:
    for letter in text:
        if letter in '\\"':
            yield "\\" + letter
        elif letter < " " or letter == "\x7f":
            yield f"\\u{ord(letter):04x}"
        else:
            yield letter
