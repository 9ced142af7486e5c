"""The worker process: it reads the ledger and does what follows from it."""
