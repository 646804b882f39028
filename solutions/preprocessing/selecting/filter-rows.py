def filter_rows(df, col, lo, hi):
    inside = (df[col] >= lo) & (df[col] <= hi)
    return df[inside].reset_index(drop=True)
