"""Who runs which room."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from communities.models import User

from .contest import Contest


class RoomDesk(models.Model):
    """Somebody of the desk runs this room of a contest, and of that contest nothing but such rooms 考场导控."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="room_desks")
    user = models.ForeignKey(User, models.CASCADE, related_name="room_desks")
    room = models.CharField(max_length=40)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("contest", "user", "room"), name="room_desk_once"),
            models.CheckConstraint(condition=~Q(room=""), name="room_desk_has_room"),
        )

    def __str__(self) -> str:
        return f"{self.room}: {self.user_id}"
