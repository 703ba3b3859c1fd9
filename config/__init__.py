"""How the apps are put together: settings, addresses, the WSGI entry."""
