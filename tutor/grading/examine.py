"""The examiner's child: the reference on the same turns, what differs, which mistake it is, the verdict.
*Child side.*"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tutor.grading import forbid, plain_words
from tutor.grading.call_text import call_text
from tutor.grading.difference import Difference, Rules
from tutor.grading.expected import Expected, arrays_in, elements, readability
from tutor.grading.hearing import Ear, Heard
from tutor.grading.likeness import Likeness, can_be_told
from tutor.grading.numbers import coarser, magnitude
from tutor.grading.observation import Observation, read
from tutor.grading.outcome import difference
from tutor.grading.told import (
    case_shown,
    ending,
    failure_text,
    load_failure,
    passed_text,
    sentence,
    unjudged,
)
from tutor.language import _
from tutor.runner.answer import Answer
from tutor.runner.encode import Encoder
from tutor.runner.observe import Observer, argument_node
from tutor.runner.stage import CourseBroke, Stage, Turn

# What a reference raises by accident only; elsewhere its exceptions are part of what an answer must do.
NEVER_MEANT = {
    *("NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError", "SyntaxError"),
    *("AttributeError", "ZeroDivisionError", "RecursionError", "MemoryError", "SystemExit"),
}


def main(job: Any) -> None:
    """Judge one check. Sends one `verdict` frame.

    `job.data` is the learner's job with, besides: solution, mistakes, relax, rtol, atol, ops_ratio, forbid, require.
    """
    # Listening goes on while the reference is tried: an answer with much to say must not wait for its reader.
    ear = Ear(job)
    ear.start()
    try:
        exam = Examination(job.data)
        exam.expect()
    except CourseBroke as broke:
        job.send(unjudged(str(broke)))
        return
    ear.join()
    job.send(exam.judge(ear.heard))


class Played:
    """Code of a mistake, tried turn by turn as far as anyone asks."""

    def __init__(self, data: dict[str, Any], code: str) -> None:
        self.stage = Stage(data)
        self.answer = Answer(code, data, given=True)
        self.turns: dict[int, Observation] = {}
        self._observer = Observer(self.stage, self.answer, own_folder=True)

    def turn(self, number: int) -> Observation:
        """What is observed of it on a turn."""
        if number not in self.turns:
            case, draw, seed = self.stage.plan()[number]
            self.turns[number] = observed(self._observer, self.stage.turn(number, case, draw, seed))
        return self.turns[number]


class Examination:
    """One exercise, one seed: what the reference does, and how answers compare with it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.names = tuple(data["names"]) if data["kind"] == "variables" else ()
        self.stage = Stage(data)
        self.expected: list[Expected] = []
        self.played: dict[str, Played] = {}

    def expect(self) -> None:
        """Try the reference on every turn. Raises CourseBroke if it can't be tried or breaks a case."""
        answer = Answer(self.data["solution"], self.data)
        if answer.failure is not None:
            raise CourseBroke(
                _("the reference can't be tried: {failure}").format(failure=failure_text(answer.failure, self.data))
            )
        observer = Observer(self.stage, answer, own_folder=True)
        for turn in self.stage.turns():
            given = arguments_of(turn)
            call = call_text(turn, self.data)
            seen = observed(observer, turn)
            raises = turn.spec.get("raises")
            if seen.raised is not None and not raises and seen.raised["type"] in NEVER_MEANT:
                told = f"{seen.raised['type']}: {seen.raised['message']}"
                raise CourseBroke(_("the reference raises {told}, in `{call}`").format(told=told, call=call))
            if raises and seen.raised is None:
                raise CourseBroke(
                    _("case {case} says `raises = {raises}`, and the reference raises nothing").format(
                        case=turn.case + 1, raises=raises
                    )
                )
            rules = self.rules(turn, given)
            if raises and seen.raised is not None and difference(seen, seen, given, rules) is not None:
                raise CourseBroke(
                    _("case {case} says `raises = {raises}`; the reference raises {type}").format(
                        case=turn.case + 1, raises=raises, type=seen.raised["type"]
                    )
                )
            self.expected.append(Expected(turn, call, given, seen, rules, elements(given)))
        plain_turns = [each.seen.raised for each in self.expected if not each.turn.spec.get("raises")]
        if plain_turns and all(plain_turns) and (raised := plain_turns[0]) is not None:
            raise CourseBroke(
                _("the reference raises {type}: {message}, in every case").format(
                    type=raised["type"], message=raised["message"]
                )
            )

    def rules(self, turn: Turn, given: Observation) -> Rules:
        """How closely this turn is looked at."""
        arrays = [array for node in [*given.args, *given.kwargs.values()] for array in arrays_in(node)]
        coarsest = "float64"
        for array in arrays:
            coarsest = coarser(coarsest, str(array.dtype))
        return Rules(
            relax=frozenset(self.data.get("relax", ())),
            observe=frozenset(self.data.get("observe", ())),
            rtol=self.data.get("rtol"),
            atol=self.data.get("atol"),
            raises=turn.spec.get("raises"),
            ops_ratio=self.data.get("ops_ratio", 3.0),
            largest=turn.draw == turn.spec.get("times", 1) - 1,
            coarsest=coarsest,
            scale=max([magnitude(array) for array in arrays], default=0.0),
        )

    def differ(self, expected: Expected, seen: Observation) -> Difference | None:
        """How one turn of an answer differs from the reference's."""
        return difference(expected.seen, seen, expected.given, expected.rules, self.names)

    def judge(self, heard: Heard) -> dict[str, Any]:
        """The verdict on what was heard, as a frame's header."""
        total = len(self.expected)
        if heard.broke is not None:
            return unjudged(heard.broke)
        if heard.ended in ("cancelled", "lost"):
            return unjudged(
                _("the run was stopped before it had ended") if heard.ended == "cancelled" else _("the runner was lost")
            )
        used = self.used(self.data["source"], heard.turns, given=bool(self.data.get("given")))
        banned = self.banned(used)
        if heard.failure is not None and heard.failure.get("stage") == "syntax":
            return self.verdict(load_failure(heard.failure, self.data), None, None, 0, 0)
        if banned is not None:
            passed = sum(
                self.differ(each, heard.turns[i]) is None for i, each in enumerate(self.expected) if i in heard.turns
            )
            like = self.likeness(heard, used, set()) if len(heard.turns) == total else None
            return self.verdict(banned, None, like, passed, len(heard.turns))
        if heard.failure is not None:
            return self.verdict(load_failure(heard.failure, self.data), None, None, 0, 0)
        found = [
            (apart, each)
            for i, each in enumerate(self.expected)
            if i in heard.turns
            if (apart := self.differ(each, heard.turns[i])) is not None
        ]
        ran = sum(i in heard.turns for i in range(total))
        if heard.ended != "done" or ran < total:
            stopped = next((each for i, each in enumerate(self.expected) if i not in heard.turns), None)
            apart = ending(heard, stopped)
            return self.verdict(apart, stopped if heard.loaded else None, None, ran - len(found), ran)
        if not found:
            return {"t": "verdict", "verdict": "passed", "cases": [total, total, total], "message": passed_text(total)}
        like = self.likeness(heard, used, {each.turn.case for _, each in found})
        alike = [pair for pair in found if like is None or pair[1].turn.case != like.except_case]
        apart, shown = min(alike, key=lambda pair: (follows(*pair), pair[0].rank, *readability(pair[1])))
        if like is None:
            apart = replace(apart, message=apart.message + self.edge([each for _, each in found]))
        told = self.verdict(apart, shown, like, ran - len(found), ran, heard.turns[shown.turn.number])
        return {**told, "sure": any(difference.sure for difference, _ in found)}

    def edge(self, failing: list[Expected]) -> str:
        """For a near miss: that all cases but the one shown, an edge with a note of its own, pass."""
        cases = {each.turn.case for each in failing}
        others = {each.turn.case for each in self.expected} - cases
        return (
            _(". All other cases pass")
            if len(cases) == 1 and len(others) > 1 and failing[0].turn.spec.get("note")
            else ""
        )

    def used(self, source: str, turns: dict[int, Observation], *, given: bool) -> dict[str, int]:
        """Which of the names in `forbid` and `require` an answer uses, with the line (0 where it was only seen
        to run)."""
        wanted = [*self.data.get("forbid", ()), *self.data.get("require", ())]
        found: dict[str, int] = {}
        for use in forbid.uses(source, wanted, given=given):
            found.setdefault(use.name, use.line)
        for seen in turns.values():
            for name in seen.used:
                if name in wanted:
                    found.setdefault(name, 0)
        return found

    def banned(self, used: dict[str, int]) -> Difference | None:
        """A forbidden name that is used, or a required one that is not."""
        for name in self.data.get("forbid", ()):
            if name in used:
                line = used[name] or None
                place = _(" (line {line})").format(line=line) if line else ""
                return Difference(
                    "forbidden",
                    _("this exercise is to be done without `{name}`{place}").format(name=name, place=place),
                    _("no {name}").format(name=name),
                    name,
                    line=line,
                )
        for name in self.data.get("require", ()):
            if name not in used:
                return Difference(
                    "forbidden",
                    _("this exercise is to be done with `{name}`, which is not used").format(name=name),
                    name,
                    "",
                )
        return None

    def likeness(self, heard: Heard, used: dict[str, int], failing: set[int]) -> Likeness | None:
        """The first mistake in the author's order that behaves, on all turns, as the answer did.

        If there is none: the first that does so on all but one case, an edge with a note of its own, where the answer
        fails elsewhere too. `failing` are the numbers of the cases on which it fails.
        """
        near = None
        for mistake in self.data.get("mistakes", ()):
            cases = self.unlike(mistake["code"], heard, used)
            if cases is None:
                continue
            if not cases:
                return Likeness(mistake)
            edge = next(each.turn for each in self.expected if each.turn.case in cases)
            if near is None and edge.spec.get("note") and failing - cases:
                near = Likeness(mistake, edge.case, str(edge.spec["note"]))
        return near

    def unlike(self, code: str, heard: Heard, used: dict[str, int]) -> set[int] | None:
        """The numbers of the cases on which an answer can be told from `code`; None as soon as there are two."""
        if code not in self.played:
            self.played[code] = Played(self.data, code)
        mistake = self.played[code]
        if mistake.answer.failure is not None:
            return None
        cases: set[int] = set()
        for i, expected in enumerate(self.expected):
            if can_be_told(mistake.turn(i), heard.turns[i], expected.given, expected.rules, self.names):
                cases.add(expected.turn.case)
                if len(cases) > 1:
                    return None
        forbidden = set(self.data.get("forbid", ()))
        same_names = forbidden & set(used) == forbidden & set(self.used(code, mistake.turns, given=True))
        return cases if same_names else None

    def verdict(
        self,
        apart: Difference,
        shown: Expected | None,
        like: Likeness | None,
        passed: int,
        ran: int,
        seen: Observation | None = None,
    ) -> dict[str, Any]:
        """A failed verdict as a frame's header."""
        message = apart.message if like is None else f"{like.says}\n{sentence(apart.message)}"
        raised = seen.raised if seen is not None and apart.stage == "raised" else None
        if raised is not None and not like and (words := plain_words.plain(raised["type"], raised["message"])):
            message = f"{sentence(message)}\n{words}"
        line = apart.line
        case = None
        replay = None
        if shown is not None:
            case = case_shown(shown, apart, seen)
            replay = {"case": shown.turn.case, "draw": shown.turn.draw, "seed": self.stage.plan()[shown.turn.number][2]}
        return {
            "t": "verdict",
            "verdict": "failed",
            "stage": apart.stage,
            "mistake": like.mistake["id"] if like and like.except_case is None else None,
            "says": like.says if like else "",
            "message": sentence(message),
            "case": case,
            "cases": [passed, ran, len(self.expected)],
            "line": line,
            "replay": replay,
        }


def follows(apart: Difference, expected: Expected) -> bool:
    """Whether it is the case's own lines that raised: what came back was no good to them, and another case says why."""
    return apart.stage == "raised" and apart.line is None and bool(expected.turn.spec.get("run"))


def arguments_of(turn: Turn) -> Observation:
    """The arguments of a turn before the call."""
    encoder = Encoder()
    header = {
        "n": turn.number,
        "result": encoder.node(None),
        "args": [argument_node(encoder, arg) for arg in turn.args],
        "kwargs": {name: argument_node(encoder, arg) for name, arg in turn.kwargs.items()},
    }
    return read(header, encoder.blobs)


def observed(observer: Observer, turn: Turn) -> Observation:
    """One turn observed and read back, by the very path that the learner's frames take."""
    header, blobs = observer.turn(turn)
    return read(header, blobs)
