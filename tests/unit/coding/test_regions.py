"""The divisions of Kazakhstan."""

from testimony.coding.regions import CITIES_OF_REPUBLICAN_RANK, REGION_CODES, REGIONS


def test_there_are_17_regions_and_3_cities() -> None:
    assert (len(REGION_CODES - CITIES_OF_REPUBLICAN_RANK), len(CITIES_OF_REPUBLICAN_RANK)) == (17, 3)


def test_every_division_has_its_own_code_and_names() -> None:
    for names in ([r.code for r in REGIONS], [r.en for r in REGIONS], [r.ru for r in REGIONS], [r.kk for r in REGIONS]):
        assert len(set(names)) == len(REGIONS)


def test_name_follows_the_language() -> None:
    ulytau = next(region for region in REGIONS if region.code == "KZ-62")

    assert [ulytau.name(language) for language in ("ru", "kk", "en")] == [
        "область Улытау",
        "Ұлытау облысы",
        "Ulytau Region",
    ]


def test_unknown_language_gets_english() -> None:
    assert REGIONS[0].name("fr") == REGIONS[0].en
