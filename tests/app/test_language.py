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
}


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_noticed(language):
    assert is_foreign(FOREIGN[language])


def test_no_sample_story_is_taken_for_another_language():
    assert not any(is_foreign(read_story(story).text) for story in list_stories())


def test_a_few_words_are_not_judged():
    assert not is_foreign("Israel – Libanon: Raketen auf Haifa")
