"""What the forms of the set-up pages are filled with."""


def item_values(**values):
    return {"name": "Content", "guidance": "", "maximum": "40", "minimum": "0", "step": "0.1", "weight": "1", **values}


def round_values(**values):
    return {"name": "Speech", "weight": "1", "guidance": "", "limit": "", "warn_at": "", **values}


def award_values(**values):
    return {"name": "First", "way": "places", "quota": "1", "tie": "extend", "minimum": "", "cap": "", **values}
