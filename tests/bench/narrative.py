"""An invented testimony of about 3 KB, as long as most are; nobody in it exists."""

ENGLISH = """\
My name is not important, I write about my younger brother Erbol. He is 24 and drives a delivery van for a shop in \
Taldykol district. On the evening of 7 January 2022 he went out to bring our mother's medicine, because the \
pharmacy near our house was closed. He never went to any meeting and he carried nothing. At about half past nine he \
called me and said that soldiers had stopped the van at the corner of the market and were checking documents. Then \
the line broke. I called back many times. The number +7 701 555 01 23 was switched off until the next morning.

For three days nobody told us anything. My uncle Serik Dosanov went to the district police department and was sent \
to the city department, and there they sent him back. On 10 January a woman called my mother, she did not say her \
name, and said that Erbol was in the detention centre and needed warm socks and insulin. My mother went there with \
Aunt Gulnara. They took the parcel and gave no paper. A young officer, his colleagues called him Captain Musin, told \
them not to come again and not to talk to journalists, or it would be worse for him.

He was let out on the night of 19 January near the bus station, without his telephone and without his jacket. I saw \
him myself an hour later. Both his hands were swollen and he could not close them. There were burns on his back, \
in rows, and the nail of his left thumb was gone. He told me that on the first night they put a bag on his head and \
beat him on the soles of his feet with a rubber stick, six or seven men, and asked who had paid him. They wanted \
him to sign that he had thrown a bottle. One of them held an iron to his back. He signed after the second day. A man \
in the same cell, Daulet, an older man from Shymkent, was beaten so that he could not stand, and on 12 January he \
was carried out and did not come back. Erbol asks all the time what happened to him.

A doctor, Aigerim, a friend of my wife, wrote down the injuries at our home on 20 January. We have photographs. In \
the city hospital they refused to write anything. In February the investigator Kanat Berdiyev opened a case against \
my brother for taking part in mass riots. The case number is on the summons. He has to come every Monday. Each time \
two men stand at our entrance, and one of them asked my daughter, who is nine, where her uncle sleeps.

We are afraid that they will take him again before the trial. We are afraid for Aigerim, because she works in a \
state clinic. We want somebody to ask where Daulet is. Please don't write to my work e-mail and don't call the \
flat. My brother knows that I write this and he agrees that it is kept, but he does not want his name to be seen \
anywhere until the case is closed. If it is possible to see a lawyer who is not from our city, we would come.

I have kept the socks and the summons, and the \
names of two neighbours who saw the van that night. They are pensioners and afraid, so I don't write who they are. \
Our mother hasn't slept since January.
"""

RUSSIAN = """\
Я пишу о своём сыне. Его зовут Ербол Сейткали, ему 24 года, он работает водителем в магазине. Вечером 7 января 2022 \
года он вышел за лекарством для бабушки. Около половины десятого он позвонил мне и сказал, что у рынка его остановили \
солдаты. Потом связь прервалась. Телефон +7 701 555 01 23 был выключен до утра. Три дня нам никто ничего не говорил. \
Мой брат Серик Досанов ходил в районное отделение, оттуда его отправили в городское, а из городского обратно. \
Десятого января позвонила женщина и сказала, что Ербол в изоляторе и ему нужны тёплые носки и инсулин. Мы поехали \
туда с Гульнарой. Передачу взяли, бумаги не дали. Молодой офицер, его называли капитан Мусин, сказал, чтобы мы больше \
не приходили. Отпустили его в ночь на 19 января у автовокзала, без куртки. Руки у него опухли, на спине были ожоги \
рядами. Он рассказал, что в первую ночь ему надели на голову мешок и били по пяткам резиновой палкой, шесть или семь \
человек, и требовали подписать, что он бросил бутылку. Со своим сокамерником Даулетом из Шымкента он больше не \
виделся: двенадцатого января того вынесли, и он не вернулся. Врач Айгерим записала побои у нас дома. В городской \
больнице записывать отказались. В феврале следователь Канат Бердиев завёл дело на моего сына. Мы боимся, что его \
заберут снова до суда. Просим спросить, где Даулет, и не писать мне на работу. Сын знает об этом письме и согласен. \
Каждый понедельник он ходит отмечаться, и каждый раз у подъезда стоят двое. \
Один из них спросил мою дочь, которой девять лет, где спит её брат. Мать с января не спит. Есть фотографии, повестка \
и имена двух соседей, которые видели машину, но они пенсионеры и боятся.
"""
