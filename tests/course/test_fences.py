"""Protects which code of a page is run, and in which order."""

from __future__ import annotations

from tutor.course.fences import fences

TEXT = """\
Words with ``` in `them`.

```python run
x = 1
```

- in a list

  ```python run error
  x / 0
  ```

> ```python show
> y
> ```

```broadcast
a: 2
b: 2
```

~~~python plot
z
~~~

```
plain
"""


def test_fences_in_order_with_their_lines() -> None:
    """Protects code in lists and quotes from being missed, and its own indentation from being left in."""
    found = fences(TEXT)
    assert [(fence.language, sorted(fence.flags), fence.code) for fence in found] == [
        ("python", ["run"], "x = 1\n"),
        ("python", ["error", "run"], "x / 0\n"),
        ("python", ["show"], "y\n"),
        ("broadcast", [], "a: 2\nb: 2\n"),
        ("python", ["plot"], "z\n"),
        ("", [], "plain\n"),
    ]
    lines = TEXT.split("\n")
    assert all("```" in lines[fence.line] or "~~~" in lines[fence.line] for fence in found)
    assert [fence.runs for fence in found] == [True, True, False, False, True, False]
    assert [fence.raises for fence in found] == [False, True, False, False, False, False]
