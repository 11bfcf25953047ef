import type { NativeReference, NativeResource } from "#core/model";
import { namesResourceOf } from "../../bridged/index.ts";
import { unfollowed } from "../../unfollowed.ts";
import type { Managed, Mention } from "./managed.ts";

/** A resource, and the object that it stands for as others mention it. */
export interface Mentionable {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Finds who is mentioned, in the objects of one input. Only what is in the input can be found. */
export class Mentionables {
  readonly #byName = new Map<string, Mentionable[]>();
  readonly #byLabel = new Map<string, Mentionable[]>();

  add(mentionable: Mentionable): void {
    addTo(this.#byName, mentionable.name, mentionable);
    for (const [name, text] of Object.entries(mentionable.labels)) addTo(this.#byLabel, `${name}=${text}`, mentionable);
  }

  /** The references of a resource: proven where exactly one object is mentioned, possible where it may be one of several, open where it is none. */
  referencesOf({ mentions, native }: Managed, { module }: NativeResource): readonly NativeReference[] {
    const known = mentions.flatMap((mention) => this.#referencesOf(mention, module));
    return [...known, ...unfollowed(native, known)];
  }

  #referencesOf(mention: Mention, namespace: string): readonly NativeReference[] {
    const found = this.#candidates(mention, mention.namespace ?? namespace);
    const attribute = String(mention.path.findLast((step) => typeof step === "string"));
    const fitting = found.filter(({ type }) => namesResourceOf(attribute, type));
    const chosen = fitting.length > 0 ? fitting : found;
    const [only] = chosen;
    if (only === undefined) return [{ path: mention.path, target: null, attribute: null, certainty: "possible" }];
    const certainty = chosen.length === 1 ? "proven" : "possible";
    return chosen.map(({ id }) => ({ path: mention.path, target: id, attribute: null, certainty }));
  }

  #candidates({ name, labels }: Mention, namespace: string): readonly Mentionable[] {
    if (name !== null) return (this.#byName.get(name) ?? []).filter((other) => other.namespace === namespace);
    const [first, ...others] = Object.entries(labels ?? {});
    if (first === undefined) return [];
    const found = this.#byLabel.get(`${first[0]}=${first[1]}`) ?? [];
    return found.filter((other) =>
      others.every(([key, text]) => Object.hasOwn(other.labels, key) && other.labels[key] === text),
    );
  }
}

function addTo(index: Map<string, Mentionable[]>, key: string, mentionable: Mentionable): void {
  const same = index.get(key);
  if (same) same.push(mentionable);
  else index.set(key, [mentionable]);
}
