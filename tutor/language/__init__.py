"""What the program says, in the learner's language. *Any side.*

`_("Nothing to do.")` is the sentence in the language in use; English is the source and needs no catalogue. A sentence
with values is translated whole and filled afterwards: `_("{n} of {all} pass").format(n=3, all=5)`. Where a number
decides the words, `plural("{n} page", "{n} pages", n)`. Both are asked when something is said, never when a module is
imported, so that the language can change at any time; what a module holds as data is marked by `later_("check")`.
"""

from __future__ import annotations

import os.path
from collections.abc import Mapping
from functools import cache

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    from gettext import NullTranslations

ENGLISH = "en"
NAMES = {"en": "English", "zh": "简体中文"}
CHOICE = "TUTOR_LANGUAGE"
_CATALOGUES = os.path.dirname(__file__)  # noqa: PTH120
_LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the first one that is set decides, as with other programs

_FULL_STOPS = {"zh": "。"}
_BETWEEN = {"zh": ""}  # what parts two sentences
_LATIN = "\u2e80"  # from here on characters are Chinese, or as wide
_ENDS = (*".!?:。！？：", "")

_current = ENGLISH


def use(language: str) -> None:
    """Speak `language`, one of NAMES, from now on; another one is English."""
    global _current
    _current = language if language in NAMES else ENGLISH


def current() -> str:
    """The language in use."""
    return _current


def chosen(environ: Mapping[str, str], setting: str = "auto") -> str:
    """The language for these surroundings: what TUTOR_LANGUAGE says, the learner's setting, or the locale."""
    for said in (environ.get(CHOICE, ""), setting):
        if said in NAMES:
            return said
    locale = next((environ[name] for name in _LOCALE if environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else ENGLISH


def _(sentence: str) -> str:
    """`sentence` in the language in use, or as it is where that has no words for it."""
    return sentence if _current == ENGLISH else _catalogue(_current).gettext(sentence) if sentence else ""


def plural(one: str, many: str, number: int, shown: str = "") -> str:
    """`one` or `many`, as `number` wants it in the language in use, with `{n}` filled in: `number`, or as `shown`."""
    english = one if number == 1 else many
    words = english if _current == ENGLISH else _catalogue(_current).ngettext(one, many, number)
    return words.replace("{n}", shown or f"{number:,}")


def sentence(words: str) -> str:
    """`words` begun with a capital letter and closed with a full stop, as the language in use has them."""
    begun = words[:1].upper() + words[1:]
    return begun if begun[-1:] in _ENDS else begun + _FULL_STOPS.get(_current, ".")


def run_on(*sentences: str) -> str:
    """`sentences` one after the other, those that are empty left out."""
    return _BETWEEN.get(_current, " ").join(filter(None, sentences))


def filled(sentence: str, **values: str) -> str:
    """`sentence` with `values` in it; in Chinese, without the blanks around it where a value is Chinese itself."""
    if _current != ENGLISH:
        for name, value in values.items():
            if value[:1] > _LATIN:
                sentence = sentence.replace(f" {{{name}}}", f"{{{name}}}")
            if value[-1:] > _LATIN:
                sentence = sentence.replace(f"{{{name}}} ", f"{{{name}}}")
    return sentence.format(**values)


def aside(words: str) -> str:
    """`words` in brackets, to be put right behind what they explain; "" for none."""
    return _(" ({words})").format(words=words) if words else ""


def later_(sentence: str) -> str:
    """`sentence` itself, marked as one that `_` will be asked for when it is said."""
    return sentence


def in_every(sentence: str) -> str:
    """`sentence` in every language there is, for looking it up by whichever is typed."""
    others = [_catalogue(language).gettext(sentence) for language in NAMES if language != ENGLISH and sentence]
    return " ".join(dict.fromkeys([sentence, *others]))


def load() -> None:
    """Read every catalogue now: who is confined later can't open them then."""
    for language in NAMES:
        if language != ENGLISH:
            _catalogue(language)


@cache
def _catalogue(language: str) -> NullTranslations:
    import gettext  # not owed by whoever speaks English

    try:
        with open(os.path.join(_CATALOGUES, f"{language}.mo"), "rb") as file:  # noqa: PTH118, PTH123
            return gettext.GNUTranslations(file)
    except Exception:  # gone, cut short or damaged, in whatever way: English is understood too
        return gettext.NullTranslations()
