"""What the code on a lesson's pages shows: run in order, in one namespace, never typed by an author. *Screen side.*"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tutor.course.fences import Fence, fences
from tutor.course.model import Lesson
from tutor.course.page_text import FenceOutput
from tutor.grading.programs import FENCES
from tutor.language import _
from tutor.runner import wire
from tutor.runner.client import Runner
from tutor.runner.task import Limits, Task
from tutor.runner.text import safe, safe_data

MIB = 1 << 20
SECONDS = 60.0


@dataclass(frozen=True)
class FenceRun:
    """One fence as it ran. `shown` is what a learner sees under it; `complaint` what an author must mend, ""
    for nothing."""

    page: str
    fence: Fence
    shown: FenceOutput
    complaint: str


async def outputs(runner: Runner, lesson: Lesson) -> list[list[FenceOutput]]:
    """For each page, what each of its fences that run shows, in order."""
    ran = await run_fences(runner, lesson)
    return [[each.shown for each in ran if each.page == page.id] for page in lesson.pages]


async def run_fences(runner: Runner, lesson: Lesson) -> list[FenceRun]:
    """Run every fence of a lesson that is to be run. Never raises for what a fence does."""
    todo = [(page, fence) for page in lesson.pages for fence in fences(page.text) if fence.runs]
    if not todo:
        return []
    data = {"fences": [{"code": fence.code, "plot": "plot" in fence.flags} for _, fence in todo]}
    ended = await runner.run(Task(FENCES, data, Limits(wall=SECONDS, memory=1024 * MIB)))
    told = {header["n"]: header for header in wire.headers(ended.result) if is_fence(header)}
    stopped = ended.detail or ended.reason
    runs = []
    for number, (page, fence) in enumerate(todo):
        header = told.get(number)
        if header is None:
            text = _("this did not run ({stopped})").format(stopped=stopped)
            runs.append(FenceRun(page.id, fence, FenceOutput(text, True), text))
        else:
            complaint = complaint_about(header, fence, warnings_meant="warn" in prose(page.text).lower())
            runs.append(FenceRun(page.id, fence, shown(header), complaint))
    return runs


def is_fence(header: dict[str, Any]) -> bool:
    """Whether a frame tells how a fence ran; the code that is run may have sent anything."""
    error = header.get("error")
    if header.get("t") != "fence" or type(header.get("n")) is not int:
        return False
    if error is not None and not (isinstance(error, dict) and {"type", "message"} <= error.keys()):
        return False
    lists = (header.get(key) or [] for key in ("figures", "warnings"))
    return all(isinstance(each, list) for each in lists)


def prose(text: str) -> str:
    """A page's text without the code of its fences."""
    for fence in fences(text):
        text = text.replace(fence.code, "")
    return text


def shown(header: dict[str, Any]) -> FenceOutput:
    """Printed text, then the last value, then the error, as a prompt would show them."""
    error = header.get("error")
    parts = [str(header.get("printed") or "").rstrip("\n")]
    if header.get("value") is not None:
        parts.append(str(header["value"]))
    if error:
        parts.append(f"{error['type']}: {error['message']}".removesuffix(": "))
    figures = tuple(safe_data(figure) for figure in header.get("figures") or ())
    return FenceOutput(safe("\n".join(part for part in parts if part)), bool(error), figures)


def complaint_about(header: dict[str, Any], fence: Fence, *, warnings_meant: bool) -> str:
    """What is wrong with how a fence ran; "" for nothing."""
    error = header.get("error")
    if error and not fence.raises:
        place = _(" (line {line} of the fence)").format(line=error["line"]) if error.get("line") else ""
        return _("the code raised {type}: {message}{place}").format(
            type=error["type"], message=error["message"], place=place
        )
    if fence.raises and not error:
        return _("the fence is marked `error`, and its code raises nothing")
    if "plot" in fence.flags and not header.get("figures"):
        return _("the fence is marked `plot`, and its code draws nothing; leave a figure open at its end")
    if header.get("warnings") and not warnings_meant:
        return _("the code warns, and its page says nothing of warnings: {warnings}").format(
            warnings=header["warnings"][0]
        )
    return ""
