// Small pictures for legend and list, drawn by the same shapes as the map itself.

function makeIcon(draw) {
  const icon = document.createElement("canvas");
  icon.width = icon.height = 40;
  icon.className = "gm-icon";
  icon.setAttribute("aria-hidden", "true");
  const context = icon.getContext("2d");
  context.scale(2, 2);
  context.beginPath();
  draw(context);
  return icon;
}

// The mark of a kind of row.
function kindIcon(kind, look) {
  const colors = look.colors(kind);
  return makeIcon((context) => {
    if (kind.key === "economy") {
      context.lineWidth = 4;
      context.lineCap = "round";
      context.strokeStyle = colors[1];
      context.moveTo(3, 14);
      context.quadraticCurveTo(10, 3, 17, 11);
      context.stroke();
    } else if (kind.key.startsWith("displacement")) {
      drawBubble(context, 10, 10, 7, colors, kind.key === "displacement_stock", look.opacity);
    } else {
      drawMark(context, kind.mark, 10, 10, kind.mark === "dot" ? 3.5 : 5.5, colors, look.palette.halo);
    }
  });
}

function lineIcon(kind, look) {
  return makeIcon((context) => {
    context.lineWidth = kind.width;
    context.setLineDash([5, 3]);
    context.strokeStyle = look.colors(kind)[1];
    context.moveTo(1, 10);
    context.lineTo(19, 10);
    context.stroke();
  });
}

function hatchIcon(color, slope) {
  return makeIcon((context) => {
    context.rect(2, 4, 16, 12);
    fillWith(context, hatchPattern(context, [color], slope, 2), 0.7);
    context.setLineDash([3, 2]);
    context.strokeStyle = color;
    context.stroke();
  });
}

function regionIcon(kind, opacity, look) {
  return makeIcon((context) => {
    context.globalAlpha = opacity;
    context.fillStyle = look.colors(kind)[0];
    context.fillRect(2, 4, 16, 12);
  });
}
