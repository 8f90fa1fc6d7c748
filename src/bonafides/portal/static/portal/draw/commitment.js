// The commitment: everything that decides a draw but the seed.

import { byText, hex } from "./bytes.js";
import { canonical } from "./canonical.js";
import { Refused, expect, isObject, isWhole, plain } from "./refused.js";
import { sha256 } from "./sha256.js";

export const VERSION = "bonafides-draw-v1";
const WHOLE = 10000;
const NEEDED = ["version", "draw", "committed_at", "seed", "subjects", "strata", "exclusions", "substitutions", "tickets"];

/** Read a commitment; refuse what is missing, odd or unknown: what is not understood is not checked. */
export function readCommitment(value) {
  expect(isObject(value) && value.version === VERSION, "version", { expected: VERSION, came: value?.version ?? "?" });
  members(value, NEEDED, ["officers"], "commitment");
  plain(value.draw, "draw");
  expect(isTime(value.committed_at), "form", { where: "committed_at" });
  expect(isObject(value.seed), "form", { where: "seed" });
  expect(isObject(value.subjects), "form", { where: "subjects" });
  members(value.subjects, ["size", "root"], [], "subjects");
  expect(isWhole(value.subjects.size), "form", { where: "subjects.size" });
  expect(isSmallHex(value.subjects.root), "form", { where: "subjects.root" });
  expect(Array.isArray(value.strata) && value.strata.length > 0, "form", { where: "strata" });
  value.strata.forEach(checkStratum);
  const names = value.strata.map((one) => one.name);
  expect(new Set(names).size === names.length, "form", { where: "strata" });
  checkRules(value.exclusions, "exclusions");
  checkRules(value.substitutions, "substitutions");
  expect(value.tickets === "open" || value.tickets === "blinded", "form", { where: "tickets" });
  expect(!("officers" in value) || (typeof value.officers === "string" && value.officers), "form", { where: "officers" });
  return { ...value, blinded: value.tickets === "blinded", hash: hex(sha256(canonical(value))) };
}

/** How many of a stratum are drawn, in whole numbers. */
export function quotaOf({ size, bp, floor, cap }) {
  const ratio = Number((BigInt(size) * BigInt(bp) + BigInt(WHOLE - 1)) / BigInt(WHOLE));
  const wanted = Math.max(ratio, floor);
  return Math.min(cap === undefined ? wanted : Math.min(wanted, cap), size);
}

/** Refuse an object that lacks a member, or has one that is not known. */
export function members(value, needed, allowed, where) {
  expect(isObject(value), "form", { where });
  for (const name of needed) if (!Object.hasOwn(value, name)) throw new Refused("missing", { where, name });
  const odd = Object.keys(value).filter((name) => !needed.includes(name) && !allowed.includes(name)).sort(byText);
  expect(!odd.length, "unknown-member", { where, name: odd[0] });
}

/** Whether a text is a time in UTC to the second, as the reference writes it. */
export function isTime(text) {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return false;
  const moment = new Date(text);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === text.replace("Z", ".000Z") && text >= "0001";
}

const isSmallHex = (text) => typeof text === "string" && text.length % 2 === 0 && /^[0-9a-f]*$/.test(text);

function checkStratum(one) {
  members(one, ["name", "size", "bp", "floor"], ["cap"], "strata");
  plain(one.name, "strata.name");
  const { size, bp, floor, cap } = one;
  const whole = [size, bp, floor].every(isWhole) && (!Object.hasOwn(one, "cap") || isWhole(cap));
  const sound = whole && bp >= 0 && bp <= WHOLE && size >= 0 && floor >= 0 && (cap === undefined || cap >= floor);
  expect(sound, "form", { where: `strata ${one.name}` });
}

function checkRules(value, where) {
  expect(isObject(value), "form", { where });
  for (const [name, text] of Object.entries(value)) plain(name, where) && plain(text, `${where}.${name}`);
}
