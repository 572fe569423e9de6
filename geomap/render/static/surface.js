// Two canvases on the Leaflet map, one for the base map and one for the data, and finding what is
// under the pointer. Leaflet moves and scales them while the reader pans and zooms; we draw once after.

const LINE_REACH = 7; // how near to a line a click counts, pixels
const MARK_GAP = 15; // between marks of different kinds at one spot, pixels

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

// What is to be drawn of the rows that pass the filter, grouped once per filter and not per frame.
function arrange(rows) {
  const scene = { areas: new Map(), lines: [], spots: new Map(), bubbles: [], places: [] };
  for (const row of rows) {
    const { geometry } = row;
    if (!geometry) continue;
    if (geometry.rings.length) group(scene.areas, geometry, row);
    geometry.lines.forEach((line, index) => scene.lines.push({ line, row, part: index }));
    if (row.layer === "displacement" && (geometry.spots.length || geometry.label)) {
      const at = geometry.spots.length ? geometry.spots : geometry.label;
      scene.bubbles.push({ row, x: at[0], y: at[1], isArea: !geometry.spots.length });
    } else if (row.layer === "places") {
      if (geometry.spots.length) scene.places.push({ row, x: geometry.spots[0], y: geometry.spots[1] });
    } else if (geometry.spots.length) {
      group(scene.spots, geometry, row);
    }
  }
  const size = ([{ box }]) => (box[2] - box[0]) * (box[3] - box[1]);
  scene.areas = new Map([...scene.areas].sort((a, b) => size(b) - size(a)));
  scene.bubbles.sort((a, b) => b.row.size - a.row.size);
  scene.lines.sort((a, b) => lineWidth(b.row) - lineWidth(a.row));
  spread(scene.lines);
  return scene;
}

function group(groups, geometry, row) {
  const found = groups.get(geometry);
  if (found) found.push(row);
  else groups.set(geometry, [row]);
}

// Lines between the same two ends bow apart: each gets a bend of so many pixels at its middle.
function spread(lines) {
  const bundles = new Map();
  for (const item of lines) {
    const { points } = item.line;
    const ends = [points.slice(0, 2).join(), points.slice(-2).join()];
    item.turned = ends[0] > ends[1];
    const key = ends.sort().join();
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(item);
  }
  for (const bundle of bundles.values()) {
    bundle.forEach((item, index) => {
      item.bend = (index - (bundle.length - 1) / 2) * 14 * (item.turned ? -1 : 1);
    });
  }
}

// The pixels of a line with its bend, for drawing and for finding.
function linePixels(item, view, shift) {
  const { points } = item.line;
  const pixels = [];
  const count = points.length / 2;
  for (let index = 0; index < count; index++) {
    pixels.push([(points[2 * index] + shift) * view.scale - view.left, points[2 * index + 1] * view.scale - view.top]);
  }
  if (!item.bend || count < 2) return pixels;
  const [first, last] = [pixels[0], pixels[count - 1]];
  const length = Math.hypot(last[0] - first[0], last[1] - first[1]) || 1;
  const across = [-(last[1] - first[1]) / length, (last[0] - first[0]) / length];
  return pixels.map(([x, y], index) => {
    const reach = item.bend * Math.sin((Math.PI * index) / (count - 1));
    return [x + across[0] * reach, y + across[1] * reach];
  });
}

// How far a pixel is from the nearest piece of a line.
function distanceToLine(pixels, x, y) {
  let nearest = Infinity;
  for (let index = 1; index < pixels.length; index++) {
    const [ax, ay] = pixels[index - 1];
    const [bx, by] = pixels[index];
    const [dx, dy] = [bx - ax, by - ay];
    const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, Math.hypot(x - ax - share * dx, y - ay - share * dy));
  }
  return nearest;
}

function isInsideRings(rings, x, y) {
  let inside = false;
  for (const { points } of rings) {
    for (let index = 0, before = points.length - 2; index < points.length; before = index, index += 2) {
      const [ay, by] = [points[index + 1], points[before + 1]];
      if (ay > y === by > y) continue;
      if (x < ((points[before] - points[index]) * (y - ay)) / (by - ay) + points[index]) inside = !inside;
    }
  }
  return inside;
}
