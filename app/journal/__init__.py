"""The journal: immutable facts in a hash chain, their postings that sum to zero, and the read tables they give."""
