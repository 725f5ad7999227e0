"""``python -m crisiskg`` is the command ``crisiskg``."""

from crisiskg.cli import main

main(prog_name="crisiskg")
