// The steps of verification (docs/reference/draw.md): each holds, does not hold, or cannot be shown here; and why.

import { byText, hex, inOrder, unhex } from "./bytes.js";
import { send } from "./assign.js";
import { quotaOf, readCommitment } from "./commitment.js";
import { Refused, expect, isObject } from "./refused.js";
import { checkSent, openRoster, readRoster } from "./roster.js";
import { seedOf } from "./seed.js";
import { drawnOf, leafOf, rank, readSubject, substitute, thresholdsOf, ticketKey, ticketOf } from "./selection.js";
import { rootFromProof, rootOf } from "./tree.js";

const FORM = "bonafides-draw-bundle-v1";
const OPENING = "bonafides-draw-opening-v1";
const RECOMPUTED = ["subjects", "selection", "substitutions"];

/** Check a bundle. `pause` is awaited between steps, so that a page can show how far it is. */
export async function verify(bundle, pause = async () => {}) {
  const report = { steps: [] };
  const note = (step, state, word = "", facts = {}) => report.steps.push({ step, state, word, facts });
  const attempt = async (step, work) => {
    await pause(step);
    try {
      const unchecked = work();
      note(step, unchecked ? "partly" : "holds", unchecked || "");
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      note(step, "fails", error.word, error.facts);
      return false;
    }
  };
  const read = await attempt("commitment", () => void Object.assign(report, readBundle(bundle)));
  if (!read) return report;
  const { commitment, result } = report;
  note("logged", "unshown", "needs-keys");
  note("before-the-seed", "unshown", "needs-keys");
  const seeded = await attempt("seed", () => {
    const found = seedOf(commitment, bundle.evidence);
    Object.assign(report, { seed: hex(found.seed), key: ticketKey(commitment.draw, found.seed), seedTime: found.moment });
    return found.unchecked;
  });
  await attempt("counts", () => checkShape(commitment, result));
  let officers = true;
  const sent = Object.hasOwn(bundle, "roster") || Object.hasOwn(result, "assignment");
  if (commitment.officers || sent) officers = await attempt("officers", () => readOfficers(report, bundle));
  const recomputed = [...RECOMPUTED, ...(commitment.officers ? ["assignment"] : [])];
  if ((bundle.subjects ?? null) === null) {
    recomputed.forEach((step) => note(step, "unshown", report.reader === "public" ? "auditors" : "subjects-file"));
  } else if (!seeded) {
    recomputed.forEach((step) => note(step, "unshown", "without-seed"));
  } else {
    await recompute(report, bundle, officers, attempt, note);
  }
  return report;
}

/** Whether nothing that was checked fails. */
export const holds = (report) => report.steps.every((one) => one.state !== "fails");

function readBundle(bundle) {
  expect(isObject(bundle) && bundle.form === FORM, "version", { expected: FORM, came: bundle?.form ?? "?" });
  const commitment = readCommitment(bundle.commitment);
  const opened = [bundle.subjects, bundle.subjects_file].filter((one) => (one ?? null) !== null).length;
  const reader = bundle.reader;
  expect((reader === "public" && !opened) || (reader === "auditor" && opened === 1), "form", { where: "reader" });
  expect(isObject(bundle.evidence), "form", { where: "evidence" });
  const closed = Object.hasOwn(bundle, "officers") === (reader === "auditor" && Object.hasOwn(bundle, "roster"));
  expect(closed, "form", { where: "officers" });
  return { commitment, reader, result: readResult(bundle.result) };
}

function readResult(value) {
  const sound = isObject(value) && isObject(value.thresholds) && Array.isArray(value.drawn) && Array.isArray(value.substitutions);
  expect(sound, "form", { where: "result" });
  for (const one of Object.values(value.thresholds)) expect(one === null || unhex(one) !== null, "form", { where: "result.thresholds" });
  const swaps = value.substitutions.every((one) => isObject(one) && ["out", "reason", "into"].every((name) => Object.hasOwn(one, name)));
  expect(swaps && value.drawn.every((code) => typeof code === "string"), "form", { where: "result" });
  if (Object.hasOwn(value, "assignment")) {
    const { visits, unserved } = isObject(value.assignment) ? value.assignment : {};
    const visit = (one) => isObject(one) && typeof one.code === "string" && typeof one.region === "string" && Array.isArray(one.officers);
    const reported = (one) => isObject(one) && typeof one.code === "string";
    expect(Array.isArray(visits) && visits.every(visit) && Array.isArray(unserved) && unserved.every(reported), "form", { where: "result.assignment" });
  }
  return value;
}

function checkShape(commitment, result) {
  const quotas = Object.fromEntries(commitment.strata.map((one) => [one.name, quotaOf(one)]));
  const names = Object.keys(quotas);
  const same = names.length === Object.keys(result.thresholds).length && names.every((name) => Object.hasOwn(result.thresholds, name));
  expect(same, "form", { where: "result.thresholds" });
  for (const name of names) expect((quotas[name] === 0) === !result.thresholds[name], "threshold-missing", { stratum: name, expected: quotas[name] });
  expect(inOrder(result.drawn), "form", { where: "result.drawn" });
  const due = Object.values(quotas).reduce((sum, one) => sum + one, 0);
  expect(result.drawn.length === due, "drawn-number", { expected: due, came: result.drawn.length });
  for (const { out, reason } of result.substitutions) {
    expect(Object.hasOwn(commitment.substitutions, reason), "unknown-reason", { code: out, reason });
  }
}

function readOfficers(report, bundle) {
  const { commitment, result } = report;
  expect(bundle.roster || !commitment.officers, "no-roster", { expected: commitment.officers });
  expect(!bundle.roster || commitment.officers, "roster-uncommitted");
  const roster = readRoster(bundle.roster);
  expect(roster.hash === commitment.officers, "roster-changed", { expected: commitment.officers, came: roster.hash });
  expect(result.assignment, "no-assignment");
  checkSent(result.assignment, roster, result.drawn, result.substitutions);
  report.roster = roster;
}

async function recompute(report, bundle, officers, attempt, note) {
  const { commitment, key, result } = report;
  let subjects, ranked, swaps;
  const listed = await attempt("subjects", () => {
    expect(Array.isArray(bundle.subjects), "form", { where: "subjects" });
    subjects = bundle.subjects.map(readSubject).sort((one, other) => byText(one.code, other.code));
    subjects.forEach((one, at) => expect(!at || subjects[at - 1].code !== one.code, "twice", { code: one.code }));
    expect(subjects.length === commitment.subjects.size, "subjects-number", { expected: commitment.subjects.size, came: subjects.length });
    const root = hex(rootOf(subjects.map(leafOf)));
    expect(root === commitment.subjects.root, "other-root", { expected: commitment.subjects.root, came: root });
    ranked = rank(commitment, subjects, key);
  });
  if (!listed) {
    ["selection", "substitutions", ...(commitment.officers ? ["assignment"] : [])].forEach((step) => note(step, "unshown", "without-subjects"));
    return;
  }
  await attempt("selection", () => {
    report.drawn = drawnOf(ranked);
    const [due, came] = [new Set(report.drawn), new Set(result.drawn)];
    const missing = report.drawn.filter((code) => !came.has(code));
    const added = result.drawn.filter((code) => !due.has(code));
    expect(!missing.length && !added.length, "other-drawn", { missing, added });
    report.thresholds = thresholdsOf(ranked);
    const wrong = Object.entries(report.thresholds).filter(([name, one]) => one !== (result.thresholds[name]?.toLowerCase() ?? null));
    expect(!wrong.length, "other-threshold", { strata: wrong.map(([name]) => name) });
  });
  const swapped = await attempt("substitutions", () => {
    swaps = substitute(commitment, ranked, result.substitutions);
    const wrong = swaps.filter((swap, at) => swap.into !== result.substitutions[at].into);
    expect(!wrong.length, "other-substitute", { codes: wrong.map((swap) => swap.out), due: wrong.map((swap) => swap.into ?? "–") });
    report.substitutions = swaps;
  });
  if (!commitment.officers) return;
  if (!officers || !swapped) {
    note("assignment", "unshown", "without-officers-document");
    return;
  }
  await attempt("assignment", () => {
    const team = openRoster(report.roster, bundle.officers);
    report.assignment = send(key, ranked, subjects, team, report.roster, swaps);
    const codes = differing(report.assignment, result.assignment);
    expect(!codes.length, "other-assignment", { codes });
  });
}

/** The businesses to which others are sent than follow. */
function differing(due, came) {
  const told = ({ visits, unserved }) =>
    new Map([
      ...visits.map((one) => [one.code, JSON.stringify([one.region, one.officers])]),
      ...unserved.map((one) => [one.code, JSON.stringify(Object.entries(one.reasons ?? {}).sort(([a], [b]) => byText(a, b)))]),
    ]);
  const [one, other] = [told(due), told(came)];
  return [...new Set([...one.keys(), ...other.keys()])].filter((code) => one.get(code) !== other.get(code)).sort(byText);
}

/** What a business learns of its own draw from its opening. Throws Refused where the result says other than its ticket. */
export function verifyOpening(report, opening) {
  const { commitment, result, key } = report;
  expect(isObject(opening) && opening.form === OPENING, "version", { expected: OPENING, came: opening?.form ?? "?" });
  expect(opening.draw === commitment.draw, "other-draw", { expected: commitment.draw, came: String(opening.draw) });
  const subject = readSubject(opening.subject);
  expect(Number.isSafeInteger(opening.index) && Array.isArray(opening.proof), "form", { where: "opening" });
  const proof = opening.proof.map(unbase64);
  const root = hex(rootFromProof(leafOf(subject), opening.index, commitment.subjects.size, proof));
  expect(root === commitment.subjects.root, "not-frozen", { code: subject.code });
  const stratum = commitment.strata.find((one) => one.name === subject.stratum);
  expect(stratum, "unknown-stratum", { code: subject.code, stratum: subject.stratum });
  const known = subject.excluded === null || Object.hasOwn(commitment.exclusions, subject.excluded);
  expect(known, "unknown-rule", { code: subject.code, rule: subject.excluded });
  const ticket = ticketOf(key, subject, commitment.blinded);
  const threshold = result.thresholds[subject.stratum]?.toLowerCase() ?? null;
  const due = subject.excluded === null && threshold !== null && ticket <= threshold;
  const drawn = result.drawn.includes(subject.code);
  expect(due === drawn, due ? "own-dropped" : "own-added", { code: subject.code, ticket });
  for (const visit of result.assignment?.visits ?? []) {
    if (visit.code !== subject.code) continue;
    expect(visit.region === subject.region, "own-region", { code: visit.code, came: visit.region, expected: subject.region ?? "–" });
    const again = subject.lastPair.length && subject.lastPair.every((number) => visit.officers.includes(number));
    expect(!again, "own-pair", { code: visit.code });
  }
  return { code: subject.code, stratum: subject.stratum, ticket, threshold, drawn, excluded: subject.excluded };
}

function unbase64(text) {
  expect(typeof text === "string" && /^[A-Za-z0-9+/]*={0,2}$/.test(text), "proof-shape");
  try {
    return Uint8Array.from(atob(text), (mark) => mark.charCodeAt(0));
  } catch {
    throw new Refused("proof-shape");
  }
}
