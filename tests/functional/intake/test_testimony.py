"""A source writes: the short path, and everything that can go wrong on it."""

import re

import pytest

from testimony.giving.errors import Busy, InvalidAnswers, NothingKept, StorageUnavailable

WORDS = "My son Aslan was taken at night."
MANY = "🕊" * 50_000
AWKWARD = "\nfirst \u202eline\x01 \x7f\u2066 Қ\u0301"


def test_two_requests_store_a_testimony(browser, giving) -> None:
    browser.open("/en/testimony")

    browser.press("send", narrative=WORDS, relationship="relative", use="count", contact="neighbour")

    assert browser.path == "/en/receipt"
    assert "Your testimony is stored" in browser.text()
    assert [(record.narrative, record.use, record.language) for record in giving.records] == [(WORDS, "count", "en")]


def test_the_answer_to_a_post_is_a_redirect_to_a_constant_address(browser) -> None:
    browser.open("/en/testimony")

    browser.press("send", narrative=WORDS)

    assert browser.last_post.status_code == 303
    assert browser.last_post.location == "/en/receipt"
    assert WORDS not in browser.last_post.text


def test_a_post_without_any_button_sends(browser, giving) -> None:
    browser.open("/en/testimony")

    browser.post("/en/testimony", {"csrf_token": browser.token(), "narrative": WORDS})

    assert len(giving.records) == 1


def test_send_stands_before_every_other_button_of_the_form(browser) -> None:
    form = re.findall(r"<form.*?</form>", browser.open("/en/testimony"), re.DOTALL)[1]

    assert re.findall(r'<button name="(\w+)"', form) == ["send", "check", "language", "language"]


def test_the_careful_choice_is_made_beforehand(browser) -> None:
    assert 'name="use" value="keep" checked' in browser.open("/en/testimony")


@pytest.mark.parametrize("path", ["/testimony", "/mailbox"])
@pytest.mark.parametrize(("wanted", "given"), [("ru", "ru"), ("kk-KZ", "kk"), ("de", "en")])
def test_an_address_without_language_asks_the_browser(browser, path: str, wanted: str, given: str) -> None:
    answer = browser.client.get(path, headers={"Accept-Language": wanted})

    assert (answer.status_code, answer.location) == (302, f"/{given}{path}")


def test_an_empty_testimony_is_asked_for_and_the_rest_is_kept(browser, giving) -> None:
    browser.open("/en/testimony")

    browser.press("send", narrative="  ", contact="neighbour", relationship="lawyer")

    assert browser.path == "/en/testimony"
    assert '<a href="#narrative">Write what happened' in browser.page
    assert 'aria-describedby="narrative-hint narrative-error" aria-invalid="true"' in browser.page
    assert 'value="neighbour"' in browser.page
    assert 'value="lawyer" checked' in browser.page
    assert giving.records == []


def test_an_over_long_testimony_is_kept_whole_and_not_sent(browser, giving) -> None:
    browser.open("/en/testimony")

    browser.press("send", narrative="a" * 50_001)

    assert "This has 50,001 characters and we can take 50,000" in browser.text()
    assert "a" * 50_001 in browser.page
    assert giving.records == []


def test_fifty_thousand_letters_of_four_bytes_are_sent(browser, giving) -> None:
    browser.open("/en/testimony")

    browser.press("send", narrative=MANY, contact="🕊" * 500, contact_safe="🕊" * 500)

    assert giving.records[0].narrative == MANY


def test_more_than_a_page_can_take_gets_a_clear_answer(browser, giving) -> None:
    browser.open("/en/testimony")

    browser.press("send", narrative="a" * 1_100_000)

    assert browser.status == 413
    assert "larger than this page can take" in browser.text()
    assert giving.records == []


def test_an_over_long_contact_is_pointed_at(browser) -> None:
    browser.open("/en/testimony")

    browser.press("send", narrative=WORDS, contact="a" * 501)

    assert 'href="#contact">This has 501 characters' in browser.page
    assert WORDS in browser.page


def test_awkward_letters_are_stored_as_they_came(browser, giving) -> None:
    browser.open("/en/testimony")

    browser.press("send", narrative=AWKWARD + "\0")

    assert giving.records[0].narrative == AWKWARD + "\0"


def test_awkward_letters_are_shown_again(browser) -> None:
    browser.open("/en/testimony")

    browser.press("send", narrative=AWKWARD + "\0", contact="a" * 501)

    assert f">\n{AWKWARD}␀</textarea>" in browser.page


def test_markup_in_a_testimony_is_words(browser) -> None:
    browser.open("/en/testimony")

    browser.press("check", narrative="</textarea><script>alert(1)</script> Aslan")

    assert "<script" not in browser.page
    assert "&lt;script&gt;" in browser.page


def test_bytes_of_another_encoding_are_shown_and_not_sent(browser, giving) -> None:
    browser.open("/en/testimony")
    body = b"csrf_token=" + browser.token().encode() + b"&narrative=" + "слово".encode("cp1251") + b"&send=1"

    answer = browser.client.post("/en/testimony", data=body, content_type="application/x-www-form-urlencoded")
    browser.open(answer.location)

    assert answer.status_code == 303
    assert "Some letters did not reach us whole" in browser.text()
    assert giving.records == []


def test_posting_twice_gives_one_record_and_the_same_page(browser, giving) -> None:
    browser.open("/en/testimony")
    fields = {"csrf_token": browser.token(), "narrative": WORDS, "send": "1"}
    browser.post("/en/testimony", fields)

    browser.post("/en/testimony", fields)

    assert browser.path == "/en/receipt"
    assert len(giving.records) == 1


def test_after_a_lost_response_the_form_leads_to_the_receipt(browser, giving) -> None:
    browser.open("/en/testimony")
    browser.client.post("/en/testimony", data={"csrf_token": browser.token(), "narrative": WORDS})

    browser.open("/en/testimony")

    assert browser.path == "/en/receipt"
    assert len(giving.records) == 1


def test_another_text_after_sending_is_kept_unsent_under_a_fresh_cookie(browser, giving) -> None:
    browser.open("/en/testimony")
    token = browser.token()
    browser.press("send", narrative=WORDS)

    browser.post("/en/testimony", {"csrf_token": token, "narrative": "Another text.", "send": "1"})

    assert browser.path == "/en/unsent"
    assert len(giving.records) == 1
    browser.press("send")
    assert browser.path == "/en/receipt"
    assert [record.narrative for record in giving.records] == [WORDS, "Another text."]


def test_a_text_from_a_tab_whose_cookie_was_replaced_is_kept_and_shown(browser, giving) -> None:
    browser.open("/en/testimony")
    token = browser.token()
    browser.client.delete_cookie("aigaq")

    browser.post("/en/testimony", {"csrf_token": token, "narrative": WORDS, "send": "1"})

    assert browser.path == "/en/unsent"
    assert giving.records == []
    browser.press("change")
    assert WORDS in browser.page


def test_a_browser_that_refuses_cookies_is_told_so(make_app) -> None:
    client = make_app().test_client(use_cookies=False)

    answer = client.post("/en/testimony", data={"narrative": WORDS})
    page = client.get(answer.location)

    assert page.status_code == 410
    assert "may refuse cookies" in page.text


def test_a_post_from_another_site_stores_nothing(browser, giving) -> None:
    answer = browser.client.post("/en/testimony", data={"narrative": WORDS}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert giving.drafts == {}


def test_changing_the_language_keeps_every_field_and_complains_of_nothing(browser) -> None:
    browser.open("/en/testimony")

    browser.press("language", "ru", narrative="", contact="neighbour", use="count", under_18="self")

    assert browser.path == "/ru/testimony"
    assert 'value="neighbour"' in browser.page
    assert 'value="count" checked' in browser.page
    assert 'value="self" checked' in browser.page
    assert "Please look at this again" not in browser.page


def test_an_unknown_language_is_no_language(browser, giving) -> None:
    browser.open("/en/testimony")

    browser.press("language", "fr", narrative=WORDS)

    assert len(giving.records) == 1


def test_changing_the_language_without_storage_keeps_the_text_too(browser, giving) -> None:
    browser.open("/en/testimony")
    giving.fail["write"] = StorageUnavailable()

    browser.press("language", "ru", narrative=WORDS)

    assert browser.path == "/en/kept"


@pytest.mark.parametrize("error", [Busy(), StorageUnavailable()], ids=["busy", "no storage"])
def test_what_can_not_be_stored_now_is_kept_and_sent_later(browser, giving, error) -> None:
    browser.open("/en/testimony")
    giving.fail["send"] = error
    token = browser.token()
    browser.client.post("/en/testimony", data={"csrf_token": token, "narrative": WORDS, "check": "1"})
    browser.press("send", narrative=WORDS)

    assert (browser.path, browser.status) == ("/en/kept", 503)
    assert browser.client.get("/en/kept").headers["Retry-After"] == "30"
    browser.press("send")
    assert browser.path == "/en/kept"
    giving.fail.clear()
    browser.press("send")
    assert browser.path == "/en/receipt"
    assert giving.records[0].narrative == WORDS


def test_what_nothing_could_keep_comes_back_in_the_answer(browser, giving) -> None:
    browser.open("/en/testimony")
    giving.fail.update(send=NothingKept(), write=NothingKept(), load=StorageUnavailable())

    browser.press("send", narrative=WORDS, contact="neighbour")

    assert browser.last_post.status_code == 503
    assert "We could not keep your text" in browser.text()
    assert WORDS in browser.page
    assert 'value="neighbour"' in browser.page
    giving.fail.clear()
    browser.press("send", narrative=WORDS)
    assert len(giving.records) == 1


def test_a_stranded_text_that_nothing_could_keep_comes_back_too(browser, giving) -> None:
    giving.fail["write"] = NothingKept()

    browser.post("/en/testimony", {"narrative": WORDS})

    assert browser.status == 503
    assert WORDS in browser.page


def test_a_stranded_text_survives_in_the_spool(browser, giving) -> None:
    giving.fail["write"] = StorageUnavailable()

    answer = browser.client.post("/en/testimony", data={"narrative": WORDS})

    assert (answer.status_code, answer.location) == (303, "/en/unsent")


def test_a_stranded_text_that_no_draft_can_hold_comes_back_too(browser, giving) -> None:
    giving.fail["write"] = InvalidAnswers("narrative", "too_long")

    browser.post("/en/testimony", {"narrative": "a" * 50_001})

    assert browser.status == 422
    assert "This has 50,001 characters" in browser.text()


def test_a_text_that_no_draft_can_hold_comes_back_with_its_problem(browser, giving) -> None:
    giving.fail["write"] = giving.fail["send"] = InvalidAnswers("narrative", "too_long")
    browser.open("/en/testimony")

    browser.press("send", narrative="a" * 50_001)

    assert browser.last_post.status_code == 422
    assert "This has 50,001 characters" in browser.text()


def test_a_page_that_can_not_be_read_is_a_503(browser, giving) -> None:
    browser.open("/en/testimony")
    giving.fail["load"] = StorageUnavailable()

    browser.open("/en/testimony")

    assert browser.status == 503
    assert "storage is busy or out of reach" in browser.text()


def test_the_whole_short_path_fits_into_its_bytes(browser) -> None:
    exchanged = []
    first = browser.client.get("/")
    style = re.findall(r'href="(/assets/[^"]+)"', first.text)[0]
    exchanged += [first, browser.client.get(style, headers={"Accept-Encoding": "gzip"})]
    browser.open("/en/testimony")
    exchanged += [browser.client.get("/en/testimony")]
    browser.press("send", narrative=WORDS)
    exchanged += [browser.last_post, browser.client.get("/en/receipt")]

    down = sum(len(answer.data) + len(str(answer.headers)) for answer in exchanged)
    # What a browser says about itself in each request, and the form's own fields.
    up = len(exchanged) * 700 + 300

    assert down + up <= 25_000
