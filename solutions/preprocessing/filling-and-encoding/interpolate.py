def interpolate(df):
    result = df.copy()
    for name in df.select_dtypes("number"):
        result[name] = df[name].interpolate(limit_direction="both")
    return result
