// Augmenting paths in a graph of any kind (Edmonds 1965), breadth first. The graph is given by functions.

export class Search {
  #even = new Map();
  #parent = new Map();
  #base = new Map();
  #queue = [];

  constructor(neighbours, mate, dead) {
    this.neighbours = neighbours;
    this.mate = mate;
    this.dead = dead;
  }

  /** The edges to be matched along an augmenting path from an unmatched node, the last first; none where there is none. */
  path(root) {
    this.#even.set(root, true);
    this.#queue.push(root);
    for (let at = 0; at < this.#queue.length; at++) {
      const node = this.#queue[at];
      for (const other of this.neighbours(node)) {
        if (this.dead.has(other) || this.#find(node) === this.#find(other)) continue;
        if (!this.#even.has(other)) {
          const mate = this.mate(other);
          this.#parent.set(other, node);
          if (mate === null) return this.#back(other);
          this.#even.set(other, false).set(mate, true);
          this.#queue.push(mate);
        } else if (this.#even.get(other)) {
          const base = this.#meet(node, other);
          this.#shrink(node, other, base);
          this.#shrink(other, node, base);
        }
      }
    }
    return [];
  }

  /** The nodes that the search came to. */
  get met() {
    return this.#even.keys();
  }

  #back(end) {
    const edges = [];
    for (let node = end; node !== null; ) {
      const before = this.#parent.get(node);
      edges.push([node, before]);
      node = this.mate(before);
    }
    return edges;
  }

  #find(node) {
    let root = node;
    while ((this.#base.get(root) ?? root) !== root) root = this.#base.get(root);
    while ((this.#base.get(node) ?? node) !== root) {
      const above = this.#base.get(node) ?? node;
      this.#base.set(node, root);
      node = above;
    }
    return root;
  }

  /** The base of the blossom that an edge between two even nodes closes: where their ways to the root meet. */
  #meet(one, other) {
    const ways = [one, other];
    const seen = new Set();
    for (;;) {
      for (const side of [0, 1]) {
        if (ways[side] === null) continue;
        const base = this.#find(ways[side]);
        if (seen.has(base)) return base;
        seen.add(base);
        const mate = this.mate(base);
        ways[side] = mate === null ? null : this.#parent.get(mate);
      }
    }
  }

  #shrink(node, other, base) {
    while (this.#find(node) !== base) {
      this.#parent.set(node, other);
      const mate = this.mate(node); // only the root has none, and the root is its own base
      if (!this.#even.get(mate)) {
        this.#even.set(mate, true);
        this.#queue.push(mate);
      }
      for (const one of [node, mate]) if (this.#find(one) === one) this.#base.set(one, base);
      [node, other] = [this.#parent.get(mate), mate];
    }
  }
}
