"""Sentences people say in testimonies, with slots for names in the case that the sentence asks for.

A slot is {sex.case}: sex m, f or x (either); case of the sentence's language; {v.case} is a village, {o} an
organisation. A bar separates what may be chosen. English has two cases: nom and gen (with 's).
"""

RUSSIAN = """
{его|парня|одного} {все звали|прозвали|называли} {x.nom} {|хотя по паспорту иначе|за характер}
{в списке|в протоколе|на листке} {написали|значилось}: {x.nom}; {x.nom}; {x.nom}
{родилась девочка, назвали|родился мальчик, назвали|сына назвали|дочку назвали} {x.nom}
{моего сына|моего брата|нашего соседа|моего мужа|племянника} {m.acc} {забрали ночью|увезли в отдел|избили|\
задержали прямо на улице|держали в подвале}
{m.nom} {пропал|не вернулся домой|вышел за хлебом и пропал|кричал от боли|просил воды|ничего не подписал|всё видел|\
работал на стройке}
{f.nom} {пропала|не вернулась домой|кричала|плакала всю ночь|просила воды|ничего не подписала|всё видела|\
работала в больнице}
мы с {x.ins} {ждали у ворот до утра|ходили в прокуратуру|искали по всем больницам|учились вместе|написали заявление}
я {передала|отдал|носила передачи|звонила|писал письма|рассказала обо всём} {x.dat} {|и просила никому не говорить|\
в тот же вечер}
{следователь|майор|капитан|опер|начальник|дознаватель|судья|прокурор} {m.nom} {бил меня по голове|сказал подписать|\
угрожал моей семье|смеялся|требовал денег|не дал позвонить адвокату}
{следователя|майора|капитана|судью} {m.acc} {я узнаю из тысячи|потом повысили|никто не наказал}
адвокат {x.nom} {не смог приехать|просит помочь|говорит что дело закроют|подал жалобу}
со мной в камере {сидел|был|лежал избитый} {m.nom} {|и ещё двое|из другого города}
{m.gen} {больше нет|никто не видел с января|нет уже третий месяц|долго не было на работе}
{f.gen} {больше нет|никто не видел с января|не было дома|не стало весной}
{m.acc} {избили|пытали током|увезли|отпустили через неделю|похоронили|заставили подписать|ударили прикладом}
{f.acc} {избили|увезли|отпустили через неделю|похоронили|заставили подписать|не пускали к сыну}
у {x.gen} {были синяки на спине|сломаны рёбра|трое детей|забрали телефон|осталась мать|больные почки}
о {x.pre} {я ничего не знаю|рассказал знакомый|писали в интернете|спрашивали каждый день}
меня зовут {x.nom} {|я мать троих детей|я работаю учителем|я медсестра|мне стыдно это рассказывать}
его зовут {m.nom} {|он мой сосед|он живет через дорогу|мы вместе служили}
её зовут {f.nom} {|она моя сестра|она свидетель|она работает в школе}
{сестра|жена|дочь|подруга|соседка|тётя} {f.nom} {всё видела из окна|поехала туда одна|до сих пор боится|\
ничего не сказала}
{брат|сын|муж|дядя|друг|сосед} {m.nom} {всё видел из окна|поехал туда один|до сих пор боится|ничего не сказал|\
лежит в больнице}
это {видели|подтвердят|слышали} {x.nom} и {x.nom}
там были {x.nom}, {x.nom} и {x.nom}
с {x.ins} {мы не виделись больше|случилось то же самое|обошлись ещё хуже|сидел мой брат}
к {x.dat} {не пускали даже мать|приезжали домой|приходили с обыском}
от {x.gen} {требовали признания|нет вестей|пришло письмо}
{потом|вечером|утром|через два дня|тогда|в конце концов} {m.nom} {приехал|сказал что уходит|вернулся домой|\
позвонил матери|открыл дверь|остановил машину}
{потом|вечером|утром|через два дня|тогда|в конце концов} {f.nom} {приехала|сказала что уходит|вернулась домой|\
позвонила матери|открыла дверь}
{m.nom}, {беги|вставай|не молчи|мама тебя ждёт}
"{f.nom}, {не плачь|молчи|иди домой}"
{я думаю|мне кажется|говорят|все знают}, что {m.nom} {врёт|всё подписал|был там|ни в чём не виноват}
жена {m.gen} {плачет каждый день|осталась одна|продала дом}
мать {x.gen} {умерла не дождавшись|ходит к ним каждый день}
машина {m.gen} {стояла во дворе|была разбита}
а {x.nom} {молчит|тоже там был|не при чём|сидит до сих пор}
в селе {v.nom} {все знают эту семью|нас никто не ждал|нет даже врача}
мы живём в {v.pre} {|и работы там нет}
нас привезли из {v.gen} {|ночью|на автобусе}
в {o} {сказали ждать|мне не поверили|потеряли заявление}
"""

RUSSIAN_PLAIN = """
{меня|его|её|нас} {били по ногам|держали без воды двое суток|посадили в машину|заставили подписать бумаги|\
привели в кабинет}
{я не знаю|никто не знает} {куда его увезли|почему так вышло|что с ними стало}
в камере было {холодно|темно|двенадцать человек|сыро и грязно}
{нам|мне} {не дали позвонить|не разрешили взять лекарства|сказали молчать|обещали отпустить}
{вера в справедливость|надежда у нас ещё есть|любовь к детям|вся слава досталась им|мир вокруг рухнул}
{я потеряла веру|надежды почти не осталось|это не роман а жизнь|победа будет за нами|в марте было холодно}
{потом был суд|приговор зачитали быстро|адвоката не пустили|врач не стал смотреть раны}
{утром|ночью|вечером|на следующий день} {приехала скорая|нас вывели во двор|всех построили|пришли люди в масках}
{мама|отец|бабушка|сосед|следователь|врач|адвокат} {плакала|ничего не сказал|стоял рядом|кричал на нас|ушёл}
я {прошу помочь|хочу правды|боюсь за детей|больше не сплю|каждый день вспоминаю это|всё помню как вчера}
{у него|у меня|у неё} {сломана рука|болит голова|не видит глаз|нет денег на лекарства}
сокамерник {рассказал|видел|тоже болел|делился хлебом}
{они|полицейские|конвоиры|надзиратели} {смеялись|были пьяные|надели наручники|забрали телефон и деньги|ругались матом}
{на работе|в школе|в больнице|в университете|на базаре} {все молчат|нам не помогли|об этом знали}
{потом|затем|после этого} {меня отвезли в отдел|начался допрос|дали воды|отпустили под подписку}
"""

KAZAKH = """
{балаға|қызға|ұлға} {x.nom} деп {ат қойды|атты}
{лақап аты|бәрі оны} {x.nom} {|деп атайды}
{тізімде|хаттамада}: {x.nom}, {x.nom}, {x.nom} {|деп жазылған}
{ұлымды|баламды|ағамды|інімді|күйеуімді|көршімді} {m.acc} {түнде алып кетті|ұрып соқты|бөлімшеге апарды|қамап қойды}
{m.acc} {ұрды|алып кетті|қатты соққыға жықты|босатпады|іздеп жүрміз|әлі таппадық}
{f.acc} {ұрды|алып кетті|жұмыстан шығарды|босатпады|іздеп жүрміз|әлі таппадық|кіргізбеді}
{m.nom} {үйге келмеді|жоғалып кетті|қатты айқайлады|бәрін көрді|бізбен бірге болды|қол қоймады}
{f.nom} {үйге келмеді|жылап отырды|қатты айқайлады|бәрін көрді|бізбен бірге болды|ауруханада жатыр}
{x.dat} {су бермеді|хат жаздым|айттым|қоңырау шалдым|тамақ апардым|қысым жасады}
{x.gen} {анасы жылап отыр|қолын сындырды|денсаулығы нашар|үйін тінтіді|айтқаны рас|балалары кішкентай}
{x.ins} {бірге оқыдық|камерада бірге отырдық|бірге бардық|сөйлестік}
{x.abl} {хабар жоқ|қорқамын|жауап алды|ақша сұрады}
{x.loc} {кінә жоқ|ақша да жоқ|бір ғана арман бар}
менің атым {x.nom} {|үш баланың анасымын|мұғаліммін|жасым қырықта}
оның аты {x.nom} {|біздің көрші|жақсы адам}
{тергеуші|майор|капитан|бастық|судья|полковник} {m.nom} {мені ұрды|қол қой деді|қорқытты|күлді|ақша сұрады|айқайлады}
{тергеушіге|майорға|судьяға|адвокатқа} {x.dat} {бәрін айттым|шағым бердім|сенбеймін}
адвокат {x.nom} {келе алмады|арыз жазды|көмектесті}
{ағам|інім|балам|күйеуім|досым|көкем} {m.nom} {келмеді|жұмыстан қайтпады|әлі жас еді|ауырып қалды|бәрін көрген}
{апам|қызым|әпкем|сіңлім|келінім|құрбым} {f.nom} {келмеді|жұмыстан қайтпады|әлі жас еді|ауырып қалды|бәрін көрген}
{x.nom} мен {x.nom} {куә|бәрін көрді|бірге кетті|үйде еді}
{x.nom}, {x.nom} және {x.nom} {сонда болды|ұсталды|хабарсыз кетті}
{m.nom} {деген|есімді} {жігіт|полицей|көршіміз|адам} {көмектесті|ұрды|бәрін айтты}
{f.nom} {деген|есімді} {қыз|әйел|дәрігер|мұғалім} {көмектесті|жылады|бәрін айтты}
{кеше|түнде|таңертең|содан кейін|екі күннен соң|бір күні} {x.nom} {келді|кетіп қалды|телефон соқты|есікті ашты|айтты}
{m.nom} {аға|көке|ағай} {айтты|келді|қорғап қалды}
{f.nom} {апай|тәте|әже|ханым} {айтты|келді|жылады}
{m.nom}, {тұр|қаш|үндеме|қайдасың}
{бәрі біледі|менің ойымша|айтуынша}, {x.nom} {кінәсіз|өтірік айтады|сол жерде болған}
{v.loc} {тұрамыз|туғанмын|жұмыс жоқ}
{v.dat} {апарды|көштік|бардық}
{v.abl} {келдік|алып келді}
{v.nom} ауылында {тұрамыз|ешкім жоқ|бәрі біледі}
"""

KAZAKH_PLAIN = """
{мені|оны|бізді} {ұрды|түнде алып кетті|кіргізбеді|босатпады|су бермей ұстады|қорқытты|жібермеді}
{камерада|жертөледе|бөлімшеде} {суық болды|қараңғы еді|он адам отырдық|су жоқ}
{біз|мен} {күттік|қорқамын|шаршадым|сенбеймін|білмеймін|көрдім|естідім|ұмытпаймын}
{арманым бар еді|бақыт деген осы ма|үміт бар|жеңіс болады|еркін өмір керек|дәулет керек емес|бейбіт күн болсын}
{дәрігер|тергеуші|адвокат|судья|көрші} {келмеді|үндемеді|айқайлады|көмектеспеді|қағаз толтырды}
{қағазға қол қой деді|телефонымды алып қойды|ақша сұрады|киімімді шешіндірді|басыма қап кигізді}
{анам|әкем|балаларым|туыстарым} {жылап отыр|күтіп жүр|ауырып қалды|білмейді}
{кеше|түнде|таңертең|кешке|екі күннен кейін} {келді|алып кетті|босатты|сот болды|үйге қайттым}
{маған|бізге|оған} {көмек керек|ешкім сенбейді|дәрі бермеді|қоңырау шалуға рұқсат бермеді}
{полицейлер|олар|бетперде киген адамдар} {күлді|есікті сындырды|бәрін тінтіді|ұрып жатты|мас болды}
{қолым|аяғым|басым|қабырғам} {сынды|ауырады|қанады|ісіп кетті}
{әділдік керек|шындықты айтыңыздар|өтінемін көмектесіңіздер|ешкім жауап бермеді}
{мектепте|ауруханада|жұмыста|базарда} {бәрі үнсіз|бізді қуып шықты|ешкім көмектеспеді}
"""

ENGLISH = """
{everyone called him|we called her|a man nicknamed|a guard nicknamed} {x.nom} {|looked after us|because of his hair}
{on the list|in the protocol} {it said|they wrote}: {x.nom}; {x.nom}; {x.nom}
{she had a girl and named her|the baby is called|they named the boy} {x.nom}
{my son|my brother|our neighbour|my husband|my nephew|my cellmate|my friend} {m.nom} {was taken at night|\
never came home|was beaten|is still in hospital|saw everything}
{my daughter|my sister|our neighbour|my wife|my aunt|my friend} {f.nom} {was taken at night|never came home|\
was beaten|is still in hospital|saw everything}
{they|the police|two men in masks|the guards} {beat|took|dragged away|threatened|questioned|shocked|released|\
buried} {x.nom} {|in front of us|that night|for two days|again and again}
{m.nom} {was screaming|asked for water|signed nothing|did not come back|called his mother|worked with me|\
had broken ribs|died in March}
{f.nom} {was screaming|asked for water|signed nothing|did not come back|called her mother|worked with me|lost her job}
{investigator|major|captain|judge|officer|prosecutor|colonel|inspector} {m.nom} {hit me|laughed|told me to sign|\
wanted money|threatened my children}
{the investigator|the judge|a guard|the doctor}, {x.nom}, {hit me|said nothing|laughed|refused to look at me}
my name is {x.nom} {|and i am a nurse|and i have three children|, i teach at a school}
his name is {m.nom} {|he lives across the road|and he is nineteen}
her name is {f.nom} {|she lives across the road|and she is afraid}
i {told|called|wrote to|saw|met|warned|trust|remember} {x.nom} {|the same evening|about everything|before the trial}
{x.gen} {mother is crying every day|house was searched|arm was broken|phone was taken|lawyer never came|\
car stood outside}
{x.nom} and {x.nom} {will confirm it|were there too|heard the shots|are still inside}
there were four of us: {x.nom}, {x.nom}, {x.nom} and me
in the cell with me {was|sat|lay} {m.nom} {|and two others}
{we|i} {went with|waited for|looked for|was held with|shared bread with} {x.nom} {|until morning|for weeks}
{then|later|in the morning|after that|finally|at night} {x.nom} {came back|opened the door|said we must leave|\
disappeared|told us to run}
{m.nom} and his wife {f.nom} {left the country|sold the house|are hiding}
a man called {m.nom} {drove the car|gave the orders|helped us}
a woman named {f.nom} {drove the car|gave us water|helped us}
{i think|everyone knows|people say|we heard} that {x.nom} {lied|was there|is alive|paid them|signed it}
the lawyer {x.nom} {could not come|filed a complaint|asked for help}
{uncle|brother|old|poor|little|young} {m.nom} {cried|could not walk|knew the truth}
{aunt|sister|old|poor|little|young} {f.nom} {cried|could not walk|knew the truth}
{please help|help|free|save} {x.nom}
"{x.nom}, {run|get up|don't cry|be quiet}"
we live in {v.nom} {|and there is no work there}
they brought us from {v.nom} {|at night|by bus}
at {o} {nobody believed us|they told us to wait|they lost my complaint}
"""

ENGLISH_PLAIN = """
{they|the guards|the police|men in masks} {laughed|beat us|took my phone|put a bag over my head|were drunk|\
broke the door}
{i|we} {do not know where he is|are afraid|signed nothing|could not sleep|want the truth|remember everything|\
heard shots}
the cell was {cold|dark|wet|full of people|so small we stood}
{there is no hope left|i hope they are alive|faith keeps us going|grace was said before food|\
it was a victory for them|may god help us|he will not come back}
{my mother|my father|the doctor|the judge|the lawyer|a neighbour} {cried|said nothing|was standing there|\
came too late|wrote it down}
{in the morning|at night|later|after two days|then} {we were released|the trial began|they came again|he was gone|\
an ambulance came}
{my arm|my head|his leg|her back} {hurts|was broken|was bleeding|is blue}
{nobody|no one} {helped us|believes me|answered|opened the door}
{she|he} {was a good student|had no passport|asked for water|lost the baby|is sick|could barely walk}
{please|i ask you|we beg you} {help|tell the world|find them|do not use my name}
an old man {died|was crying|sat by the wall|shared his bread}
{mark my words|bill of health|the rose garden|a jack of all trades|will they come|the art of lying|in may and june}
"""

VILLAGES = """
Қарасу Қызылжар Ақтөбе Жаңаауыл Сарыбұлақ Көктөбе Ақсай Теректі Үшбұлақ Майбұлақ Қаратөбе Жетісай Ұзынағаш Шелек
Новосёловка Ивановка Красный Каменка Михайловка Покровка Тополевка Берёзовка Сергеевка Николаевка Степное Лесное
Karasu Sarybulak Uzynagash Shelek Akkol Zharkent Temirlan Ushtobe Kokpekty Baibulak
"""
