"""The page *Work*: what waits for somebody."""
