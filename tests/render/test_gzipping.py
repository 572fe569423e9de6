"""Gzip piece by piece: any reader of gzip gives the pieces back, one after another."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from geomap.render.gzipping import GzipStream, Names, Plane

NOISE = Random(1).randbytes(70_000)
TEXT = b"Officials met in Kampala on Monday. " * 4_000


def gzip_pieces(pieces, pool=None):
    stream = GzipStream(pool)
    for piece in pieces:
        stream.add(piece)
    return stream.finish()()


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        [b""],
        [b"x"],
        [b"short", b"", b"shorter"],
        [b"a" * 3000, b"b", b"c" * 3000, b"d"],
        [TEXT, NOISE, TEXT, b"end"],
        [Plane(TEXT), b"between", Names(NOISE), Plane(b"few"), Names(b"")],
        [TEXT * 40, Names(NOISE * 20)],
    ],
)
def test_all_pieces_come_back_in_order(pieces):
    assert gzip.decompress(gzip_pieces(pieces)) == b"".join(pieces)


def test_what_stands_before_all_pieces_comes_first():
    stream = GzipStream()
    stream.add(TEXT)

    assert gzip.decompress(stream.finish(b"head")()) == b"head" + TEXT


def test_the_stream_is_the_same_with_threads_and_without():
    pieces = [Plane(NOISE), TEXT * 20, b"short", Names(NOISE), Plane(TEXT)]

    with ThreadPoolExecutor(3) as pool:
        streams = {gzip_pieces(pieces, pool) for _ in range(5)}

    assert streams == {gzip_pieces(pieces)}


def test_a_text_may_repeat_what_stands_further_before_it():
    line = Random(2).randbytes(10_000).hex().encode()

    once, twice = TEXT[:50_000] + line, TEXT[:50_000] + line + line

    assert len(gzip_pieces([twice])) < len(gzip_pieces([once])) + 1000


def test_random_identifiers_take_little_more_than_their_bytes():
    identifiers = Random(3).randbytes(40_000).hex().encode()

    assert len(gzip_pieces([Names(identifiers)])) < 1.03 * 40_000
    assert len(gzip_pieces([Plane(identifiers)])) < 1.03 * 40_000


def test_addresses_take_less_as_names_than_as_text():
    random = Random(4)
    addresses = "".join(
        f"https://news.example.org/2024/05/{random.getrandbits(40):010x}" for _ in range(5_000)
    )

    as_names, as_text = (len(gzip_pieces([kind(addresses.encode())])) for kind in (Names, bytes))

    assert as_names < 0.95 * as_text


def test_a_plane_is_packed_in_the_way_that_suits_it():
    rare = bytes(Random(6).choices(range(256), weights=[256 - number for number in range(256)], k=60_000))
    periodic = Random(7).randbytes(6_000) * 10

    assert len(gzip_pieces([Plane(rare)])) < 0.98 * len(rare)
    assert len(gzip_pieces([Plane(periodic)])) < 0.2 * len(periodic)


def test_neither_time_nor_system_is_in_the_stream():
    assert gzip_pieces([TEXT])[3:10] == b"\x00" * 6 + b"\xff"
