"""Axes, indices and masks that aren't there."""

RAISING = [
    ("torch.zeros(2, 3)[torch.tensor([0, 1]), torch.tensor([0, 1, 2])]", "shapes (2,) and (3,) don't fit"),
    (
        "x = torch.zeros(5)\nx[torch.tensor([0, 1])] = torch.zeros(3)",
        "The places chosen have shape (2,) and the values shape (3,)",
    ),
    ("torch.zeros(5)[torch.tensor([True, False])]", "The mask has shape (2,) and the tensor (5,)"),
    (
        "torch.zeros(2, 3).gather(1, torch.tensor([[5], [0]]))",
        "so its indices go from 0 to 2 (or -3 to -1), and index 5 is asked for",
    ),
    (
        "torch.zeros(2, 3).gather(0, torch.tensor([0]))",
        "The index tensor must have as many axes as the tensor it picks from",
    ),
    ("torch.zeros(2, 3).index_select(0, torch.tensor([5]))", "An index is negative or too large"),
    (
        "torch.zeros(2, 3)[1.0]",
        "In the brackets only whole numbers, slices such as `1:3`, `...`, `None` and masks can stand",
    ),
    (
        "torch.zeros(2, 3)[-3]",
        "Axis 0 has size 2, so its indices go from 0 to 1 (or -2 to -1), and index -3 is asked for",
    ),
    ("torch.zeros(2, 3)[0, 0, 0]", "The tensor has 2 axes, and there are more indices"),
    ("torch.tensor(3.0)[0]", "a single number without axes, so it can't be indexed"),
    ("torch.zeros(3)[::-1]", "can't be sliced backwards with a negative step"),
    ("torch.zeros(3)[::0]", "A step of 0 never gets anywhere"),
    ("len(torch.tensor(3.0))", "`len` counts along axis 0"),
    ("for x in torch.tensor(3.0):\n    pass", "it can't be looped over or unpacked: its value is `x.item()`"),
    ("torch.zeros(2, 3).sum(2)", "no axis 2 here: they are numbered 0 to 1, or from the end -1 to -2"),
    ("torch.zeros(2, 3).sum(dim=-3)", "no axis -3 here: they are numbered 0 to 1"),
    ("torch.tensor(1.0).sum(dim=1)", "There is no axis 1 here"),
    ("torch.zeros(2, 3).sum(dim=(0, 0))", "Axis 0 is named twice"),
    ("torch.zeros(0).max()", "`max` has nothing to choose from"),
    ("torch.zeros(0, 3).max(0)", "that axis has size 0"),
    ("torch.zeros(3).topk(5)", "`k` is larger than the number of items along the axis"),
    ("torch.zeros(3).narrow(0, 2, 5)", "A piece of 5 from index 2 on ends past the axis, which has size 3"),
    ("torch.zeros(3).unfold(0, 5, 1)", "A window of 5 doesn't fit on axis 0, which has size 3"),
    ("del torch.zeros(3)[0]", "Items of a tensor can't be deleted"),
    ("torch.zeros(2).put_(torch.tensor([7]), torch.ones(1))", "Index 7 is asked for"),
    ("torch.zeros(3)[None][..., ..., 0]", "Axis 2 has size 0, so it has nothing at index 0"),
    ("torch.zeros(3)['0':]", "The numbers round the `:` of a slice must be whole"),
    ("torch.zeros(3)[torch.zeros(3) > 0, 1]", "The tensor has 1 axis, and there are more indices"),
    ("np.zeros((2, 3))[0, 0, 0]", "The array has 2 axes"),
    ("np.array(3.0)[0]", "This array is a single number without axes"),
    ("pd.DataFrame({'a': [1]}).iloc[0, 5]", "its only index is 0 (or -1), and index 5 is asked for"),
    (
        "torch.zeros(2, 3).gather(0, torch.zeros(2, 5, dtype=torch.long))",
        "The index has shape (2, 5); at axis 1 it may be no larger than the tensor, of shape (2, 3)",
    ),
]
