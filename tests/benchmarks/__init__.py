"""Speed and size, as ratios within one run: `python -m tests.benchmarks` (needs the extras `test` and `bench`)."""
