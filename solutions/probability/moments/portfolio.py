def portfolio(v, mu, S):
    return (v @ mu).item(), (v @ S @ v).item()
