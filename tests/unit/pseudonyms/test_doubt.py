"""The strip says when it should be trusted less."""

import pytest

from testimony.pseudonyms.strip import strip

_PLAIN = "Меня держали в камере всю ночь. Потом пришёл врач и сказал, что всё хорошо."


def test_a_plain_text_raises_no_doubt() -> None:
    stripped = strip(_PLAIN, language="ru")
    assert (stripped.doubtful, stripped.reasons) == (False, ())


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        (_PLAIN.lower(), "ru", "lower case"),
        (_PLAIN.upper(), "ru", "capitals"),
        (_PLAIN, "en", "other language"),
        ("They came at night and took us all to the prison by force.", "kk", "other language"),
        (_PLAIN * 400, "ru", "length"),
        ("Я " + "абв" * 30, "ru", "no spaces"),
        ("Мы знаем: блюмк трындр хмурбл кврдык жмурнд плюхн шмыргл брюкнт", "ru", "unknown words"),
    ],
)
def test_a_reason_for_doubt_is_named(text: str, language: str, reason: str) -> None:
    stripped = strip(text, language=language)
    assert stripped.doubtful
    assert reason in stripped.reasons
