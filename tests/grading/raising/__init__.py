"""Short programs that go wrong, by the part of the work they go wrong in, and what the plain sentence must say."""
