import { replaceParams } from "../types/replace-params.ts";
import { sameType, typeParts } from "../types/type-parts.ts";
import { DYN, type Type } from "../types/type.ts";
import { isDynamic, mostGeneral } from "./generality.ts";

type Param = Type & { readonly kind: "param" };

/** The types of an expression are too large to work with. `checkExpression` turns it into a problem; it goes no further. */
export class TypesTooComplex extends Error {}

/**
 * What is known about type parameters while an expression is checked. Asking whether one type may stand for another binds parameters, as
 * unification does; an answer of no leaves everything as it was. The rules are those of cel-go's checker.
 */
export class TypeBindings {
  readonly #bound = new Map<string, Type>();
  readonly #trail: { readonly name: string; readonly before: Type | undefined }[] = [];
  #fresh = 0;
  #steps = 0;

  /** A type parameter that nothing is known about. */
  fresh(): Type {
    return { kind: "param", name: `_${this.#fresh++}` };
  }

  /** Tells whether a value of type `from` may stand where `to` is wanted. */
  assignable(from: Type, to: Type): boolean {
    return this.#attempt(() => this.#assign(from, to));
  }

  /** The same for whole lists of arguments: all of them or none. */
  allAssignable(from: readonly Type[], to: readonly Type[]): boolean {
    return this.#attempt(() => this.#assignAll(from, to));
  }

  /** The same without keeping what was learned. */
  wouldAccept(from: readonly Type[], to: readonly Type[]): boolean {
    const mark = this.#trail.length;
    const accepted = this.#assignAll(from, to);
    this.#rollBack(mark);
    return accepted;
  }

  /** Puts what is known in place of parameters; those still free stay. */
  resolve(type: Type): Type {
    return replaceParams(type, (param) => {
      this.#step();
      const bound = this.#bound.get(param.name);
      return bound === undefined ? param : this.resolve(bound);
    });
  }

  /** The same, with `dyn` for those still free. */
  resolveFully(type: Type): Type {
    return replaceParams(type, (param) => {
      this.#step();
      const bound = this.#bound.get(param.name);
      return bound === undefined ? DYN : this.resolveFully(bound);
    });
  }

  #attempt(assign: () => boolean): boolean {
    const mark = this.#trail.length;
    const done = assign();
    if (!done) this.#rollBack(mark);
    return done;
  }

  #rollBack(mark: number): void {
    while (this.#trail.length > mark) {
      const { name, before } = this.#trail.pop()!;
      if (before === undefined) this.#bound.delete(name);
      else this.#bound.set(name, before);
    }
  }

  #bind(param: Param, type: Type): void {
    this.#trail.push({ name: param.name, before: this.#bound.get(param.name) });
    this.#bound.set(param.name, type);
  }

  #assignAll(from: readonly Type[], to: readonly Type[]): boolean {
    return from.length === to.length && from.every((type, index) => this.#assign(type, to[index]!));
  }

  // INVARIANT (bounded-types): maps whose keys and values hold one another double in size with every level, so the work is counted.
  #step(): void {
    if (++this.#steps > MAX_STEPS) throw new TypesTooComplex("the types need too many steps");
  }

  #assign(from: Type, to: Type): boolean {
    this.#step();
    if (to.kind === "param") {
      const answer = this.#substitute(from, to);
      if (answer !== "free") return answer === "yes";
    }
    if (from.kind === "param") return this.#substitute(to, from) === "yes";
    if (isDynamic(from) || isDynamic(to)) return true;
    if (from.kind === "null") return isNullable(to);
    if (to.kind === "null") return isNullable(from);
    if (from.kind === "wrapper") return this.#assign(from.of, to);
    if (to.kind === "wrapper") return from.kind === to.of.kind;
    return this.#assignSameKind(from, to);
  }

  #assignSameKind(from: Type, to: Type): boolean {
    switch (from.kind) {
      case "list":
        return to.kind === "list" && this.#assign(from.element, to.element);
      case "map":
        return to.kind === "map" && this.#assign(from.key, to.key) && this.#assign(from.value, to.value);
      case "struct":
        return to.kind === "struct" && from.name === to.name;
      case "opaque":
        return to.kind === "opaque" && from.name === to.name && this.#assignAll(from.params, to.params);
      default:
        return from.kind === to.kind;
    }
  }

  /** Whether `type` may stand for `param`: `no` when it contradicts what is known, `free` when it cannot be bound. */
  #substitute(type: Type, param: Param): "yes" | "no" | "free" {
    if (type.kind === "param" && type.name === param.name) return "yes";
    const known = this.#bound.get(param.name);
    if (known === undefined) {
      if (this.#occurs(param, type)) return "free";
      this.#bind(param, type);
      return "yes";
    }
    if (sameType(type, known)) return "yes";
    if (!this.#assign(type, known)) return "no";
    const general = mostGeneral(type, known);
    if (!this.#occurs(param, general)) this.#bind(param, general);
    return "yes";
  }

  #occurs(param: Param, within: Type): boolean {
    this.#step();
    if (within.kind !== "param") return typeParts(within).some((part) => this.#occurs(param, part));
    if (within.name === param.name) return true;
    const bound = this.#bound.get(within.name);
    return bound !== undefined && this.#occurs(param, bound);
  }
}

function isNullable(type: Type): boolean {
  return NULLABLE.has(type.kind);
}

const MAX_STEPS = 200_000;

const NULLABLE: ReadonlySet<Type["kind"]> = new Set<Type["kind"]>([
  "null",
  "opaque",
  "struct",
  "timestamp",
  "duration",
  "wrapper",
]);
