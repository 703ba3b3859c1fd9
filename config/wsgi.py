"""The WSGI entry for an application server: `config.wsgi:application`."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

gc.collect()
gc.freeze()  # what is loaded once stays for ever: no collection need look at it again
sys.setswitchinterval(0.0002)  # seconds; who holds the database's lock must not wait for threads that only compute
