"""What was said: internal updates, public posts, postmortems. Fields first, text as a hint."""
