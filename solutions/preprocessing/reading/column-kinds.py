from pandas.api import types


def column_kinds(df):
    kinds = {}
    for name in df:
        if types.is_bool_dtype(df[name]):
            kinds[name] = "bool"
        elif types.is_numeric_dtype(df[name]):
            kinds[name] = "numeric"
        else:
            kinds[name] = "category"
    return kinds
