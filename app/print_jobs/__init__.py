"""What waits to be printed, what became of it, and who opened which drawer: the durable half of the print spool."""
