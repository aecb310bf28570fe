"""Records of decisions, made from the core."""
