"""The drawer on the screen: opening a shift, what should be there, the tape, the X report."""
