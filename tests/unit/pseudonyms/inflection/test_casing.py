"""A form takes the casing of its model."""

import pytest

from testimony.pseudonyms.inflection.casing import like


@pytest.mark.parametrize(("model", "form"), [("Ербол", "Ерболды"), ("ЕРБОЛ", "ЕРБОЛДЫ"), ("ербол", "ерболды")])
def test_a_form_is_cased_as_its_model(model: str, form: str) -> None:
    assert like(model, "ерболды") == form
