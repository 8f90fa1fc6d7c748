// Who is sent where while officers are being exchanged: visits and officers by their places, loads, and who may still go.

import { hex, utf8 } from "./bytes.js";
import { byTicket } from "./selection.js";
import { sha256 } from "./sha256.js";

export class Places {
  /** Visits in ticket order; officers in an order of the draw's own. */
  constructor(key, visits, officers, pairs, each) {
    this.each = each;
    this.visits = visits;
    const hashed = officers.map((one) => ({ ticket: orderHash(key, one), code: one.number, one }));
    this.officers = hashed.sort(byTicket).map((each) => each.one);
    const place = new Map(this.officers.map((one, at) => [one.number, at]));
    this.sent = visits.map((visit) => new Set((pairs.get(visit.code) ?? []).map((number) => place.get(number))));
    this.at = this.officers.map(() => new Set());
    this.sent.forEach((sent, at) => sent.forEach((officer) => this.at[officer].add(at)));
    this.place = visits.map((visit) => `${visit.field}\n${visit.region}`);
    /** Per field and region the officers that have both, those recused included. @type {Map<string, number[]>} */
    this.groups = new Map();
    visits.forEach((visit, at) => {
      if (this.groups.has(this.place[at])) return;
      const fits = (one) => one.capacity && one.fields.has(visit.field) && one.regions.has(visit.region);
      this.groups.set(this.place[at], this.officers.flatMap((one, number) => (fits(one) ? [number] : [])));
    });
    /** Per visit the pair that came last, where all of it could come again. */
    this.old = visits.map((visit, at) => this.#old(visit, at, place));
  }

  #old(visit, at, place) {
    const found = Array.from(visit.lastPair).flatMap((number) => (place.has(number) ? [place.get(number)] : []));
    const whole = found.length === visit.lastPair.size && visit.lastPair.size <= this.each;
    const group = this.group(at);
    return new Set(whole && found.every((one) => group.includes(one) && !this.recused(at, one)) ? found : []);
  }

  recused(visit, officer) {
    return this.officers[officer].recused.has(this.visits[visit].code);
  }

  /** How many visits more an officer can make. */
  room(officer) {
    return this.officers[officer].capacity - this.at[officer].size;
  }

  group(visit) {
    return this.groups.get(this.place[visit]);
  }

  canBeServed(visit) {
    const most = this.group(visit).filter((one) => !this.recused(visit, one)).length;
    return most - (this.old[visit].size ? 1 : 0) >= this.each;
  }

  /** Whether of the pair that came last no other may be added. */
  full(visit) {
    const old = this.old[visit];
    return Array.from(old).filter((one) => this.sent[visit].has(one)).length === old.size - 1;
  }

  /** Take one officer from a visit, send another to it. */
  move(visit, out, into) {
    if (out !== null) {
      this.sent[visit].delete(out);
      this.at[out].delete(visit);
    }
    if (into !== null) {
      this.sent[visit].add(into);
      this.at[into].add(visit);
    }
  }

  /** Visits without officers that could be served alone. */
  unserved() {
    return this.sent.flatMap((sent, at) => (!sent.size && this.canBeServed(at) ? [at] : []));
  }
}

/** Visits and officers that hang together by field and region, and how much room each such part has. */
export class Parts {
  #above = new Map();
  #room = new Map();

  constructor(places) {
    this.place = places.place;
    for (const [group, officers] of places.groups) {
      for (const officer of officers) this.#above.set(this.#top(officer), this.#top(group));
    }
    places.officers.forEach((_, officer) => {
      const top = this.#top(officer);
      this.#room.set(top, (this.#room.get(top) ?? 0) + places.room(officer));
    });
  }

  #top(one) {
    let above = this.#above.get(one) ?? one;
    while (above !== one) [one, above] = [above, this.#above.get(above) ?? above];
    return one;
  }

  ofVisit(visit) {
    return this.#top(this.place[visit]);
  }

  ofOfficer(officer) {
    return this.#top(officer);
  }

  room(visit) {
    return this.#room.get(this.ofVisit(visit)) ?? 0;
  }

  take(visit, room) {
    this.#room.set(this.ofVisit(visit), this.room(visit) - room);
  }
}

const orderHash = (key, officer) => hex(sha256(utf8(`${key}\n${officer.number}\norder\n${officer.salt}\n`)));
