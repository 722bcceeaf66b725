"""Training mode in the window: the bar's companions, the exercises, how it is started."""
