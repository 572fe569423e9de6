"""A text in another language is told from English, and doubt speaks for English."""

import pytest

from geomap.app.language import is_foreign
from geomap.app.stories import list_stories, read_story

FOREIGN = {
    "German": "Bundeskanzler Scholz empfing am Freitag den litauischen Präsidenten in Berlin. Russische"
    " Truppen beschossen die Stadt Charkiw, sieben Menschen wurden getötet. In Hamburg"
    " demonstrierten 20.000 Menschen gegen die Regierung. Polen sagte der Ukraine weitere Hilfe zu.",
    "Dutch": "De minister is in Den Haag aangekomen en sprak met de premier. Het leger heeft in de stad"
    " gevochten, en de regering was op de hoogte. Hij is in Rotterdam op bezoek geweest en had een gesprek.",
    "Spanish": "El presidente visitó Madrid y habló a los medios; la guerra en Ucrania ha dejado a miles de"
    " personas sin casa. El ejército atacó la ciudad de Járkov, y otros diez soldados fueron heridos allí.",
    "Portuguese": "O presidente visitou Lisboa e falou aos jornalistas; a guerra na Ucrânia deixou milhares"
    " de pessoas sem casa. O exército atacou a cidade de Kharkiv, e dez soldados ficaram feridos em Odessa.",
    "Finnish": "Presidentti vieraili Tallinnassa perjantaina ja tapasi Viron pääministerin. Venäjän joukot"
    " tulittivat Harkovaa, seitsemän ihmistä kuoli ja kymmenet haavoittuivat. Helsingissä tuhannet ihmiset"
    " osoittivat mieltään hallitusta vastaan, kertoi poliisi lauantaina. Tilanne on vakava, sanoi ministeri.",
}


def test_bulletins_with_hardly_a_common_word_are_english():
    bulletin = (
        "Rebels shelled Goma on 3 May. Police arrested students in Lagos. Army jets bombed Nyala on Monday."
    )

    assert not is_foreign(
        f"{bulletin} Gunmen killed two farmers in Jos. Protesters marched in Accra after clashes."
    )


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_noticed(language):
    assert is_foreign(FOREIGN[language])


def test_no_sample_story_is_taken_for_another_language():
    assert not any(is_foreign(read_story(story).text) for story in list_stories())


def test_a_few_words_are_not_judged():
    assert not is_foreign("Israel – Libanon: Raketen auf Haifa")


@pytest.mark.parametrize(
    "text",
    ["قصفت قوات مدينة غزة يوم الثلاثاء", "Президент посетил Харбин в пятницу", "总统星期五访问了哈尔滨"],
)
def test_other_letters_are_noticed_in_a_few_words_too(text):
    assert is_foreign(text)


def test_a_name_in_other_letters_makes_no_text_foreign():
    assert not is_foreign("Xi Jinping (习近平) arrived in Moscow (Москва) on Monday.")
