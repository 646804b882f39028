"""Every kind of value against everything that can be observed: `python -m tests.grading.kinds` prints the table.

Each kind is an argument that a function gives back, changed a little by a wrong answer. For each thing
observed there is a
second way to be wrong, that leaves the result as it was.
"""

from __future__ import annotations

import asyncio

from tutor.course.model import Case, Exercise, Kind
from tutor.grading.check import check
from tutor.grading.programs import PRELOAD
from tutor.runner.client import Runner

# What is given, and a wrong answer's result for it.
KINDS = {
    "float32": ("randn(3)", "x + 1"),
    "float64": ("randn(3).double()", "x + 1e-6"),
    "bfloat16": ("randn(3).bfloat16()", "x * 2"),
    "complex": ("torch.complex(randn(3), randn(3))", "x.conj()"),
    "bool": ("randn(3) > 9", "~x"),
    "uint8": ("torch.arange(3, dtype=torch.uint8)", "x + 1"),
    "0-d": ("randn()", "x.reshape(1)"),
    "empty": ("randn(0, 3)", "x.t()"),
    "NaN, infinity": ("torch.tensor([math.nan, math.inf])", "x.nan_to_num()"),
    "NumPy array": ("randn(3).numpy()", "x.astype('float64')"),
    "NumPy number": ("np.float32(1.5)", "float(x)"),
    "DataFrame": ("pd.DataFrame({'a': [1, 2], 'b': ['x', None]})", "x.fillna('y')"),
    "Series": ("pd.Series([1., None], index=['p', 'q'])", "x[::-1]"),
    "nested": ("[1, (2.5, {'a': randn(2)}), None]", "[1, [2.5, x[1][1]], None]"),
    "set": ("{1, 2, 3}", "x | {4}"),
    "None": ("None", "0"),
}
RESULT = "import torch, math\ndef given(x):\n    return {}\n"
# For each thing observed: the reference, and an answer with the same result that is wrong in this alone.
OBSERVED = {
    "args": (
        "return x",
        "x.__class__\n    torch.nn.init.zeros_(x) if torch.is_tensor(x) and x.numel() else None\n    return x",
    ),
    "aliasing": ("return x", "import copy\n    return copy.deepcopy(x)"),
    "stdout": ("return x", "print('x')\n    return x"),
    "rng": ("return x", "torch.rand(1)\n    return x"),
    "ops": ("return x", "for _ in range(40): torch.ones(1) + 1\n    return x"),
    "allocations": ("return x", "torch.zeros(1000)\n    return x"),
    "figure": ("import matplotlib.pyplot as plt\n    plt.plot([1, 2])\n    return x", "return x"),
}


def exercise(given: str, observe: tuple[str, ...], body: str = "return x") -> Exercise:
    """To give back what is given."""
    source = f"import torch, math\ndef given(x):\n    {body}\n"
    return Exercise(
        "given", "tests/kinds/given", Kind.FUNCTION, "Given", "", entry="given", solution=source, observe=observe,
        cases=(Case(args=(given,)),), timeout=30,
    )  # fmt: skip


async def wrong_result_is_seen(runner: Runner, given: str, wrong: str, observe: str) -> bool:
    """The reference passes with this observed, and the wrong result fails."""
    wanted = exercise(given, (observe,))
    right = await check(runner, wanted, wanted.solution)
    failed = await check(runner, wanted, RESULT.format(wrong))
    return (right.verdict, failed.verdict) == ("passed", "failed")


async def wrong_way_is_seen(runner: Runner, given: str, observe: str) -> str:
    """The stage at which the answer fails whose result is right and whose way is not; "" if it passes."""
    reference, wrong = OBSERVED[observe]
    answer = f"import torch\ndef given(x):\n    {wrong}\n"
    verdict = await check(runner, exercise(given, (observe,), reference), answer)
    return verdict.stage or ""


async def main() -> None:
    """Print the table: a row for each kind, a column for each thing observed; the stage at which the wrong way
    fails."""
    async with Runner(preload=PRELOAD) as runner:
        print(f"{'':<15}{'result':<9}" + "".join(f"{name:<13}" for name in OBSERVED))
        for name, (given, wrong) in KINDS.items():
            seen = "seen" if await wrong_result_is_seen(runner, given, wrong, "args") else "MISSED"
            stages = [await wrong_way_is_seen(runner, given, observe) or "-" for observe in OBSERVED]
            print(f"{name:<15}{seen:<9}" + "".join(f"{stage:<13}" for stage in stages))


if __name__ == "__main__":
    asyncio.run(main())
