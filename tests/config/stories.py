"""What happens on the server's loop, told from its beginning to its end."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run(story):
    """Go through a story of its own loop; the browser's tests leave one running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, story).result()


async def never():
    await asyncio.Event().wait()
