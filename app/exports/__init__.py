"""What leaves for the billing system and the general ledger: each fact in exactly one batch."""
