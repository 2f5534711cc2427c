"""The first page: who reads this, what we can not do, what to mind before writing."""

from flask import Blueprint, render_template

pages = Blueprint("welcome", __name__, template_folder="templates")


# The bare address answers at once, in the language the browser asks for: a redirect would cost a slow circuit a trip.
@pages.get("/")
@pages.get("/<language:language>/", endpoint="welcome_in")
def welcome() -> str:
    """Show the welcome page."""
    return render_template("welcome.html")
