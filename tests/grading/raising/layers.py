"""Layers, losses, optimisers, loaders."""

RAISING = [
    ("torch.nn.functional.cross_entropy(torch.randn(2, 3), torch.tensor([0, 3]))", "The target names class 3"),
    (
        "torch.nn.functional.cross_entropy(torch.randn(2, 3), torch.tensor([0, 1, 2]))",
        "There are scores for 2 examples, and targets for 3",
    ),
    (
        "torch.nn.functional.cross_entropy(torch.randn(2, 3), torch.tensor([[0], [1]]))",
        "Class numbers must be one for each example, in a tensor of one axis",
    ),
    (
        "torch.nn.functional.binary_cross_entropy(torch.full((3,), 2.0), torch.ones(3))",
        "This loss takes probabilities between 0 and 1",
    ),
    (
        "torch.nn.functional.binary_cross_entropy(torch.rand(3), torch.ones(3, 1))",
        "the target has shape (3, 1) and the prediction (3,)",
    ),
    ("torch.nn.functional.one_hot(torch.tensor([5]), 3)", "class numbers from 0 to the number of classes less 1"),
    ("torch.nn.Conv2d(3, 4, 3)(torch.randn(1, 1, 8, 8))", "takes 3 channels, and what comes in has 1"),
    ("torch.nn.Conv2d(3, 4, 3)(torch.randn(8, 8))", "3 axes, or 4 with the batch in front, and this has shape (8, 8)"),
    (
        "torch.nn.Conv2d(3, 4, 3)(torch.randn(1, 3, 2, 2))",
        "The kernel, (3, 3), is larger than the picture with its padding, (2, 2)",
    ),
    ("torch.nn.MaxPool2d(3)(torch.randn(1, 3, 2, 2))", "The input, (3, 2, 2), is too small"),
    ("torch.nn.BatchNorm1d(3)(torch.randn(1, 3))", "a batch of 1 can't be trained on, only evaluated"),
    ("torch.nn.BatchNorm1d(3)(torch.randn(2, 4))", "made for 3 channels, and what comes in has 4"),
    ("torch.nn.BatchNorm2d(3)(torch.randn(2, 3))", "a tensor of 4 axes, and this one has 2"),
    ("torch.nn.LayerNorm(3)(torch.randn(2, 4))", "a last part of (3,), and what comes in has shape (2, 4)"),
    (
        "torch.nn.LSTM(3, 4)(torch.randn(2, 5, 7))",
        "takes 3 numbers at each step, and the last axis of what comes in has size 7",
    ),
    ("torch.nn.Module()(3)", "`Module` has no method `forward`, which says what the module computes"),
    (
        "class M(torch.nn.Module):\n\n    def __init__(self):\n        self.l = torch.nn.Linear(1, 1)\nM()",
        "`super().__init__()` must be the first line of a module's `__init__`, before anything is put into `self`",
    ),
    (
        "m = torch.nn.Linear(2, 3)\nm.weight = torch.zeros(3, 2)",
        "`weight` is a parameter, so a plain tensor can't take its place",
    ),
    (
        "m = torch.nn.Linear(2, 3)\nm.load_state_dict({'weight': torch.zeros(3, 2)})",
        'there is nothing for "bias" among them',
    ),
    (
        "m = torch.nn.Linear(2, 3)\nm.load_state_dict({'weight': torch.zeros(3, 3), 'bias': torch.zeros(3)})",
        "`weight` was (3, 3), and is (3, 2) here",
    ),
    ("torch.optim.SGD([], lr=0.1)", "The optimiser has nothing to change"),
    (
        "torch.optim.SGD(torch.zeros(3), lr=0.1)",
        "An optimiser takes a list of tensors, as in `SGD([w, b], lr=0.1)` or `SGD(model.parameters(), lr=0.1)`",
    ),
    (
        "torch.optim.SGD([torch.zeros(3) * torch.ones(3, requires_grad=True)], lr=0.1)",
        "this one was computed from others",
    ),
    ("torch.optim.SGD(torch.nn.Linear(1, 1).parameters(), lr=-1)", "can't be negative, and it is -1"),
    (
        "torch.nn.Sequential([torch.nn.Linear(1, 1)])",
        "one after the other, without brackets round them, and this is a list",
    ),
    ("torch.nn.Dropout(1.5)", "1.5 is given"),
    ("torch.nn.functional.dropout(torch.ones(2), p=2)", "The share to be dropped is a number between 0 and 1"),
    ("iter(torch.utils.data.DataLoader([1, 2], batch_size=0))", "`batch_size` is 0"),
    ("next(iter(torch.utils.data.DataLoader([None], batch_size=1)))", "an example holds None"),
    (
        "class M(torch.nn.Module):\n    def __init__(self): pass\n    def forward(self, x): return x\nM()(3)",
        "`M` is a module whose `__init__` doesn't call `super().__init__()`",
    ),
    ("torch.optim.SGD([3], lr=0.1)", "An optimiser changes tensors"),
    ("torch.nn.MultiheadAttention(5, 2)", "`embed_dim` must be a multiple of `num_heads`"),
    ("torch.nn.GRU(3, 4)(torch.zeros(2, 2, 2, 2))", "`GRU` takes 3 axes (or 2 without the batch)"),
    ("torch.utils.data.TensorDataset(torch.zeros(2), torch.zeros(3))", "must be equally long along axis 0"),
    (
        "torch.utils.data.random_split([1, 2, 3], [1, 1])",
        "The lengths given to `random_split` must add up to the number of examples",
    ),
    (
        "layer = torch.nn.Linear(1, 1)\nlayer.load_state_dict(dict(layer.state_dict(), scale=torch.zeros(1)))",
        'it has no place for "scale"',
    ),
]
