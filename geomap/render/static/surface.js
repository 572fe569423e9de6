// Two canvases on the Leaflet map, one for the base map and one for the data. They reach beyond the view (but for the first
// drawing, which is to be there soon), so that Leaflet can move and scale them while the reader pans and zooms; we draw
// anew once the movement rests, and in between only where the view would leave what is drawn.

const REST = 200; // how long the map lies still before it is drawn anew around its new middle, milliseconds
const MARGIN = 0.25; // of the view's width and height, at each side
const FAR = 24; // a movement worth drawing anew for, pixels

// paint(context, view) draws; middle() says around which pixel of the map the world is laid.
function makeSurface(pane, paint, middle) {
  const Surface = L.Renderer.extend({
    _initContainer() {
      this._container = make("canvas", "", "", { "aria-hidden": "true" });
      this._context = this._container.getContext("2d");
    },
    _destroyContainer() {
      clearTimeout(this.timer);
      this._container.remove();
    },
    getEvents() {
      return { ...L.Renderer.prototype.getEvents.call(this), move: this.follow, resize: this._update };
    },
    // Whether what is drawn holds for the view as it is now.
    covers() {
      const { view, _map: map } = this;
      if (!view || view.zoom !== map.getZoom() || !view.size.equals(map.getSize())) return false;
      const { min, max } = map.getPixelBounds();
      return min.x >= view.left && min.y >= view.top && max.x <= view.left + view.width && max.y <= view.top + view.height;
    },
    // While the reader drags the map beyond what is drawn.
    follow() {
      if (this.view?.zoom === this._map.getZoom() && !this.covers()) this.redraw();
    },
    _reset() {
      this._update();
    },
    _update() {
      const { view, _map: map } = this;
      clearTimeout(this.timer);
      if (!this.covers()) return this.redraw();
      L.DomUtil.setPosition(this._container, L.point(view.left, view.top).subtract(map.getPixelOrigin()));
      const moved = cornerOf(map).subtract(view.seen);
      if (abs(moved.x) + abs(moved.y) > FAR) this.timer = setTimeout(() => this.redraw(), REST);
    },
    redraw() {
      const { _map: map, _container: canvas } = this;
      // What is changed while the map zooms is drawn at the end of it.
      if (!map || (map._animatingZoom && this.view)) return;
      clearTimeout(this.timer);
      this.options.padding = this.view ? MARGIN : 0;
      L.Renderer.prototype._update.call(this);
      const { min } = this._bounds;
      const size = this._bounds.getSize();
      const ratio = devicePixelRatio;
      L.DomUtil.setPosition(canvas, min);
      canvas.width = round(size.x * ratio);
      canvas.height = round(size.y * ratio);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const seen = cornerOf(map);
      this.view = makeWindow(map.getZoom(), min.add(map.getPixelOrigin()), size, ratio, seen.x + middle());
      assign(this.view, { seen, size: map.getSize() });
      paint(this._context, this.view);
    },
    // The canvas' own pixel under a pixel of the map, also after it was moved.
    pixelAt(point) {
      const { view, _map: map } = this;
      return cornerOf(map).add(point).subtract([view.left, view.top]);
    },
  });
  return new Surface({ pane });
}

// The pixel of the world in the upper left corner of the map.
function cornerOf(map) {
  return map.getPixelBounds().min;
}

// What of the world a canvas shows: (world + shift) * scale - (left, top) is a pixel on it. Everything is drawn once:
// on a map wider than the world, only the turn of the world around the middle, from west to east in pixels.
function makeWindow(zoom, corner, size, ratio, middle) {
  const scale = 256 * 2 ** zoom;
  const west = max(0, middle - scale / 2 - corner.x);
  const east = min(size.x, middle + scale / 2 - corner.x);
  const turns = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const turnAt = (pixel) => floor((corner.x + pixel) / scale);
  return {
    zoom, scale, ratio, west, east, left: corner.x, top: corner.y, width: size.x, height: size.y,
    shifts: turns(turnAt(west), turnAt(east - 1e-6)),
    copies: turns(turnAt(0), turnAt(size.x)),
  };
}

function isInView(box, { scale, left, top, west, east, height }, shift) {
  return (
    (box[2] + shift) * scale >= left + west &&
    (box[0] + shift) * scale <= left + east &&
    box[3] * scale >= top &&
    box[1] * scale <= top + height
  );
}

// Keeps what act draws to the one turn of the world that is shown.
function clipToWorld(context, { west, east, height }, act) {
  context.save();
  context.beginPath();
  context.rect(west, 0, east - west, height);
  context.clip();
  act();
  context.restore();
}
