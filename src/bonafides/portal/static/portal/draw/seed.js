// The seed from its evidence. What the browser does not check of it is told: the signature of drand or NIST.

import { byText, hex, unhex, utf8 } from "./bytes.js";
import { expect, isObject, plain } from "./refused.js";
import { sha256 } from "./sha256.js";

const CHAINS = {
  "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce": { genesis: 1595431050, period: 30, chained: true },
  "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971": { genesis: 1692803367, period: 3, chained: false },
};
const LAST = 10 ** 9;
const LABEL = "bonafides-ceremony-v1";
const MEMBERS = {
  drand: ["source", "chain", "round"],
  nist: ["source", "certificate", "time"],
  ceremony: ["source", "parties", "text"],
};

/** The seed (32 bytes), and what of its evidence is left unchecked here ("" where nothing is). */
export function seedOf(commitment, evidence) {
  const source = commitment.seed;
  expect(Object.hasOwn(MEMBERS, source.source), "seed-source", { came: String(source.source) });
  const moment = { drand: roundTime, nist: pulseTime, ceremony: checkParties }[source.source](source);
  const odd = Object.keys(source).filter((name) => !MEMBERS[source.source].includes(name)).sort(byText);
  expect(!odd.length, "unknown-member", { where: "seed", name: odd[0] });
  const made = Date.parse(commitment.committed_at);
  expect(moment === null || made < moment, "seed-known", { seed: stamp(moment), commitment: commitment.committed_at });
  expect(isObject(evidence), "form", { where: "evidence" });
  if (source.source === "drand") return { seed: drand(source, evidence), unchecked: "drand-signature", moment };
  if (source.source === "nist") return { seed: nist(source, evidence), unchecked: "nist-signature", moment };
  return { seed: ceremony(source, evidence, commitment.draw), unchecked: "", moment };
}

const stamp = (moment) => (moment === null ? "" : new Date(moment).toISOString().replace(/\.\d+Z$/, "Z"));

function roundTime(source) {
  const known = typeof source.chain === "string" && Object.hasOwn(CHAINS, source.chain);
  expect(known, "drand-chain", { came: String(source.chain) });
  const sound = Number.isInteger(source.round) && source.round >= 1 && source.round <= LAST;
  expect(sound, "drand-round", { came: String(source.round) });
  const { genesis, period } = CHAINS[source.chain];
  return 1000 * (genesis + (source.round - 1) * period);
}

function drand(source, evidence) {
  expect(evidence.round === source.round, "other-round", { expected: source.round, came: String(evidence.round) });
  const signature = unhex(evidence.signature);
  const previous = CHAINS[source.chain].chained ? unhex(evidence.previous_signature) : utf8("");
  expect(signature !== null && previous !== null, "form", { where: "evidence.signature" });
  return sha256(signature);
}

function pulseTime(source) {
  const moment = typeof source.time === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(source.time);
  const time = moment ? Date.parse(source.time) : NaN;
  expect(!Number.isNaN(time) && new Date(time).toISOString() === source.time, "form", { where: "seed.time" });
  expect(/^[0-9a-f]{128}$/.test(String(source.certificate)), "form", { where: "seed.certificate" });
  return time;
}

function nist(source, evidence) {
  const pulse = evidence.pulse;
  const output = isObject(pulse) ? unhex(pulse.outputValue) : null;
  expect(output !== null, "form", { where: "evidence.pulse" });
  expect(pulse.timeStamp === source.time && pulse.statusCode === 0, "other-pulse", { expected: source.time, came: String(pulse.timeStamp) });
  const certificate = String(pulse.certificateId).toLowerCase();
  expect(certificate === source.certificate, "other-certificate", { expected: source.certificate, came: certificate });
  return sha256(output);
}

function checkParties(source) {
  const { parties } = source;
  expect(isObject(parties) && Object.keys(parties).length >= 2, "ceremony-parties");
  const promises = Object.values(parties).map(String);
  expect(new Set(promises).size === promises.length, "ceremony-alike");
  Object.keys(parties).forEach((party) => plain(party, "seed.parties"));
  expect(!Object.hasOwn(source, "numbers"), "unknown-member", { where: "seed", name: "numbers" });
  return null;
}

function ceremony(source, evidence, draw) {
  const { numbers } = evidence;
  const names = Object.keys(source.parties).sort(byText);
  const came = isObject(numbers) ? Object.keys(numbers).sort(byText) : [];
  expect(came.join("\n") === names.join("\n"), "ceremony-revealed", { expected: names.join(", "), came: came.join(", ") });
  const lines = [LABEL, draw];
  for (const party of names) {
    const number = unhex(numbers[party]);
    expect(number !== null && number.length === 32, "form", { where: `evidence.numbers ${party}` });
    const promise = hex(sha256(utf8(`${LABEL}\n${draw}\n${party}\n${hex(number)}\n`)));
    expect(promise === source.parties[party], "ceremony-promise", { party });
    lines.push(hex(number));
  }
  if (Object.hasOwn(source, "text")) lines.push(plain(String(evidence.text ?? ""), "evidence.text"));
  return sha256(utf8(lines.map((line) => `${line}\n`).join("")));
}
