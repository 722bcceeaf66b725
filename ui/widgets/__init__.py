"""The controls that pages are built from: one class per file, painted from the tokens, sizes given at 100 % zoom."""
