"""The `tutor` command: reads the command line, calls one command, turns every fault into one line. *Screen side.*"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence

from tutor.commands.anywhere import SWITCHES, VALUED, declare_anywhere
from tutor.commands.faults import INTERRUPTED, UNJUDGED, USAGE, UserFault
from tutor.commands.speaking import HelpLines, choose_glyphs, choose_language
from tutor.language import _, sentence

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    from typing import Any, NoReturn

FULL = (errno.ENOSPC, errno.EDQUOT)
SHELLS = ("bash", "zsh", "fish")

# Command → what it does, and the arguments it takes.
COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {}

Declare = Callable[[argparse.ArgumentParser], None]


def _command(name: str, summary: str) -> Callable[[Declare], Declare]:
    def keep(declare: Declare) -> Declare:
        COMMANDS[name] = (summary, declare)
        return declare

    return keep


@_command("start", "open the screen, where you left off or at ADDRESS")
def _start(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", nargs="?", metavar="ADDRESS", help=_("chapter/lesson or chapter/lesson/exercise"))
    parser.add_argument("--review", action="store_true", help=_("begin with what is due for review"))
    parser.add_argument("--no-mouse", action="store_true", help=_("leave the mouse to the terminal"))


@_command("list", "chapters, lessons, exercises, and what is done")
def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--courses", action="store_true", help=_("which courses are installed"))
    _json(parser)


@_command("find", "where the course teaches a name or a term, and what trains it")
def _find(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORD", help=_("a name, a term, part of a title; none: everything"))
    _json(parser)


@_command("docs", "what a name is: signature, documentation, the pages that teach it")
def _docs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=_("a name as code has it: torch.where, F.relu, for"))
    _json(parser)


@_command("show", "a page's text and task as plain text")
def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "address",
        nargs="?",
        metavar="ADDRESS",
        help=_("a chapter, a lesson, an exercise or a page; none: where you go on"),
    )
    parser.add_argument("--seed", type=_seed, metavar="N", help=_("pose the questions with this seed"))


@_command("run", "run a file confined: its output, the value of its last line, its variables")
def _run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("a file of Python, - for standard input"))
    _json(parser)
    parser.add_argument("--graph", metavar="NAME", help=_("draw what gradients flow through on their way from NAME"))


@_command("check", "check the answer in FILE to the exercise at ADDRESS")
def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help=_("chapter/lesson/exercise"))
    parser.add_argument("file", metavar="FILE", help=_("the answer, - for standard input"))
    _json(parser)
    parser.add_argument("--seed", type=_seed, metavar="N", help=_("draw the cases with this seed"))


@_command("watch", "check the answer in a file of yours, at each save, beside your own editor")
def _watch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", nargs="?", metavar="ADDRESS", help=_("a lesson or an exercise; none: what is next"))
    parser.add_argument("--plain", action="store_true", help=_("say it in plain lines, for screen readers"))
    parser.add_argument("--poll", action="store_true", help=_("look for saves oneself, for folders on a network"))
    parser.add_argument("--folder", metavar="FOLDER", help=_("where your files are kept (here unless told)"))


@_command("hint", "the next hint of an exercise, or hint N")
def _hint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help=_("chapter/lesson/exercise"))
    parser.add_argument("number", nargs="?", type=int, metavar="N", help=_("which hint, from 1"))


@_command("solution", "the reference, once passed")
def _solution(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help=_("chapter/lesson/exercise"))
    parser.add_argument(
        "--give-up", action="store_true", help=_("see it unpassed, after three attempts and every hint")
    )


@_command("test-out", "five exercises of a chapter that, passed without hints, complete it")
def _test_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapter", metavar="CHAPTER", help=_("the chapter's id"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--new", action="store_true", help=_("draw five anew"))
    which.add_argument("--stop", action="store_true", help=_("forget the one that is under way"))
    _json(parser)


@_command("progress", "what is done, by chapter and lesson; days, time, and what was hard")
def _progress(parser: argparse.ArgumentParser) -> None:
    _json(parser)


@_command("review", "what is due for review; or judge the answer in FILE as a review")
def _review(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", nargs="?", metavar="ADDRESS", help=_("an exercise that was passed, or given up"))
    parser.add_argument("file", nargs="?", metavar="FILE", help=_("the answer, - for standard input"))
    parser.add_argument("--more", action="store_true", help=_("beyond what a day asks for"))
    _json(parser)


@_command("export", "write everything that is kept of you to one JSON file")
def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help=_("where to (a name with the date unless told), - for standard output")
    )


@_command("import", "add what another machine exported; nothing is lost, nothing counted twice")
def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("a file that `tutor export` wrote, - for standard input"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be added, and change nothing"))
    _json(parser)


@_command("reset", "begin again: all of it, or a chapter, lesson or exercise; kept for 30 days")
def _reset(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", nargs="?", metavar="ADDRESS", help=_("what to begin again; none: everything"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--yes", action="store_true", help=_("do not ask"))
    how.add_argument("--undo", action="store_true", help=_("bring back what the last reset took away"))


@_command("new", "write a first draft of a lesson with its files")
def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="CHAPTER/LESSON", help=_("the ids of the chapter and of the new lesson"))


@_command("schema", "the JSON Schema of a lesson's, chapter's or course's file, for editors")
def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        default="lesson",
        choices=("lesson", "chapter", "course", "translation"),
        help=_("whose (a lesson's unless told; translation: a lesson's words in another language)"),
    )


@_command("lint", "what is wrong with a course's files, without running its code")
def _lint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="ADDRESS|PATH", help=_("a chapter, lesson, course's folder or file"))
    parser.add_argument(
        "--first-seen", action="store_true", help=_("names that references need before a page shows them")
    )
    _json(parser)
    parser.add_argument(
        "--release", action="store_true", help=_("write down all addresses: from then on each must lead somewhere")
    )


@_command("verify", "prove a course by running it: references, starters, mistakes, pages")
def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", nargs="?", metavar="ADDRESS|PATH", help=_("a chapter, lesson, exercise, or course's folder")
    )
    _json(parser)
    parser.add_argument("--seeds", type=_count, default=5, metavar="N", help=_("how many seeds (5 unless told)"))
    parser.add_argument(
        "--thorough", action="store_true", help=_("give every mistake processes of its own too, as a learner has")
    )


@_command("preview", "show a lesson's file as learners will see it, again whenever it is saved")
def _preview(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("a lesson's file: lessons/CHAPTER/LESSON.toml of any course"))
    parser.add_argument("--no-mouse", action="store_true", help=_("leave the mouse to the terminal"))


@_command("doctor", "what the course stands on here; ends in `ready`, or in what to do")
def _doctor(parser: argparse.ArgumentParser) -> None:
    _json(parser)


@_command("completion", "print what lets a shell complete commands, addresses and options")
def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=_("bash, zsh or fish"))
    parser.add_argument(
        "words",
        nargs=argparse.REMAINDER,
        metavar="WORD",
        help=_("behind --, a command line so far: say instead what could follow"),
    )


class Parser(argparse.ArgumentParser):
    """A parser whose faults are one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": HelpLines, **options})

    def error(self, message: str) -> NoReturn:
        """Say `message` and where help is, and leave with the status of wrong usage."""
        from tutor.commands.printer import one_line

        self.exit(
            USAGE,
            _("tutor: {message}; see `{program} --help`").format(message=one_line(message), program=self.prog) + "\n",
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _mend_streams()
    try:
        status = _run_command(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever was reading has had enough. Python would complain once more when it closes the stream.
        _write_no_more()
        return 141
    except OSError as error:
        if error.errno not in FULL:
            raise
        from tutor.commands.printer import warn

        where = error.filename or _("the output")
        told = _("{where} can't be written: {why}; make some room there, then try again")
        warn(told.format(where=where, why=error.strerror))
        _write_no_more()
        return UNJUDGED
    except KeyboardInterrupt:
        return INTERRUPTED


def _write_no_more() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _run_command(argv: Sequence[str]) -> int:
    choose_language(argv, os.environ)
    only = _named(argv)
    parser = _parser(only)
    options = parser.parse_args(argv)
    options.parser_of, options.argv = _parser, list(argv)
    if options.command is None:
        parser.print_help()
        return USAGE
    from tutor.commands.context import Context
    from tutor.commands.printer import warn
    from tutor.progress.faults import ProgressError

    choose_glyphs(plain=getattr(options, "ascii", False))
    try:
        said = {name: getattr(options, name) for name in ("unsafe", "device") if hasattr(options, name)}
        with Context(getattr(options, "course", None), **said) as context:
            name = options.command.replace("-", "_")
            import importlib
            import keyword

            command = importlib.import_module(f"tutor.commands.{name}{'_' if keyword.iskeyword(name) else ''}")
            return int(command.main(context, options))
    except UserFault as fault:
        warn(str(fault))
        return fault.status
    except ProgressError as fault:
        warn(str(fault))
        return USAGE
    except BrokenPipeError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            raise
        from tutor.commands.log import keep

        warn(keep(error, argv))
        return UNJUDGED


def _parser(only: str | None = None) -> Parser:
    """What reads a command line: of every command, or of `only` one, which is made in a fraction of the time."""
    common = Parser(add_help=False)
    declare_anywhere(common)
    parser = Parser(
        prog="tutor",
        description=_("Learn, in a terminal, what deep learning stands on. `tutor start` opens the course."),
        epilog=_(
            "`tutor COMMAND --help` tells what a command takes. An ADDRESS is chapter, chapter/lesson or"
            " chapter/lesson/exercise, as `tutor list` names them."
        ),
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=_("print the version and leave"))
    # Told its `prog`, argparse has no need to lay out a usage line for it.
    commands = parser.add_subparsers(
        dest="command",
        metavar="COMMAND",
        parser_class=Parser,
        prog="tutor",
        title=_("commands"),
        description=argparse.SUPPRESS,  # argparse would translate None, into an empty line
    )
    parser._add_container_actions(common)  # what `parents` does, but below the commands
    for name in COMMANDS if only is None else [only]:
        summary, declare = COMMANDS[name]
        declare(commands.add_parser(name, help=_(summary), description=sentence(_(summary)), parents=[common]))
    return parser


def _named(argv: Sequence[str]) -> str | None:
    """The command that `argv` names, once it is known to be one; None where argparse has to read all of it.

    argparse would answer a slip with a list of all it knows.
    """
    words = iter(argv)
    plain = True
    for word in words:
        if word in VALUED:
            next(words, None)
        elif word.startswith("-"):
            plain = plain and (word in SWITCHES or word.partition("=")[0] in VALUED)
        elif word in COMMANDS:
            return word if plain else None
        else:
            from tutor.course.nearest import nearest

            near = nearest(word, COMMANDS)
            told = _("no command {word!r}, did you mean {near!r}?") if near else _("no command {word!r}")
            _parser().error(told.format(word=word, near=near))
    return None


class _Version(argparse.Action):
    """Prints the version and leaves."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from tutor import __version__

        print(f"tutor {__version__}")
        parser.exit()


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print one JSON object and nothing else"))


def _seed(text: str) -> int:
    return _between(text, 0, 2**63 - 1, _("{text!r} is not a seed ({least} to {most})"))


def _count(text: str) -> int:
    return _between(text, 1, 1000, _("{text!r} is not a number of seeds ({least} to {most})"))


def _between(text: str, least: int, most: int, told: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(told.format(text=text, least=least, most=most))
    return number


def _mend_streams() -> None:
    """Make sure that printing can't fail for want of a stream or of a character in the terminal's encoding."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
