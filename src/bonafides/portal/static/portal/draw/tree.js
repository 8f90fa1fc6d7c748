// The Merkle tree of RFC 6962, and salted commitments to rows.

import { joined } from "./bytes.js";
import { canonical } from "./canonical.js";
import { expect } from "./refused.js";
import { sha256 } from "./sha256.js";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** SHA-256 over a salt and the canonical JSON of a row. */
export const committed = (salt, row) => sha256(joined(salt, canonical(row)));

/** The hash of a leaf. */
export const leafHash = (entry) => sha256(joined(LEAF, entry));

const nodeHash = (left, right) => sha256(joined(NODE, left, right));

/** The root over leaf hashes. A node without a partner goes up as it is, which gives the tree of the standard. */
export function rootOf(leaves) {
  if (!leaves.length) return sha256(new Uint8Array(0));
  let level = leaves;
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at < level.length; at += 2) {
      above.push(at + 1 < level.length ? nodeHash(level[at], level[at + 1]) : level[at]);
    }
    level = above;
  }
  return level[0];
}

/** The root that a proof of inclusion leads to (RFC 9162, 2.1.3.2). */
export function rootFromProof(leaf, index, size, proof) {
  expect(index >= 0 && index < size, "proof-shape");
  let [position, last, found] = [index, size - 1, leaf];
  for (const sibling of proof) {
    expect(last > 0 && sibling.length === 32, "proof-shape");
    if (position % 2 || position === last) {
      found = nodeHash(sibling, found);
      while (position && position % 2 === 0) [position, last] = [position / 2, Math.floor(last / 2)];
    } else {
      found = nodeHash(found, sibling);
    }
    [position, last] = [Math.floor(position / 2), Math.floor(last / 2)];
  }
  expect(last === 0, "proof-shape");
  return found;
}
