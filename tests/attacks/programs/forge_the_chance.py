# class: forge
# expect: failed value
# Replaces the sources of chance and of hashing, so that what is drawn would be known beforehand.
import hashlib, random, secrets
import numpy as np, torch
import tutor.runner.draw as draw

class Still:
    def __getattr__(self, name):
        return lambda *args, **kwargs: 0

draw.seed_for = lambda *args: 0
draw.Draws.randn = lambda self, *shape: torch.zeros(shape)
hashlib.blake2b = random.Random = np.random.default_rng = secrets.randbits = Still()
torch.randn = torch.rand = lambda *shape, **kwargs: torch.zeros(2, 3)
torch.default_generator.manual_seed(0)

def double(x):
    return x
