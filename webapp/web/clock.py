"""The one place that looks at the clock for a page."""

from datetime import UTC, date, datetime

from flask import Flask, current_app

from webapp.domain.localtime import local_date


def now() -> datetime:
    """This moment, in UTC. Tests may set PORTAL_NOW in the app's config to stand at another one."""
    fixed: datetime | None = current_app.config.get("PORTAL_NOW")
    return fixed or datetime.now(UTC)


def now_of(app: Flask) -> datetime:
    """This moment, where no page is being answered."""
    with app.app_context():
        return now()


def today() -> date:
    """The day it is in Germany."""
    return local_date(now())
