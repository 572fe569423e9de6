// Draws the base map: land, coasts, borders of one worldview, disputed areas. Labels are placed later. It has two grains:
// the coarse one is there at once, the fine one, which maps need that show less than the world, a moment later.

const ICE = worldY(-60); // south of it there is little news

const COARSE_ZOOM = 2.25; // up to it the coarse grain will do

function isFine({ zoom, ratio }) {
  return zoom + log2(ratio) > COARSE_ZOOM;
}

function drawBasemap(context, { west, east, ...rest }, model, palette) {
  const view = { ...rest, west: 0, east: rest.width };
  const basemap = (isFine(view) && model.fine) || model.basemap;
  for (const shift of view.copies) {
    drawLand(context, view, basemap, palette, shift);
    drawDisputed(context, view, basemap, palette, shift);
    tracePaths(context, basemap.borders.filter(({ box }) => isInView(box, view, shift)), view, shift);
    context.lineJoin = "round";
    strokeWith(context, palette.border, 1);
  }
  // The world again, beside the one that the data are drawn on, stays in the background.
  context.fillStyle = palette.sea;
  context.globalAlpha = 0.8;
  context.fillRect(0, 0, west, view.height);
  context.fillRect(east, 0, view.width - east, view.height);
  context.globalAlpha = 1;
  // The ice around the South Pole would take much room while the whole world is in sight.
  if (view.zoom < 3) context.fillRect(0, ICE * view.scale - view.top, view.width, view.height);
}

function drawLand(context, view, basemap, palette, shift) {
  const rings = basemap.land.filter((ring) => isInView(ring.box, view, shift));
  tracePaths(context, rings, view, shift);
  context.fillStyle = palette.land;
  context.fill("evenodd");
  tracePaths(context, rings, view, shift, true);
  strokeWith(context, palette.coast, 0.8);
}

function drawDisputed(context, view, basemap, palette, shift) {
  const [rings, lines] = ["rings", "lines"].map((name) =>
    basemap.disputed.flatMap((area) => area[name]).filter(({ box }) => isInView(box, view, shift)),
  );
  context.save();
  tracePaths(context, rings, view, shift);
  context.globalAlpha = 0.35;
  context.fillStyle = hatchPattern(context, [palette.disputed], 1, view.ratio);
  context.fill("evenodd");
  context.globalAlpha = 0.75;
  for (const line of lines) tracePath(context, line, view, shift);
  strokeWith(context, palette.disputed, 1, [4, 3]);
  context.restore();
}

// Country names for the zoom, most important first, as labels.
function countryNames({ labels }, { zoom, scale, left, top, shifts }, palette) {
  const names = labels.filter(({ rank, y }) => rank <= zoom + 0.2 && (zoom >= 3 || y < ICE)).sort((a, b) => a.rank - b.rank);
  const look = { order: COUNTRY, reach: 0, weight: 500, size: min(13, 9.5 + zoom * 0.45), color: palette.country, halo: palette.land };
  return names.flatMap(({ name, x, y, rank }) =>
    // Where the country is large enough on the screen its name may give way to what stands in its middle.
    shifts.map((shift) => ({ ...look, drops: zoom > rank + 3 ? [0, 44, -44] : [0], text: name, x: (x + shift) * scale - left, y: y * scale - top })),
  );
}
