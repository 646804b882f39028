def missing_report(df):
    missing = df.isna().sum()
    return {name: float(missing[name]) / max(len(df), 1) for name in df}
