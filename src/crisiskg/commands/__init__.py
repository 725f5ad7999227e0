"""The commands: each one library call plus formatting."""
