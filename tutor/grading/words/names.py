"""Names, attributes and modules that aren't there. *Any side.*"""

from __future__ import annotations

from tutor.course.page_code import GIVEN
from tutor.grading.words.phrase import KINDS, Phrase, Words, bare, forgot_to_call, kind
from tutor.language import _, later_


def listed(names: str) -> frozenset[str]:
    """Names written with blanks between them."""
    return frozenset(names.split())


IMPORTS = {
    **GIVEN,
    "numpy": "import numpy",
    "pandas": "import pandas",
    "random": "import random",
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
    "plt": "import matplotlib.pyplot as plt",
    "itertools": "import itertools",
    "functools": "import functools",
    "collections": "import collections",
    "dataclass": "from dataclasses import dataclass",
    "defaultdict": "from collections import defaultdict",
    "Counter": "from collections import Counter",
    "time": "import time",
    "copy": "import copy",
    "re": "import re",
    "os": "import os",
}
DRAWS = {"rand": "random", "randn": "standard_normal", "randint": "integers"}
TORCH = listed(
    "tensor zeros ones empty full arange linspace rand randn randint randperm eye cat stack where matmul einsum "
    "sqrt exp log sin cos tanh sigmoid relu softmax argmax argmin mean std var no_grad manual_seed from_numpy Tensor"
)
WRITTEN = {"true": "True", "false": "False", "none": "None", "null": "None", "nil": "None", "TRUE": "True"}
FLOATS = ("nan", "NaN", "inf")
TORCH_DTYPES = ("float16", "float32", "float64", "int8", "uint8", "int16", "int32", "int64")

TENSOR = {
    "append": later_("`torch.cat` joins tensors into a new one"),
    "extend": later_("`torch.cat` joins tensors into a new one"),
    "astype": later_("write `.to(torch.float32)`, say"),
    "to_numpy": later_("write `.numpy()`"),
    "len": later_("write `len(x)`"),
    "length": later_("write `len(x)`"),
    "cat": later_("write `torch.cat([a, b])`"),
    "stack": later_("write `torch.stack([a, b])`"),
    "average": later_("write `.mean()`"),
    "to_list": later_("write `.tolist()`"),
    "backwards": later_("write `.backward()`"),
    "expand_dims": later_("write `.unsqueeze(0)`"),
    "copy": later_("write `.clone()`"),
    "items": later_("write `.item()` for the number of one element"),
    **{name: later_("write `.to(torch.{name})`") for name in TORCH_DTYPES},
}
ARRAY = {
    "append": later_("`np.append` and `np.concatenate` make a new one"),
    "unsqueeze": later_("write `a[None]`, or `np.expand_dims(a, 0)`"),
    "numpy": later_("nothing needs converting"),
    "dim": later_("write `.ndim`"),
    "float": later_("write `.astype(float)`"),
    "long": later_("write `.astype(int)`"),
    "to": later_("write `.astype(...)`; arrays of NumPy stay on the CPU"),
    "numel": later_("write `.size`"),
    "clone": later_("write `.copy()`"),
    "detach": later_("only tensors know gradients"),
    "backward": later_("only tensors know gradients"),
    "requires_grad": later_("only tensors know gradients"),
    "permute": later_("write `.transpose(...)`"),
    "head": later_("only pandas tables have it"),
    "columns": later_("only pandas tables have it"),
}
FRAME = {
    "append": later_("`pd.concat([a, b])` joins tables"),
    "ix": later_("use `loc` for labels and `iloc` for positions"),
    "unique": later_("only one column has it, as in `df['a'].unique()`"),
    "dtype": later_("each column has its own, in `df.dtypes`"),
    "str": later_("only one column has it, as in `df['a'].str`"),
    "dt": later_("only one column has it, as in `df['a'].dt`"),
    "to_list": later_("only one column has it, as in `df['a'].to_list()`"),
    "tolist": later_("only one column has it, as in `df['a'].tolist()`"),
    "reshape": later_("only arrays have it, as in `df.to_numpy().reshape(...)`"),
    "sort": later_("write `df.sort_values('a')`"),
    "numpy": later_("write `df.to_numpy()`"),
    "item": later_("only one value has it, as picked by `df.loc[row, column]`"),
    "iteritems": later_("write `df.items()`"),
    "as_matrix": later_("write `df.to_numpy()`"),
    "len": later_("write `len(df)`"),
    "column": later_("write `df.columns`"),
}
SERIES = {
    "append": later_("`pd.concat([a, b])` joins them"),
    "columns": later_("it is a single column, and `df[['a']]` is a table"),
    "reshape": later_("only arrays have it, as in `s.to_numpy().reshape(...)`"),
    "numpy": later_("write `s.to_numpy()`"),
    "sort": later_("write `s.sort_values()`"),
    "iteritems": later_("write `s.items()`"),
    "merge": later_("only tables have it, as in `s.to_frame().merge(...)`"),
}
MODULE = {
    "torch.array": later_("write `torch.tensor`"),
    "torch.concatinate": later_("write `torch.cat`"),
    "torch.append": later_("write `torch.cat`"),
    "torch.astype": later_("write `x.to(torch.float32)`, say"),
    "torch.Float": later_("write `torch.float32`"),
    "torch.power": later_("write `torch.pow`, or `x ** 2`"),
    "torch.Linear": later_("write `torch.nn.Linear`"),
    "torch.repeat": later_("write `x.repeat(...)`"),
    "torch.to_tensor": later_("write `torch.tensor`"),
    "torch.expand_dims": later_("write `torch.unsqueeze`"),
    "torch.len": later_("write `len(x)`"),
    "torch.shape": later_("write `x.shape`"),
    "torch.view": later_("write `x.view(...)`"),
    "numpy.tensor": later_("write `np.array`"),
    "numpy.cat": later_("write `np.concatenate`"),
    "numpy.unsqueeze": later_("write `np.expand_dims`"),
    "numpy.product": later_("write `np.prod`"),
    "numpy.NaN": later_("write `np.nan`"),
    "numpy.Inf": later_("write `np.inf`"),
    "numpy.float": later_("write `float`, or `np.float64`"),
    "numpy.int": later_("write `int`, or `np.int64`"),
    "numpy.bool8": later_("write `np.bool_`"),
    "numpy.object": later_("write `object`"),
    "pandas.Dataframe": later_("write `pd.DataFrame`, with a large F"),
    "pandas.dataframe": later_("write `pd.DataFrame`"),
    "pandas.series": later_("write `pd.Series`"),
    "pandas.append": later_("write `pd.concat`"),
    "pandas.readcsv": later_("write `pd.read_csv`"),
    "math.abs": later_("write `abs(x)`"),
    "math.max": later_("write `max(a, b)`"),
    "math.mean": later_("write `sum(x) / len(x)`"),
}
LIKE_TENSORS = listed(
    "shape size sum mean std var min max argmax argmin reshape view unsqueeze squeeze item float long int to dim ndim "
    "T dtype detach clone numel numpy abs sqrt exp log backward requires_grad grad transpose permute flatten unique"
)
TUPLE = {
    "append": later_("it can't be changed; `list(...)` makes a list of it"),
    "remove": later_("it can't be changed; `list(...)` makes a list of it"),
    "sort": later_("it can't be changed; `sorted(...)` gives a sorted list"),
}
DICT = {
    "append": later_("write `d[key] = value`"),
    "add": later_("write `d[key] = value`"),
    "remove": later_("write `del d[key]`, or `d.pop(key)`"),
    "has_key": later_("write `key in d`"),
    "iteritems": later_("write `d.items()`"),
}
LIST = {
    "add": later_("write `.append(...)`"),
    "push": later_("write `.append(...)`"),
    "length": later_("write `len(x)`"),
    "len": later_("write `len(x)`"),
    "split": later_("only text has it"),
}
OF = {
    "tuple": TUPLE,
    "dict": DICT,
    "list": LIST,
    "Tensor": TENSOR,
    "ndarray": ARRAY,
    "DataFrame": FRAME,
    "Series": SERIES,
}


def no_attribute(words: Words) -> str:
    """`x.name` on something that has no `name`."""
    owner, name = bare(words["owner"]), words["name"]
    what = kind(owner, 40)
    start = _("{what} has no `{name}`").format(what=what[:1].upper() + what[1:], name=name)
    advice = OF.get(owner, {}).get(name)
    if advice:
        return _("{start}: {advice}.").format(start=start, advice=_(advice).replace("{name}", name))
    if owner == "NoneType":
        if name == "zero_":
            return _("There is no gradient to set to zero: `.grad` is None until a `backward` has filled it.")
        return _(
            "What stands before `.{name}` is None: a function without `return`, or one like `list.sort`, gives None."
        ).format(name=name)
    if forgot_to_call(owner):
        return _("What stands before `.{name}` is a function, not its result: put `()` after its name.").format(
            name=name
        )
    if "return_types." in words["owner"]:
        return _("`{owner}` along an axis gives two tensors: take `.values` or `.indices` of it.").format(owner=owner)
    if owner in ("list", "tuple") and name in LIKE_TENSORS:
        return _("{start}: it isn't a tensor, and `torch.tensor(...)` makes one of it.").format(start=start)
    if owner in ("int", "float", "bool", "complex") and name in LIKE_TENSORS:
        return _("This is {what}, a plain number of Python and not a tensor, so it has no `{name}`.").format(
            what=what, name=name
        )
    if owner == "str":
        return _("This is text, and text has no `{name}`: perhaps a number or a tensor is meant.").format(name=name)
    if owner == "dict":
        return _("A dict has no `{name}`: what it holds is reached by its key, as in `d['{name}']`.").format(name=name)
    if owner == "DataFrame":
        return _(
            "A DataFrame has no column and no method `{name}`: check the spelling, or look at `df.columns`."
        ).format(name=name)
    if owner == "Generator" and name in DRAWS:
        return _("A generator of NumPy has no `{name}`: its name here is `{drawn}`.").format(
            name=name, drawn=DRAWS[name]
        )
    if owner in KINDS:
        return _("{start}: check the spelling, and what stands before the dot at this line.").format(start=start)
    return _("This `{owner}` has no `{name}`: check the spelling, and that it is set before this line.").format(
        owner=owner, name=name
    )


def no_name(words: Words) -> str:
    name = words["name"]
    if name in IMPORTS:
        return _("`{name}` isn't known here: write `{line}` at the top.").format(name=name, line=IMPORTS[name])
    if name in WRITTEN:
        return _("`{name}` is written `{right}` in Python.").format(name=name, right=WRITTEN[name])
    if name in FLOATS:
        return _("`{name}` isn't known here: write `math.{lower}`, or `float('{lower}')`.").format(
            name=name, lower=name.lower()
        )
    if name in TORCH_DTYPES:
        return _("`{name}` isn't known here: the dtype is `torch.{name}`.").format(name=name)
    if name in TORCH:
        return _("`{name}` isn't known by itself: write `torch.{name}`.").format(name=name)
    return _("The name `{name}` has no value at this line: check its spelling, or give it one above.").format(name=name)


def not_in_module(words: Words) -> str:
    full = f"{words['module']}.{words['name']}"
    advice = MODULE.get(full)
    if advice:
        return _("There is no `{full}`: {advice}.").format(full=full, advice=_(advice))
    return _("There is no `{full}`: check the spelling, and small and capital letters.").format(full=full)


PHRASES = (
    Phrase("NameError", r"name '(?P<name>[^']*)' is not defined", no_name),
    Phrase(
        "UnboundLocalError",
        r"cannot access local variable '(?P<name>[^']*)'|local variable '(?P<other>[^']*)' referenced before",
        "This function sets `{name}{other}` somewhere, so it has one of its own, and that has no value yet at this "
        "line.",
    ),
    Phrase(
        "NameError",
        r"cannot access free variable '(?P<name>[^']*)'",
        "`{name}` belongs to the function around this one, and has no value yet when this line runs.",
    ),
    Phrase("AttributeError", r"module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'", not_in_module),
    Phrase(
        "AttributeError",
        r"type object '(?P<owner>\w+)' has no attribute '(?P<name>\w+)'",
        "The class `{owner}` has no `{name}`; what `self.{name} = ...` makes belongs to its objects, not to the class.",
    ),
    Phrase(
        "AttributeError",
        r"property '(?P<name>\w+)' of '(?P<owner>\w+)' object has no setter",
        "`{name}` of `{owner}` is computed, and can't be set.",
    ),
    Phrase("AttributeError", r"'(?P<owner>[\w.]+)' object has no attribute '(?P<name>\w+)'", no_attribute),
    Phrase(
        "ModuleNotFoundError",
        r"No module named '(?P<name>[\w.]+)'",
        "There is no module `{name}` here: check the spelling; only what is installed can be imported.",
    ),
    Phrase(
        "ImportError",
        r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'",
        "`{module}` has nothing called `{name}`: check the spelling, and small and capital letters.",
    ),
    Phrase(
        "ImportError",
        r"(?P<name>matplotlib) is required for plotting",
        "Plotting needs `{name}`, which isn't installed here.",
    ),
)
