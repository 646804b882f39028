"""Protects the screen's process from torch and its kind, which only the host may import."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys, pkgutil, importlib, tutor.screen
for module in pkgutil.iter_modules(tutor.screen.__path__):
    importlib.import_module("tutor.screen." + module.name)
import tutor.grading.check, tutor.grading.trial, tutor.grading.questions, tutor.grading.pages
print(sorted({name.partition(".")[0] for name in sys.modules} & {"torch", "numpy", "pandas", "matplotlib"}))
"""


def test_no_module_of_the_screen_imports_what_belongs_to_the_host() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_map_is_drawn_without_the_editor_and_the_layout_of_pages() -> None:
    dear = ("tree_sitter", "markdown_it", "textual.widgets._text_area")
    program = f"import sys, tutor.screen.app; print([name for name in {dear} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
