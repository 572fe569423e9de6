"""What news calls a second-order division, from the name that GeoNames has; part of `import_codes.py`.

GeoNames keeps the word for the kind in many languages ("Shahrestān-e Fasā", "Kabupaten Bima", "Bakhmut
Raion"). News says the bare name with an English word behind it, so only the bare name is kept.
"""

import re

from geomap.gazetteer.admin import is_distinctive

_OF = (
    r"(?:of (?:the )?|de la |de l['’]\s?|del |des |dos |du |de |d['’]\s?|da |do |della |dell['’]\s?|di |e )?"
)
_BEFORE = re.compile(
    r"(?:Administrative Zone|Amphoe|Arrondissement|Caza|Cercle|Citt[àa] metropolitana|Circunscri[cç][aãà]o"
    r"|Commune|Concelho|County|Daerah|Degmada|D[eé]l[eé]gation|Departamento|D[eé]partement|Distrito|District|Kabupaten"
    r"|Liwā’|Markaz|Metropolitan City|Muang|Nohiyai|Nom[oó]s|Pr[eé]fecture|Prov[ií]ncia|Provincie|Province"
    r"|Qaşabat|Q[ae][dḑz][aāâ]?’?|Qeza-î|Rayon|R[eé]gion|Regierungsbezirk|Shahrest[aā]n-e|Srŏk)\s+" + _OF
)
_BEHIND = re.compile(
    r"(?:-gun|\s+(?:Agency|A[uū]dany|Cercle|County|Department|Diqu|District Municipality|District|Division"
    r"|İlçesi|Local Government Area|Local Government|Locality|Municipal District|Municipal|Prefecture"
    r"|Province|Raion|Rayon|Regency|Sub-Prefecture|Territory|Tribal Area|Tumani|Zila|Zilla|Zone))$",
    re.IGNORECASE,
)
_CITY = re.compile(
    r"^(?:Cidade|City|Commune urbaine|Horad|Imeni|Khan|Kota|Krong|Krŏng|Mukim|Nahiyah|Qalasy|Quận|Sector"
    r"|Ville)\b"
    r"|^(?:Al )?Mud[īi]r[īi]ya|Mis’?krada|Arrondissement$|^Gorodskoy|-guy[oŏ]k$|(?i:etrap|etraby)$"
    r"|\b(?:City|Municipality|Qalasy|Shahri|Shi|Town|Council|Capital|Ville|Okrug|Administratsiya"
    r"|Urban District)$",
)
_AUTONOMOUS = re.compile(r"(?<=\w) .*(?:Zizhizhou|Autonomous)$")
_UNLIKE_A_NAME = re.compile(r"[\d()/,;:&]")
_COMPASS = {
    "ID": {"Utara": "North", "Selatan": "South", "Timur": "East", "Barat": "West", "Tengah": "Central"},
    "TN": {"Nord": "North", "Sud": "South", "Est": "East", "Ouest": "West"},
}
_ADJECTIVE = re.compile(r"(?<=\w{2})(?:s[’']?kiy|skyi|sky|ski)$")
_SEAT_ENDS = ("", "o", "a", "y", "e", "i", "sk", "ka", "ki", "ovo")
_SIGNS_BEFORE = "‘’'ʿʾ"


def bare_district_name(name: str, country_code: str) -> str | None:
    """The name without the words for its kind; None for cities, mere directions and what is no name."""
    if _CITY.search(name) or _UNLIKE_A_NAME.search(name):
        return None
    bare = _BEHIND.sub("", _BEHIND.sub("", _BEFORE.sub("", name.strip())))
    bare = _AUTONOMOUS.sub("", bare)
    first, _, last = bare.rpartition(" ")
    direction = _COMPASS.get(country_code, {}).get(last)
    if first and direction:
        bare = f"{direction} {first}"
    is_name = len(bare) > 2 and is_distinctive(bare) and bare.lstrip(_SIGNS_BEFORE)[:1].isupper()
    return bare if is_name and not _CITY.search(bare) else None


def seat_names(bare: str) -> tuple[str, ...]:
    """How a town may be called that a district is named after: "Sudzhanskiy" after Sudzha, else the same."""
    stem = _ADJECTIVE.sub("", bare)
    if stem == bare:
        return (bare,)
    stems = (stem, stem.removesuffix("n")) if stem.endswith("n") else (stem,)
    return tuple(one + end for one in stems for end in _SEAT_ENDS)


def english_adjective(bare: str) -> str:
    """The name as English news writes such adjectives: "Sudzhansky"; another name as it is."""
    return _ADJECTIVE.sub("sky", bare)


def is_adjective(bare: str) -> bool:
    """Whether a name is such an adjective, as many family names are."""
    return _ADJECTIVE.search(bare) is not None
