"""What has to be written, and where, for a first draft of a lesson. *Any side.*

`plan` only reads; `carry_out` writes, and takes back what it wrote if it can't write all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tutor.course import folder, json_schema, template
from tutor.course.document import Document, read_document, visible
from tutor.course.shapes import KEBAB
from tutor.language import _


class CantWrite(Exception):
    """The draft can't be written. The message is one line: what is wrong, and what to do."""


@dataclass
class Plan:
    """Files to be written (`new`) or changed, with their texts; and what is left for the author to do."""

    lesson: Path
    new: dict[Path, str] = field(default_factory=dict)
    changed: dict[Path, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def plan(root: Path, chapter: str, lesson: str) -> Plan:
    """What to write for a draft of the lesson `chapter/lesson` of the course at `root`, which need not be there yet.

    Raises CantWrite if the lesson or one of its files is there already.
    """
    for name in (chapter, lesson):
        if not KEBAB.pattern.fullmatch(name):
            raise CantWrite(_("`{name}` is no id; write {words}").format(name=visible(name), words=_(KEBAB.words)))
    lessons = root / folder.LESSONS
    try:
        chapters = folder.chapters(root) if lessons.is_dir() else []
    except OSError as error:
        raise CantWrite(
            _("{lessons}: can't be read ({strerror}); check its permissions").format(
                lessons=lessons, strerror=error.strerror
            )
        ) from None
    found = next((each for each in chapters if each.id == chapter), None)
    home = found.path if found else _free_folder(lessons, chapter)
    known = found.lessons if found else []
    if clash := next((each for each in known if each.id == lesson), None):
        raise CantWrite(
            _("{path}: the lesson is there already; choose another id, or write on in this file").format(
                path=clash.path
            )
        )
    address = f"{chapter}/{lesson}"
    file = home / f"{_numbered(lesson, [each.path.stem for each in known])}.toml"
    made = Plan(file)
    words = {"chapter": chapter, "lesson": lesson, "address": address}
    made.new[file] = template.LESSON.format(title=_title(lesson), **words)
    for name, text in ((folder.EXERCISES, template.STARTER), (folder.SOLUTIONS, template.SOLUTION)):
        made.new[folder.code_path(root, name, f"{address}/{template.EXERCISE}")] = text
    _describe(made, home / "chapter.toml", "lessons", lesson, template.CHAPTER.format(title=_title(chapter), **words))
    course = lessons / "course.toml"
    if found is None or not course.exists():
        before = [each.id for each in chapters if each.id != chapter]
        text = template.COURSE.format(title=_title(root.resolve().name), **words)
        if before:
            text = text.replace(f'["{chapter}"]', json.dumps([*before, chapter]))
        _describe(made, course, "chapters", chapter, text)
    for what in ("lesson", "chapter", "course"):
        schema = lessons / json_schema.file_name(what)
        if not schema.exists():
            made.new[schema] = json_schema.as_text(what)
    for path in made.new:
        if path.exists() or path.is_symlink():
            raise CantWrite(
                _("{path}: is there already, and is not written over; move it, or choose another id").format(path=path)
            )
    return made


def carry_out(made: Plan) -> None:
    """Write a plan's files; all of them, or none. Raises CantWrite."""
    written: list[Path] = []
    before: dict[Path, str] = {}
    path = made.lesson
    try:
        for path, text in made.new.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
        for path, text in made.changed.items():
            before[path] = path.read_text("utf-8")
            path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        for done in written:
            done.unlink(missing_ok=True)
        for done, text in before.items():
            done.write_text(text, "utf-8", newline="\n")
        raise CantWrite(
            _(
                "{path}: can't be written ({strerror}); check its permissions, or name another course with --course DIR"
            ).format(path=path, strerror=error.strerror)
        ) from None


def _describe(made: Plan, path: Path, key: str, name: str, text: str) -> None:
    """Let the file that describes a chapter or course name what is new: written, changed, or left to the author."""
    if not path.exists():
        made.new[path] = text
        return
    document = read_document(path)
    if not isinstance(document, Document):
        made.notes.append(_("{document}; the draft is not in its list, if it has one").format(document=document))
    elif key in document.data:
        changed = with_one_more(document, key, name)
        if changed is None:
            made.notes.append(
                _('{path}: add "{name}" to `{key}` yourself; it could not be done for you').format(
                    path=path, name=name, key=key
                )
            )
        elif changed != document.source:
            made.changed[path] = changed


def with_one_more(document: Document, key: str, name: str) -> str | None:
    """The file's text with `name` at the end of its list `key`, all else as it was; None if that can't be done.

    Comments and the author's layout are kept. What is written is read back to see that only the list changed.
    """
    import tomli

    before = document.data[key]
    if not isinstance(before, list):
        return None
    if name in before:
        return document.source
    opening = re.search(rf"^{key}[ \t]*=[ \t]*\[", document.source, re.MULTILINE)
    if opening is None:
        return None
    wanted = {**document.data, key: [*before, name]}
    for closing in re.finditer(r"\]", document.source[opening.end() :]):
        end = opening.end() + closing.start()
        head, rest = document.source[:end], document.source[end:]
        for text in _additions(head, rest, name, bool(before)):
            try:
                if tomli.loads(text) == wanted:
                    return text
            except tomli.TOMLDecodeError:
                continue
    return None


def _additions(head: str, rest: str, name: str, more: bool) -> Sequence[str]:
    """Ways to write one more element at the end of `head`, where a list closes: on the line, or on one of its own."""
    body = head.rstrip()
    gap = head[len(body) :]
    if "\n" not in gap:
        between = "" if body.endswith("[") else " "
        comma = "" if body.endswith((",", "[")) or not more else ","
        return [f'{body}{comma}{between}"{name}"{gap}{rest}']
    indent = re.match(r"[ \t]*", body.rpartition("\n")[2])
    assert indent is not None
    # After a comment a comma would say nothing: there the list must have had one already.
    return [f'{body}{comma}\n{indent[0] or "    "}"{name}",{gap}{rest}' for comma in ("", ",")]


def _numbered(name: str, others: Sequence[str]) -> str:
    """A file's or folder's name: numbered after `others`, unless these are there and bear no numbers."""
    numbers = [found[1] for other in others if (found := re.match(r"(\d+)-", other))]
    if others and not numbers:
        return name
    width = max([2, *map(len, numbers)])
    return f"{max([0, *map(int, numbers)]) + 1:0{width}d}-{name}"


def _free_folder(lessons: Path, chapter: str) -> Path:
    """The folder of a chapter that isn't there yet; an empty one of its name is used."""
    names = sorted(each.name for each in lessons.iterdir() if each.is_dir()) if lessons.is_dir() else []
    same = next((name for name in names if folder.bare_id(name) == chapter), None)
    return lessons / (same or _numbered(chapter, [name for name in names if not name.startswith(".")]))


def _title(name: str) -> str:
    words = visible(re.sub(r"[\"\\{}]", "", name)).replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Untitled"
