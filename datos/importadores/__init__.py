"""Del documento que ya existe al borrador de un plan: lectores e intérprete."""
