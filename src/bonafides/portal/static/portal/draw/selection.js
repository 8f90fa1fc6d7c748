// The frozen subjects, their tickets, who is drawn, and the substitutes.

import { byText, hex, unhex, utf8 } from "./bytes.js";
import { quotaOf, VERSION } from "./commitment.js";
import { Refused, expect, isObject, isWhole, plain } from "./refused.js";
import { sha256 } from "./sha256.js";
import { committed, leafHash } from "./tree.js";

const KNOWN = ["code", "stratum", "weight", "excluded", "region", "last_pair", "salt"];
const MOST_TICKETS = 1000;
export const SALT_BYTES = 16;

/** Read a subject as a bundle or an opening gives it. */
export function readSubject(value) {
  expect(isObject(value), "form", { where: "subjects" });
  const odd = Object.keys(value).filter((name) => !KNOWN.includes(name)).sort(byText);
  expect(!odd.length, "unknown-member", { where: "subjects", name: odd[0] });
  const code = plain(value.code, "subjects.code");
  const where = `subjects ${code}`;
  const stratum = plain(value.stratum, where);
  const salt = unhex(value.salt);
  const weight = value.weight === undefined ? 1 : value.weight;
  expect(salt !== null && salt.length >= SALT_BYTES, "form", { where });
  expect(isWhole(weight) && weight >= 1 && weight <= MOST_TICKETS, "form", { where });
  for (const name of ["excluded", "region"]) if ((value[name] ?? null) !== null) plain(value[name], where);
  const pair = value.last_pair === undefined ? [] : value.last_pair;
  expect(Array.isArray(pair) && pair.length !== 1, "form", { where });
  pair.forEach((one, at) => expect(plain(one, where) && (!at || byText(pair[at - 1], one) < 0), "form", { where }));
  return { code, stratum, salt, weight, excluded: value.excluded ?? null, region: value.region ?? null, lastPair: pair };
}

/** The leaf of a subject in the tree of the commitment. */
export function leafOf(subject) {
  const row = { code: subject.code, stratum: subject.stratum, weight: subject.weight };
  if (subject.excluded) row.excluded = subject.excluded;
  if (subject.region) row.region = subject.region;
  if (subject.lastPair.length) row.last_pair = subject.lastPair;
  return leafHash(committed(subject.salt, row));
}

/** The text that begins every ticket of a draw. */
export const ticketKey = (draw, seed) => hex(sha256(utf8(`${VERSION}\n${draw}\n${hex(seed)}\n`)));

/** A subject's ticket in hexadecimal letters: the least of as many as its weight. */
export function ticketOf(key, subject, blinded) {
  const tail = blinded ? `${hex(subject.salt)}\n` : "";
  let least = "";
  for (let number = 0; number < subject.weight; number++) {
    const ticket = hex(sha256(utf8(`${key}\n${subject.code}\n${number}\n${tail}`)));
    if (!least || ticket < least) least = ticket;
  }
  return least;
}

/** Per stratum its quota and its subjects in the order of their tickets, ties by code. */
export function rank(commitment, subjects, key) {
  const members = new Map(commitment.strata.map((one) => [one.name, []]));
  for (const subject of subjects) {
    expect(members.has(subject.stratum), "unknown-stratum", { code: subject.code, stratum: subject.stratum });
    if (subject.excluded === null) members.get(subject.stratum).push(subject);
    else expect(Object.hasOwn(commitment.exclusions, subject.excluded), "unknown-rule", { code: subject.code, rule: subject.excluded });
  }
  const ranked = new Map();
  for (const stratum of commitment.strata) {
    const inside = members.get(stratum.name);
    expect(inside.length === stratum.size, "stratum-size", { stratum: stratum.name, expected: stratum.size, came: inside.length });
    const order = inside.map((subject) => ({ ticket: ticketOf(key, subject, commitment.blinded), code: subject.code }));
    ranked.set(stratum.name, { quota: quotaOf(stratum), order: order.sort(byTicket) });
  }
  return ranked;
}

export const byTicket = (one, other) => (one.ticket === other.ticket ? byText(one.code, other.code) : one.ticket < other.ticket ? -1 : 1);

/** The threshold of each stratum: the highest ticket drawn, null where nothing was. */
export const thresholdsOf = (ranked) =>
  Object.fromEntries(Array.from(ranked, ([name, one]) => [name, one.quota ? one.order[one.quota - 1].ticket : null]));

/** The drawn, in the order of their codes. */
export const drawnOf = (ranked) =>
  Array.from(ranked.values()).flatMap((one) => one.order.slice(0, one.quota).map((each) => each.code)).sort(byText);

/** Replace who has gone, in the order given, by the next of the reserve of the stratum. */
export function substitute(commitment, ranked, gone) {
  const standing = new Map();
  const next = new Map();
  for (const [name, one] of ranked) {
    one.order.slice(0, one.quota).forEach((each) => standing.set(each.code, name));
    next.set(name, one.quota);
  }
  return gone.map(({ out, reason }) => {
    if (!standing.has(out)) throw new Refused("not-drawn", { code: out });
    expect(Object.hasOwn(commitment.substitutions, reason), "unknown-reason", { code: out, reason });
    const name = standing.get(out);
    standing.delete(out);
    const into = ranked.get(name).order[next.get(name)]?.code ?? null;
    next.set(name, next.get(name) + 1);
    if (into !== null) standing.set(into, name);
    return { out, reason, into };
  });
}
