// Canonical JSON (RFC 8785) of what has no fractions: JavaScript's own writing of texts and numbers is the one it asks for.

import { utf8 } from "./bytes.js";
import { Refused, isWhole } from "./refused.js";

/** The one text of a value. */
export function canonicalText(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!isWhole(value)) throw new Refused("inexact-number", { came: String(value) });
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const names = Object.keys(value).sort(); // by UTF-16 units, as the standard says
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`).join(",")}}`;
}

/** Its UTF-8 bytes. */
export const canonical = (value) => utf8(canonicalText(value));
