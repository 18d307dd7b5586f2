"""The widths of columns that the clerk set, remembered by the name of the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from forms.widgets.listing import Listing

if TYPE_CHECKING:
    from forms.app import App


def keep_widths(app: App, *listings: Listing) -> None:
    """Give lists the widths they had, and remember those that they get."""
    for listing in listings:
        listing.set_widths(app.preferences.widths.get(listing.name, {}))
        listing.bind("<<Widths>>", partial(_remember, app, listing), add="+")


def _remember(app: App, listing: Listing, event: object) -> None:
    app.remember(app.preferences.with_widths(listing.name, listing.widths()))
