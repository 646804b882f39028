"""What came of the answer to a page: judged, run, or nothing could be run; in one line and in the panel. *Screen side.*

What is told is laid out by `tutor.grading`, which is owed only once something came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.course.lines import cut_up
from tutor.language import _
from tutor.screen.events import CodeRan, VerdictReached
from tutor.screen.news import Told
from tutor.screen.seeing import VIEWS as SEEN

if TYPE_CHECKING:
    from tutor.grading.trial import Report
    from tutor.screen.workbench import Workbench


class Outcome:
    """Shows it for one workbench, of the page that is open there."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self.forget()

    def forget(self) -> None:
        """Nothing has come yet."""
        self.line: Told | None = None  # the last verdict or run on this page
        self.passed = False  # whether the last check here passed
        self.used_up = False  # whether the next check draws new questions instead of judging
        self.told: VerdictReached | CodeRan | None = None  # what the panel tells of

    def show_verdict(self, event: VerdictReached) -> None:
        """An answer was judged."""
        from tutor.grading.verdict_text import check_output_lines, has_output, summary, used_up_lines, verdict_lines

        verdict, work = event.verdict, event.work
        exercise = work.exercise
        assert exercise is not None
        panel, form = self._bench.panel, self._bench.answer.form
        self.passed = verdict.verdict == "passed"
        self.told = event
        if not event.again:
            self.tell_of_test_out(exercise.address)
        self.line = (summary(verdict), "passed" if self.passed else "failed")
        panel.set_view("verdict", lambda width: verdict_lines(verdict, exercise, width), open=not event.again)
        if has_output(verdict):
            panel.set_view("output", lambda width: check_output_lines(verdict, width), open=False)
        if work.asks and form is not None:
            from tutor.screen.replies import show_replies

            self.used_up = show_replies(form, exercise, verdict)
            if self.used_up:
                panel.set_view("verdict", lambda width: used_up_lines(verdict, exercise, width), open=not event.again)
        else:
            self._bench.answer.editor.mark(verdict.line)

    def tell_of_test_out(self, address: str) -> None:
        """Where the exercise at `address` was one of a test-out's and has passed, say how that stands."""
        test = self._bench.session.test_out_with(address) if self.passed else None
        if test is None or address not in test.passed:
            return
        if test.passed_at is not None:
            self._bench.news.tell(_("That was the test-out: the whole chapter is done."), "passed")
        else:
            self._bench.news.tell(
                _("{passed} of {all} of the test-out. ^n goes on with it.").format(
                    passed=len(test.passed), all=len(test.addresses)
                )
            )

    def show_run(self, event: CodeRan) -> None:
        """Code was run without being judged."""
        from tutor.grading.output_text import output_lines

        report, panel = event.report, self._bench.panel
        self.told = event
        self.line = _line_of(report)
        stay = report.error is None and panel.current in SEEN
        view = panel.view
        panel.set_view("output", lambda width: output_lines(report, width, view.size.height), open=not stay)
        panel.seeing.show(report)
        self._bench.answer.editor.mark(report.error.line if report.error else None)

    def show_failure(self, reason: str) -> None:
        """Nothing can be run; `reason`, one line, says why."""
        self.line = (_("Nothing can be run: {reason}").format(reason=reason), "fault")
        text = _("Nothing can be run now. This is not your fault, and it does not count.") + f"\n{reason}"
        self._bench.panel.set_view("verdict", lambda width: cut_up(text, width, "fault"))

    def say_again(self) -> None:
        """Say anew, in another language, what can be said without judging anew."""
        if isinstance(self.told, CodeRan):
            self.line = _line_of(self.told.report)


def _line_of(report: Report) -> Told:
    from tutor.grading.output_text import summary

    return summary(report), "fault" if report.error else "body"
