"""Protects the index: every name and term leads to the pages that show it and the exercises that train it."""

from __future__ import annotations

from pathlib import Path

from tests.course.test_taught import course, page
from tutor.course.index import build_index, search
from tutor.course.lint import lint
from tutor.course.loader import CHECKOUT, load
from tutor.course.terms import Term, read_terms

TERMS = (Term({"en": "storage", "zh": "存储"}, 1), Term({"en": "dot product", "zh": "点积"}, 2))
PAGES = course(
    page("Two views share one storage.\n\n```python run\nx.expand(3)\nn = 2\n```\n\nLike `expand`, `n` is short."),
    page("Dot products: `torch.dot(x, y)`.", "def f(x): return torch.mv(x, x)\n"),
)


def test_names_and_terms_lead_to_pages_and_exercises() -> None:
    found = {(each.sort, each.name): each for each in build_index(PAGES, TERMS)}
    assert found["name", ".expand"].pages == ["c/l/p"]
    assert found["name", "torch.dot"].exercises == [] and found["name", "torch.mv"].exercises == ["c/l/e"]
    assert found["term", "storage"].pages == ["c/l/p"] and found["term", "storage"].other_words == ("存储",)
    assert ("term", "dot product") in found  # in whatever number and case
    assert ("name", ".n") not in found  # a variable


def test_a_search_finds_the_likeliest_first() -> None:
    entries = build_index(load(CHECKOUT), read_terms(CHECKOUT)[0])
    assert search(entries, "stride")[0].name == "stride"
    assert search(entries, "步幅")[0].name == "stride"
    assert search(entries, "torch.linspace()")[0].name == "torch.linspace"
    assert search(entries, "linsp")[0].name == "torch.linspace"
    assert search(entries, "no such thing") == search(entries, " ") == []
    assert len(search(entries, "t")) == 20


def test_every_term_of_the_built_in_course_is_read() -> None:
    terms, faults = read_terms(CHECKOUT)
    assert len(terms) > 100 and faults == ()
    assert all(term.words.keys() == {"en", "zh"} for term in terms)


def test_faults_of_a_terms_file_are_told_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    path = tmp_path / "lessons" / "terms.toml"
    path.write_text('[[term]]\nen = "view"\n\n[[term]]\nzh = "视图"\n\n[[term]]\nen = "View"\n\n[words]\na = 1\n')
    told = sorted((fault.line, fault.message.split(";")[0]) for fault in lint(load(tmp_path)) if fault.path == path)
    assert [line for line, _ in told] == [4, 7, 10]
    assert "`View` stands already on line 1" in told[1][1]
    path.write_text("[[term\n")
    assert [fault.line for fault in lint(load(tmp_path)) if fault.path == path] == [1]
