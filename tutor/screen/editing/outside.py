"""The draft opened in the learner's own editor, and read back. *Screen side.* Headless but for `wait_for`.

The draft goes into a folder that nobody else may enter. Whatever goes wrong, what stands in the screen's editor stays,
and what was written outside is taken away only once it has been taken in.
"""

from __future__ import annotations

import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.language import _
from tutor.screen.editing.paste import clean

LIMIT = 1 << 20  # bytes of a draft
FOUND_HERE = ("nano", "vim", "vi", "emacs", "micro")  # tried in this order where no editor is named
TAKES_LINE = {
    "vi",
    "vim",
    "nvim",
    "vim.basic",
    "vim.tiny",
    "nano",
    "emacs",
    "emacsclient",
    "micro",
    "joe",
    "jed",
    "kak",
}


@dataclass(frozen=True)
class Back:
    """What came of it: the `text` to take over, or None for the text as it was; `trouble` in one line, if any."""

    text: str | None = None
    trouble: str = ""


def command(environment: Mapping[str, str]) -> tuple[list[str], str]:
    """The editor's program and its arguments; or none, and why not.

    `$VISUAL` goes before `$EDITOR`; where neither is set, an editor that is installed is taken.
    """
    for name in ("VISUAL", "EDITOR"):
        told = environment.get(name, "").strip()
        if not told:
            continue
        try:
            words = shlex.split(told)
        except ValueError:
            words = []
        if not words:
            return [], _("${name} is no command: {told}").format(name=name, told=told)
        if shutil.which(words[0], path=environment.get("PATH")) is None:
            return [], _("${name} names {program}, which isn't there").format(name=name, program=words[0])
        return words, ""
    for program in FOUND_HERE:
        if shutil.which(program, path=environment.get("PATH")):
            return [program], ""
    return [], _("no editor was found: set $EDITOR to the one you like")


class Outside:
    """One draft outside: `arguments` is what to start, `take_back` what to do once it has ended."""

    def __init__(self, words: Sequence[str], text: str, name: str, line: int) -> None:
        """Raises OSError if the draft can't be written anywhere."""
        self._text = text
        self._program = Path(words[0]).name
        self.folder = Path(tempfile.mkdtemp(prefix="tutor-"))
        self.file = self.folder / (Path(name).name or "draft.py")
        try:
            self.file.write_bytes(text.encode("utf-8", "surrogatepass"))
        except OSError:
            self._forget()
            raise
        at = [f"+{line}"] if self._program in TAKES_LINE else []
        self.arguments = [*words, *at, str(self.file)]

    def take_back(self, status: int) -> Back:
        """What stands in the file after its editor ended with `status`; the file goes once it isn't needed."""
        try:
            with self.file.open("rb") as opened:
                data = opened.read(LIMIT + 1)
        except OSError as error:
            self._forget()
            reason = error.strerror or str(error)
            return Back(None, _("the draft is as it was: its file can't be read ({reason})").format(reason=reason))
        was = self._text.encode("utf-8", "surrogatepass")
        if status != 0:
            return self._failed(status, changed=data != was)
        if len(data) > LIMIT:
            return Back(None, _("the draft is as it was: {file} is larger than 1 MiB").format(file=self.file))
        try:
            text = clean(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return Back(None, _("the draft is as it was: {file} is not UTF-8 text").format(file=self.file))
        self._forget()
        if text == self._text + "\n" and not self._text.endswith("\n"):
            text = self._text  # most editors end the last line; that is no change
        return Back(None if data == was or text == self._text else text)

    def _failed(self, status: int, *, changed: bool) -> Back:
        told = _("{program} was ended by signal {n}") if status < 0 else _("{program} ended with status {n}")
        told = told.format(program=self._program, n=abs(status))
        if changed:
            return Back(None, _("{told}; what it wrote is in {file}").format(told=told, file=self.file))
        self._forget()
        return Back(None, _("{told}; the draft is as it was").format(told=told))

    def _forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def wait_for(arguments: Sequence[str]) -> int:
    """Run an editor on this terminal until it ends; its exit status, or minus the signal's number.

    Ctrl+c belongs to the editor meanwhile. Raises OSError if it can't be started.
    """
    # A handler of ours, not SIG_IGN: that would be handed on to the editor.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(list(arguments), check=False).returncode
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
