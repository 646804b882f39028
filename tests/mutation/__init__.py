"""References changed in small ways, to see whether the cases can tell: `python -m tests.mutation [ADDRESS]`."""
