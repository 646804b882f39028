def mix(a, b):
    return (a + b) / 2
