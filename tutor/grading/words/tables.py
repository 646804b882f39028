"""What pandas says. *Any side.*"""

from __future__ import annotations

from tutor.grading.words.phrase import Phrase, Words, count
from tutor.language import _


def no_key(words: Words) -> str:
    """A column, label or key that isn't there, in the repr of Python."""
    key = words["key"]
    if key.startswith("("):
        if key.strip("()").replace(" ", "").replace(",", "").replace("-", "").isdigit():
            return _(
                "There is no column or key `{key}`: rows and columns are picked by position with `df.iloc[...]`."
            ).format(key=key)
        return _(
            "There is no column or key `{key}`: several columns are picked with a list, as in `df[['a', 'b']]`."
        ).format(key=key)
    if key.lstrip("-").isdigit():
        return _("There is no label or key {key}: in pandas, rows are picked by position with `.iloc[{key}]`.").format(
            key=key
        )
    if key.startswith("["):
        return _("There is no column called {word}: look at `df.columns`.").format(word=key.strip("[]"))
    return _(
        "There is no column, label or key {key}: check the spelling, or look at `df.columns` or `d.keys()`."
    ).format(key=key)


def one_name_each(words: Words) -> str:
    """Names of columns that are too many or too few."""
    return _("Each column needs a name, so {want} can't serve {have}.").format(
        want=count(words["want"], "name"), have=count(words["have"], "column")
    )


def one_value_each(words: Words) -> str:
    """A row of values that isn't as long as the table is wide."""
    return _("Each column needs a value, so {have} can't serve {want}.").format(
        have=count(words["have"], "value"), want=count(words["want"], "column")
    )


def mask_too_long(words: Words) -> str:
    """A mask of another length than the table."""
    values, rows = count(words["have"], "value"), count(words["want"], "row")
    return _("Each row needs its True or False, so {values} can't serve {rows}.").format(values=values, rows=rows)


NOT_THERE = (
    Phrase(
        "KeyError",
        r"[\"']None of \[(?:\w*Index\(\[)?(?P<names>[^\]]*)\].* (?:are|is) in the \[?(?P<where>columns|index)",
        "None of these are there: {names}: check the spelling, or look at `df.{where}`.",
    ),
    Phrase(
        "KeyError",
        r"[\"']\[(?P<names>[^\]]*)\] not found in axis",
        "Nothing is called {names} here: rows are dropped by label, and columns with `columns=...`.",
    ),
    Phrase(
        "KeyError",
        r"[\"'](?:Label\(s\) |The following id_vars .*: )?\[(?P<names>[^\]]*)\](?: not in index| do not exist|[\"'])",
        "There is no column or label {names} here: check the spelling, or look at `df.columns`.",
    ),
    Phrase(
        "KeyError",
        r"['\"]Column not found: (?P<names>.*)['\"]",
        "There is no column `{names}` here: check the spelling, or look at `df.columns`.",
    ),
    Phrase("KeyError", r"['\"]'__name__' not in globals", "A dot import needs a package, and this file is none."),
    Phrase(
        "KeyError",
        r"tensor\(|\.\.\.$",
        "There is no such column, label or key: look at `df.columns`, or `d.keys()`.",
    ),
    Phrase("KeyError", r"(?P<key>.+)", no_key),
    Phrase(
        "IndexError",
        r"single positional indexer is out-of-bounds|positional indexers are out-of-bounds",
        "`iloc` counts positions from 0, and there are fewer rows (or columns) than that.",
    ),
    Phrase(
        "IndexError",
        r"iloc cannot enlarge its target",
        "`iloc` can't add a row at a position that isn't there: use `df.loc[label] = ...`, or `pd.concat`.",
    ),
    Phrase(
        "TypeError ValueError",
        r"Cannot index by location index with a non-integer key|Location based indexing can only have",
        "`iloc` takes whole-number positions: names of rows and columns go into `loc`.",
    ),
    Phrase(
        "TypeError",
        r"cannot do (slice|positional) indexing on \w+ with these indexers",
        "A slice in `df[...]` picks rows; columns from one name to another are `df.loc[:, 'a':'b']`.",
    ),
    Phrase(
        "InvalidIndexError",
        r"",
        "`df[...]` takes columns only: rows and columns together go into `df.iloc[...]` or `df.loc[...]`.",
    ),
    Phrase(
        "IndexingError",
        r"Too many indexers",
        "`loc` and `iloc` take at most two things, rows and columns, and here are more.",
    ),
    Phrase(
        "IndexingError",
        r"Unalignable boolean Series",
        "The mask has other row labels than the table: make it from the same table, as in `df[df['a'] > 0]`.",
    ),
    Phrase(
        "IndexError ValueError",
        r"(?:Boolean index has wrong length: |Item wrong length )(?P<have>\d+) instead of (?P<want>\d+)",
        mask_too_long,
    ),
    Phrase(
        "ValueError",
        r"No axis named (?P<axis>.+) for object type (?P<name>\w+)",
        "A {name} has no axis `{axis}`: the axis of rows is 0, and that of columns, in a table, 1.",
    ),
    Phrase(
        "UndefinedVariableError",
        r"name '(?P<name>[^']*)' is not defined",
        "There is no column `{name}` for this query; a variable of yours is written `@{name}` in it.",
    ),
)

BUILDING = (
    Phrase(
        "ValueError",
        r"All arrays must be of the same length",
        "The columns of a table must be equally long, and these aren't.",
    ),
    Phrase(
        "ValueError",
        r"If using all scalar values, you must pass an index",
        "Columns of single values don't tell how many rows there are: put them into lists, as in `{{'a': [1]}}`.",
    ),
    Phrase(
        "ValueError",
        r"(?P<want>\d+) columns passed, passed data had (?P<have>\d+) columns",
        one_name_each,
    ),
    Phrase(
        "ValueError",
        r"Must pass 2-d input\. shape=\((?P<shape>[^)]*)\)",
        "A table has rows and columns, two axes, and the data has shape {shape}: `reshape` it first.",
    ),
    Phrase(
        "ValueError",
        r"DataFrame constructor not properly called",
        "A DataFrame is made of a dict of columns, a list of rows or an array of two axes, and this is none of them.",
    ),
    Phrase(
        "ValueError",
        r"Length of values \((?P<have>\d+)\) does not match length of index \((?P<want>\d+)\)",
        "The table has {want} rows, and the new column has {have} values: each row needs one.",
    ),
    Phrase(
        "ValueError",
        r"Length mismatch: Expected axis has (?P<want>\d+) elements, new values have (?P<have>\d+)",
        "Each row or column needs one name: there are {want} of them, and new names for {have}.",
    ),
    Phrase(
        "ValueError",
        r"cannot insert (?P<name>.+), already exists",
        "There is a column `{name}` already.",
    ),
    Phrase("TypeError", r"'set' type is unordered", "A set has no order, so it can't become a Series: use a list."),
    Phrase(
        "TypeError",
        r"first argument must be an iterable of pandas objects, you passed an object of type",
        "`concat` takes one list of tables: put square brackets round them, as in `pd.concat([a, b])`.",
    ),
    Phrase(
        "TypeError",
        r"concat\(\) takes 1 positional argument but",
        "`concat` takes one list of tables: put square brackets round them, as in `pd.concat([a, b])`.",
    ),
    Phrase("ValueError", r"No objects to concatenate", "The list of tables to be joined is empty."),
    Phrase(
        "TypeError",
        r"cannot concatenate object of type '<class '(?P<kind>[\w.]+)'>'; only Series and DataFrame",
        "`concat` joins Series and DataFrames, and one item of the list is {kind}.",
    ),
    Phrase(
        "MergeError",
        r"No common columns to perform merge on",
        "The two tables have no column in common to be matched by: name one of each with `left_on` and `right_on`.",
    ),
    Phrase(
        "MergeError",
        r"Merge keys are not unique in (?P<which>left|right|either)",
        "In the {which} table a value to be matched by stands more than once.",
    ),
    Phrase(
        "ValueError",
        r"You are trying to merge on (?P<one>\w+) and (?P<two>\w+) columns for key '(?P<name>[^']*)'",
        "Column `{name}` holds `{one}` in one table and `{two}` in the other: convert one with `.astype`.",
    ),
    Phrase(
        "ValueError",
        r"columns overlap but no suffix specified: \w*Index\(\[(?P<names>[^\]]*)\]",
        "Both tables have a column {names}: tell them apart with `lsuffix` or `rsuffix`.",
    ),
    Phrase(
        "ValueError",
        r"Index contains duplicate entries, cannot reshape",
        "Two rows claim the same cell: `pivot_table` says with `aggfunc` how to combine them.",
    ),
    Phrase(
        "ValueError",
        r"cannot reindex on an axis with duplicate labels",
        "Some row labels stand more than once: `reset_index(drop=True)` numbers the rows anew.",
    ),
    Phrase(
        "ValueError",
        r"matrices are not aligned",
        "For `@`, the columns of the left table must be named as the rows of the right: use `.to_numpy()`.",
    ),
    Phrase(
        "ValueError",
        r"Unable to coerce to Series, length must be (?P<want>\d+): given (?P<have>\d+)",
        one_value_each,
    ),
    Phrase(
        "ValueError",
        r"Cannot subset columns with a tuple with more than one element",
        "Several columns are picked with a list: two pairs of brackets, as in `[['a', 'b']]`.",
    ),
    Phrase(
        "ValueError",
        r"bins must increase monotonically|Bin labels must be one fewer|Bin edges must be unique",
        "The edges of bins must grow from one to the next, and n + 1 edges make n bins with n labels.",
    ),
)

VALUES = (
    Phrase(
        "ValueError",
        r"The truth value of a (?P<name>\w+) is ambiguous",
        "One True or False is needed, and this {name} holds many: combine with `&`, `|`, `~`, and put comparisons in "
        "brackets.",
    ),
    Phrase(
        "TypeError",
        r"Cannot perform '(?P<name>r?(?:or|and)_)' with a dtyped \[(?P<dtype>\w+)\] array and scalar of type",
        "`&` and `|` bind tighter than `<` and `>`: put each comparison in brackets, as in `(a > 1) & (b < 3)`.",
    ),
    Phrase(
        "TypeError",
        r"boolean value of NA is ambiguous",
        "A missing value is neither True nor False: deal with it first, with `fillna` or `dropna`.",
    ),
    Phrase(
        "ValueError",
        r"Cannot mask with non-boolean array containing NA",
        "The mask has missing values: fill them, as in `.str.contains('x', na=False)` or `.fillna(False)`.",
    ),
    Phrase(
        "ValueError",
        r"Can only compare identically-labeled (?:\(.*\) )?(?P<name>\w+) objects",
        "The two {name} objects have other row labels or columns: give them the same, or compare `.to_numpy()`.",
    ),
    Phrase(
        "TypeError",
        r"Cannot perform reduction '(?P<name>\w+)' with string dtype|dtype 'str' does not support operation "
        r"'(?P<other>\w+)'",
        "`{name}{other}` needs numbers, and a column holds text: pick numeric columns, or pass `numeric_only=True`.",
    ),
    Phrase(
        "TypeError",
        r"Could not convert (?P<value>.+) to numeric",
        "A column holds text, {value}: convert it with `pd.to_numeric`, or leave the column out.",
    ),
    Phrase(
        "ValueError",
        r"Unable to parse string \"?(?P<value>.+?)\"? at position (?P<which>\d+)",
        "Row {which} (the first is 0) holds {value}, which is no number: `errors='coerce'` makes such values missing.",
    ),
    Phrase(
        "IntCastingNaNError ValueError",
        r"Cannot convert non-finite values|cannot convert NA to integer|cannot convert to 'int64'-dtype",
        "Missing and infinite values can't be whole numbers: fill them first with `fillna`, or use dtype `'Int64'`.",
    ),
    Phrase(
        "TypeError",
        r"cannot safely cast non-equivalent",
        "Some of these values are no whole numbers: round them first, with `.round()`.",
    ),
    Phrase(
        "TypeError",
        r"Invalid value '(?P<value>.*?)' for dtype '(?P<name>\w+)'",
        "`{value}` can't be put into a column of dtype `{name}`: convert the column first with `.astype`.",
    ),
    Phrase(
        "AttributeError",
        r"Can only use \.(?P<name>str|dt) accessor with (?P<what>string|datetimelike)",
        "`.{name}` works on columns of text (`str`) or of dates (`dt`), and this column holds something else.",
    ),
    Phrase(
        "AttributeError",
        r"'(?P<name>\w+)' is not a valid function for '(?P<which>\w+)' object",
        "A {which} has no function called `{name}`: check the spelling.",
    ),
    Phrase(
        "DateParseError ValueError",
        r"Unknown datetime string format, unable to parse: (?P<value>.+)",
        "`{value}` can't be read as a date: say how it is written with `format=`.",
    ),
    Phrase(
        "DateParseError ValueError",
        r"(month|day|hour|minute|second) (must be in|is out of range)",
        "There is no such date: one of its numbers is too large, or they stand in another order than year, month, day.",
    ),
    Phrase(
        "ValueError",
        r"time data \"(?P<value>.+?)\" doesn't match format",
        "`{value}` is written another way than the dates before it: pass `format=`, or `format='mixed'`.",
    ),
    Phrase(
        "TypeError",
        r"Addition/subtraction of integers and integer-arrays with (Timestamp|Datetime)",
        "A plain number can't be added to a date: say of what, as in `pd.Timedelta(days=1)`.",
    ),
    Phrase(
        "TypeError",
        r"Only valid with DatetimeIndex",
        "`resample` needs rows labelled by dates: use `set_index` with a column of dates first.",
    ),
    Phrase(
        "EmptyDataError",
        r"No columns to parse",
        "The file is empty, so there is no table in it.",
    ),
    Phrase(
        "ParserError",
        r".*Expected (?P<want>\d+) fields in line (?P<line>\d+), saw (?P<have>\d+)",
        "Line {line} of the file has {have} values where {want} are expected: look for commas, or pass `sep=`.",
    ),
)

PHRASES = (*NOT_THERE, *BUILDING, *VALUES)
