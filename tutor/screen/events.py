"""What happened to a run, as messages: by these alone the worker that awaits it reports. *Screen side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from tutor.screen.page_work import PageWork

if TYPE_CHECKING:
    from tutor.grading.questions import Posed
    from tutor.grading.trial import Report
    from tutor.grading.verdict import Verdict
    from tutor.progress.outputs import Outputs


class VerdictReached(Message):
    """`source`, the answer to the exercise of `work`, was judged; `again`: only to say the same in other words."""

    def __init__(self, work: PageWork, source: str, verdict: Verdict, *, again: bool = False) -> None:
        super().__init__()
        self.again = again
        self.work = work
        self.source = source
        self.verdict = verdict


class CodeRan(Message):
    """The code in the editor of `work` ran, without being judged."""

    def __init__(self, work: PageWork, report: Report) -> None:
        super().__init__()
        self.work = work
        self.report = report


class QuestionsPosed(Message):
    """The questions of `work` were drawn."""

    def __init__(self, work: PageWork, posed: Posed) -> None:
        super().__init__()
        self.work = work
        self.posed = posed


class OutputsComputed(Message):
    """What the code on a lesson's pages gives is known."""

    def __init__(self, work: PageWork, outputs: Outputs) -> None:
        super().__init__()
        self.work = work
        self.outputs = outputs


class RunStopped(Message):
    """The learner stopped what was running."""


class RunFailed(Message):
    """Nothing could be run, for `reason` (one line). Never the learner's fault."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason
