"""Streamlit's server with a head start: ``python -m geomap.app.server run PAGE OPTIONS -- INPUTS``."""

from geomap.app.warming import start_warming


def main() -> None:
    """Serve until stopped; the command line is Streamlit's own."""
    start_warming()
    from streamlit.web.cli import main as serve

    serve(prog_name="streamlit")


if __name__ == "__main__":
    main()
