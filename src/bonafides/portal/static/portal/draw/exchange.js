// Serving a visit that was left by moving officers between others: each other visit keeps its number of officers.

import { Parts } from "./places.js";

/** Serve, in ticket order, each visit without officers that can be served beside all that are. */
export function serveLeft(places) {
  const parts = new Parts(places);
  const closed = new Set();
  for (const visit of places.unserved()) {
    if (parts.room(visit) < places.each) continue;
    if (serve(places, visit, closed)) parts.take(visit, places.each);
  }
}

function serve(places, visit, closed) {
  const made = [];
  for (let number = 0; number < places.each; number++) {
    const { moves, met } = search(places, visit, closed);
    if (!moves.length) {
      // From these no officer with room is reached, now or later.
      if (!number) for (const officer of met) closed.add(officer);
      made.reverse().forEach(([at, out, into]) => places.move(at, into, out));
      return false;
    }
    for (const move of moves) {
      places.move(...move);
      made.push(move);
    }
  }
  return true;
}

/** The moves that bring one officer more to a visit, in an order in which they can be made; none where it cannot be. */
function search(places, start, closed) {
  // A state is a visit, and whether it has just lost one of the pair that came last and so may take another of it.
  const lost = new Map([[name(start, false), null]]);
  const takenBy = new Map();
  const untried = new Map();
  const queue = [];
  for (const [visit, fromOld] of states(places, start, lost, queue)) {
    const group = places.place[visit];
    const barred = places.full(visit) && !fromOld ? places.old[visit] : new Set();
    const left = [];
    for (const officer of untried.get(group) ?? places.group(visit)) {
      if (takenBy.has(officer) || closed.has(officer)) continue;
      if (barred.has(officer) || places.sent[visit].has(officer) || places.recused(visit, officer)) {
        left.push(officer);
        continue;
      }
      takenBy.set(officer, [visit, fromOld]);
      if (places.room(officer)) return { moves: back(officer, lost, takenBy), met: takenBy.keys() };
      queue.push(officer);
    }
    untried.set(group, left);
  }
  return { moves: [], met: takenBy.keys() };
}

const name = (visit, fromOld) => `${visit} ${fromOld}`;

/** The visit itself, then those that the officers of the queue would give up, each once; `lost` notes to whom. */
function* states(places, start, lost, queue) {
  yield [start, false];
  for (let at = 0; at < queue.length; at++) {
    const officer = queue[at];
    for (const visit of Array.from(places.at[officer]).sort((one, other) => one - other)) {
      const fromOld = places.old[visit].has(officer);
      if (lost.has(name(visit, fromOld))) continue;
      lost.set(name(visit, fromOld), officer);
      yield [visit, fromOld];
    }
  }
}

function back(officer, lost, takenBy) {
  const moves = [];
  for (let end = officer; end !== null; ) {
    const [visit, fromOld] = takenBy.get(end);
    const out = lost.get(name(visit, fromOld));
    moves.push([visit, out, end]);
    end = out;
  }
  return moves;
}
