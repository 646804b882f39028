def drop_most_missing(df):
    missing = df.isna().sum()
    if missing.max() == 0:
        return df.copy()
    return df.drop(columns=missing.idxmax())
