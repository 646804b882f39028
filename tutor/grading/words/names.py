"""Names, attributes and modules that aren't there. *Any side.*"""

from __future__ import annotations

from tutor.course.page_code import GIVEN
from tutor.grading.words.phrase import KINDS, Phrase, Words, bare, forgot_to_call, kind


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
    "append": "`torch.cat` joins tensors into a new one",
    "extend": "`torch.cat` joins tensors into a new one",
    "astype": "write `.to(torch.float32)`, say",
    "to_numpy": "write `.numpy()`",
    "len": "write `len(x)`",
    "length": "write `len(x)`",
    "cat": "write `torch.cat([a, b])`",
    "stack": "write `torch.stack([a, b])`",
    "average": "write `.mean()`",
    "to_list": "write `.tolist()`",
    "backwards": "write `.backward()`",
    "expand_dims": "write `.unsqueeze(0)`",
    "copy": "write `.clone()`",
    "items": "write `.item()` for the number of one element",
    **{name: f"write `.to(torch.{name})`" for name in TORCH_DTYPES},
}
ARRAY = {
    "append": "`np.append` and `np.concatenate` make a new one",
    "unsqueeze": "write `a[None]`, or `np.expand_dims(a, 0)`",
    "numpy": "nothing needs converting",
    "dim": "write `.ndim`",
    "float": "write `.astype(float)`",
    "long": "write `.astype(int)`",
    "to": "write `.astype(...)`; arrays of NumPy stay on the CPU",
    "numel": "write `.size`",
    "clone": "write `.copy()`",
    "detach": "only tensors know gradients",
    "backward": "only tensors know gradients",
    "requires_grad": "only tensors know gradients",
    "permute": "write `.transpose(...)`",
    "head": "only pandas tables have it",
    "columns": "only pandas tables have it",
}
FRAME = {
    "append": "`pd.concat([a, b])` joins tables",
    "ix": "use `loc` for labels and `iloc` for positions",
    "unique": "only one column has it, as in `df['a'].unique()`",
    "dtype": "each column has its own, in `df.dtypes`",
    "str": "only one column has it, as in `df['a'].str`",
    "dt": "only one column has it, as in `df['a'].dt`",
    "to_list": "only one column has it, as in `df['a'].to_list()`",
    "tolist": "only one column has it, as in `df['a'].tolist()`",
    "reshape": "only arrays have it, as in `df.to_numpy().reshape(...)`",
    "sort": "write `df.sort_values('a')`",
    "numpy": "write `df.to_numpy()`",
    "item": "only one value has it, as picked by `df.loc[row, column]`",
    "iteritems": "write `df.items()`",
    "as_matrix": "write `df.to_numpy()`",
    "len": "write `len(df)`",
    "column": "write `df.columns`",
}
SERIES = {
    "append": "`pd.concat([a, b])` joins them",
    "columns": "it is a single column, and `df[['a']]` is a table",
    "reshape": "only arrays have it, as in `s.to_numpy().reshape(...)`",
    "numpy": "write `s.to_numpy()`",
    "sort": "write `s.sort_values()`",
    "iteritems": "write `s.items()`",
    "merge": "only tables have it, as in `s.to_frame().merge(...)`",
}
MODULE = {
    "torch.array": "write `torch.tensor`",
    "torch.concatinate": "write `torch.cat`",
    "torch.append": "write `torch.cat`",
    "torch.astype": "write `x.to(torch.float32)`, say",
    "torch.Float": "write `torch.float32`",
    "torch.power": "write `torch.pow`, or `x ** 2`",
    "torch.Linear": "write `torch.nn.Linear`",
    "torch.repeat": "write `x.repeat(...)`",
    "torch.to_tensor": "write `torch.tensor`",
    "torch.expand_dims": "write `torch.unsqueeze`",
    "torch.len": "write `len(x)`",
    "torch.shape": "write `x.shape`",
    "torch.view": "write `x.view(...)`",
    "numpy.tensor": "write `np.array`",
    "numpy.cat": "write `np.concatenate`",
    "numpy.unsqueeze": "write `np.expand_dims`",
    "numpy.product": "write `np.prod`",
    "numpy.NaN": "write `np.nan`",
    "numpy.Inf": "write `np.inf`",
    "numpy.float": "write `float`, or `np.float64`",
    "numpy.int": "write `int`, or `np.int64`",
    "numpy.bool8": "write `np.bool_`",
    "numpy.object": "write `object`",
    "pandas.Dataframe": "write `pd.DataFrame`, with a large F",
    "pandas.dataframe": "write `pd.DataFrame`",
    "pandas.series": "write `pd.Series`",
    "pandas.append": "write `pd.concat`",
    "pandas.readcsv": "write `pd.read_csv`",
    "math.abs": "write `abs(x)`",
    "math.max": "write `max(a, b)`",
    "math.mean": "write `sum(x) / len(x)`",
}
LIKE_TENSORS = listed(
    "shape size sum mean std var min max argmax argmin reshape view unsqueeze squeeze item float long int to dim ndim "
    "T dtype detach clone numel numpy abs sqrt exp log backward requires_grad grad transpose permute flatten unique"
)
TUPLE = {
    "append": "it can't be changed; `list(...)` makes a list of it",
    "remove": "it can't be changed; `list(...)` makes a list of it",
    "sort": "it can't be changed; `sorted(...)` gives a sorted list",
}
DICT = {
    "append": "write `d[key] = value`",
    "add": "write `d[key] = value`",
    "remove": "write `del d[key]`, or `d.pop(key)`",
    "has_key": "write `key in d`",
    "iteritems": "write `d.items()`",
}
LIST = {
    "add": "write `.append(...)`",
    "push": "write `.append(...)`",
    "length": "write `len(x)`",
    "len": "write `len(x)`",
    "split": "only text has it",
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
    start = f"{what[:1].upper()}{what[1:]} has no `{name}`"
    advice = OF.get(owner, {}).get(name)
    if advice:
        return f"{start}: {advice}."
    if owner == "NoneType":
        if name == "zero_":
            return "There is no gradient to set to zero: `.grad` is None until a `backward` has filled it."
        return (
            f"What stands before `.{name}` is None: a function without `return`, or one like `list.sort`, gives None."
        )
    if forgot_to_call(owner):
        return f"What stands before `.{name}` is a function, not its result: put `()` after its name."
    if "return_types." in words["owner"]:
        return f"`{owner}` along an axis gives two tensors: take `.values` or `.indices` of it."
    if owner in ("list", "tuple") and name in LIKE_TENSORS:
        return f"{start}: it isn't a tensor, and `torch.tensor(...)` makes one of it."
    if owner in ("int", "float", "bool", "complex") and name in LIKE_TENSORS:
        return f"This is {what}, a plain number of Python and not a tensor, so it has no `{name}`."
    if owner == "str":
        return f"This is text, and text has no `{name}`: perhaps a number or a tensor is meant."
    if owner == "dict":
        return f"A dict has no `{name}`: what it holds is reached by its key, as in `d['{name}']`."
    if owner == "DataFrame":
        return f"A DataFrame has no column and no method `{name}`: check the spelling, or look at `df.columns`."
    if owner == "Generator" and name in DRAWS:
        return f"A generator of NumPy has no `{name}`: its name here is `{DRAWS[name]}`."
    if owner in KINDS:
        return f"{start}: check the spelling, and what stands before the dot at this line."
    return f"This `{owner}` has no `{name}`: check the spelling, and that it is set before this line."


def no_name(words: Words) -> str:
    name = words["name"]
    if name in IMPORTS:
        return f"`{name}` isn't known here: write `{IMPORTS[name]}` at the top."
    if name in WRITTEN:
        return f"`{name}` is written `{WRITTEN[name]}` in Python."
    if name in FLOATS:
        return f"`{name}` isn't known here: write `math.{name.lower()}`, or `float('{name.lower()}')`."
    if name in TORCH_DTYPES:
        return f"`{name}` isn't known here: the dtype is `torch.{name}`."
    if name in TORCH:
        return f"`{name}` isn't known by itself: write `torch.{name}`."
    return f"The name `{name}` has no value at this line: check its spelling, or give it one above."


def not_in_module(words: Words) -> str:
    full = f"{words['module']}.{words['name']}"
    advice = MODULE.get(full)
    if advice:
        return f"There is no `{full}`: {advice}."
    return f"There is no `{full}`: check the spelling, and small and capital letters."


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
