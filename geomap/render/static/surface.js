// Two canvases on the Leaflet map, one for the base map and one for the data. Leaflet moves and scales them
// while the reader pans and zooms; we draw once after.

function makeSurface(pane, paint) {
  const Surface = L.Renderer.extend({
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._context = this._container.getContext("2d");
    },
    _destroyContainer() {
      this._container.remove();
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      this.redraw();
    },
    redraw() {
      const map = this._map;
      if (!map || !this._bounds) return;
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._container.width = Math.round(size.x * ratio);
      this._container.height = Math.round(size.y * ratio);
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
      this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const corner = this._bounds.min.add(map.getPixelOrigin());
      this.view = makeWindow(map.getZoom(), corner, size, ratio);
      paint(this._context, this.view);
    },
  });
  return new Surface({ pane, padding: 0.25 });
}

// What of the world a canvas shows: world * scale - (left, top) is a pixel on it.
function makeWindow(zoom, corner, size, ratio) {
  const scale = 256 * 2 ** zoom;
  const shifts = [];
  for (let shift = Math.floor(corner.x / scale); shift <= Math.floor((corner.x + size.x) / scale); shift++) {
    shifts.push(shift);
  }
  return { zoom, scale, left: corner.x, top: corner.y, width: size.x, height: size.y, ratio, shifts };
}

function isInView(box, view, shift) {
  const { scale, left, top, width, height } = view;
  return (
    (box[2] + shift) * scale >= left &&
    (box[0] + shift) * scale <= left + width &&
    box[3] * scale >= top &&
    box[1] * scale <= top + height
  );
}
