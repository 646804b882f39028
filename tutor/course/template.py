"""The first draft of a lesson, which passes lint and verify and says what to write in its place. *Any side.*

Every place to be written anew has a comment with TODO, and `tutor lint` names what is left of them.
"""

from __future__ import annotations

LESSON = r'''#:schema ../lesson.schema.json
# A first draft: it works as it stands. Try it, then replace one part after another.
# What is left to do, with its line:   tutor lint
# Whether it can be trusted:           tutor verify {address}
# All keys, each with an example, and how to write well: lessons/README.md of the built-in course.

# TODO: the lesson's title, what it teaches in a sentence, and how many minutes it takes
title = "{title}"
summary = "How to turn amounts into shares of the whole."
minutes = 10
# requires = ["{chapter}/some-lesson"]       # lessons to do before this one

# ----------------------------------------------------------------------------------------------------------------------
# TODO: a page is one idea in 80 to 250 words: what for, the idea, code that runs, where people go wrong
[[page]]
id = "shares"
title = "Shares of the whole"
text = """
Three parties got 20, 50 and 30 votes. To compare them with another town, where more people
voted, one looks at **shares**: each amount as a part of the whole. Divide every element by the
sum of all:

$$s_i = \\frac{{x_i}}{{\\sum_j x_j}}$$

A fence marked `python run` is run, and what its last line gives is shown below it. Never type
an output yourself:

```python run
votes = torch.tensor([20., 50., 30.])
votes / votes.sum()
```

The sum is one number without axes, so it divides every element of the tensor. What comes back
has the shape of what went in, and its elements add up to 1.

**Where people go wrong.** They divide by the number of elements, which gives a mean's pieces
and not shares.
"""

# TODO: the exercise's id and the lesson's: learners' progress is kept under them, so they never change
[page.exercise]
id = "shares"
kind = "function"
entry = "shares"
title = "Shares"
# TODO: what to do, what is given, what must come back; whatever a case tries, the goal has said
goal = """
Write `shares(x)`: it returns a new tensor of the shape of `x` with each element's share of the
sum. `x` holds floats, and is left as it is.
"""
# TODO: two to four hints, from a nudge to nearly there; none holds the reference's code
hints = [
    "Which number is the whole that each element is a part of?",
    "A tensor divided by one number is divided element by element.",
]
explain = "The sum has no axes, so it is stretched over the whole tensor: one division for every element."
difficulty = 1
tags = ["elementwise", "sum"]

# TODO: cases from small and plain to odd; then some drawn at random, small to large
[[page.exercise.case]]
args = ["torch.tensor([1., 3.])"]
note = "two numbers"

[[page.exercise.case]]
args = ["torch.tensor([[2., 2.], [0., 4.]])"]
note = "a table"

[[page.exercise.case]]
let = {{ n = "randint(1, 3 * size + 1)" }}
args = ["rand(n) + 0.5"]
times = 6

# TODO: the wrong ideas people have, as they would write them, with what to tell each
[[page.exercise.mistake]]
id = "divides-by-count"
code = """
def shares(x):
    return x / x.numel()
"""
says = "You divide by how many elements there are. A share is a part of their sum."

[[page.exercise.mistake]]
id = "divides-in-place"
code = """
def shares(x):
    x /= x.sum()
    return x
"""
says = "The shares are right, but `/=` writes into `x` itself, and the caller's amounts are gone."

# TODO: another right answer, in another style
[[page.exercise.accept]]
code = """
def shares(x):
    return torch.div(x, torch.sum(x))
"""

# ----------------------------------------------------------------------------------------------------------------------
# TODO: the next idea
[[page]]
id = "what-is-kept"
title = "What is kept, and what is not"
text = """
Shares forget how large the whole was. That is what they are for, and it is also what is lost:
from shares alone nobody can tell a village from a city. Two tensors that differ only by a
factor have the same shares:

```python run
votes = torch.tensor([20., 50., 30.])
torch.equal(votes / votes.sum(), (2 * votes) / (2 * votes).sum())
```

What is kept is the shape, the order, and which element is how many times as large as another.
Taking shares a second time changes nothing any more, since the sum is 1 already:

```python run
s = votes / votes.sum()
s / s.sum()
```

Before you compare two such tensors, ask what they are shares of.
"""

[page.exercise]
id = "what-is-kept"
kind = "predict"
title = "What comes out?"
goal = "Say what each piece of code gives, without running it."
hints = [
    "Shares have the shape of what they are shares of.",
    "However long the tensor is, its shares add up to the same number.",
]
explain = "Dividing by one number keeps the shape. All shares together are the whole: 1."
tags = ["shape", "sum"]

# TODO: questions; what `let` draws is new each time
[[page.exercise.question]]
let = {{ n = "randint(2, 6)" }}
code = """
x = torch.ones(n, 4)
s = x / x.sum()
"""
ask = "s.shape"

[[page.exercise.question]]
code = """
x = torch.tensor([2., 6.])
s = x / x.sum()
"""
ask = "s.sum().item()"

# TODO: wrong answers that people give
[[page.exercise.mistake]]
id = "sum-of-amounts"
answer = "8.0"
says = "8 is the sum of the amounts. Their shares are parts of one whole."
'''

STARTER = """import torch


def shares(x):
    ...
"""

SOLUTION = """def shares(x):
    return x / x.sum()
"""

CHAPTER = """#:schema ../chapter.schema.json
# TODO: the chapter's title, and what it teaches in a sentence
title = "{title}"
summary = "What this chapter teaches, in a sentence."
lessons = ["{lesson}"]
"""

COURSE = """#:schema course.schema.json
# TODO: the course's title
title = "{title}"
languages = ["en"]
chapters = ["{chapter}"]
"""

EXERCISE = "shares"  # the id of the draft's exercise of code, after which its two files are named
