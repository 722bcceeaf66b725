"""The two encrypted files: opening, upgrading, copying and restoring them."""
