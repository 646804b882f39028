def timer_report(fs, x, repeats, clock):
    report = {}
    for name, f in fs.items():
        times = []
        for _ in range(repeats):
            start = clock()
            f(x)
            times.append(clock() - start)
        report[name] = min(times)
    return report
