"""The acts about consumers: who they are, what they were told, that they acknowledged, that they are late."""
