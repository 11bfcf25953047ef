import { sha256Hex } from "#core/model";

/** Longer names of constraints are refused; the prefix does not count (Organization Policy API v2, `CustomConstraint.name`). */
const MOST_CHARACTERS = 70;
const DIGEST_CHARACTERS = 8;

/** Names of custom constraints: letters and digits only, each once. */
export class ConstraintNames {
  readonly #taken = new Set<string>();

  /** A name for parts that tell what it is about. The same parts in the same order of calls give the same names. */
  free(parts: readonly string[]): string {
    const whole = parts
      .flatMap((part) => part.match(/[A-Za-z0-9]+/g) ?? [])
      .map(capitalized)
      .join("");
    const plain = whole.charAt(0).toLowerCase() + whole.slice(1);
    const name = plain.length <= MOST_CHARACTERS && !this.#taken.has(plain) ? plain : this.#digested(plain, parts);
    this.#taken.add(name);
    return `custom.${name}`;
  }

  /** Names that are too long, or that others have because signs between words are lost, are told apart by a digest. */
  #digested(plain: string, parts: readonly string[]): string {
    const start = plain.slice(0, MOST_CHARACTERS - DIGEST_CHARACTERS);
    for (let count = 0; ; count++) {
      const digest = sha256Hex(JSON.stringify([...parts, count]));
      const name = start + digest.slice(0, DIGEST_CHARACTERS);
      if (!this.#taken.has(name)) return name;
    }
  }
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
