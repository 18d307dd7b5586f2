"""The widths of columns that the clerk set, remembered by the name of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms.widgets.listing import Listing

if TYPE_CHECKING:
    from forms.app import App


def keep_widths(app: App, *listings: Listing) -> None:
    """Give lists the widths they had, and remember those that they get."""
    for listing in listings:
        listing.set_widths(app.preferences.widths.get(listing.name, {}))
        listing.bind("<<Widths>>", lambda _, listing=listing: _remember(app, listing), add="+")  # type: ignore[misc]


def _remember(app: App, listing: Listing) -> None:
    app.remember(app.preferences.with_widths(listing.name, listing.widths()))
