once = hit1 * rate / (hit1 * rate + alarm1 * (1 - rate))
twice = hit2 * once / (hit2 * once + alarm2 * (1 - once))
