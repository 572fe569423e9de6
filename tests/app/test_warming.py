"""What the first visit needs is made ready once, beside the start of the server."""

import subprocess
import sys

from geomap.app.cache import open_pipeline
from geomap.app.warming import shared_pipeline, warm_up


def test_what_makes_ready_knows_no_streamlit():
    # The server imports Streamlit at the same time.
    code = "import sys, geomap.app.warming; sys.exit('streamlit' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_visit_gets_the_pipeline_that_was_made_ready():
    warm_up()

    assert open_pipeline() is shared_pipeline()
