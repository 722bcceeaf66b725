"""Settings of this device and its people: one section at the left, what can be changed at the right."""
