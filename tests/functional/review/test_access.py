"""Every route of the review app, for nobody, a reviewer and a steward; what no table names is closed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask

from review.access import TABLE, Who, proven
from testimony.people.errors import SessionEnded
from testimony.people.unlocked import Unlocked

ID = "0" * 32
VALUES = {
    "record_id": ID,
    "request_id": ID,
    "release_id": ID,
    "place": 0,
    "text": 1,
    "mention": 1,
    "act_id": "a1",
    "handle": "madina",
    "token": "token",
    "name": "style.css",
}
VISITORS = ("nobody", "reviewer", "steward")
ALLOWED = {
    Who.ANYBODY: {"nobody", "reviewer", "steward"},
    Who.TEAM: {"reviewer", "steward"},
    Who.REVIEWER: {"reviewer"},
    Who.STEWARD: {"steward"},
}


@dataclass
class OnePerson:
    """People in which everybody with a cookie is one person of one role."""

    person: Unlocked | None

    def resume(self, _key: bytes) -> Unlocked:
        """Give that person."""
        if self.person is None:
            raise SessionEnded("nobody")
        return self.person

    def head_text(self, _unlocked: Unlocked) -> str:
        """Give any word."""
        return "v1"


def someone_with(house: Any, role: str) -> Unlocked | None:
    """Return a person who holds one role and no other."""
    if role == "nobody":
        return None
    unlocked = house.unlocked()
    alone = replace(unlocked.person, roles=(role,))
    return replace(unlocked, roster=replace(unlocked.roster, people=(alone,)))


@pytest.fixture
def app_for(rebuilt: Callable[..., Any]) -> Callable[[str], Flask]:
    """Return a function that builds the app in which every view only says that it was reached."""

    def build(role: str) -> Flask:
        workplace = rebuilt()
        person = someone_with(workplace.house, role)
        app: Flask = rebuilt(people=OnePerson(person)).app
        for endpoint in app.view_functions:
            app.view_functions[endpoint] = lambda **_values: "reached"
        return app

    return build


def outcome(app: Flask, path: str, method: str) -> str:
    """Return how a visitor with a genuine token is answered."""
    client = app.test_client()
    client.set_cookie("aigaq_review", "A" * 43)
    with app.test_request_context(headers={"Cookie": "aigaq_review=" + "A" * 43}):
        from_form = app.jinja_env.globals["form_token"]()  # type: ignore[operator]  # a function of ours
    answer = client.open(path, method=method, data={"csrf_token": from_form} if method == "POST" else None)
    if answer.status_code == 303 and answer.location.startswith("/sign-in"):
        return "door"
    return {200: "reached", 403: "closed"}[answer.status_code]


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_route_answers_whom_the_table_names(app_for: Callable[[str], Flask], visitor: str) -> None:
    app = app_for(visitor)
    expected, found = {}, {}
    for rule in app.url_map.iter_rules():
        who = TABLE[rule.endpoint]
        refusal = "door" if visitor == "nobody" else "closed"
        with app.test_request_context():
            path = app.url_for(rule.endpoint, **{name: VALUES[name] for name in rule.arguments})
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            expected[method, rule.endpoint] = "reached" if visitor in ALLOWED[who] else refusal
            found[method, rule.endpoint] = outcome(app, path, method)

    assert found == expected


def test_the_table_names_exactly_the_routes_there_are(workplace: Any) -> None:
    assert {rule.endpoint for rule in workplace.app.url_map.iter_rules()} == set(TABLE)


def test_a_route_that_the_table_does_not_name_is_closed_to_everybody(workplace: Any) -> None:
    workplace.app.add_url_rule("/new-page", "new.page", lambda: "open")

    page = workplace.browser().client.get("/new-page")

    assert page.status_code == 403


def test_a_view_that_asks_for_a_person_is_closed_where_the_table_asks_for_none(workplace: Any) -> None:
    @proven
    def view(_unlocked: Unlocked) -> str:
        return "open"

    workplace.app.view_functions["door.sign_in"] = view

    assert workplace.browser(None).client.get("/sign-in").status_code == 403


def test_no_post_is_taken_without_the_token_of_the_session(workplace: Any) -> None:
    refused = []
    for rule in workplace.app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and TABLE[rule.endpoint] is not Who.ANYBODY:
            with workplace.app.test_request_context():
                path = workplace.app.url_for(rule.endpoint, **{name: VALUES[name] for name in rule.arguments})
            refused.append(workplace.browser().client.post(path, data={"csrf_token": "0" * 64}).status_code)

    assert set(refused) == {403}
    assert len(refused) > 10


def test_no_get_route_is_also_a_post_view(workplace: Any) -> None:
    both = [rule.rule for rule in workplace.app.url_map.iter_rules() if {"GET", "POST"} <= (rule.methods or set())]

    assert both == []


def test_an_address_with_an_id_of_another_form_is_no_page(reader: Any) -> None:
    reader.open("/records/not-an-id")

    assert reader.status == 404
