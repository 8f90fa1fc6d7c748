// The page "Verify this draw": reads the bundle, runs the checks here, and tells each in the words of the page.

import { holds, verify, verifyOpening } from "./verify.js";
import { Refused } from "./refused.js";
import { quotaOf } from "./commitment.js";

const MOST = 20;
const page = document.getElementById("verification");
const words = new Map(
  Array.from(document.getElementById("words").content.querySelectorAll("[data-word]"), (one) => [one.dataset.word, one.textContent]),
);
let report = null;

/** A text of the page with its gaps filled. */
function say(word, facts = {}) {
  const text = words.get(word) ?? words.get("form") ?? word;
  return text.replace(/%\((\w+)\)s/g, (_, name) => {
    const fact = facts[name];
    if (!Array.isArray(fact)) return String(fact ?? "–");
    if (!fact.length) return words.get("none");
    const shown = fact.slice(0, MOST).join(", ");
    return fact.length > MOST ? say("more", { shown, number: fact.length - MOST }) : shown;
  });
}

/** The row of a step, as the server wrote it, brought to what was found. */
function show({ step, state, word, facts }) {
  const row = page.querySelector(`[data-step="${step}"]`);
  row.hidden = false;
  row.dataset.state = state;
  row.querySelector("[data-part=state]").textContent = say(`state-${state}`);
  row.querySelector("[data-part=why]").textContent = word ? say(word, facts) : "";
}

function tell(state, word, facts) {
  const verdict = document.getElementById("verdict");
  verdict.dataset.state = state;
  verdict.textContent = say(word, facts);
}

async function check(bundle) {
  page.hidden = false;
  tell("running", "running");
  for (const row of page.querySelectorAll("[data-step]")) show({ step: row.dataset.step, state: "waits", word: "" });
  const painted = () => new Promise((done) => setTimeout(done));
  report = await verify(bundle, async (step) => {
    show({ step, state: "runs", word: "" });
    await painted();
  });
  const told = new Set(report.steps.map((one) => one.step));
  for (const row of page.querySelectorAll("[data-step]")) row.hidden = !told.has(row.dataset.step);
  report.steps.forEach(show);
  const failing = report.steps.filter((one) => one.state === "fails").length;
  const shown = report.steps.filter((one) => one.state === "holds" || one.state === "partly").length;
  const facts = { draw: report.commitment?.draw ?? "–", shown, failing, unshown: report.steps.length - shown - failing };
  tell(holds(report) ? "same" : "changed", holds(report) ? "all-hold" : "some-fail", facts);
  figures();
}

/** What was computed here, to be compared with what the register, the ledger or a newspaper says. */
function figures() {
  const list = document.getElementById("computed");
  list.hidden = !report.commitment;
  if (!report.commitment) return;
  const { commitment, seed, key, result } = report;
  const quotas = commitment.strata.map((one) => say("quota", { stratum: one.name, size: one.size, quota: quotaOf(one) }));
  const rows = [
    ["computed-draw", commitment.draw],
    ["computed-hash", commitment.hash],
    ["computed-seed", seed ?? "–"],
    ["computed-key", key ?? "–"],
    ["computed-quotas", quotas.join(" · ")],
    ["computed-drawn", String(result.drawn.length)],
  ];
  list.replaceChildren(
    ...rows.map(([word, text]) => {
      const [row, term, told] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
      term.textContent = say(word);
      told.textContent = text;
      told.className = "code";
      row.append(term, told);
      return row;
    }),
  );
}

/** What one business learns by its opening. */
function own(opening) {
  const told = document.getElementById("own");
  told.hidden = false;
  try {
    if (!report?.key) throw new Refused("opening-first");
    const found = verifyOpening(report, opening);
    told.dataset.state = "same";
    told.textContent = say(found.excluded ? "own-excluded" : found.drawn ? "own-drawn" : "own-not", { ...found, rule: found.excluded });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    told.dataset.state = "changed";
    told.textContent = say(error.word, error.facts);
  }
}

async function fetched(address) {
  page.hidden = false;
  tell("running", "loading");
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    await check(await answer.json());
  } catch (error) {
    tell("changed", "not-loaded", { why: error.message });
  }
}

/** Files of one's own: a bundle, an opening, or both. They are read here and sent nowhere. */
async function picked(files) {
  const openings = [];
  for (const file of files) {
    let value;
    try {
      value = JSON.parse(await file.text());
    } catch {
      tell("changed", "no-json", { file: file.name });
      page.hidden = false;
      return;
    }
    if (value?.form === "bonafides-draw-opening-v1") openings.push(value);
    else await check(value);
  }
  openings.forEach(own);
}

document.getElementById("files").addEventListener("change", (event) => picked(Array.from(event.target.files)));
document.getElementById("picker").hidden = false;
document.getElementById("without").hidden = true;
if (page.dataset.bundle) fetched(page.dataset.bundle);
