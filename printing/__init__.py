"""Documents as pure data, turned into ESC/POS bytes or PDF, and the spool that prints them."""
