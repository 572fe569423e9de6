"""A data folder of few countries, for tests of what reads and writes a whole one."""

from shutil import copyfile

import pytest

from geomap.constants import Worldview
from geomap.gazetteer.build import write_gazetteer
from geomap.gazetteer.installed import read_installed
from geomap.gazetteer.shapes import ShapeStore, write_shapes
from geomap.resources import data_path

SMALL_COUNTRIES = ("EH", "FR", "IL", "MA", "RU", "SY", "UA", "US")
SMALL_FILES = (
    "boundaries/disputed.csv",
    "lexicon/regions.csv",
    "lexicon/further_names.csv",
    "lexicon/further_places.csv",
)


@pytest.fixture(scope="session")
def installed():
    """The installed table as rows."""
    return read_installed()


@pytest.fixture(scope="session")
def small_data(installed, tmp_path_factory):
    """The data folder with eight countries alone, for what would take long with all; not to be changed."""
    folder = tmp_path_factory.mktemp("small") / "data"
    for name in ("gazetteer", "boundaries", "lexicon"):
        (folder / name).mkdir(parents=True)
    for name in SMALL_FILES:
        copyfile(data_path(name), folder / name)
    rows = [row for row in installed.rows.values() if row.country_code in (*SMALL_COUNTRIES, None)]
    write_gazetteer(
        rows,
        folder / "gazetteer",
        countries=[row for row in installed.countries if row.country_code in SMALL_COUNTRIES],
        seats=installed.seats,
        attribution=installed.attribution,
    )
    stores = {
        view: ShapeStore(data_path("boundaries/shapes.bin"), worldview=view)
        for view in (Worldview.ISO, Worldview.DE_FACTO)
    }

    def shapes(codes):
        ids = [row.place_id for row in rows if row.feature_code in codes]
        return {
            view: {place_id: shape for place_id in ids if (shape := store.get(place_id)) is not None}
            for view, store in stores.items()
        }

    write_shapes(
        folder / "boundaries" / "shapes.bin", countries=shapes({"PCLI", "TERR"}), admin1=shapes({"ADM1"})
    )
    return folder
