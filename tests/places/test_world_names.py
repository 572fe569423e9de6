"""Which place world news means by names that several places bear."""

import pytest

from geomap.models import Document, FoundSpan

CASES = [
    # text, name, country, feature code or class
    ("Clashes broke out in Tripoli, where rival militias fight for control of Libya.", "Tripoli", "LY", "P"),
    ("The Lebanese city of Tripoli saw protests over fuel prices.", "Tripoli", "LB", "P"),
    ("Soldiers were deployed in Tripoli after clashes in Beirut and Sidon.", "Tripoli", "LB", "P"),
    ("Militias from Misrata and Zintan fought near Tripoli.", "Tripoli", "LY", "P"),
    ("Fighters in Tripoli fired rockets at the airport, forcing flights to divert.", "Tripoli", "LY", "P"),
    ("Georgia accused Russia of moving the border in South Ossetia.", "Georgia", "GE", "PCLI"),
    ("Georgia's ruling party passed the law in Tbilisi.", "Georgia", "GE", "PCLI"),
    ("Voters in Georgia, Pennsylvania and Michigan decided the race.", "Georgia", "US", "ADM1"),
    ("A storm hit Georgia and Alabama on Monday.", "Georgia", "US", "ADM1"),
    ("Ministers from Georgia, Armenia and Azerbaijan met in Turkey.", "Georgia", "GE", "PCLI"),
    ("Jordan and Egypt called for a truce.", "Jordan", "JO", "PCLI"),
    ("Aid trucks crossed from Jordan into the West Bank.", "Jordan", "JO", "PCLI"),
    ("Israeli strikes killed 20 people in Gaza overnight.", "Gaza", "PS", None),
    ("The war in Gaza has displaced most of its people.", "Gaza", "PS", None),
    ("Hospitals in Gaza City ran out of fuel.", "Gaza City", "PS", "P"),
    ("Rebels advanced in eastern Congo and took Goma.", "Congo", "CD", "PCLI"),
    (
        "The Democratic Republic of the Congo accused Rwanda.",
        "Democratic Republic of the Congo",
        "CD",
        "PCLI",
    ),
    ("M23 rebels backed by Rwanda fight in Congo.", "Congo", "CD", "PCLI"),
    ("Congo-Brazzaville holds elections on Sunday.", "Congo-Brazzaville", "CG", "PCLI"),
    ("Soldiers in Guinea toppled the president in Conakry.", "Guinea", "GN", "PCLI"),
    ("The junta in Guinea banned protests.", "Guinea", "GN", "PCLI"),
    ("Equatorial Guinea closed its border with Cameroon.", "Equatorial Guinea", "GQ", "PCLI"),
    ("Tribal clashes in Papua New Guinea killed 26.", "Papua New Guinea", "PG", "PCLI"),
    ("Police in Hyderabad, the capital of Telangana, arrested four.", "Hyderabad", "IN", "P"),
    ("A train derailed near Hyderabad in Pakistan's Sindh province.", "Hyderabad", "PK", "P"),
    ("Buses left Karachi and Sukkur for Hyderabad.", "Hyderabad", "PK", "P"),
    ("Indian police in Hyderabad used batons.", "Hyderabad", "IN", "P"),
    ("Fires burned near Cordoba, and Argentina sent planes.", "Cordoba", "AR", None),
    ("The mayors of Seville, Granada and Cordoba met.", "Cordoba", "ES", "P"),
    ("A fire in Paris, Texas, hurt two.", "Paris", "US", "P"),
    ("Envoys met in Paris to discuss Ukraine.", "Paris", "FR", "P"),
    ("Russian shells hit Kherson, killing a woman in her home.", "Kherson", "UA", "P"),
    ("Shelling continued in the Kherson region.", "Kherson region", "UA", "ADM1"),
    ("Villages in Kherson oblast were flooded.", "Kherson oblast", "UA", "ADM1"),
    ("A drone struck the city of Kherson.", "Kherson", "UA", "P"),
    ("Missiles hit Kharkiv, Ukraine's second city.", "Kharkiv", "UA", "P"),
    ("Troops pushed back in Kharkiv Oblast.", "Kharkiv Oblast", "UA", "ADM1"),
    ("Fighting goes on in the Donetsk and Kharkiv regions.", "Kharkiv", "UA", None),
    ("Washington imposed sanctions on Tehran.", "Washington", "US", "PPLC"),
    ("The minister flew to Washington for talks with the president.", "Washington", "US", "PPLC"),
    ("Wildfires spread across Washington state and Oregon.", "Washington state", "US", "ADM1"),
    ("Floods hit New South Wales and Victoria.", "Victoria", "AU", "ADM1"),
    ("The leaders of British Columbia met in Victoria.", "Victoria", "CA", "P"),
    ("Protesters marched in Santiago, and Chile's president spoke.", "Santiago", "CL", "P"),
    ("Students marched in Santiago against the pension reform.", "Santiago", "CL", "P"),
    ("Pilgrims from Galicia arrived in Santiago de Compostela.", "Santiago de Compostela", "ES", "P"),
    ("Costa Rica's government met unions in San José.", "San José", "CR", "P"),
    ("A shooting in San Jose, California, killed nine.", "San Jose", "US", "P"),
    ("Rebels left the Aleppo countryside after shelling.", "Aleppo", "SY", None),
    ("Syrian army shells fell on Aleppo.", "Aleppo", "SY", "P"),
    ("Rockets hit Idlib as Turkey sent troops to Syria.", "Idlib", "SY", None),
    ("A bomb went off in Alexandria, Egypt's second city.", "Alexandria", "EG", "P"),
    ("The army retook Valencia and Maracay, in Venezuela.", "Valencia", "VE", "P"),
    ("A convoy was attacked near Timbuktu in northern Mali.", "Timbuktu", "ML", None),
    ("Gunmen raided villages in Niger, killing soldiers near Niamey.", "Niger", "NE", "PCLI"),
    ("Bandits attacked Minna in Nigeria's Niger state.", "Niger state", "NG", "ADM1"),
    ("Peru and Ecuador signed an accord in Lima.", "Lima", "PE", "P"),
    ("Kurdish fighters hold Hasakah and Raqqa in Syria.", "Raqqa", "SY", None),
    ("Armenia said shells hit Goris and Kapan.", "Goris", "AM", "P"),
    ("The Sudanese army bombed Omdurman and Bahri.", "Omdurman", "SD", "P"),
    ("Fighting spread from Khartoum to Nyala and El Fasher.", "Nyala", "SD", "P"),
    ("Taiwan scrambled jets as China held drills.", "Taiwan", "TW", "PCLI"),
    ("Chad closed its border with Sudan.", "Chad", "TD", "PCLI"),
    ("Lebanon and Israel agreed to talks on the border.", "Lebanon", "LB", "PCLI"),
    ("Strikes hit Tyre and Sidon in south Lebanon.", "Tyre", "LB", "P"),
    ("Turkey and Greece met in Athens.", "Athens", "GR", "P"),
    ("The rebels hold Bukavu and Uvira near the border with Burundi.", "Uvira", "CD", None),
    ("Pakistani jets struck Khost and Paktika in Afghanistan.", "Khost", "AF", None),
    ("The junta bombed villages near Mandalay and Sagaing.", "Sagaing", "MM", None),
    ("Houthi fighters shelled Taiz and Marib in Yemen.", "Marib", "YE", None),
    ("The Ethiopian army left Mekelle, the capital of Tigray.", "Tigray", "ET", "ADM1"),
    ("Cartel gunmen blocked roads in Culiacan, in Mexico's Sinaloa state.", "Sinaloa state", "MX", "ADM1"),
    ("The mayor of Odesa said drones hit the port.", "Odesa", "UA", "P"),
    ("Belgorod's governor said Ukrainian drones hit the region.", "Belgorod", "RU", None),
    ("Barcelona and Madrid police arrested ten.", "Barcelona", "ES", "P"),
    ("The army clashed with rebels in Cabo Delgado, Mozambique.", "Mozambique", "MZ", "PCLI"),
    ("Colombia's rebels attacked a base in Arauca.", "Arauca", "CO", None),
    ("Birmingham city council declared bankruptcy, Britain's largest to do so.", "Birmingham", "GB", "P"),
    ("South Korea said North Korea fired two missiles from Wonsan.", "Wonsan", "KP", "P"),
    ("Police fired on crowds in Lagos and Abuja.", "Lagos", "NG", None),
    ("Armed men took hostages in San Salvador.", "San Salvador", "SV", "P"),
    ("Protesters marched in Dar es Salaam on Monday.", "Dar es Salaam", "TZ", "P"),
    ("Migrants were held in San Cristóbal de las Casas.", "San Cristóbal de las Casas", "MX", "P"),
    ("The town of Bergen op Zoom was flooded.", "Bergen op Zoom", "NL", "P"),
    ("Granada's students fled as Nicaraguan police advanced.", "Granada", "NI", None),
    ("Kosovo's prime minister visited Mitrovica after Serbs blocked roads.", "Mitrovica", "XK", None),
    ("Serbia put its army on alert near Nis.", "Nis", "RS", "P"),
    ("Moldova feared unrest in Gagauzia and Tiraspol.", "Tiraspol", "MD", "P"),
    ("Thousands fled Stepanakert, which Azerbaijan calls Khankendi.", "Stepanakert", "AZ", "P"),
    ("Soldiers hunted cartel leaders across Sinaloa.", "Sinaloa", "MX", "ADM1"),
    ("The fighting has spread to Quebec's farms, the premier of Quebec said.", "Quebec", "CA", None),
    ("Drones hit Zaporizhzhia and Dnipro overnight.", "Zaporizhzhia", "UA", "P"),
    ("Gunmen killed ten in Kandahar.", "Kandahar", "AF", "P"),
    ("Taliban fighters control most of Helmand.", "Helmand", "AF", "ADM1"),
    ("Tuareg rebels took Kidal.", "Kidal", "ML", "P"),
    ("Floods hit Punjab and Sindh.", "Punjab", "PK", "ADM1"),
    ("Farmers from Punjab marched on Delhi.", "Punjab", "IN", "ADM1"),
    ("Shells landed in Hebron, in the West Bank.", "Hebron", "PS", "P"),
    ("Israel bombed Rafah and Khan Younis.", "Rafah", "PS", "P"),
    ("Egypt opened the crossing at Rafah to the wounded from Gaza.", "Rafah", "PS", "P"),
    ("Russia's army took Avdiivka and Bakhmut in Donetsk.", "Donetsk", "UA", None),
    ("Peshmerga fighters hold Sinjar and Mosul.", "Mosul", "IQ", "P"),
    ("Al-Shabab attacked a hotel in Mogadishu and a base near Kismayo.", "Kismayo", "SO", "P"),
    ("Boko Haram fighters raided Maiduguri.", "Maiduguri", "NG", "P"),
    ("Officials in China, Japan and Vietnam reported cases.", "China", "CN", "PCLI"),
    ("The storm swept Oklahoma, Pennsylvania and Ohio.", "Oklahoma", "US", "ADM1"),
    ("Courts in Florida, New York and Texas ruled.", "Florida", "US", "ADM1"),
    ("An American tourist in Paris was robbed.", "Paris", "FR", "P"),
    ("A Russian warship left Alexandria.", "Alexandria", "EG", "P"),
    ("French soldiers left Timbuktu.", "Timbuktu", "ML", None),
    ("Tripoli, the Lebanese port, was calm.", "Tripoli", "LB", "P"),
    ("France and Germany backed Ukraine in Brussels.", "Brussels", "BE", "P"),
]


@pytest.mark.parametrize(("text", "name", "country_code", "feature"), CASES)
def test_a_name_of_world_news_means_the_place_a_reader_thinks_of(pipeline, text, name, country_code, feature):
    document = Document(document_id="test", text=text)
    start = text.index(name)

    end = start + len(name)
    others = [
        span for span in pipeline.recognizer.find_mentions(document) if span.end <= start or span.start >= end
    ]
    spans = sorted([*others, FoundSpan(start=start, end=end)], key=lambda span: span.start)
    (place,) = (
        mention.place for mention in pipeline.resolver.resolve(document, spans) if mention.start == start
    )

    assert place is not None
    assert place.country_code == country_code
    assert feature is None or feature in (place.feature_class, place.feature_code)
