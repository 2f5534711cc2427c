"""E-mail, handles and links are hidden as typed and as spoken; words about the wire are not."""

import pytest

from testimony.pseudonyms.layers import contacts


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("почта asel.k@mail.ru", "EMAIL", "asel.k@mail.ru"),
        ("asel(at)mail.ru", "EMAIL", "asel(at)mail.ru"),
        ("asel собака mail.ru", "EMAIL", "asel собака mail.ru"),
        ("asel точка k собака mail точка ru", "EMAIL", "asel точка k собака mail точка ru"),
        ("asel dot k at gmail dot com", "EMAIL", "asel dot k at gmail dot com"),
        ("asel@mail,ru", "EMAIL", "asel@mail,ru"),
        ("пишите @aidos_b", "HANDLE", "@aidos_b"),
        ("t.me/aidos", "HANDLE", "t.me/aidos"),
        ("t . me / aidos", "HANDLE", "t . me / aidos"),
        ("https://vk.com/id123", "HANDLE", "https://vk.com/id123"),
        ("aidos_2000", "HANDLE", "aidos_2000"),
        ("инстаграм aidos.k", "HANDLE", "aidos.k"),
        ("телеграмы aidosbek", "HANDLE", "aidosbek"),
        ("her insta is aidosbek", "HANDLE", "aidosbek"),
        ("ник айдосик", "HANDLE", "айдосик"),
        ("скайп live:aidos.k", "HANDLE", "live:aidos.k"),
        ("disk.example/severnaya-2/list", "HANDLE", "disk.example/severnaya-2/list"),
    ],
)
def test_a_contact_is_hidden(hidden, text: str, kind: str, words: str) -> None:
    assert (kind, words) in hidden(contacts.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "собака лаяла",
        "telegram channel",
        "instagram account",
        "они были в телеграме",
        "он ник",
        "Николай Тарасович",
        "at home, dot",
        "и/или",
        "точка.",
    ],
)
def test_other_words_are_left(hidden, text: str) -> None:
    assert hidden(contacts.find, text) == []
