// The keyboard on the map: one button that stands on a mark, moves to the next with the arrows, and opens it.

function makeCursor(engine) {
  const button = makeButton("cursor", "", () => {
    if (at) openTarget(engine, { ...at, cards: cardsOf(engine.model, rowsAt(at)) });
  });
  let at = null;
  // Left to right, what is in sight; lines and areas are reached by the list.
  const inSight = () => {
    const { map, painter, data } = engine;
    if (!painter) return [];
    const corner = data.pixelAt([0, 0]);
    const { x: width, y: height } = map.getSize();
    return painter.targets.points
      .map((target) => ({ ...target, x: target.x - corner.x, y: target.y - corner.y }))
      .filter(({ x, y }) => x > 0 && y > 0 && x < width && y < height)
      .sort((a, b) => a.x - b.x || a.y - b.y);
  };
  const stand = (step) => {
    const targets = inSight();
    if (!targets.length) return;
    // From the mark it stood on, or the one that is nearest now that the map was drawn anew.
    const away = at && targets.map(({ x, y }) => hypot(x - at.x, y - at.y));
    const index = at ? (away.indexOf(min(...away)) + step + targets.length) % targets.length : 0;
    at = targets[index];
    const { cluster } = at;
    const cards = cardsOf(engine.model, rowsAt(at));
    const [first] = cards;
    const what = cluster ? `${cluster.count} events near each other` : `${first.title}, ${first.where}${cards.length > 1 ? ` and ${cards.length - 1} more` : ""}`;
    nameElement(button, `${what}. Mark ${index + 1} of ${targets.length}. Arrow keys go to the next, Enter opens.`);
    button.style.transform = `translate(${at.x - 14}px, ${at.y - 14}px)`;
  };
  nameElement(button, "Marks on the map");
  on(button, "focus", () => stand(0));
  on(button, "keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    stand(step);
    halt(event);
  });
  return {
    button,
    follow: () => {
      if (document.activeElement === button) stand(0);
    },
  };
}
