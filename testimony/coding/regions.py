"""The 17 regions and 3 cities of Kazakhstan under their ISO 3166-2 codes, named in three languages."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Region:
    """One first-level division; `code` is ISO 3166-2 as amended in November 2022."""

    code: str
    en: str
    ru: str
    kk: str

    def name(self, language: str) -> str:
        """Return the name in en, ru or kk; another language gets English."""
        return {"ru": self.ru, "kk": self.kk}.get(language, self.en)


REGIONS: tuple[Region, ...] = (
    Region(code="KZ-10", en="Abai Region", ru="область Абай", kk="Абай облысы"),
    Region(code="KZ-11", en="Akmola Region", ru="Акмолинская область", kk="Ақмола облысы"),
    Region(code="KZ-15", en="Aktobe Region", ru="Актюбинская область", kk="Ақтөбе облысы"),
    Region(code="KZ-19", en="Almaty Region", ru="Алматинская область", kk="Алматы облысы"),
    Region(code="KZ-23", en="Atyrau Region", ru="Атырауская область", kk="Атырау облысы"),
    Region(code="KZ-27", en="West Kazakhstan Region", ru="Западно-Казахстанская область", kk="Батыс Қазақстан облысы"),
    Region(code="KZ-31", en="Zhambyl Region", ru="Жамбылская область", kk="Жамбыл облысы"),
    Region(code="KZ-33", en="Jetisu Region", ru="область Жетісу", kk="Жетісу облысы"),
    Region(code="KZ-35", en="Karaganda Region", ru="Карагандинская область", kk="Қарағанды облысы"),
    Region(code="KZ-39", en="Kostanay Region", ru="Костанайская область", kk="Қостанай облысы"),
    Region(code="KZ-43", en="Kyzylorda Region", ru="Кызылординская область", kk="Қызылорда облысы"),
    Region(code="KZ-47", en="Mangystau Region", ru="Мангистауская область", kk="Маңғыстау облысы"),
    Region(code="KZ-55", en="Pavlodar Region", ru="Павлодарская область", kk="Павлодар облысы"),
    Region(
        code="KZ-59", en="North Kazakhstan Region", ru="Северо-Казахстанская область", kk="Солтүстік Қазақстан облысы"
    ),
    Region(code="KZ-61", en="Turkistan Region", ru="Туркестанская область", kk="Түркістан облысы"),
    Region(code="KZ-62", en="Ulytau Region", ru="область Улытау", kk="Ұлытау облысы"),
    Region(code="KZ-63", en="East Kazakhstan Region", ru="Восточно-Казахстанская область", kk="Шығыс Қазақстан облысы"),
    Region(code="KZ-71", en="Astana", ru="Астана", kk="Астана"),
    Region(code="KZ-75", en="Almaty", ru="Алматы", kk="Алматы"),
    Region(code="KZ-79", en="Shymkent", ru="Шымкент", kk="Шымкент"),
)

CITIES_OF_REPUBLICAN_RANK = frozenset({"KZ-71", "KZ-75", "KZ-79"})
REGION_CODES = frozenset(region.code for region in REGIONS)
