// The officers' document, and what opens it for an auditor.

import { byText, hex, inOrder, unhex } from "./bytes.js";
import { canonical } from "./canonical.js";
import { members } from "./commitment.js";
import { expect, isObject, isWhole, plain } from "./refused.js";
import { SALT_BYTES } from "./selection.js";
import { sha256 } from "./sha256.js";
import { committed } from "./tree.js";

const FORM = "bonafides-draw-officers-v1";
const MOST_EACH = 100;
const MOST_VISITS = 1000000;

/** Read the document. */
export function readRoster(value) {
  expect(isObject(value) && value.form === FORM, "version", { expected: FORM, came: value?.form ?? "?" });
  members(value, ["form", "field", "each", "officers"], [], "roster");
  plain(value.field, "roster.field");
  expect(isWhole(value.each) && value.each >= 2 && value.each <= MOST_EACH, "form", { where: "roster.each" });
  expect(Array.isArray(value.officers), "form", { where: "roster.officers" });
  for (const row of value.officers) {
    members(row, ["number", "fields", "regions", "withheld"], [], "roster.officers");
    const where = `roster ${plain(row.number, "roster.officers")}`;
    for (const name of ["fields", "regions"]) {
      expect(Array.isArray(row[name]), "form", { where });
      row[name].forEach((one) => plain(one, where));
      expect(inOrder(row[name]), "form", { where });
    }
    expect(typeof row.withheld === "string" && row.withheld.length % 2 === 0 && /^[0-9a-f]*$/.test(row.withheld), "form", { where });
  }
  expect(inOrder(value.officers.map((row) => row.number)), "form", { where: "roster.officers" });
  return { ...value, hash: hex(sha256(canonical(value))) };
}

/** The officers with all that decides, where what opens them is what was frozen. */
export function openRoster(roster, opened) {
  const same = Array.isArray(opened) && opened.length === roster.officers.length;
  expect(same, "form", { where: "officers" });
  return roster.officers.map((row, at) => open(row, opened[at]));
}

function open(row, value) {
  const where = `officers ${row.number}`;
  members(value, ["number", "capacity", "recused", "salt"], [], where);
  expect(isWhole(value.capacity) && value.capacity >= 0 && value.capacity <= MOST_VISITS, "form", { where });
  expect(Array.isArray(value.recused), "form", { where });
  value.recused.forEach((code) => plain(code, where));
  const salt = unhex(value.salt);
  expect(salt !== null && salt.length >= SALT_BYTES && value.salt === hex(salt) && inOrder(value.recused), "form", { where });
  const withheld = { number: row.number, capacity: value.capacity, recused: value.recused };
  const frozen = value.number === row.number && hex(committed(salt, withheld)) === row.withheld;
  expect(frozen, "officer-changed", { officer: row.number });
  return {
    number: row.number,
    fields: new Set(row.fields),
    regions: new Set(row.regions),
    capacity: value.capacity,
    recused: new Set(value.recused),
    salt: hex(salt),
  };
}

/** What anybody can check: each business has its officers or is reported, and they were listed for it. */
export function checkSent(sent, roster, drawn, swaps) {
  const due = new Set(drawn);
  for (const swap of swaps) {
    due.delete(swap.out);
    if (swap.into !== null) due.add(swap.into);
  }
  const codes = sent.visits.map((one) => one.code);
  const left = sent.unserved.map((one) => one.code);
  expect(inOrder(codes) && inOrder(left), "form", { where: "result.assignment" });
  const [served, unserved] = [new Set(codes), new Set(left)];
  const odd = [...new Set([...codes, ...left, ...due])]
    .filter((code) => due.has(code) !== (served.has(code) || unserved.has(code)) || (served.has(code) && unserved.has(code)))
    .sort(byText);
  expect(!odd.length, "without-officers", { codes: odd });
  const rows = new Map(roster.officers.map((row) => [row.number, row]));
  for (const visit of sent.visits) {
    const { code, officers, region } = visit;
    const enough = officers.length === roster.each && new Set(officers).size === roster.each;
    expect(enough, "officers-number", { code, expected: roster.each, came: officers.join(", ") });
    for (const number of officers) {
      const row = rows.get(number);
      expect(row, "officer-unlisted", { code, officer: number });
      const fits = row.fields.includes(roster.field) && row.regions.includes(region);
      expect(fits, "officer-unfit", { code, officer: number, field: roster.field, region });
    }
  }
}
