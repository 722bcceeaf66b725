"""Everything that has rules: facts, ledger, capabilities. Knows no window and no printer."""
