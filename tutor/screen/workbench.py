"""The learner's side of a page: the answer, and what comes of it: run, checked, helped, shown. *Screen side.*"""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea

from tutor.course.lines import words
from tutor.language import _, run_on, sentence
from tutor.screen.answer_pane import AnswerPane
from tutor.screen.answers import Answers, AnswersChanged, AnswersFinished
from tutor.screen.consulting import Consulting, Documented
from tutor.screen.drafts import unheard
from tutor.screen.editing.editor_pane import DraftLeft, EditorTold
from tutor.screen.editor import TooMuchPasted
from tutor.screen.events import CodeRan, QuestionsPosed, RunFailed, RunStopped, VerdictReached
from tutor.screen.hints_text import hint_lines
from tutor.screen.keys import BY_ID
from tutor.screen.messages import LastPageTurned
from tutor.screen.news import News
from tutor.screen.outcome import Outcome
from tutor.screen.page_work import PageWork
from tutor.screen.panel import ASKED, VIEWS, Panel
from tutor.screen.running import Running
from tutor.screen.session import Session


class WorkChanged(Message):
    """Something changed that the lines around show: what runs, what was reached, which keys matter."""


class Workbench(Vertical):
    """Works on the answer to one page at a time; WorkChanged says when there is something new to show around it."""

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.session = session
        self.work: PageWork | None = None
        self.news = News(self, self._changed)
        self.outcome = Outcome(self)
        self.state = ""

    def compose(self) -> ComposeResult:
        yield AnswerPane(self.session.left, id="answer")
        yield Panel(id="panel")

    def on_mount(self) -> None:
        desk = self.session.desk
        self.running = Running(self, desk, self._set_state)
        self._posing = Running(self, desk, self._set_state, name="pose")  # a check goes on while a page is turned
        self.session.drafts.on_state = self._show_saved
        self.consulting = Consulting(self)

    def on_unmount(self) -> None:
        if self.session.drafts.on_state == self._show_saved:
            self.session.drafts.on_state = unheard

    @property
    def answer(self) -> AnswerPane:
        """Where the answer is written."""
        return self.query_one(AnswerPane)

    @property
    def panel(self) -> Panel:
        """Where what came of it is shown."""
        return self.query_one(Panel)

    # one page after another

    def open(self, work: PageWork) -> None:
        """Work on `work` from now on, as it was left."""
        self.work = work
        self.consulting.turn_to(work)
        self.outcome.forget()
        self.news.clear()
        exercise = work.exercise
        self._clear_panel(work)
        self._show_hints(open=False)
        draft = self.session.kept(lambda: self.session.store.draft(work.address), None)
        if exercise is not None and work.asks:
            self.answer.open_questions(work)
            answers = Answers.from_draft(draft)
            self._pose(answers.seed if answers else None)
        else:
            cursor = self.session.kept(lambda: self.session.store.draft_cursor(work.address), (0, 0))
            self.answer.open_code(work, work.starter if draft is None else draft, cursor)
            if work.gap is not None and draft in (None, work.starter):
                self.answer.editor.select_gap(work.gap)
        self._changed()
        if exercise is not None and self.session.sitting is None and self.session.is_older(exercise):
            self.news.tell(_("This exercise has changed since you passed it. The pass counts; you may try it again."))

    def _clear_panel(self, work: PageWork) -> None:
        code = _("This is the page's own code, to play with: ^e runs it.")
        told = code if work.exercise is None else _("^r checks your answer.")
        self.panel.clear(told, ASKED if work.asks else VIEWS)

    def _pose(self, seed: int | None) -> None:
        work = self.work
        assert work is not None and work.exercise is not None
        exercise = work.exercise
        if seed is None:
            seed = self.session.kept(lambda: self.session.store.posed_seed(work.address), None)
        wanted = _fresh_seed() if seed is None else seed

        async def ask() -> Message:
            return QuestionsPosed(work, await self.session.desk.pose(exercise, wanted))

        self.outcome.used_up = False
        self._posing.begin(ask)

    @on(QuestionsPosed)
    async def _show_questions(self, event: QuestionsPosed) -> None:
        work = self.work
        if work is None or event.work.address != work.address:
            return
        self.session.kept(lambda: self.session.store.set_posed_seed(work.address, event.posed.seed), None)
        form = await self.answer.pose(event.posed)
        answers = Answers.from_draft(self.session.kept(lambda: self.session.store.draft(work.address), None))
        if answers is not None and answers.seed == event.posed.seed:
            form.set_answers(answers)
        elif answers is not None:
            # The old answers are to other questions: coming back opens these.
            self.session.drafts.changed(work.address, lambda: (form.answers.as_draft(), (0, 0)))
        self._changed()

    def say_again(self, work: PageWork) -> None:
        """The same page in another language: say everything anew. What is written stays as it is."""
        told, fresh, view = self.outcome.told, self.panel.is_fresh, self.panel.current
        self.work = work
        self.consulting.turn_to(work)
        self.news.clear()
        self.answer.say_again(work, _("saved") if self.session.drafts.save() else _("not saved"))
        if fresh:
            self._clear_panel(work)
        self._show_hints(open=False)
        self.panel.open(view)
        form = self.answer.form
        if work.asks and form is not None:
            self._pose(form.posed.seed)
            self._clear_panel(work)
            self.outcome.forget()
        elif isinstance(told, VerdictReached) and work.exercise is not None:
            self._judge_again(work, told)
        else:
            self.outcome.say_again()
        self._changed()

    def _judge_again(self, work: PageWork, told: VerdictReached) -> None:
        """What differs was put into words where it was found: find it again, on the same cases."""
        exercise, source, verdict = work.exercise, told.source, told.verdict
        assert exercise is not None

        async def ask() -> Message:
            found = await self.session.desk.check(exercise, source, verdict.replay, verdict.seed)
            return VerdictReached(work, source, found, again=True)

        self.running.begin(ask)

    # the names in it

    def look_up(self) -> None:
        """Tell what is known of the name under the cursor."""
        if not self.answer.editor.display:
            self.news.tell(_("There is no code on this page to look a name up in."))
        elif not self.consulting.look_up():
            self.news.tell(_("There is no name under the cursor."))
        elif not self.session.desk.is_ready:
            waiting = _("PyTorch is still starting; what you look up will stand here in a moment.")
            self.panel.set_view("docs", lambda width: words(width, (waiting, "dim")))
            self._changed()

    @on(Documented)
    def _show_documentation(self, event: Documented) -> None:
        if event.lay_out is None:
            self.news.tell(event.trouble, "fault")
        else:
            self.panel.set_view("docs", event.lay_out, open=not event.again)
            self._changed()

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        self.consulting.moved()

    # the draft

    @on(TextArea.Changed)
    def _code_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        work = self.work
        if work is not None and self.answer.editor.display:
            editor = self.answer.editor
            self.session.drafts.changed(work.address, lambda: (editor.text, editor.cursor_location))
            self._touched()
            self.consulting.typed()

    @on(AnswersChanged)
    def _answers_changed(self, event: AnswersChanged) -> None:
        event.stop()
        work, form = self.work, self.answer.form
        if work is not None and form is not None:
            self.session.drafts.changed(work.address, lambda: (form.answers.as_draft(), (0, 0)))
            self._touched()

    def _touched(self) -> None:
        self.session.desk.wake()
        self.news.clear()

    @on(TooMuchPasted)
    def _refuse_paste(self, event: TooMuchPasted) -> None:
        told = _("That paste of {n:,} characters is too large; an answer may have 1 MiB.")
        self.news.tell(told.format(n=event.size), "fault")

    @on(EditorTold)
    def _tell_of_editor(self, event: EditorTold) -> None:
        event.stop()
        self.news.tell(event.text)

    @on(DraftLeft)
    def _leave_draft(self, event: DraftLeft) -> None:
        event.stop()
        self._save()
        if event.home:
            self.post_message(LastPageTurned())
        else:
            self.news.tell(_("Saved, as it always is."))

    def start_over(self) -> None:
        """Put back what the page starts from; questions are drawn anew."""
        work = self.work
        if work is None:
            return
        if work.asks:
            self._pose(_fresh_seed())
        else:
            self.answer.editor.start_over(work.starter)

    def _show_saved(self, state: str) -> None:
        if not self.query(AnswerPane):  # the screen is going away
            return
        self.answer.set_state(state)
        trouble = self.session.drafts.trouble
        if trouble:
            self.news.tell(trouble, "fault")

    # what can be done

    def check(self) -> None:
        """Judge the answer; on a page without an exercise, run the code."""
        work = self.work
        if work is None or work.exercise is None:
            self.run_code()
        elif work.asks:
            self._check_answers(work)
        else:
            self._check_code(work)

    def _check_code(self, work: PageWork) -> None:
        exercise, source = work.exercise, self.answer.editor.text
        assert exercise is not None
        self._save()
        replay = self.session.kept(lambda: self.session.store.replay(exercise.address), None)

        async def ask() -> Message:
            return VerdictReached(work, source, await self.session.desk.check(exercise, source, replay))

        self.running.begin(ask)

    def _check_answers(self, work: PageWork) -> None:
        exercise, form = work.exercise, self.answer.form
        assert exercise is not None
        if self.outcome.used_up:
            self._pose(_fresh_seed())
            return
        if form is None:
            self._pose(None)
            return
        if form.unanswered is not None and not any(q.several for q in form.posed.questions):
            form.go_to(form.unanswered)
            self.news.tell(_("Question {n} has no answer yet.").format(n=form.unanswered))
            return
        self._save()
        answers = form.answers

        async def ask() -> Message:
            verdict = await self.session.desk.judge(exercise, answers.lines, answers.seed)
            return VerdictReached(work, answers.as_source(), verdict)

        self.running.begin(ask)

    @on(AnswersFinished)
    def _finished(self, event: AnswersFinished) -> None:
        event.stop()
        self.check()

    def run_code(self) -> None:
        """Run the code in the editor without judging it."""
        work = self.work
        if work is None or work.asks:
            self.news.tell(_("There is no code to run on this page: ^r checks your answers."))
            return
        self._save()
        source, setup = self.answer.editor.text, work.exercise.setup if work.exercise else ""

        async def ask() -> Message:
            return CodeRan(work, await self.session.desk.run(source, setup))

        self.running.begin(ask)

    def hint(self) -> None:
        """Take the next hint, unless a test-out goes without."""
        self.news.clear()
        if self.work is not None and self.work.exercise is not None:
            address = self.work.exercise.address
            may = self.session.kept(lambda: self.session.store.may_take_hint(address), None)
            if may is not None and not may.allowed:
                stops = _("{key} on the map stops it.").format(key=BY_ID["test_out"].shown)
                self.news.tell(run_on(sentence(may.why), stops))
                return
            self.session.take_hint(self.work.exercise)
        self._show_hints(open=True)
        self.panel.view.scroll_end(animate=False)
        self._changed()

    def _show_hints(self, *, open: bool) -> None:
        exercise = self.work.exercise if self.work else None
        taken = self.session.hints_taken(exercise) if exercise else 0
        self.panel.note("hints", f"{taken}/{len(exercise.hints)}" if exercise else "")
        self.panel.set_view("hints", lambda width: hint_lines(exercise, taken, width), open=open)

    # what came of it

    @on(VerdictReached)
    def _show_verdict(self, event: VerdictReached) -> None:
        exercise = event.work.exercise
        assert exercise is not None
        if not event.again:
            self.session.record(event.verdict, event.source, exercise)
        if self._is_open(event.work):
            self.outcome.show_verdict(event)
        self._changed()

    @on(CodeRan)
    def _show_output(self, event: CodeRan) -> None:
        if self._is_open(event.work):
            self.outcome.show_run(event)
            self._changed()

    def _is_open(self, work: PageWork) -> bool:
        """Whether what came belongs to the page that is open by now."""
        return self.work is not None and self.work.address == work.address

    @on(RunStopped)
    def _say_stopped(self) -> None:
        self.news.tell(_("Stopped."))

    @on(RunFailed)
    def _say_failed(self, event: RunFailed) -> None:
        self.outcome.show_failure(event.reason)
        self._changed()

    def _save(self) -> None:
        self.news.clear()
        if not self.session.drafts.save():
            self.news.tell(self.session.take_trouble() or _("The draft could not be saved."), "fault")

    def _set_state(self, state: str) -> None:
        self.state = state
        self.panel.set_state(state)
        if not state and (notice := self.session.desk.take_notice()):
            self.news.tell(notice, "fault")
        self._changed()

    def _changed(self) -> None:
        if not self.query(Panel):  # the screen is going away
            return
        trouble, self.session.trouble = self.session.trouble, None
        if trouble:
            self.news.tell(trouble, "fault")
        if self.session.drafts.set_aside:
            self.session.drafts.set_aside = False
            self.news.tell(_("Another session wrote here too; its text is kept beside this one."))
        self.panel.set_class(self.panel.is_fresh, "-empty")
        self.panel.set_class(self.work is not None and self.work.asks, "-small")
        self.post_message(WorkChanged())


def _fresh_seed() -> int:
    from tutor.grading.check import fresh_seed

    return fresh_seed()
