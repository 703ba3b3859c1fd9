"""Pages that stay open in somebody's browser while others work."""

from tests.browsers import text_of
from tests.garbage import Reader


class Window:
    """A page that stays open in somebody's browser: the form that has a field, as it was when the page was loaded."""

    def __init__(self, client, address, field):
        self.client, self.address = client, address
        self._read(client.get(address), field)

    def _read(self, response, field):
        sheets = Reader(response.content.decode()).sheets
        self.sheet = next(s for s in sheets if s.method == "post" and field in s.names)
        self.field = field

    def shown(self, name):
        return next(box.value for box in self.sheet.boxes if box.name == name)

    def send(self, **typed):
        """Send the form with some fields filled in anew; what comes back, followed to where it leads."""
        data = {}
        for name, value in self.sheet.sent():
            data.setdefault(name, []).append(value.decode())
        action = self.sheet.action.partition("#")[0] or self.address
        response = self.client.post(action, {**data, **typed}, follow=True)
        if any(self.field in s.names for s in Reader(response.content.decode()).sheets):
            self._read(response, self.field)
        return text_of(response)
