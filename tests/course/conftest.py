"""A small course to write faults into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

# Every kind of exercise once. Lines are looked up by what stands on them, so that this text may grow.
LESSON = r"""title = "Sums"
summary = "What sums are."
minutes = 5
requires = []

[[page]]
id = "total"
title = "The total"
text = '''
The sum of all elements is $\sum_i x_i$. Sums on the way there are `.cumsum`.

```python run
x = torch.arange(3)
x.sum()
```
'''

[page.exercise]
id = "add-up"
kind = "function"
title = "Add up"
goal = "Write `add_up(x)`."
hints = ["Look at the methods.", "There is a method for it."]
explain = "It sums."
entry = "add_up"
observe = ["args"]
relax = ["dtype"]
difficulty = 2

[[page.exercise.case]]
args = ["torch.arange(3)"]
note = "three numbers"

[[page.exercise.case]]
let = { n = "randint(1, 5)" }
args = ["randn(n)"]
times = 3

[[page.exercise.mistake]]
id = "first"
says = "Only the first element came back."
code = '''
def add_up(x):
    return x[0]
'''

[[page.exercise.accept]]
code = "def add_up(x): return x.sum()"

[[page]]
id = "script"
title = "A script"
text = "Now a script."

[page.exercise]
id = "two-names"
kind = "variables"
title = "Two names"
goal = "Make `a` and `b`."
hints = ["One.", "Two."]
explain = "Done."
names = ["a", "b"]
let = { n = "randint(1, 4)" }
times = 2

[[page.exercise.mistake]]
id = "swapped"
says = "They are swapped."
code = "a, b = 2, 1"

[[page]]
id = "guess"
title = "Guess"
text = "What comes out?"

[page.exercise]
id = "shapes"
kind = "predict"
title = "Shapes"
goal = "Type the shape."
hints = ["Count rows.", "Count columns."]
explain = "Rows first."
draw = 1

[[page.exercise.question]]
let = { n = "randint(2, 6)" }
code = '''
x = torch.zeros(n, 3)
'''
ask = "x.shape"

[[page.exercise.mistake]]
answer = "(3, 2)"
says = "The other way round."

[[page]]
id = "pick"
title = "Pick"
text = "Which?"

[page.exercise]
id = "views"
kind = "choice"
title = "Views"
goal = "Pick one."
hints = ["Think of memory.", "A clone copies."]
explain = "Views share."

[[page.exercise.question]]
text = "Which shares memory with `x`?"
code = "x = torch.arange(6).reshape(2, 3)"
option = [
    { text = "`x.T`", test = "x.T.data_ptr() == x.data_ptr()", says = "A view." },
    { text = "`x.clone()`", right = false, says = "It copies." },
]
"""

STARTER = "import torch\n\n\ndef add_up(x):\n    ...\n"
SOLUTION = "def add_up(x):\n    total = x.cumsum(0)[-1]\n    return total\n"


class SmallCourse:
    """A course in a folder of its own: one chapter `basics` with the lesson `sums`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lesson = root / "lessons" / "01-basics" / "02-sums.toml"
        self.write("lessons/01-basics/02-sums.toml", LESSON)
        for folder, code in (("exercises", STARTER), ("solutions", SOLUTION)):
            self.write(f"{folder}/basics/sums/add-up.py", code)
            self.write(f"{folder}/basics/sums/two-names.py", "a = 1\nb = n\n" if folder == "solutions" else "a = 1\n")

    def write(self, name: str, text: str | bytes) -> Path:
        """Write one file, its folders as needed."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def change(self, old: str, new: str) -> int:
        """Write `new` for the one `old` in the lesson. The line on which it begins."""
        text = self.lesson.read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the lesson"
        self.lesson.write_text(text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1


@pytest.fixture
def small(tmp_path: Path) -> SmallCourse:
    """A course without a fault."""
    return SmallCourse(tmp_path)


@pytest.fixture
def other_lesson(small: SmallCourse) -> Callable[[str, str], Path]:
    """Writes one more lesson, without exercises: (its file's stem, more of its head)."""

    def write(stem: str, head: str = "") -> Path:
        page = '[[page]]\nid = "one"\ntitle = "One"\ntext = "Words."\n'
        return small.write(f"lessons/01-basics/{stem}.toml", f'title = "Other"\n{head}\n{page}')

    return write
