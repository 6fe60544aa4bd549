"""Forms of words: by rules, and by a dictionary for Russian."""

import pytest

from chancery.lang import inflection, schema
from chancery.lang.inflection import by_dictionary, by_rules, inflect_name
from chancery.lang.loader import assemble, load
from chancery.text.matcher import Matcher
from chancery.text.patterns import PatternSet
from chancery.text.tokens import tokens
from chancery.text.units import Line, Unit


def words(text):
    return Line([Unit(token.start, token.end, token.norm, "word") for token in tokens(text)])


def pack(language, morphology, **parts):
    return assemble(
        language,
        schema.Files(pack=schema.Manifest(language=language, name=language, morphology=morphology), **parts),
        "",
    )


# ---- rules


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("visit", {"visit", "visits", "visited", "visiting"}),
        ("meet", {"meet", "meets", "met", "meeting"}),
        ("pledge", {"pledge", "pledges", "pledged", "pledging"}),
        ("ratify", {"ratify", "ratifies", "ratified", "ratifying"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
    ],
)
def test_english_verbs(lemma, forms):
    assert set(load("en").inflected(lemma).forms) >= forms


def test_tags_of_an_irregular_verb():
    verbs = schema.Verbs(
        irregular={
            "see": ["sees", "saw", "seen", "seeing"],
            "learn": ["learns", "learned/learnt", "learned/learnt", "learning"],
        }
    )
    assert by_rules("see", verbs).forms["seen"] == {inflection.PARTICIPLE}
    assert by_rules("learn", verbs).forms["learnt"] == {inflection.PAST, inflection.PARTICIPLE}


def test_the_first_rule_that_fits_wins_and_a_plus_keeps_the_lemma():
    rules = [
        schema.InflectionRule(ending="y$", strip=1, present="ies", past="ied", participle="ied", gerund="+ing"),
        schema.InflectionRule(ending=".", present="s", past="ed", participle="ed", gerund="ing"),
    ]
    assert list(by_rules("deny", schema.Verbs(rules=rules)).forms) == ["deny", "denies", "denied", "denying"]
    assert list(by_rules("urge", schema.Verbs()).forms) == ["urge"]


# ---- Russian

SIX = [
    ("Вьетнам", ["Вьетнам", "Вьетнама", "Вьетнаму", "Вьетнам", "Вьетнамом", "Вьетнаме"]),
    ("Белоруссия", ["Белоруссия", "Белоруссии", "Белоруссии", "Белоруссию", "Белоруссией", "Белоруссии"]),
    ("Южная Корея", ["Южная Корея", "Южной Кореи", "Южной Корее", "Южную Корею", "Южной Кореей", "Южной Корее"]),
    (
        "Европейский союз",
        ["Европейский союз", "Европейского союза", "Европейскому союзу", "Европейский союз", "Европейским союзом",
         "Европейском союзе"],
    ),
    (
        "Совет Безопасности",
        ["Совет Безопасности", "Совета Безопасности", "Совету Безопасности", "Совет Безопасности",
         "Советом Безопасности", "Совете Безопасности"],
    ),
    (
        "новый президент",
        ["новый президент", "нового президента", "новому президенту", "нового президента", "новым президентом",
         "новом президенте"],
    ),
    (
        "Корейская Народно-Демократическая Республика",
        ["Корейская Народно-Демократическая Республика", "Корейской Народно-Демократической Республики",
         "Корейской Народно-Демократической Республике", "Корейскую Народно-Демократическую Республику",
         "Корейской Народно-Демократической Республикой", "Корейской Народно-Демократической Республике"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "cases"), SIX)
def test_names_in_six_cases(name, cases):
    assert set(inflect_name(name)) == set(cases)


@pytest.mark.parametrize(("name", "cases"), SIX)
def test_a_matcher_finds_a_name_in_every_case(name, cases):
    matcher = Matcher([(form, name) for form in inflect_name(name)])
    for form in cases:
        text = f"Речь о «{form}», и только."
        (hit,) = matcher.find(text)
        assert (text[hit.start : hit.end], hit.values) == (form, (name,))


@pytest.mark.parametrize("name", ["США", "НАТО", "Чили", "ООН"])
def test_what_does_not_change_stays(name):
    assert inflect_name(name) == (name,)


def test_yo_may_be_written_without_dots():
    forms = inflect_name("Соединённые Штаты Америки")
    assert {"Соединённых Штатов Америки", "Соединенных Штатов Америки"} <= set(forms)


def test_a_form_that_is_above_all_a_function_word_is_left_out():
    """The prepositional of "посол" is spelled as "after"."""
    assert "после" not in inflect_name("посол")
    assert "после" not in by_dictionary("посол").forms
    assert "послом" in by_dictionary("посол").forms


def test_forms_of_a_verb():
    forms = by_dictionary("подписать").forms
    assert {"подписать", "подписал", "подписала", "подписали", "подпишет"} <= set(forms)
    assert inflection.PAST in forms["подписал"]
    assert any("passive" in tags for form, tags in forms.items() if form.startswith("подписан"))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("~посетить", "Президент посетил Ханой"),
        ("~посетить", "Делегация посетит Минск"),
        ("~официальный ~визит", "Он прибыл с официальным визитом"),
        ("~провести * ~переговоры", "Министры провели двусторонние переговоры"),
        ("~подписать (~соглашение|~договор)", "Стороны подписали договор"),
        ("~вручить ~верительный ~грамота", "Посол вручила верительные грамоты"),
    ],
)
def test_a_phrase_of_lemmas_finds_inflected_words(phrase, text):
    russian = pack("ru", "pymorphy3")
    assert PatternSet([(russian.phrase(phrase), "x")]).find(words(text))


# ---- Chinese


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("访问", "越南国家主席访问白俄罗斯"),
        ("(访问|出访)", "主席出访俄罗斯"),
        ("签署 *6 (协议|备忘录)", "双方签署多项合作协议"),
        ("@visit 了?", "他访问了河内"),
        ("~会见", "总理会见大使"),
    ],
)
def test_a_phrase_over_unspaced_text_is_matched_by_characters(phrase, text):
    chinese = pack("zh", "none", lists={"visit": ["访问", "到访"]})
    line = words(text)
    (hit,) = PatternSet([(chinese.phrase(phrase), "x")]).find(line)
    assert 0 <= hit.first < hit.last <= len(line.units)


def test_the_hit_is_the_words():
    chinese = pack("zh", "none")
    text = "双方签署多项合作协议。"
    line = words(text)
    (hit,) = PatternSet([(chinese.phrase("签署 *6 协议"), "x")]).find(line)
    assert text[line.units[hit.first].start : line.units[hit.last - 1].end] == "签署多项合作协议"
