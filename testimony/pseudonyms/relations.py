"""The words that say what a person is to the source: kin, friends, offices."""

from functools import cache

from testimony.pseudonyms.kinship import POLITE, written

# relation: the words that say it; a star stands for any ending.
_RELATIONS = {
    "son": (
        "сын сына сыну сыном сыне сыночек сыночка сынок сынка son ұлым ұлымды ұлымның ұлыма ұлы улым улымды "
        "балам баламды баламның балама"
    ),
    "daughter": (
        "дочь дочери дочерью дочка дочку дочке дочки дочурка daughter қызым қызымды қызымның қызыма кызым кызымды"
    ),
    "child": "ребенок ребёнок ребенка ребёнка child",
    "brother": (
        "брат брата брату братом брате братишка братишку братан brother ағам ағамды ағамның ағама агам інім "
        "інімді інімнің ініме иним бауырым бауырымды"
    ),
    "sister": (
        "сестра сестры сестре сестру сестрой сестренка сестрёнка сестренку sister әпкем апкем әпкемді "
        "қарындасым қарындасымды карындасым сіңлім сіңлімді синлим"
    ),
    "husband": "муж мужа мужу мужем муже husband күйеуім күйеуімді куйеуим жұбайым жолдасым",
    "wife": "жена жены жене жену женой wife әйелім әйелімді айелим келіншегім",
    "father": "отец отца отцу отцом папа папу папы папе father dad әкем әкемді әкемнің акем",
    "mother": "мать матери мама маму мамы маме мамой mother mom mum анам анамды анамның шешем",
    "grandparent": (
        "дед деда деду дедушка дедушку дедушки бабушка бабушку бабушки grandfather grandmother атам әжем ажем"
    ),
    "uncle": "дядя дядю дяди дяде uncle көкем нағашым",
    "aunt": "тетя тётя тетю тётю тети тёти тете тёте aunt тәтем татем",
    "cousin": "cousin жиенім бөлем",
    "nephew": "племянник племянника племяннику nephew",
    "niece": "племянница племянницу племяннице племянницы niece",
    "grandchild": "внук внука внуку внучка внучку внучке grandson granddaughter немерем немерем* шөберем",
    "friend": (
        "друг друга другу другом подруга подругу подруге подруги приятель friend досым досымды досымның құрбым құрбымды"
    ),
    "neighbour": (
        "сосед соседа соседу соседом соседка соседку соседке соседки neighbour neighbor көршім көршімді коршим"
    ),
    "colleague": "коллега коллегу коллеге coworker colleague әріптесім",
    "cellmate": "сокамерник сокамерника сокамернику сокамерником cellmate камералас камераласым*",
    "in-law": (
        "зять зятя зятю сноха снохи сноху невестка невестку невестке свекровь теща тёща тесть келінім күйеубалам"
    ),
    "investigator": (
        "следователь следователя следователю следователем следак следака investigator тергеуші тергеушінің "
        "тергеушіге тергеуши"
    ),
    "judge": "судья судьи судье судью судьей судьёй judge сот судьясы",
    "prosecutor": "прокурор прокурора прокурору прокурором prosecutor прокурордың",
    "lawyer": ("адвокат адвоката адвокату адвокатом защитник lawyer advocate attorney адвокаты адвокатым қорғаушы*"),
    "officer": (
        "майор майора майору майором майоры капитан капитана капитану капитаном подполковник подполковника "
        "полковник полковника полковнику лейтенант лейтенанта лейтенантом старлей сержант сержанта сержантом "
        "прапорщик опер опера оперативник оперативника оперативником оперуполномоченный участковый "
        "участкового участковому инспектор инспектора дознаватель дознавателя полицейский полицейского "
        "сотрудник сотрудника надзиратель надзирателя конвоир officer major captain colonel lieutenant "
        "sergeant policeman detective inspector guard жедел қызметкер полицей инспекторы"
    ),
    "chief": (
        "начальник начальника начальнику начальником директор директора директору заместитель chief head "
        "director warden бастық бастығы басшысы"
    ),
    "doctor": (
        "врач врача врачу доктор доктора доктору медсестра медсестры фельдшер doctor nurse дәрігер дарiгер "
        "дәрігері дәрігерге"
    ),
    "teacher": "учитель учителя учительница учительницу учительнице teacher мұғалім мұғалімі*",
    "official": (
        "аким акима акиму депутат депутата министр министра министру президент президента akim minister "
        "deputy president әкімі министрі"
    ),
    "witness": "свидетель свидетеля свидетелю понятой понятого witness куәгер",
    "person": (
        "гражданин гражданина гражданка гражданку гражданки господин господина госпожа товарищ товарища mr "
        "mrs ms miss азамат* мырза ханым заключенный заключённый заключенного активист активиста активистка "
        "activist journalist журналист журналиста журналистка"
    ),
}


@cache
def _relation_of() -> tuple[dict[str, str], dict[str, str], tuple[str, ...]]:
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    for relation, listing in _RELATIONS.items():
        for word in listing.split():
            if word.endswith("*"):
                stems[word[:-1]] = relation
            else:
                exact.setdefault(word, relation)
    for form, kin in written().items():
        if kin.sort != POLITE:
            exact.setdefault(form, kin.relation)
    return exact, stems, tuple(stems)


def relation_of(lower: str) -> str | None:
    """Give the relation or office a word announces."""
    exact, stems, beginnings = _relation_of()
    if lower in exact:
        return exact[lower]
    if not lower.startswith(beginnings):
        return None
    return next(relation for stem, relation in stems.items() if lower.startswith(stem))
