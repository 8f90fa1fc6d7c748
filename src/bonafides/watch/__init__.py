"""Early warning: a model of risk puts targeted checks in order. A warning is a lead; it lists, tiers and publishes nothing."""
