"""What each key of a course's files is for, in a sentence: shown by editors. *Any side.*"""

from __future__ import annotations

from tutor.language import _, later_

# By key, or by table and key where one key means two things.
SAID: dict[str, str] = {
    "the course/title": later_("What the course is called."),
    "the course/id": later_("Its own id: progress is kept under it, wherever the course lies. Never change it."),
    "languages": later_("The languages it has words in, the one it was written in first."),
    "chapters": later_("The chapters' ids in order. Left out, the folders' sorted names serve."),
    "lessons": later_("The lessons' ids in order. Left out, the files' sorted names serve."),
    "the chapter/title": later_("What the chapter is called."),
    "the chapter/summary": later_("What the chapter teaches, in a sentence. Markdown."),
    "the chapter/aliases": later_("Ids the chapter had before; what was done under them counts on."),
    "the lesson/title": later_("What the lesson is called."),
    "the lesson/summary": later_("What the lesson teaches, in a sentence. Markdown."),
    "minutes": later_("How long it takes, in minutes."),
    "requires": later_("Lessons to do before, as chapter/lesson."),
    "the lesson/aliases": later_(
        "Ids the lesson had before (or whole old addresses); what was done under them counts on."
    ),
    "page": later_("The lesson's pages in order, each one idea."),
    "the page/id": later_("The page's id in small letters, digits and hyphens. Never change it."),
    "the page/title": later_("What the page is called."),
    "the page/text": later_("What the learner reads: Markdown, mathematics, and fences that run."),
    "exercise": later_("The page's exercise, at most one."),
    "id": later_("Small letters, digits and single hyphens. Progress is kept under it: never change it."),
    "kind": later_("function, variables, predict or choice."),
    "title": later_("What it is called; left out, the page's title serves."),
    "goal": later_("What to do, what is given, what must come back. Markdown."),
    "hints": later_("Two or more, from a nudge to nearly there; none contains the reference."),
    "explain": later_("Shown after passing: why it works, what to remember. Markdown."),
    "optional": later_("Whether the lesson counts as done without it."),
    "difficulty": later_("1: the page shows it, 2: two ideas meet, 3: one has to think."),
    "tags": later_("The ideas it trains, for review."),
    "aliases": later_("Ids the exercise had before (or whole old addresses); what was done under them counts on."),
    "entry": later_("The function or class that must exist."),
    "names": later_("The variables that are compared after the script ran."),
    "setup": later_(
        "Code run first, on both sides, not seen by the learner. What it defines is there for expressions."
    ),
    "forbid": later_("Constructs and functions that must not be used."),
    "require": later_("Constructs or functions that must be used; only where the method itself is the lesson."),
    "observe": later_("What is compared besides the result."),
    "relax": later_("What need not match."),
    "ops_ratio": later_("How many times the reference's tensor operations an answer may take."),
    "rtol": later_("Relative tolerance of numbers, in place of the one that fits their dtype."),
    "atol": later_("Absolute tolerance of numbers, in place of the one that fits their dtype."),
    "timeout": later_("Seconds for all cases together."),
    "memory": later_("MiB beyond what the runner itself holds."),
    "let": later_("Drawn first, in order: names and expressions."),
    "times": later_("How often it is drawn, small to large."),
    "case": later_("One call that answers are judged by."),
    "args": later_("The arguments, as Python expressions."),
    "kwargs": later_("The arguments given by name, as Python expressions."),
    "note": later_("What is special about it; shown when it fails."),
    "raises": later_("The exception that must be raised, or a class it is a subclass of."),
    "run": later_("Code in place of args: it uses the entry by its name, and its last line's value is observed."),
    "call_result": later_("What comes back is called with these arguments, and what that gives is compared."),
    "mistake": later_("A common wrong idea, recognised by how it behaves."),
    "the mistake/id": later_("The mistake's id, which the verdict names."),
    "code": later_("Python; torch, np, pd and math are imported already."),
    "answer": later_("The wrong answer, as the learner would type it."),
    "says": later_("What the learner is told. Markdown."),
    "accept": later_("Another right answer, which must pass."),
    "draw": later_("How many of the questions are asked each time."),
    "question": later_("One question."),
    "the question/code": later_("The code that is shown and run."),
    "the question/text": later_("What is asked. Markdown."),
    "ask": later_("What is asked for: an expression; `error`: the exception's type. Left out, the last line's value."),
    "several": later_("Whether all that apply are to be marked; else exactly one is right."),
    "option": later_("What can be marked."),
    "the option/text": later_("What the option says. Markdown."),
    "the option/id": later_("A name for answer files."),
    "right": later_("Whether it is right."),
    "test": later_("An expression that says whether it is right."),
    "of": later_("A fingerprint of the words it translates, as `tutor lint` tells it: when they change, lint says so."),
}


def said_of(table: str, key: str) -> str:
    """What `key` of the table called `table` is for, in the language in use; "" if nobody has said it."""
    bare = table.removesuffix(" in another language")
    return _(SAID.get(f"{bare}/{key}") or SAID.get(key, ""))
