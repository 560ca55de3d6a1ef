"""Fuzzing of `read_bytes` and `normalize`.

mutators  a file changed by chance, whatever its format
office    mutators of packed XML
formats   mutators that know a format: one dict, a line each
trial     what became of one mutant
runner    mutants one after another in a process under limits, which is replaced where it does not come back
"""
