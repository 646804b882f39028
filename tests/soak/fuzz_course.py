"""Damaged files of a course: what reads them, lints them, draws them and looks things up in them."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.screen.material import SOLUTION, STARTER, write_course
from tests.soak.bombs import TOML_BOMBS, bombed_python
from tests.soak.bounds import one_line, promise
from tests.soak.kinds import REFUSED, WORKED, Kind
from tests.soak.mutations import changed_toml, damaged
from tests.soak.reading import read_answer_file, read_bytes, read_draft
from tutor.course.address import NoSuchAddress, find
from tutor.course.faults import CourseError
from tutor.course.fences import fences
from tutor.course.index import build_index, search
from tutor.course.lines import prose
from tutor.course.lint import first_seen, lint
from tutor.course.loader import CHECKOUT, load
from tutor.course.model import Course, Fault, Lesson
from tutor.course.outline import outline, whole
from tutor.course.page_text import lay_out
from tutor.course.terms import read_terms

WORDS = """
title = "第一步"
summary = "每一种页面。"

[[page]]
id = "writing"
title = "要写的东西"
text = "写下来：$x^2$。"

[page.exercise]
id = "double"
title = "两倍"
goal = "返回两倍的 `x`。"
hints = ["这是一个和。", "`x` 和 `x` 的和。"]
explain = "相加就是*加倍*。"

[[page.exercise.mistake]]
id = "squares"
says = "那是平方。"
"""
TERMS = '[[term]]\nen = "tensor"\nzh = "张量"\n\n[[term]]\nen = "shape"\nzh = "形状"\n'
REAL = (  # files of the built-in course, tried in the place of small ones
    *("lessons/01-tensor-basics/03-shape.toml", "lessons/08-autograd/05-mini-autograd.toml"),
    *("lessons/09-probability/04-bayes.toml", "lessons/01-tensor-basics/03-shape.zh.toml"),
)


class Lessons(Kind):
    """The files of a small course; now and then a lesson of the built-in one in the place of its own."""

    name = "course files"
    share = 30

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.root = write_course(folder / "course")
        lessons = self.root / "lessons"
        (lessons / "course.toml").write_text('title = "Small"\nlanguages = ["en", "zh"]\nchapters = ["start"]\n')
        (lessons / "terms.toml").write_text(TERMS)
        (lessons / "released-ids.txt").write_text("start\nstart/steps\nstart/steps/double\n")
        (lessons / "01-start" / "chapter.toml").write_text(
            'title = "The start"\nsummary = "Some."\nlessons = ["steps"]\naliases = ["begin"]\n'
        )
        (lessons / "01-start" / "chapter.zh.toml").write_text('title = "开始"\nsummary = "一些。"\n')
        (lessons / "01-start" / "01-steps.zh.toml").write_text(WORDS)
        (lessons / "01-start" / "02-broken.toml").unlink()
        self.files = sorted(path for path in self.root.rglob("*") if path.is_file())
        self.sound = {path: path.read_bytes() for path in self.files}
        self.real = {name: (CHECKOUT / name).read_bytes() for name in REAL}
        promise(not [fault for fault in load(self.root).faults if fault.severity == "error"], "not sound to begin with")

    def make(self, chance: random.Random) -> tuple[str, bytes]:
        lesson = self.root / "lessons" / "01-start" / "01-steps.toml"
        # Half of all are lessons: there is most in them.
        path = lesson if chance.random() < 0.5 else chance.choice(self.files)
        data = self.sound[path]
        if path.suffix == ".toml" and path.stem.startswith("01-steps") and chance.random() < 0.15:
            wanted = path.stem.endswith(".zh")
            data = self.real[chance.choice([name for name in REAL if name.endswith(".zh.toml") == wanted])]
        way = chance.random()
        if path.suffix == ".toml" and way < 0.25:
            data = chance.choice(TOML_BOMBS)(data, chance)
        elif path.suffix == ".py" and way < 0.4:
            data = bombed_python(data, chance)
        elif path.suffix == ".toml" and way < 0.7:
            data = changed_toml(data, chance)
            data = damaged(data, chance) if chance.random() < 0.1 else data
        else:
            data = damaged(data, chance)
        return str(path.relative_to(self.root)), data

    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        path = self.root / which
        path.write_bytes(data)
        try:
            return self._used(path, chance)
        finally:
            path.write_bytes(self.sound[path])
            shutil.rmtree(self.folder / "cache", ignore_errors=True)

    def _used(self, path: Path, chance: random.Random) -> str:
        language = chance.choice(["en", "zh"])
        try:
            course = load(self.root, language)
        except CourseError as error:
            one_line(str(error))
            return REFUSED
        told = [*course.faults, *(fault for lesson in course.lessons() for fault in lesson.broken), *lint(course)]
        for fault in [*told, *first_seen(course)]:
            _clear(fault)
        drawn(course, chance)
        terms, wrong = read_terms(self.root)
        for fault in wrong:
            _clear(fault)
        search(build_index(course, terms), chance.choice(["tensor", "", "张", "(", "torch.cat"]))
        # What the screen goes by: an outline, which is kept, and each lesson read when it is opened.
        for _ in range(2):
            short = outline(self.root, self.folder / "cache", language)
            promise(len(list(short.lessons())) == len(list(course.lessons())), "the outline has other lessons")
        for lesson, same in zip(short.lessons(), course.lessons(), strict=True):
            promise(bool(lesson.broken) == bool(same.broken), f"{lesson.address}: broken in one, not in the other")
            if not lesson.broken:
                promise(len(whole(short, lesson).pages) == len(same.pages), f"{lesson.address}: other pages")
        errors = [fault for fault in told if fault.severity == "error"]
        promise(path.suffix != ".toml" or not _is_broken(course) or errors, "a broken lesson, and lint says nothing")
        return REFUSED if errors else WORKED


def drawn(course: Course, chance: random.Random) -> None:
    """Draw all there is to read, and look some of it up."""
    width = chance.choice([20, 40, 60, 100])
    for lesson in course.lessons():
        one_line(lesson.title[:200])
        for page in lesson.pages:
            lay_out(page.text, width)
            list(fences(page.text))
            if (exercise := page.exercise) is not None:
                for text in (exercise.goal, exercise.explain, *exercise.hints):
                    prose(text, width)
        _look_up(course, lesson)
    for chapter in course.chapters:
        one_line(chapter.title[:200])


def _look_up(course: Course, lesson: Lesson) -> None:
    for address in (lesson.address, *(each.address for each in lesson.exercises)):
        try:
            find(course, address)
        except NoSuchAddress as error:
            one_line(str(error))


def _is_broken(course: Course) -> bool:
    return any(lesson.broken for lesson in course.lessons())


def _clear(fault: Fault) -> None:
    one_line(str(fault))
    one_line(fault.message)
    promise(fault.line >= 1, f"line {fault.line}")
    if fault.path.is_file():
        lines = fault.path.read_bytes().count(b"\n") + 1
        promise(fault.line <= lines, f"line {fault.line} of {lines}: {fault.message}")


class Answers(Kind):
    """Drafts of answers: what an editor, a check and the keeping of drafts read of them."""

    name = "answers"
    share = 9

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        real = CHECKOUT / "solutions"
        self.sound = [SOLUTION.encode(), STARTER.encode(), *(p.read_bytes() for p in sorted(real.rglob("*.py"))[::9])]
        self.sound += [b"# === 1 of 2 ===\n(2, 3)\n\n# === 2 of 2 ===\nfloat32\n# seed 12345\n", b"[1, 2.5, 'x']\n"]
        self.sound += [b'{"seed": 12, "answers": [["(2, 3)"], ["#0", "#1"]]}']

    def make(self, chance: random.Random) -> tuple[str, bytes]:
        change = bombed_python if chance.random() < 0.3 else damaged
        return "answer.py", change(chance.choice(self.sound), chance)

    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        text = read_bytes(self.folder / which, data)
        if text is None:  # an editor on the screen takes what can be pasted into it
            text = data.decode("utf-8", "surrogateescape" if chance.random() < 0.5 else "replace")
        read_answer_file(text)
        return read_draft(text, chance, self.folder)
