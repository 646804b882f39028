import torch

value = 0.0
out = []
for sample in x:
    value = value + a * (sample - value)
    out.append(value)
y = torch.stack(out)
last = y[-1].item()
