"""The sentences of what is refused while a show is prepared and run."""
