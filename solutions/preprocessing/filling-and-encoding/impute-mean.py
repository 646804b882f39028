def impute_mean(df):
    means = df.select_dtypes("number").mean()
    return df.fillna(means)
