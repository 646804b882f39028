class Delay:
    def __init__(self, n):
        self.queue = [0.0] * n

    def __call__(self, sample):
        self.queue.append(sample)
        return self.queue.pop(0)
