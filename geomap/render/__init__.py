"""Draws finished layers: as a folium map, or as one self-contained HTML page."""
