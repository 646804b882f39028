"""The `tutor` command: reads the command line, calls one command, turns every fault into one line. *Screen side.*"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from tutor.commands.faults import INTERRUPTED, UNJUDGED, USAGE, UserFault

FULL = (errno.ENOSPC, errno.EDQUOT)
DEVICES = ("cpu", "auto", "cuda", "mps")

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
    parser.add_argument("address", nargs="?", metavar="ADDRESS", help="chapter/lesson or chapter/lesson/exercise")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")


@_command("list", "chapters, lessons, exercises, and what is done")
def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--courses", action="store_true", help="which courses are installed")
    _json(parser)


@_command("find", "where the course teaches a name or a term, and what trains it")
def _find(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORD", help="a name, a term, part of a title; none: everything")
    _json(parser)


@_command("show", "a page's text and task as plain text")
def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help="a chapter, a lesson, or an exercise")
    parser.add_argument("--seed", type=_seed, metavar="N", help="pose the questions with this seed")


@_command("run", "run a file confined: its output, the value of its last line, its variables")
def _run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a file of Python, - for standard input")
    _json(parser)
    parser.add_argument("--graph", metavar="NAME", help="draw what gradients flow through on their way from NAME")


@_command("check", "check the answer in FILE to the exercise at ADDRESS")
def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help="chapter/lesson/exercise")
    parser.add_argument("file", metavar="FILE", help="the answer, - for standard input")
    _json(parser)
    parser.add_argument("--seed", type=_seed, metavar="N", help="draw the cases with this seed")


@_command("hint", "the next hint of an exercise, or hint N")
def _hint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help="chapter/lesson/exercise")
    parser.add_argument("number", nargs="?", type=int, metavar="N", help="which hint, from 1")


@_command("solution", "the reference, once passed")
def _solution(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help="chapter/lesson/exercise")
    parser.add_argument("--give-up", action="store_true", help="see it unpassed, after three attempts and every hint")


@_command("test-out", "five exercises of a chapter that, passed without hints, complete it")
def _test_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapter", metavar="CHAPTER", help="the chapter's id")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--new", action="store_true", help="draw five anew")
    which.add_argument("--stop", action="store_true", help="forget the one that is under way")
    _json(parser)


@_command("progress", "what is done, by chapter and lesson")
def _progress(parser: argparse.ArgumentParser) -> None:
    _json(parser)


@_command("new", "write a first draft of a lesson with its files")
def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="CHAPTER/LESSON", help="the ids of the chapter and of the new lesson")


@_command("schema", "the JSON Schema of a lesson's, chapter's or course's file, for editors")
def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        default="lesson",
        choices=("lesson", "chapter", "course", "translation"),
        help="whose (a lesson's unless told; translation: a lesson's words in another language)",
    )


@_command("lint", "what is wrong with a course's files, without running its code")
def _lint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="ADDRESS|PATH", help="a chapter, lesson, course's folder or file")
    parser.add_argument("--first-seen", action="store_true", help="names that references need before a page shows them")
    _json(parser)
    parser.add_argument(
        "--release", action="store_true", help="write down all addresses: from then on each must lead somewhere"
    )


@_command("verify", "prove a course by running it: references, starters, mistakes, pages")
def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", nargs="?", metavar="ADDRESS|PATH", help="a chapter, lesson, exercise, or course's folder"
    )
    _json(parser)
    parser.add_argument("--seeds", type=_count, default=5, metavar="N", help="how many seeds (5 unless told)")


@_command("preview", "show a lesson's file as learners will see it, again whenever it is saved")
def _preview(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a lesson's file: lessons/CHAPTER/LESSON.toml of any course")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")


@_command("doctor", "Python, torch, device, sandbox, terminal, course, progress file")
def _doctor(parser: argparse.ArgumentParser) -> None:
    _json(parser)


class Parser(argparse.ArgumentParser):
    """A parser whose faults are one line."""

    def error(self, message: str) -> NoReturn:
        """Say `message` and where help is, and leave with the status of wrong usage."""
        from tutor.commands.printer import one_line

        self.exit(USAGE, f"tutor: {one_line(message)}; see `{self.prog} --help`\n")


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

        where = error.filename or "the output"
        warn(f"{where} can't be written: {error.strerror}; make some room there, then try again")
        _write_no_more()
        return UNJUDGED
    except KeyboardInterrupt:
        return INTERRUPTED


def _write_no_more() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _run_command(argv: Sequence[str]) -> int:
    from tutor.commands.context import Context
    from tutor.commands.printer import warn
    from tutor.progress.faults import ProgressError

    parser = _parser()
    options = parser.parse_args(_known_command(parser, list(argv)))
    if options.command is None:
        parser.print_help()
        return USAGE
    try:
        said = {name: getattr(options, name) for name in ("unsafe", "device") if hasattr(options, name)}
        with Context(getattr(options, "course", None), **said) as context:
            command = importlib.import_module(f"tutor.commands.{options.command.replace('-', '_')}")
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


def _parser() -> Parser:
    anywhere = Parser(add_help=False)
    anywhere.add_argument(
        "--course",
        metavar="COURSE",
        default=argparse.SUPPRESS,
        help="use this course: a folder, a zip file, or an installed one's name (or TUTOR_COURSE)",
    )
    anywhere.add_argument(
        "--unsafe",
        action="store_true",
        default=argparse.SUPPRESS,
        help="run code unconfined where this machine can't confine it (`tutor doctor`)",
    )
    anywhere.add_argument(
        "--device",
        choices=DEVICES,
        metavar="DEVICE",
        default=argparse.SUPPRESS,
        help=f"where code puts its tensors: {', '.join(DEVICES)} (or TUTOR_DEVICE; auto unless told)",
    )
    parser = Parser(
        prog="tutor",
        parents=[anywhere],
        description="Learn, in a terminal, what deep learning stands on. `tutor start` opens the course.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name, (summary, declare) in COMMANDS.items():
        declare(commands.add_parser(name, help=summary, description=_sentence(summary), parents=[anywhere]))
    return parser


def _known_command(parser: Parser, argv: list[str]) -> list[str]:
    """`argv`, once its command is known to be one: argparse would answer a slip with a list of all it knows."""
    words = iter(argv)
    for word in words:
        if word in ("--course", "--device"):
            next(words, None)
        elif not word.startswith("-"):
            if word not in COMMANDS:
                from tutor.course.nearest import nearest

                near = nearest(word, COMMANDS)
                parser.error(f"no command {word!r}" + (f", did you mean {near!r}?" if near else ""))
            break
    return argv


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"tutor {version('tutor')}")
        parser.exit()


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def _seed(text: str) -> int:
    return _between(text, 0, 2**63 - 1, "a seed")


def _count(text: str) -> int:
    return _between(text, 1, 1000, "a number of seeds")


def _between(text: str, least: int, most: int, what: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not {what} ({least} to {most})")
    return number


def _sentence(summary: str) -> str:
    return summary[0].upper() + summary[1:] + "."


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
