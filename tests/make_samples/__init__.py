"""How the samples that are not mere text are made: `python -m tests.make_samples`."""
