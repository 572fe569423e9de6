// Where things are: positions, great circles and outlines in world coordinates. These are Web Mercator with the whole
// world from 0 to 1 in x and y, y to the south. Most of a large map is not drawn at once, so that the points of a path
// are worked out when they are first asked for. geomap/render/encoding.py says how geometries travel.

const STEPS = 10000; // coordinate steps per degree in layers
const MANY = 2 ** 22; // more than there are positions
const RADIANS = PI / 180; // in a degree
const MOST_SINE = sin(85.05 * RADIANS); // the map ends there

function worldX(longitude) {
  return (longitude + 180) / 360;
}

function worldY(latitude) {
  return yOfSine(limit(sin(latitude * RADIANS)));
}

function yOfSine(sine) {
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * PI);
}

// The sine of a latitude that the map has.
function limit(sine) {
  return max(-MOST_SINE, min(MOST_SINE, sine));
}

function emptyBox() {
  return [Infinity, Infinity, -Infinity, -Infinity];
}

function growBox(box, west, north, east, south) {
  if (west < box[0]) box[0] = west;
  if (north < box[1]) box[1] = north;
  if (east > box[2]) box[2] = east;
  if (south > box[3]) box[3] = south;
}

// A line or a ring: its points one after another, x and y in turn, and the box around them.
class Path {
  number = 0; // among the lines
  made = null;
  around = null;
  get points() {
    return (this.made ??= this.make());
  }
  get box() {
    return (this.around ??= this.makeBox());
  }
}

// A path as it travels: points from one number to another in columns of whole steps.
class Track extends Path {
  constructor(columns, steps, from, to) {
    super();
    assign(this, { columns, steps, from, to, details: null, edges: null });
  }
  // What arcs with the same two ends have in common; a track is alone.
  get pair() {
    return this;
  }
  make() {
    return this.project(0);
  }
  // The points that can be told apart at a zoom; each whole zoom's are kept.
  detail(zoom) {
    const step = ceil(zoom);
    if (this.to - this.from < 5 || step > 8) return this.points;
    this.details ??= [];
    return (this.details[step] ??= this.project((0.6 * 360 * this.steps) / (256 * 2 ** step)));
  }
  // In world coordinates; points nearer than so many steps to the one before are left out, those at the seam are not.
  project(least) {
    const { columns: { x, y }, steps, from, to } = this;
    const points = new Floats(2 * (to - from));
    let [size, lastX, lastY, lastSeam, tall] = [0, Infinity, 0, false, 1];
    for (let at = from; at < to; at++) {
      const isSeam = abs(x[at]) === 180 * steps;
      if (abs(x[at] - lastX) < least && abs(y[at] - lastY) < least * tall && isSeam === lastSeam && at < to - 1) continue;
      lastX = x[at];
      lastY = y[at];
      lastSeam = isSeam;
      tall = cos((lastY / steps) * RADIANS);
      points[size++] = worldX(lastX / steps);
      points[size++] = worldY(lastY / steps);
    }
    return points.slice(0, size);
  }
  // The box in degrees: west, south, east, north.
  get bounds() {
    return (this.edges ??= this.makeBounds());
  }
  makeBounds() {
    const { columns: { x, y }, steps, from, to } = this;
    // Many points: plain comparisons are fast from the first.
    let [west, south, east, north] = [x[from], y[from], x[from], y[from]];
    for (let at = from + 1; at < to; at++) {
      if (x[at] < west) west = x[at];
      else if (x[at] > east) east = x[at];
      if (y[at] < south) south = y[at];
      else if (y[at] > north) north = y[at];
    }
    return [west / steps, south / steps, east / steps, north / steps];
  }
  makeBox() {
    return boxOf(this.bounds);
  }
  get ends() {
    return [...this.points.slice(0, 2), ...this.points.slice(-2)];
  }
}

function boxOf([west, south, east, north]) {
  return [worldX(west), worldY(north), worldX(east), worldY(south)];
}

// A ring of arcs: each ends where the next begins, and neighbours share them, with all that is worked out for them. A
// code is 0 for the next new arc; else it says how far back an arc is, and whether it is gone through backwards.
class Ring extends Path {
  constructor(tracks, codes, known) {
    super();
    assign(this, { tracks, codes, known, details: null, found: null });
  }
  get arcs() {
    let { known } = this;
    const find = (code) => this.tracks[(known += !code) - max(1, (code + 1) >> 1)];
    return (this.found ??= Array.from(this.codes, find));
  }
  detail(zoom) {
    const step = min(9, ceil(zoom));
    this.details ??= [];
    return (this.details[step] ??= this.join(this.arcs.map((arc) => arc.detail(step))));
  }
  join(runs) {
    const points = new Floats(runs.reduce((sum, { length }) => sum + length - 2, 2));
    let size = 0;
    runs.forEach((run, arc) => {
      const isBack = this.codes[arc] & 1;
      for (let step = 0; step < run.length - 2; step += 2) {
        const at = isBack ? run.length - 2 - step : step;
        points[size++] = run[at];
        points[size++] = run[at + 1];
      }
    });
    points.set(points.subarray(0, 2), size);
    return points;
  }
  makeBox() {
    const box = emptyBox();
    for (const { bounds } of this.arcs) growBox(box, ...bounds);
    return boxOf(box);
  }
}

// Reads the paths of a part one after another.
function pathReader(part, name) {
  const sizes = part[`${name}Size`];
  const columns = { x: part[`${name}X`], y: part[`${name}Y`] };
  let [path, next] = [0, 0];
  return (steps) => new Track(columns, steps, next, (next += sizes[path++]));
}

// Reads rings, which are put together of arcs.
function ringReader(part) {
  const { ringArc: codes, ringArcs: sizes } = part;
  const readArc = pathReader(part, "arc");
  const arcs = Array.from(part.arcGrid, (grid) => readArc(2 ** grid));
  let [ring, use, known] = [0, 0, 0]; // how many arcs the rings before have
  return () => {
    const made = new Ring(arcs, codes.subarray(use, (use += sizes[ring++])), known);
    for (const code of made.codes) known += !code;
    return made;
  };
}

// The great circle between two positions, which travels as their numbers: degrees and world coordinates by these.
class Arc extends Path {
  constructor(places, from, to) {
    super();
    assign(this, { places, from, to });
  }
  get ends() {
    const { places: { east, south }, from, to } = this;
    return [east[from], south[from], east[to], south[to]];
  }
  get pair() {
    return min(this.from, this.to) * MANY + max(this.from, this.to);
  }
  get turned() {
    return this.from > this.to;
  }
  get degrees() {
    const { x, y } = this.places;
    return [this.from, this.to].map((end) => [x[end], y[end]]);
  }
  // Both ends on the unit sphere and the angle between them.
  span() {
    const [from, to] = this.degrees.map(([longitude, latitude]) => {
      const [lam, phi] = [longitude * RADIANS, latitude * RADIANS];
      return [cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)];
    });
    return [from, to, Math.acos(max(-1, min(1, from[0] * to[0] + from[1] * to[1] + from[2] * to[2])))];
  }
  make() {
    const [from, to, angle] = this.span();
    const count = max(1, ceil(angle / RADIANS / 2));
    const points = new Floats(2 * count + 2);
    let [longitude] = this.degrees[0];
    for (let step = 1; step < count; step++) {
      const [near, far] = [1 - step / count, step / count].map((share) => sin(share * angle) / sin(angle));
      const [a, b, c] = from.map((part, axis) => near * part + far * to[axis]);
      const turned = atan2(b, a) / RADIANS;
      longitude = turned + 360 * round((longitude - turned) / 360);
      points[2 * step] = worldX(longitude);
      points[2 * step + 1] = yOfSine(limit(c));
    }
    // Only the end itself may lie at the antimeridian, on the side that it says.
    points.set(this.ends.slice(0, 2));
    points.set(this.ends.slice(2), 2 * count);
    return points;
  }
  makeBox() {
    const [x, y, endX, endY] = this.ends;
    const [from, to, angle] = this.span();
    const box = [min(x, endX), min(y, endY), max(x, endX), max(y, endY)];
    // It reaches farther to a pole than its ends where it first goes towards it and then away from it.
    const [leaving, arriving] = [to[2] - from[2] * cos(angle), to[2] * cos(angle) - from[2]];
    if (leaving * arriving < 0) {
      const tilt = (from[0] * to[1] - from[1] * to[0]) / sin(angle);
      const turn = yOfSine(limit(Math.sign(leaving) * sqrt(1 - min(1, tilt * tilt))));
      growBox(box, x, turn, x, turn);
    }
    return box;
  }
}

function pointBoxes(list) {
  return many(list.length / 2, (at) => {
    const [x, y] = list.slice(2 * at);
    return [x, y, x, y];
  });
}

// Spots, lines, rings and a point inside the rings.
class Geometry {
  constructor(spots, lines, rings, label) {
    // With all that is added later, for objects of one shape are read faster.
    assign(this, { spots, lines, rings, label, around: null, spot: null, area: null }); // the last two: see scene.js
  }
  // Parts on both sides of the antimeridian are near each other, though their common box is not small.
  get boxes() {
    return this.gather();
  }
  // With the ends of arcs, which themselves lean far to the poles. At the antimeridian a line does not end.
  get stops() {
    return this.gather(true);
  }
  gather(isByEnds) {
    const boxesOf = (path) => (isByEnds && path.ends ? pointBoxes(path.ends).filter(([x]) => x % 1) : [path.box]);
    return this.lines.concat(this.rings).flatMap(boxesOf).concat(pointBoxes(this.spots));
  }
  get box() {
    if (!this.around) {
      this.around = emptyBox();
      for (const one of this.boxes) growBox(this.around, ...one);
    }
    return this.around;
  }
}

// All geometries by their numbers, of which 0 is none.
function decodeGeometries(part) {
  const { at, points, lines, rings, lineSize } = part;
  const [readPath, readRing] = [pathReader(part, "path"), ringReader(part)];
  const [x, y] = [part.x, part.y].map((column) => new Floats(column).map((steps) => steps / STEPS));
  const places = { x, y, east: x.map(worldX), south: y.map(worldY) };
  const { east, south } = places;
  let [next, following, line] = [0, 0, 0];
  const position = () => {
    const number = following - at[next++];
    if (number === following) following += 1;
    return number;
  };
  const makeLine = () => {
    const made = lineSize[line++] < 3 ? new Arc(places, position(), position()) : readPath(STEPS);
    made.number = line;
    return made;
  };
  const spot = () => {
    const number = position();
    return [east[number], south[number]];
  };
  const geometries = [null];
  for (let index = 0; index < points.length; index++) {
    const spots = points[index] === 1 ? spot() : many(points[index], spot).flat();
    geometries.push(new Geometry(spots, many(lines[index], makeLine), many(rings[index], readRing), rings[index] && spot()));
  }
  return geometries;
}

function decodeBasemap(part) {
  const read = pathReader(part, "path");
  const paths = (count) => many(count, () => read(part.steps));
  return {
    land: paths(part.land),
    borders: paths(part.borders),
    disputed: part.disputed.map(([rings, lines]) => ({ rings: paths(rings), lines: paths(lines) })),
    labels: part.labels.map(([name, , longitude, latitude, rank]) => ({ name, rank, x: worldX(longitude), y: worldY(latitude) })),
  };
}
