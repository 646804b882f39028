def drop_rows(df, max_missing):
    missing = df.isna().sum(axis=1)
    return df[missing <= max_missing]
