"""Protects files of answers: what is written into them is read as it was meant, and each answer meets its question."""

from __future__ import annotations

from tutor.grading.answer_file import answers_in, seed_in, template

QUESTIONS = ["What is `x.shape`?\n\n    x = torch.zeros(2)", "Which?\n\na) one\nb) 两个"]


def filled(*answers: str) -> str:
    """The template with each answer below its question."""
    text = template("A title   chapter/lesson/name", 12345, QUESTIONS, "Below each question.")
    head, *parts = text.split("# ===")
    together = "".join(f"# ==={part}{answer}\n" for part, answer in zip(parts, answers, strict=True))
    return head + together


def test_an_untouched_file_holds_no_answers_and_its_seed() -> None:
    text = template("A title   chapter/lesson/name", 12345, QUESTIONS, "Below each question.")
    assert answers_in(text) == []
    assert seed_in(text) == 12345
    assert "# b) 两个" in text and all(line.startswith("#") for line in text.splitlines() if line)


def test_each_answer_meets_its_question() -> None:
    assert answers_in(filled("(2,)", "a\nb")) == [["(2,)"], ["a", "b"]]


def test_a_question_that_is_left_out_moves_no_other_answer() -> None:
    assert answers_in(filled("", "b")) == [[], ["b"]]
    assert answers_in(filled("(2,)", "")) == [["(2,)"]]


def test_blank_lines_between_the_options_of_one_question_part_nothing() -> None:
    assert answers_in(filled("(2,)", "a\n\n\nb\n# and a remark\n")) == [["(2,)"], ["a", "b"]]


def test_without_remarks_blank_lines_part_the_answers() -> None:
    assert answers_in("(2,)\n\na\nb\n") == [["(2,)"], ["a", "b"]]
    assert answers_in("# mine\n(2,)\n\na\n#\nb\n") == [["(2,)"], ["a", "b"]]
    assert answers_in("\n \n") == []


def test_an_option_marked_by_its_place_is_no_remark() -> None:
    assert answers_in("#0\n#1\n") == [["#0", "#1"]]


def test_numbers_and_seeds_no_one_wrote_for_us_are_let_be() -> None:
    assert answers_in(f"# === {10**9} of 2 ===\n7\n") == [["7"]]
    assert seed_in(f"# seed {2**70}\n1\n") is None
    assert seed_in("seed 5\n") is None
