import type { Node } from "../ir/node.ts";
import type { Value } from "../../values/index.ts";
import { quote } from "./quote.ts";

/** A JavaScript expression without effects: a generated name or a literal. `isBool`: it is never anything but true or false. */
export interface Atom {
  readonly code: string;
  readonly isBool: boolean;
  /** The value, when it is known at compile time. */
  readonly constant?: { readonly value: Value };
}

/** Values already computed where the code being written can see them. */
interface Known {
  readonly atoms: Map<string, Atom>;
  readonly outer: Known | undefined;
}

/** Texts longer than this are constants beside the code, not literals in it. */
const LONGEST_LITERAL = 200;

/**
 * Writes the body of one function, statement by statement, and remembers which values it has at hand.
 *
 * INVARIANT (dominance): a remembered value is offered only where the statement that computes it has run.
 */
export class Emitter {
  /** Writes a node; answers where its value is. */
  readonly emit: (node: Node) => Atom;
  readonly lines: string[] = [];
  /** What the code refers to by `k0`, `k1` and so on. */
  readonly constants: unknown[] = [];
  /** Where the local variables of macros and bindings are, by slot. */
  readonly slots: Map<number, Atom> = new Map();
  #known: Known = { atoms: new Map(), outer: undefined };
  #names = 0;

  constructor(emit: (emitter: Emitter, node: Node) => Atom) {
    this.emit = (node) => emit(this, node);
  }

  /** A name that nothing else has. */
  name(): string {
    return `t${this.#names++}`;
  }

  line(code: string): void {
    this.lines.push(code);
  }

  /** Names the value of an expression. */
  define(code: string, isBool = false): Atom {
    const name = this.name();
    this.line(`const ${name}=${code};`);
    return { code: name, isBool };
  }

  /** The value of this kind that was computed before, or computes it. */
  once(key: string, compute: () => Atom): Atom {
    for (let known: Known | undefined = this.#known; known !== undefined; known = known.outer) {
      const atom = known.atoms.get(key);
      if (atom !== undefined) return atom;
    }
    const atom = compute();
    this.#known.atoms.set(key, atom);
    return atom;
  }

  /** Writes a block; what it computes is forgotten behind it. */
  block(opening: string, write: () => void): void {
    this.line(`${opening}{`);
    this.#known = { atoms: new Map(), outer: this.#known };
    write();
    this.#known = this.#known.outer ?? this.#known;
    this.line("}");
  }

  /** Refers to something that the code cannot spell. */
  refer(constant: unknown): string {
    return `k${this.constants.push(constant) - 1}`;
  }

  /** Spells a constant value, or refers to it. */
  constant(value: Value): Atom {
    return { code: literalOf(value) ?? this.refer(value), isBool: typeof value === "boolean", constant: { value } };
  }
}

function literalOf(value: Value): string | undefined {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return value.length <= LONGEST_LITERAL ? quote(value) : undefined;
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  return value < 0 ? `(${value})` : String(value);
}
