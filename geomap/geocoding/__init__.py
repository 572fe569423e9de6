"""Names to positions and back, without a network, behind geopy's interface."""

from geomap.geocoding.offline import OfflineGeocoder

__all__ = ["OfflineGeocoder"]
