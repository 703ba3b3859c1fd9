#!/usr/bin/env python3
"""The command line: `python manage.py` lists what there is."""

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from config.storage import storage_fault
from config.translations import compile_changed


def main() -> None:
    """Run a command; a wrong setting, or a disk that cannot be written, is one sentence and not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        compile_changed()  # Django reads them at the first sentence, which may be that of this command
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")
    except Exception as error:
        sentence = storage_fault(error, Path(os.environ.get("LEITAI_VAR") or "var").resolve())
        if sentence is None:
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()
