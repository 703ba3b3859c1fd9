"""The tables of `communities`."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who signs in. Our own from the first migration on, so that it can grow (decision 0004)."""
