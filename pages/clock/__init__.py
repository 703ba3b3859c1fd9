"""The timekeeper's page: whoever has the link starts, pauses and corrects the clocks of the stage, on a phone."""
