"""`tutor completion`: what lets a shell complete commands, addresses and options. *Screen side.*

Without words it prints a script for the shell. That one asks here, at each TAB, what could follow the words so far: the
answer comes from the parser itself and from the course in use, so it can't be out of date.
"""

from __future__ import annotations

from pathlib import Path

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.language import _

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    Candidate = tuple[str, str]  # a word that could stand there, and what it is

NO_FILES, FILES, FOLDERS = "none", "files", "folders"

# Which files could stand for an argument, by the name it has in the help.
_FILES = {"FILE": FILES, "FOLDER": FOLDERS, "COURSE": FILES, "ADDRESS|PATH": FILES}
# How many steps an address may take there, by that name; a new lesson's is only begun.
_DEPTH = {"CHAPTER": 1, "CHAPTER/LESSON": 2, "ADDRESS": 3, "ADDRESS|PATH": 3}


def main(context: Context, options: argparse.Namespace) -> int:
    """Print the script for the shell, or what could follow `options.words`: a line for files, then a line for each."""
    if not options.words:
        print(_script(options.shell), end="")
        return PASSED
    if "--" not in options.argv:
        raise UserFault(_("unrecognized arguments: %s") % " ".join(options.words))
    # Taken from the command line as it was: Python's versions differ in which `--` they leave where.
    words, is_split = _joined(options.argv[options.argv.index("--") + 1 :])
    kind, found = _Line(context, options.parser_of, words[1:]).completed(whole=not is_split)
    print(kind)
    for word, what in found:
        print(f"{word}\t{' '.join(what.split())}")
    return PASSED


def _joined(words: Sequence[str]) -> tuple[list[str], bool]:
    """The words as the program is given them, and whether the last was in pieces: bash parts `--course=x` in three."""
    joined: list[str] = []
    pieces = list(words)
    for number, word in enumerate(pieces):
        if word == "=" and joined and joined[-1].startswith("--"):
            joined[-1] += "="
        elif number and pieces[number - 1] == "=" and joined and joined[-1].endswith("="):
            joined[-1] += word
        else:
            joined.append(word)
    return joined, "=" in pieces[-2:]


def _script(shell: str) -> str:
    return (Path(__file__).parent / "shells" / f"tutor.{shell}").read_text(encoding="utf-8")


class _Line:
    """A command line as far as it is written, and what could stand in the place of its last word."""

    def __init__(
        self, context: Context, parser_of: Callable[[str | None], argparse.ArgumentParser], words: Sequence[str]
    ) -> None:
        self.context = context
        self.typed = words[-1] if words else ""
        self.parser = parser_of(None)
        self.course: str | None = None
        self.command = ""
        self.wanting: argparse.Action | None = None  # an option whose value comes next
        self.places = 0  # how many arguments stand there that belong to no option
        self.only_places = False  # after `--`
        for word in words[:-1]:
            self._read(word)

    def _read(self, word: str) -> None:
        if self.wanting is not None:
            self._value(self.wanting, word)
            self.wanting = None
        elif word == "--":
            self.only_places = True
        elif word.startswith("-") and word != "-" and not self.only_places:
            name, equals, value = word.partition("=")
            option = self.parser._option_string_actions.get(name)
            if option is not None and option.nargs != 0:
                if equals:
                    self._value(option, value)
                else:
                    self.wanting = option
        elif not self.command:
            self.command = word
            below = self._commands()
            if word in below:
                self.parser = below[word]
        else:
            self.places += 1

    def _value(self, option: argparse.Action, value: str) -> None:
        if option.dest == "course":
            self.course = value

    def _commands(self) -> dict[str, argparse.ArgumentParser]:
        for action in self.parser._actions:
            if action.dest == "command" and isinstance(action.choices, dict):
                return action.choices
        return {}

    def completed(self, *, whole: bool) -> tuple[str, list[Candidate]]:
        """The kind of file that could stand there, and every word that could, with what it is.

        Not `whole`: of `--course=x` only what comes after the equals sign is wanted.
        """
        before, typed, action = "", self.typed, self.wanting
        if action is None and typed.startswith("-") and not self.only_places:
            name, equals, value = typed.partition("=")
            if not equals:
                return NO_FILES, [each for each in self._options() if each[0].startswith(typed)]
            before, typed, action = f"{name}=", value, self.parser._option_string_actions.get(name)
            if action is None or action.nargs == 0:
                return NO_FILES, []
        elif action is None and not self.command:
            return NO_FILES, [each for each in self._summaries() if each[0].startswith(typed)]
        elif action is None:
            action = self._argument()
        if action is None:
            return NO_FILES, []
        found = [each for each in self._values(action, typed) if each[0].startswith(typed)]
        kind = _FILES.get(str(action.metavar), NO_FILES)
        if before and whole:
            # The shells know nothing of files behind `--option=`.
            return NO_FILES, [(before + word, what) for word, what in found]
        return kind, found

    def _options(self) -> Iterator[Candidate]:
        for name, action in self.parser._option_string_actions.items():
            if name.startswith("--"):
                yield name, action.help or ""

    def _summaries(self) -> Iterator[Candidate]:
        for action in self.parser._actions:
            for each in getattr(action, "_choices_actions", ()):
                yield each.dest, each.help or ""

    def _argument(self) -> argparse.Action | None:
        """What the next argument without a name stands for, if there may be one."""
        named = [action for action in self.parser._actions if not action.option_strings and action.dest != "command"]
        if self.places < len(named):
            return named[self.places]
        return named[-1] if named and named[-1].nargs in ("*", "+") else None

    def _values(self, action: argparse.Action, typed: str) -> Iterator[Candidate]:
        name = str(action.metavar)
        if action.choices is not None:
            yield from ((str(choice), "") for choice in action.choices)
        elif name in _DEPTH:
            context = self.context if self.course is None else Context(self.course)
            yield from _addresses(context, typed, _DEPTH[name])
        elif name == "COURSE":
            from tutor.course.installed import names
            from tutor.course.sources import BUILT_IN

            yield from ((name, "") for name in (BUILT_IN, *names()))


def _addresses(context: Context, typed: str, depth: int) -> Iterator[Candidate]:
    """The addresses that go one step beyond `typed`; a slash ends those that lead on to more."""
    try:
        data = context.outline
        level = typed.count("/")
        for chapter in data["chapters"]:
            if level == 0:
                yield chapter["id"] + ("/" if depth > 1 else ""), chapter["title"]
            elif typed.startswith(f"{chapter['id']}/"):
                for lesson in chapter["lessons"]:
                    if level == 1:
                        yield lesson["address"] + "/", lesson["title"]
                    elif typed.startswith(f"{lesson['address']}/"):
                        for *_page, exercise in lesson["pages"]:
                            if exercise is not None:
                                yield exercise["address"], exercise["title"]
    except (UserFault, LookupError, TypeError, ValueError):
        return  # a shell that completes has no place for words of fault; the command itself will say them
