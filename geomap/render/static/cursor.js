// The keyboard on the map: one button that stands on a mark, moves to the next with the arrows, and opens it.

function makeCursor(engine) {
  const button = makeButton("cursor", "", () => {
    if (at) openTarget(engine, { ...at, cards: cardsOf(engine.model, rowsAt(at)) });
  });
  let [at, number] = [null, 0];
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
    const { length } = targets;
    if (!length) return;
    if (at) {
      // From the mark it stood on, of which several may have one place, or the nearest now that the map was drawn anew.
      const away = targets.map(({ x, y }) => hypot(x - at.x, y - at.y));
      const least = min(...away);
      if (away[number] !== least) number = away.indexOf(least);
      number = (number + step + length) % length;
    }
    at = targets[number];
    const { cluster } = at;
    const [first, ...others] = cardsOf(engine.model, rowsAt(at));
    const what = cluster ? `${cluster.count} events near each other` : `${first.title}, ${first.where}${others.length ? ` and ${others.length} more` : ""}`;
    nameElement(button, `${what}. Mark ${number + 1} of ${length}. Arrows go to the next, Enter opens.`);
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
