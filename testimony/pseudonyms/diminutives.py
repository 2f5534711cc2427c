"""Short and tender forms of given names, and which names they stand for."""

from dataclasses import dataclass
from functools import cache

from testimony.pseudonyms.folding import fold

_FORMS = """
саша александр александра; саня александр; шура александр александра; лёша алексей; алёша алексей; лёха алексей
настя анастасия; толя анатолий; андрюха андрей; аня анна; анюта анна; тоня антонина; тоха антон; боря борис
вадик вадим; валя валентина валентин; валера валерий; вася василий; витя виктор; виталик виталий; вика виктория
вова владимир; володя владимир; слава вячеслав станислав ярослав; гена геннадий; галя галина; гоша георгий игорь
гриша григорий; даша дарья; дэн денис; дима дмитрий; митя дмитрий; женя евгений евгения жеңіс; катя екатерина
лена елена; лиза елизавета; ваня иван; игорёк игорь; ира ирина; илюша илья; костя константин; кирюха кирилл
лёня леонид; люда людмила; люба любовь; рита маргарита; марина марина; маша мария; макс максим; миша михаил
надя надежда; наташа наталья; коля николай; оля ольга; паша павел; петя пётр; поля полина; рома роман; света светлана
серёга сергей; серёжа сергей; соня софья; стас станислав; стёпа степан; тома тамара
сёма семён; софа софия софья; зоя зоя; лара лариса; лёля ольга елена
нюра анна; кеша иннокентий
зина зинаида; рая раиса; клава клавдия; тося антонина; гарик игорь; жора георгий; стасик станислав; эдик эдуард
камилка камила; лера валерия; ника вероника; кристи кристина; яна янина; димаш динмухамед дінмұхамед дінмұхаммед;
мұха мұхтар мұхамед; нурик нурболат нурсултан нурлыбек; ержик ержан; таня татьяна; федя фёдор
юля юлия; юра юрий; ярик ярослав; даня даниил данияр; тима тимур темирлан; тёма артём; никита никита; ваха вахтанг
ера ерасыл ербол ерлан ержан; бека бекзат бекболат бекжан; нурик нурлан нуржан нурбол; тоха тохтар; ануар ануар
алик алихан алибек алишер; ася асия асель асем; гуля гульнара гульмира айгуль гульжан; айка айгерим айгуль
маке марат мақсат; саке серік сакен самат; баке бауыржан болат бакыт; жаке жандос жанат; ереке ержан ербол ерлан
нуреке нурлан нуржан; асеке асқар асан; дос досжан достан; дилька дильназ дильнара; мадиш мадина; зайка зарина
баха бахытжан бахтияр бауыржан бахыт; бота ботагөз; ерик ерлан; жаник жәнібек жандос жанат; асик асхат асан
нурка нурлан нұржан; алишка алишер; самик самат; тимоша тимур тимофей; еркеш еркебұлан еркін; мадик мади
рус руслан; rus ruslan
bill william; bob robert; mike michael; alex alexander alexey; max maxim; tom thomas; jim james; kate katherine
"""
_TENDER = ("ocka", "ewka", "uwka", "ka", "wa", "wka", "han", "oha", "uha", "ik", "ok", "cik", "jan", "w", "ian", "on")
_SHORTEST = 3


@cache
def _full_names() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for entry in _FORMS.replace("\n", ";").split(";"):
        form, *names = [fold(word) for word in entry.split()] or [""]
        table.setdefault(form, set()).update(names)
    return {form: frozenset(names) for form, names in table.items() if form}


def is_short_form(name: str) -> bool:
    """Say whether a folded name is a listed short form."""
    return name in _full_names()


def full_names(short: str) -> frozenset[str]:
    """Give the folded names for which a folded short form is listed."""
    return _full_names().get(short, frozenset())


@dataclass(frozen=True, kw_only=True, slots=True)
class ShortForm:
    """A folded given name that may be short for others: for these, and for all that begin so."""

    name: str
    full: frozenset[str]
    beginnings: tuple[str, ...]

    def stands_for(self, full: str) -> bool:
        """Say whether it is a short or tender form of a folded name: маша of мария, timka of timur."""
        return full != self.name and (full in self.full or full.startswith(self.beginnings))


def short_form(name: str) -> ShortForm | None:
    """Read a folded given name as a short form; None where it can be none."""
    full = full_names(name)
    stems: tuple[str, ...] = ()
    if name.endswith(_TENDER):
        stems = tuple(name.removesuffix(ending) for ending in _TENDER if name.endswith(ending))
        stems = tuple(stem for stem in stems if len(stem) >= _SHORTEST)
        full = full.union(*(full_names(stem + vowel) for stem in stems for vowel in ("a", "ia", "")))
    return ShortForm(name=name, full=full, beginnings=stems) if full or stems else None
