def repair(df):
    result = df.copy()
    result["rooms"] = result["rooms"].fillna(1)
    result.loc[result["price"] < 0, "price"] = 0
    return result
