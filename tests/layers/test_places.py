from layers.places import build_places


def test_mentions_of_one_place_are_counted_over_documents(make):
    first = make.parsed(
        make.mention(make.kyiv, score=0.4), make.mention(make.harbin), make.mention(make.kyiv)
    )
    second = make.parsed(make.mention(make.kyiv, score=0.9))

    frame = build_places([first, second]).frame

    assert list(frame.place_name) == ["Kyiv", "Harbin"]
    assert list(frame.mentions) == [3, 1]
    assert list(frame.score) == [0.9, 0.8]


def test_an_unresolved_mention_is_no_place(make):
    assert build_places([make.parsed(make.mention(None))]).frame.empty


def test_a_place_is_at_longitude_and_latitude(make):
    point = build_places([make.parsed(make.mention(make.suva))]).frame.geometry.iloc[0]

    assert (point.x, point.y) == (178.4, -18.1)
