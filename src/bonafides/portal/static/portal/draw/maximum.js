// The most visits that can be served by two officers each, exactly: a greatest matching in a graph made of the assignment.

import { Search } from "./matching.js";
import { Parts } from "./places.js";

/** Serve as many visits as can be served at all, by two officers each. */
export function serveMost(places) {
  const parts = new Parts(places);
  const worth = new Set(places.unserved().filter((visit) => parts.room(visit) >= places.each).map((visit) => parts.ofVisit(visit)));
  if (!worth.size) return;
  const graph = new Graph(places);
  const dead = new Set();
  places.officers.forEach((_, officer) => {
    if (!worth.has(parts.ofOfficer(officer))) return;
    for (let root = graph.free(officer); root !== null && !dead.has(root); root = graph.free(officer)) {
      const search = new Search((node) => graph.neighbours(node), (node) => graph.mate(node), dead);
      const path = search.path(root);
      if (!path.length) for (const node of search.met) dead.add(node);
      graph.match(path);
    }
  });
  graph.writeBack();
}

/** Nodes are numbers: two a visit, two a joint (even toward the visit, odd toward the officer); below zero, officers'. */
class Graph {
  #mates = new Map();

  constructor(places) {
    this.places = places;
    this.visitsOf = new Map();
    places.place.forEach((group, at) => this.visitsOf.has(group) ? this.visitsOf.get(group).push(at) : this.visitsOf.set(group, [at]));
    this.groupsOf = places.officers.map(() => []);
    for (const [group, officers] of places.groups) officers.forEach((officer) => this.groupsOf[officer].push(group));
    this.joints = 2 * places.visits.length;
    this.columns = places.officers.length + 1;
    this.first = [0];
    places.officers.forEach((one, at) => {
      const near = this.groupsOf[at].reduce((sum, group) => sum + this.visitsOf.get(group).length, 0);
      this.first.push(this.first[at] + Math.min(one.capacity, near));
    });
    const used = this.first.slice();
    places.sent.forEach((sent, at) => {
      Array.from(sent).sort(byNumber).forEach((officer, side) => {
        const joint = this.#joint(at, officer);
        this.match([[2 * at + side, joint], [joint + 1, -1 - used[officer]]]);
        used[officer]++;
      });
    });
  }

  #joint(visit, officer) {
    const column = this.places.old[visit].has(officer) ? this.columns - 1 : officer;
    return this.joints + 2 * (visit * this.columns + column);
  }

  *#own(officer) {
    for (let at = this.first[officer]; at < this.first[officer + 1]; at++) yield -1 - at;
  }

  /** A node of an officer that is not matched. */
  free(officer) {
    for (const node of this.#own(officer)) if (!this.#mates.has(node)) return node;
    return null;
  }

  mate(node) {
    const found = this.#mates.get(node);
    if (found !== undefined) return found;
    return node < 0 ? null : node % 2 ? node - 1 : node + 1;
  }

  match(edges) {
    for (const [one, other] of edges) this.#mates.set(one, other).set(other, one);
  }

  *neighbours(node) {
    if (node < 0) {
      yield* this.#ofOfficer(this.#officerAt(-1 - node));
      return;
    }
    yield node % 2 ? node - 1 : node + 1;
    if (node < this.joints) {
      yield* this.#ofVisit(Math.floor(node / 2));
      return;
    }
    const place = Math.floor((node - this.joints) / 2);
    const [visit, column] = [Math.floor(place / this.columns), place % this.columns];
    if (node % 2) {
      const old = Array.from(this.places.old[visit]).sort(byNumber);
      for (const officer of column === this.columns - 1 ? old : [column]) yield* this.#own(officer);
    } else {
      yield 2 * visit;
      yield 2 * visit + 1;
    }
  }

  /** Whose node the one with this number is. */
  #officerAt(number) {
    let [low, high] = [0, this.first.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.first[middle] <= number) low = middle;
      else high = middle;
    }
    return low;
  }

  *#ofOfficer(officer) {
    for (const group of this.groupsOf[officer]) {
      for (const visit of this.visitsOf.get(group)) if (!this.places.recused(visit, officer)) yield this.#joint(visit, officer) + 1;
    }
  }

  *#ofVisit(visit) {
    for (const officer of this.places.group(visit)) if (!this.places.recused(visit, officer)) yield this.#joint(visit, officer);
  }

  /** Bring the assignment to what is matched. */
  writeBack() {
    const { places } = this;
    places.at.forEach((at) => at.clear());
    places.sent.forEach((sent, visit) => {
      sent.clear();
      for (const node of [2 * visit, 2 * visit + 1]) {
        const joint = this.mate(node);
        const own = joint < this.joints ? null : this.mate(joint + 1);
        if (own !== null && own < 0) places.move(visit, null, this.#officerAt(-1 - own));
      }
    });
  }
}

const byNumber = (one, other) => one - other;
