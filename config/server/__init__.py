"""From a socket to Django and back: bodies whole before a thread is taken, lanes of threads for each audience."""
