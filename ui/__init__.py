"""The Qt window: shows and asks, decides nothing."""
