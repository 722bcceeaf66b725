"""The tour: the real window, driven key by key through the main job; every step says what must be true after it."""
