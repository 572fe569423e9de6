// Things by where they are, in square cells, so that what is near is found without looking at all the rest.

function group(groups, key, item) {
  const found = groups.get(key);
  if (found) found.push(item);
  else groups.set(key, [item]);
}

class Grid {
  constructor(side) {
    this.side = side;
    this.cells = new Map();
  }
  // The first of what is kept in the cells that a box touches that passes a test; one thing may be tested twice.
  find(box, test) {
    return this.visit(box, (key) => this.cells.get(key)?.find(test));
  }
  put(box, item) {
    this.visit(box, (key) => group(this.cells, key, item));
  }
  // Calls act with the number of each cell that a box touches, until it answers something.
  visit([west, north, east, south], act) {
    const { side } = this;
    const last = floor(south / side);
    for (let column = floor(west / side); column <= floor(east / side); column++) {
      for (let line = floor(north / side); line <= last; line++) {
        const found = act(column * 2 ** 13 + line); // small numbers are found faster
        if (found) return found;
      }
    }
  }
}

function pointBox(x, y, reach = 0) {
  return [x - reach, y - reach, x + reach, y + reach];
}
