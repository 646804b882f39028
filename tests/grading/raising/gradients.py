"""What autograd refuses."""

DOUBLE = "class Double(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, x): return x * 2\n"
BACK = "    @staticmethod\n    def backward(ctx, g): "
USED = "Double.apply(torch.ones(2, requires_grad=True)).sum().backward()"

RAISING = [
    (
        "torch.zeros(3, requires_grad=True).backward()",
        "Gradients are taken of a single number, and this tensor has more",
    ),
    ("torch.zeros(3).backward()", "no tensor behind this value requires grad"),
    (
        "x = torch.zeros(3, requires_grad=True)\ny = (x ** 2).sum()\ny.backward()\ny.backward()",
        "An earlier `backward` has freed what this one needs",
    ),
    (
        "x = torch.zeros(3, requires_grad=True)\ny = x.exp()\ny += 1\ny.sum().backward()",
        "values that were overwritten in place",
    ),
    ("x = torch.zeros(3, requires_grad=True)\nx += 1", "A tensor that requires grad can't be changed in place"),
    ("x = torch.zeros(3, requires_grad=True)\nx[0] = 1", "This writes into part of a tensor that requires grad"),
    ("x = torch.zeros(3, requires_grad=True).unbind()[0].add_(1)", "shares memory with others cut from the same one"),
    (
        "x = torch.zeros(3)\nwith torch.no_grad():\n    y = x.view(3)\ny.requires_grad_()\ny += 1",
        "A part taken inside `no_grad` is changed outside of it",
    ),
    ("x = torch.zeros(3, requires_grad=True).numpy()", "`x.detach().numpy()`"),
    (
        "x = torch.zeros(3, requires_grad=True)\nx.grad = torch.zeros(2)",
        "its tensor, which is (3,), and the one given has shape (2,)",
    ),
    (
        "x = torch.zeros(3, requires_grad=True)\nx.grad = 1.0",
        "`.grad` must be a tensor or None, and it is given a float",
    ),
    (
        "x = torch.zeros(3, requires_grad=True)\ny = x * 2\ny.requires_grad = False",
        "A computed tensor can't switch off `requires_grad`",
    ),
    ("torch.zeros(3, dtype=torch.long, requires_grad=True)", "only tensors of floats can require them"),
    (
        "x = torch.zeros(3, requires_grad=True)\ntorch.autograd.grad(x.sum(), torch.zeros(3, requires_grad=True))",
        "The result doesn't depend on tensor 0 (the first is 0), so it has no gradient with respect to it",
    ),
    (
        "x = torch.zeros(3, requires_grad=True)\ntorch.autograd.grad((x * 2).sum(), torch.zeros(3))",
        "A gradient is asked for with respect to a tensor that has no `requires_grad=True`",
    ),
    (
        "x = torch.zeros(3, requires_grad=True)\n(x * 2).backward(torch.ones(2))",
        "has shape (2,); it must have that of the result it belongs to, (3,)",
    ),
    ("x = torch.zeros(3, requires_grad=True)\nimport copy\ncopy.deepcopy(x * 2)", "copy `x.detach()` instead"),
    (
        "with torch.inference_mode():\n    y = torch.zeros(3)\ny.requires_grad_()",
        "A tensor made in `inference_mode` can't take part in gradients",
    ),
    (
        "torch.func.grad(lambda x: x * 2)(torch.ones(2))",
        "`grad` differentiates a function that returns a single number",
    ),
    (
        "torch.func.vmap(lambda x: x.item())(torch.ones(2))",
        "Inside `vmap` a tensor stands for many at once, so it has no single value for `.item()` to give",
    ),
    (
        "torch.func.vmap(lambda x: x if x > 0 else -x)(torch.ones(2))",
        "Inside `vmap` a tensor stands for many at once, so `if` can't ask for its value",
    ),
    (
        DOUBLE + USED,
        "This `autograd.Function` has no `backward`, so there is no gradient through it",
    ),
    (
        DOUBLE + BACK + "return g, g\n" + USED,
        "one gradient for each input of `forward`: 1, and it returns 2",
    ),
    (
        DOUBLE + BACK + "return g[:1]\n" + USED,
        "`backward` of `Double` returns shape (1,) for input 0 (the first is 0), of shape (2,)",
    ),
    (
        DOUBLE + "Double()(3)",
        "An `autograd.Function` isn't made and called, but applied",
    ),
    ("torch.ones(2).register_hook(print)", "This tensor doesn't require grad"),
]
