"""Pictures drawn by their worker: what goes wrong with one is logged, and costs the answer nothing."""

import logging

from bot.desk.desk import Desk
from bot.pictures.types import Picture
from bot.work.errors import WorkerClosed, WorkerFault
from bot.work.staff import DRAW

_log = logging.getLogger(__name__)


async def drawn(desk: Desk, picture: Picture) -> bytes | None:
    """The picture as a PNG file; None when it could not be drawn."""
    try:
        return await desk.illustrator.call(DRAW, picture)
    except WorkerClosed:
        return None
    except WorkerFault as fault:
        _log.warning("a picture could not be drawn: %s", fault)
        return None
