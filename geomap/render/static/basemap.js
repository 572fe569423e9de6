// Draws the base map: land, coasts, borders of one worldview, disputed areas. Labels are placed later.

function drawBasemap(context, { west, east, ...rest }, basemap, palette, worldview) {
  const view = { ...rest, west: 0, east: rest.width };
  for (const shift of view.copies) {
    drawLand(context, view, basemap, palette, shift);
    drawDisputed(context, view, basemap, palette, shift);
    context.beginPath();
    for (const line of basemap.borders[worldview] ?? basemap.borders.iso ?? []) {
      if (isInView(line.box, view, shift)) tracePath(context, line, view, shift, false);
    }
    context.setLineDash([]);
    context.lineWidth = 1;
    context.lineJoin = "round";
    context.strokeStyle = palette.border;
    context.stroke();
  }
  // The world again, beside the one that the data are drawn on, stays in the background.
  context.fillStyle = palette.sea;
  context.globalAlpha = 0.8;
  context.fillRect(0, 0, west, view.height);
  context.fillRect(east, 0, view.width - east, view.height);
  context.globalAlpha = 1;
}

function drawLand(context, view, basemap, palette, shift) {
  const rings = basemap.land.filter((ring) => isInView(ring.box, view, shift));
  context.beginPath();
  for (const ring of rings) tracePath(context, ring, view, shift, false);
  context.fillStyle = palette.land;
  context.fill("evenodd");
  context.beginPath();
  for (const ring of rings) tracePath(context, ring, view, shift, true);
  strokeWith(context, palette.coast, 0.8);
}

function drawDisputed(context, view, basemap, palette, shift) {
  const visible = (part) => isInView(part.box, view, shift);
  const rings = basemap.disputed.flatMap((area) => area.rings).filter(visible);
  const lines = basemap.disputed.flatMap((area) => area.lines).filter(visible);
  context.save();
  context.beginPath();
  for (const ring of rings) tracePath(context, ring, view, shift, false);
  context.globalAlpha = 0.35;
  context.fillStyle = hatchPattern(context, [palette.disputed], 1, view.ratio);
  context.fill("evenodd");
  context.globalAlpha = 0.75;
  for (const line of lines) tracePath(context, line, view, shift, false);
  context.setLineDash([4, 3]);
  strokeWith(context, palette.disputed, 1);
  context.restore();
}

// Country names for the zoom, most important first; free(box) says whether a name may stand there.
function drawCountryNames(context, view, basemap, palette, zoom, free) {
  const names = basemap.labels.filter((label) => label.rank <= zoom + 0.2).sort((a, b) => a.rank - b.rank);
  const size = min(13, 9.5 + zoom * 0.45);
  setFont(context, size, 500);
  context.letterSpacing = "0.06em";
  for (const { name, x: worldLeft, y: worldTop } of names) {
    const half = measure(context, name, `500 ${size}`) / 2;
    for (const shift of view.shifts) {
      const x = (worldLeft + shift) * view.scale - view.left;
      const y = worldTop * view.scale - view.top;
      if (x < max(-half, view.west) || x > min(view.width + half, view.east) || y < 0 || y > view.height) continue;
      if (free([x - half - 3, y - size * 0.7, x + half + 3, y + size * 0.7])) {
        drawLabel(context, name, x, y, palette.country, palette.land, "center");
      }
    }
  }
  context.letterSpacing = "0px";
}
