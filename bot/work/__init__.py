"""The supervised worker processes: submit, deadline, memory limit, restart."""
