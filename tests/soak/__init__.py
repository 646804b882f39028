"""Programs that run long and are tried hard: `python -m tests.soak.crashes`."""
