def stop_product(x):
    u = (x**2).detach()
    stopped = u * x
    through = x**2 * x
    return stopped, through
