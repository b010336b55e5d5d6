"""Generated documents: invented counties' news, the same for one seed."""

import json
import random

COUNTIES = ["山东省聊城市莘县", "四川省凉山州昭觉县", "江苏省徐州市睢宁县", "河南省开封市兰考县", "甘肃省定西市岷县"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "建国秀英志强明轩德胜海燕文博春梅立新永康思远雪松"
POSTS = ["县委书记", "县长", "副县长", "县委常委、办公室主任", "教育局局长", "水利局局长"]
WORKS = ["滨河路改造工程", "新区二期项目", "产业园区建设项目", "城乡供水一体化工程", "老旧小区改造项目"]
ACTS = ["调研", "主持召开推进会，听取汇报", "到现场察看进度", "走访企业，了解生产情况"]


def documents(count, seed=7):
    """Records with ids, days and texts of one to three stories."""
    chance = random.Random(seed)
    people = [chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2)))) for _ in range(120)]
    for at in range(count):
        day = f"2023-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        stories = [story(chance, people, day) for _ in range(chance.randint(1, 3))]
        yield {"id": f"d{at:05}", "title": None, "date": day, "source": "县报", "url": None, "text": "\n\n".join(stories)}


def story(chance, people, day):
    place = chance.choice(COUNTIES)
    county = place[-2:]
    month, of_month = int(day[5:7]), int(day[8:])
    lines = [f"本报讯（{place}融媒体中心）{month}月{of_month}日，"]
    for _ in range(chance.randint(1, 4)):
        person = chance.choice(people)
        post = f"{county}{chance.choice(POSTS)}" if chance.random() < 0.6 else ""
        lines.append(f"{post}{person}到{chance.choice(WORKS)}{chance.choice(ACTS)}。")
        others = chance.sample(people, chance.randint(0, 3))
        if others:
            lines.append(f"{'、'.join(others)}参加。")
        if chance.random() < 0.3:
            lines.append("\n")
    return "".join(lines)


def odd():
    """Records that are hardly documents: empty, white, huge, binary noise."""
    huge = next(iter(documents(1, seed=99)))["text"] + "\n\n"
    noise = "".join(chr(code) for code in range(1, 32)) + "\u0000\ufffe\ud7ff" * 50
    texts = {"empty": "", "white": " \n\t", "huge": huge * (2_000_000 // len(huge.encode()) + 1), "noise": noise}
    for name, text in texts.items():
        yield {"id": f"odd-{name}", "title": None, "date": None, "source": None, "url": None, "text": text}
    yield {"id": "odd-null", "title": None, "date": None, "source": None, "url": None, "text": None}


def write_jsonl(path, records):
    with open(path, "w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
