// Officers for the drawn: least-loaded random serial dictatorship by pair hash, then exchanges for whom that left.

import { byText, hex, utf8 } from "./bytes.js";
import { serveLeft } from "./exchange.js";
import { serveMost } from "./maximum.js";
import { Places } from "./places.js";
import { expect } from "./refused.js";
import { byTicket } from "./selection.js";
import { sha256 } from "./sha256.js";

export const PAIR = 2;

/** Who is sent where: the drawn, then each substitute; as the result of a bundle for an auditor says it. */
export function send(key, ranked, subjects, officers, roster, swaps) {
  const wanted = new Set(swaps.map((swap) => swap.into));
  const order = [];
  for (const one of ranked.values()) for (const each of one.order.slice(0, one.quota)) order.push(each) && wanted.add(each.code);
  const visits = new Map(subjects.filter((one) => wanted.has(one.code)).map((one) => [one.code, visitOf(one, roster.field)]));
  const inTurn = order.sort(byTicket).map((one) => visits.get(one.code));
  const found = assign(key, inTurn, officers, roster.each);
  const followed = swaps.map((swap) => [swap.out, swap.into === null ? null : visits.get(swap.into)]);
  replaceVisits(key, found, followed, officers, roster.each);
  const codes = (map) => Array.from(map.keys()).sort(byText);
  return {
    visits: codes(found.pairs).map((code) => ({ code, region: visits.get(code).region, officers: found.pairs.get(code) })),
    unserved: codes(found.unserved).map((code) => ({ code, reasons: found.unserved.get(code) })),
  };
}

function visitOf(subject, field) {
  expect(subject.region !== null, "no-region", { code: subject.code });
  return { code: subject.code, field, region: subject.region, lastPair: new Set(subject.lastPair) };
}

function assign(key, visits, officers, each) {
  const loads = { visits: new Map(), declined: new Map() };
  const fit = fitting(visits, officers);
  const order = visits.map((_, at) => at);
  order.sort((one, other) => fit(visits[one]).length - fit(visits[other]).length || one - other);
  let pairs = new Map();
  for (const at of order) {
    const chosen = choose(key, visits[at], fit(visits[at]), loads, each);
    if (chosen) pairs.set(visits[at].code, chosen);
  }
  if (pairs.size < visits.length) {
    pairs = exchanged(key, visits, officers, pairs, each);
    loads.visits = counted(pairs);
  }
  const left = visits.filter((one) => !pairs.has(one.code));
  const unserved = new Map(left.map((one) => [one.code, reasons(one, officers, loads.visits, each)]));
  return { pairs, unserved, declined: loads.declined };
}

function counted(pairs) {
  const counts = new Map();
  for (const pair of pairs.values()) pair.forEach((number) => add(counts, number, 1));
  return counts;
}

const add = (counts, name, more) => counts.set(name, (counts.get(name) ?? 0) + more);

function exchanged(key, visits, officers, pairs, each) {
  const places = new Places(key, visits, officers, pairs, each);
  serveLeft(places);
  if (each === PAIR) serveMost(places);
  const found = new Map();
  visits.forEach((visit, at) => {
    const before = pairs.get(visit.code) ?? [];
    const sent = Array.from(places.sent[at], (one) => places.officers[one]);
    const same = sent.length === before.length && sent.every((one) => before.includes(one.number));
    const after = same ? before : byPair(key, visit, sent).map((one) => one.number);
    if (after.length) found.set(visit.code, after);
  });
  return found;
}

/** Substitutes choose one after another; nobody else's officers change. */
function replaceVisits(key, found, swaps, officers, each) {
  const loads = { visits: counted(found.pairs), declined: found.declined };
  for (const [out, visit] of swaps) {
    (found.pairs.get(out) ?? []).forEach((number) => add(loads.visits, number, -1));
    found.pairs.delete(out);
    found.unserved.delete(out);
    if (visit === null) continue;
    const chosen = choose(key, visit, fitting([visit], officers)(visit), loads, each);
    if (chosen) found.pairs.set(visit.code, chosen);
    else found.unserved.set(visit.code, reasons(visit, officers, loads.visits, each));
  }
}

/** Per field and region the officers that have both. */
function fitting(visits, officers) {
  const fit = new Map();
  const name = (visit) => `${visit.field}\n${visit.region}`;
  for (const visit of visits) {
    if (fit.has(name(visit))) continue;
    fit.set(name(visit), officers.filter((one) => one.fields.has(visit.field) && one.regions.has(visit.region)));
  }
  return (visit) => fit.get(name(visit));
}

/** The officers that a visit takes by itself, lead first, and note them; null where there are not enough. */
function choose(key, visit, fit, loads, each) {
  const [chosen, declined] = [[], []];
  for (const one of byLoad(key, visit, fit, loads)) {
    if (one.recused.has(visit.code)) {
      declined.push(one.number);
      continue;
    }
    const again = visit.lastPair.size && Array.from(visit.lastPair).every((old) => old === one.number || chosen.includes(old));
    if (again) continue; // the last of the old pair gives way
    chosen.push(one.number);
    if (chosen.length === each) {
      chosen.forEach((number) => add(loads.visits, number, 1));
      declined.forEach((number) => add(loads.declined, number, 1));
      return chosen;
    }
  }
  return null;
}

/** The officers with room, those with the least load first, ties by pair hash. */
function* byLoad(key, visit, fit, loads) {
  const groups = new Map();
  for (const one of fit) {
    const made = loads.visits.get(one.number) ?? 0;
    if (made >= one.capacity) continue;
    const load = made + (loads.declined.get(one.number) ?? 0);
    groups.has(load) ? groups.get(load).push(one) : groups.set(load, [one]);
  }
  for (const load of Array.from(groups.keys()).sort((one, other) => one - other)) yield* byPair(key, visit, groups.get(load));
}

function byPair(key, visit, officers) {
  const hashed = officers.map((one) => ({ ticket: pairHash(key, visit.code, one), code: one.number, one }));
  return hashed.sort(byTicket).map((each) => each.one);
}

const pairHash = (key, code, officer) => hex(sha256(utf8(`${key}\n${code}\n${officer.number}\nofficer\n${officer.salt}\n`)));

/** Why each officer could not go, by the first constraint that applied. */
function reasons(visit, officers, load, each) {
  const found = new Map();
  const could = [];
  for (const one of officers) {
    if (!one.fields.has(visit.field)) add(found, "field", 1);
    else if (!one.regions.has(visit.region)) add(found, "region", 1);
    else if (one.recused.has(visit.code)) add(found, "recused", 1);
    else if ((load.get(one.number) ?? 0) >= one.capacity) add(found, "capacity", 1);
    else could.push(one.number);
  }
  if (could.length) add(found, could.length < each ? "too-few" : "same-pair-again", could.length);
  return Object.fromEntries(Array.from(found).sort(([one], [other]) => byText(one, other)));
}
