// Small pictures for legend and list, drawn by the same shapes as the map itself.

function makeIcon(draw) {
  const icon = make("canvas", "icon", "", { width: 40, height: 40 });
  const context = icon.getContext("2d");
  context.scale(2, 2);
  context.beginPath();
  draw(context);
  return icon;
}

// The mark of a kind of row. A picture that has left the page is used again, for making one takes long.
function kindIcon(kind, look) {
  const colors = look.colors(kind);
  const icons = (look.icons[`${colors} ${kind.key}`] ??= []);
  const spare = icons.find(({ isConnected }) => !isConnected);
  if (spare) return spare;
  const icon = makeIcon((context) => {
    if (kind.key === ECONOMY) {
      context.lineCap = "round";
      context.moveTo(3, 14);
      context.quadraticCurveTo(10, 3, 17, 11);
      strokeWith(context, colors[1], 4);
    } else if (kind.key.startsWith(DISPLACEMENT)) {
      drawBubble(context, 10, 10, 7, colors, kind.key === "displacement_stock", look.opacity);
    } else {
      drawMark(context, kind.mark, 10, 10, kind.mark === "dot" ? 3.5 : 5.5, colors, look.palette.halo);
    }
  });
  icons.push(icon);
  return icon;
}

function lineIcon(kind, look) {
  const [, color] = look.colors(kind);
  return makeIcon((context) => {
    context.moveTo(1, 10);
    context.lineTo(19, 10);
    strokeWith(context, color, kind.width, [5, 3]);
  });
}

function hatchIcon(color, slope) {
  return makeIcon((context) => {
    context.rect(2, 4, 16, 12);
    fillWith(context, hatchPattern(context, [color], slope, 2), 0.7);
    strokeWith(context, color, 1, [3, 2]);
  });
}

function regionIcon(kind, opacity, look) {
  const [, color] = look.colors(kind);
  return makeIcon((context) => {
    context.globalAlpha = opacity;
    context.fillStyle = color;
    context.fillRect(2, 4, 16, 12);
  });
}
