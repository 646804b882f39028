def decibels(p):
    return 10 * p.log10()
