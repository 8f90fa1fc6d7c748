// What does not hold, by a name for the words of the page, with what was expected and what came.

export class Refused extends Error {
  /** @param {string} word @param {Record<string, unknown>} facts */
  constructor(word, facts = {}) {
    super(`${word} ${JSON.stringify(facts)}`);
    this.word = word;
    this.facts = facts;
  }
}

/** Refuse, unless. */
export function expect(holds, word, facts = {}) {
  if (!holds) throw new Refused(word, facts);
}

/** A text that can stand in a ticket: not empty, no control character, no half of a pair. */
export function plain(text, where) {
  const sound = typeof text === "string" && text && !/[\u0000-\u001f\u007f]/.test(text) && isWellFormed(text);
  expect(sound, "no-plain-text", { where, came: String(JSON.stringify(text) ?? text).slice(0, 80) });
  return text;
}

/** An object that is no list. */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** A whole number that is exact. */
export const isWhole = (value) => Number.isSafeInteger(value) && !Object.is(value, -0);

/** Whether no half of a pair stands alone: such a text has no UTF-8. */
function isWellFormed(text) {
  try {
    encodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
