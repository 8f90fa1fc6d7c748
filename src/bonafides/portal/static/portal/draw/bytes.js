// Bytes and texts: UTF-8, small hexadecimal letters, and the order of texts by code point.

const ENCODER = new TextEncoder();

/** The UTF-8 bytes of a text. @param {string} text */
export const utf8 = (text) => ENCODER.encode(text);

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The bytes of a hexadecimal text, or null where it is none. @param {unknown} text */
export function unhex(text) {
  if (typeof text !== "string" || text.length % 2 || !/^[0-9a-fA-F]*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** @param {...Uint8Array} parts */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Two texts by Unicode code point. JavaScript itself compares UTF-16 units, which differ above U+FFFF. */
export function byText(one, other) {
  if (one === other) return 0;
  if (!/[\ud800-\udfff]/.test(one + other)) return one < other ? -1 : 1;
  const [left, right] = [Array.from(one), Array.from(other)];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = left[at].codePointAt(0) - right[at].codePointAt(0);
    if (difference) return difference;
  }
  return left.length - right.length;
}

/** Whether texts stand in their order, each once. @param {string[]} texts */
export const inOrder = (texts) => texts.every((text, at) => !at || byText(texts[at - 1], text) < 0);
