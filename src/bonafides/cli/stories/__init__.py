"""Stories: a whole procedure, run by its own acts on a register that is there, each step told with what it leaves."""
