"""Pure rules over the model: the verb catalogue, permissions, the fold and the per-role views."""
