"""A common error message in plain words: one sentence that names the cause. *Any side.*

The sentences themselves are in `tutor.grading.words`, by the part of the work they come from.
"""

from __future__ import annotations

from tutor.grading.words import (
    arrays,
    calls,
    dtypes,
    gradients,
    indexing,
    layers,
    names,
    operators,
    shapes,
    syntax,
    tables,
    tensors,
    values,
)
from tutor.grading.words.phrase import Phrase, bare

PHRASES: tuple[Phrase, ...] = (
    *shapes.PHRASES,
    *dtypes.PHRASES,
    *indexing.PHRASES,
    *gradients.PHRASES,
    *tensors.PHRASES,
    *layers.PHRASES,
    *arrays.PHRASES,
    *tables.PHRASES,
    *names.PHRASES,
    *calls.PHRASES,
    *operators.PHRASES,
    *values.PHRASES,
    *syntax.PHRASES,
)
LONGEST = 159
"""Characters of the longest sentence: it fits on two lines of a terminal of eighty columns."""
LIMITS = (60, 40, 24, 14, 8)
"""How much of each word of a message is kept, the first that lets the sentence fit."""


def plain(type_name: str, message: str) -> str:
    """What an exception of the type so named, with this message, means; "" if there is nothing to say.

    The sentence has at most `LONGEST` characters, ends with a full stop, and has code in backticks. Neither argument
    need be trusted: names and values taken over from the message are cleaned and cut.
    """
    found = recognised(type_name, message)
    if found is None:
        return ""
    type_name, message = bare(type_name), message.strip()
    for limit in LIMITS:
        words = found.words(type_name, message, limit)
        sentence = found.sentence(words) if words is not None else ""
        if len(sentence) <= LONGEST:
            return sentence
    return ""


def recognised(type_name: str, message: str) -> Phrase | None:
    """The first phrase whose types and pattern fit."""
    type_name, message = bare(type_name), message.strip()
    return next((each for each in PHRASES if each.words(type_name, message, LIMITS[0]) is not None), None)
