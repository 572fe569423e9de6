// Where things are: positions, great circles and outlines in world coordinates. These are Web Mercator with the whole
// world from 0 to 1 in x and y, y to the south. Most of a large map is not drawn at once, so that the points of a path
// are worked out when they are first asked for. geomap/render/encoding.py says how geometries travel.

const STEPS = 10000; // coordinate steps per degree in layers
const BASE_STEPS = 100; // and in the base map
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
  get points() {
    return (this.made ??= this.make());
  }
  get box() {
    return (this.around ??= this.makeBox());
  }
}

// A path as it travels: points from one number to another in columns of whole steps.
class Track extends Path {
  constructor(x, y, steps, from, to) {
    super();
    assign(this, { x, y, steps, from, to });
  }
  make() {
    return this.project(0);
  }
  // The points that can be told apart at a zoom; each whole zoom's are kept.
  detail(zoom) {
    const step = ceil(zoom);
    if (this.to - this.from < 8 || step > 8) return this.points;
    this.details ??= [];
    return (this.details[step] ??= this.project((0.6 * 360 * this.steps) / (256 * 2 ** step)));
  }
  // In world coordinates; points nearer than so many steps to the one before are left out, those at the seam are not.
  project(least) {
    const { x, y, steps, from, to } = this;
    const points = new Float64Array(2 * (to - from));
    let [size, lastX, lastY, lastSeam, tall] = [0, Infinity, 0, false, 1];
    for (let at = from; at < to; at++) {
      const isSeam = abs(x[at]) === 180 * steps;
      if (abs(x[at] - lastX) < least && abs(y[at] - lastY) < least * tall && isSeam === lastSeam && at < to - 1) continue;
      [lastX, lastY, lastSeam] = [x[at], y[at], isSeam];
      tall = cos((lastY / steps) * RADIANS);
      points[size++] = worldX(lastX / steps);
      points[size++] = worldY(lastY / steps);
    }
    return points.slice(0, size);
  }
  makeBox() {
    const { x, y, steps, from, to } = this;
    const box = emptyBox();
    for (let at = from; at < to; at++) growBox(box, x[at], y[at], x[at], y[at]);
    const [west, south, east, north] = box.map((one) => one / steps);
    return [worldX(west), worldY(north), worldX(east), worldY(south)];
  }
  get ends() {
    return [...this.points.slice(0, 2), ...this.points.slice(-2)];
  }
}

// Reads the paths of a part one after another.
function pathReader(part, name) {
  const [sizes, x, y] = ["Size", "X", "Y"].map((column) => part[name + column]);
  let [path, to] = [0, 0];
  return (steps) => new Track(x, y, steps, to, (to += sizes[path++]));
}

// Reads rings, which are put together of arcs: each ends where the next begins, and neighbours share them.
function ringReader(part) {
  const readArc = pathReader(part, "arc");
  const arcs = [];
  let [ring, use] = [0, 0];
  return () => {
    const [east, north] = [[], []];
    for (const end = use + part.ringArcs[ring++]; use < end; use++) {
      const code = part.ringArc[use];
      if (!code) arcs.push(readArc(2 ** part.arcGrid[arcs.length]));
      const { x, y, steps, from, to } = arcs.at(-((code + 1) >> 1) || -1);
      for (let at = from; at < to - 1; at++) {
        const point = code & 1 ? from + to - 1 - at : at;
        east.push(x[point] / steps);
        north.push(y[point] / steps);
      }
    }
    north.push(north[0]);
    return new Track(east, north, 1, 0, east.push(east[0]));
  };
}

// The great circle between two positions in degrees, which travels as its two ends.
class Arc extends Path {
  constructor(start, end) {
    super();
    this.degrees = [start, end];
    const [x, y, endX, endY] = [worldX(start[0]), worldY(start[1]), worldX(end[0]), worldY(end[1])];
    this.ends = [x, y, endX, endY];
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
    const points = new Float64Array(2 * count + 2);
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

// Spots, lines, rings and a point inside the rings.
class Geometry {
  constructor(spots, lines, rings, label) {
    // With all that is added later, for objects of one shape are read faster.
    assign(this, { spots, lines, rings, label, around: null, spot: null, area: null });
  }
  // Parts on both sides of the antimeridian are near each other, though their common box is not small.
  get boxes() {
    const { spots } = this;
    const boxes = this.lines.concat(this.rings).map((path) => path.box);
    for (let at = 0; at < spots.length; at += 2) boxes.push([spots[at], spots[at + 1], spots[at], spots[at + 1]]);
    return boxes;
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
  const [x, y] = [part.x, part.y].map((column) => Array.from(column, (steps) => steps / STEPS));
  const [east, south] = [x.map(worldX), y.map(worldY)];
  let [next, following, line] = [0, 0, 0];
  const position = () => {
    const number = following - at[next++];
    if (number === following) following += 1;
    return number;
  };
  // Lines between the same two ends have the same pair of numbers.
  const makeLine = () => {
    const isArc = lineSize[line++] < 3;
    const [from, to] = isArc ? [position(), position()] : [x.length + line, x.length + line];
    const path = isArc ? new Arc([x[from], y[from]], [x[to], y[to]]) : readPath(STEPS);
    return assign(path, { way: from * MANY + to, pair: min(from, to) * MANY + max(from, to), turned: from > to });
  };
  const spot = () => {
    const number = position();
    return [east[number], south[number]];
  };
  const geometries = [null];
  for (let index = 0; index < points.length; index++) {
    const spots = many(points[index], spot).flat();
    geometries.push(new Geometry(spots, many(lines[index], makeLine), many(rings[index], readRing), rings[index] && spot()));
  }
  return geometries;
}

function decodeBasemap(part) {
  const read = pathReader(part, "path");
  const paths = (count) => many(count, () => read(BASE_STEPS));
  return {
    land: paths(part.land),
    borders: Object.fromEntries(part.borders.map(([view, count]) => [view, paths(count)])),
    disputed: part.disputed.map(([rings, lines]) => ({ rings: paths(rings), lines: paths(lines) })),
    labels: part.labels.map(([name, , longitude, latitude, rank]) => ({ name, rank, x: worldX(longitude), y: worldY(latitude) })),
  };
}
