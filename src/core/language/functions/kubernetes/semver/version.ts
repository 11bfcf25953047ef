import { Opaque, UINT_MAX, type Value } from "../../../values/index.ts";

/** A semantic version. Build metadata is kept but takes no part in comparisons. Source: semver.org 2.0.0. */
export class Version extends Opaque {
  readonly typeName = "kubernetes.Semver";
  /** Major, minor and patch. */
  readonly core: readonly bigint[];
  readonly prerelease: readonly string[];
  readonly text: string;

  constructor(core: readonly bigint[], prerelease: readonly string[], text: string) {
    super();
    this.core = core;
    this.prerelease = prerelease;
    this.text = text;
  }

  compare(other: Version): number {
    for (const [at, part] of this.core.entries()) {
      const otherPart = other.core[at] ?? 0n;
      if (part !== otherPart) return part < otherPart ? -1 : 1;
    }
    return comparePrereleases(this.prerelease, other.prerelease);
  }

  equals(other: Opaque): boolean {
    return other instanceof Version && this.compare(other) === 0;
  }

  toString(): string {
    return this.text;
  }

  toPlain(): Value {
    return this.text;
  }
}

const NUMBER = "(0|[1-9]\\d{0,19})";
const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-([0-9A-Za-z.-]+))?(?:\\+([0-9A-Za-z.-]+))?$`);

/** Longer than any sensible version. */
const LONGEST = 1000;

/** The version that a text names, or `undefined`. */
export function parseVersion(text: string): Version | undefined {
  const match = text.length <= LONGEST ? VERSION.exec(text) : null;
  if (!match) return undefined;
  const core = match.slice(1, 4).map(BigInt);
  const prerelease = match[4]?.split(".") ?? [];
  const isWhole = !match[5]?.split(".").includes("");
  const isValid = isWhole && core.every((part) => part <= UINT_MAX) && prerelease.every(isIdentifier);
  return isValid ? new Version(core, prerelease, text) : undefined;
}

/** A text made a version where it can be: without a leading `v` and leading zeros, with zeros for what is missing. `undefined` for short versions with a suffix. */
export function normalizeVersion(text: string): string | undefined {
  const [major = "", minor, ...rest] = text.replace(/^v/, "").split(".");
  const parts = [major, minor, rest.length === 0 ? undefined : rest.join(".")];
  const given = parts.filter((part) => part !== undefined).map((part) => part.replace(/^0+(?=\d)/, ""));
  if (given.length < 3 && /[+-]/.test(given.at(-1) ?? "")) return undefined;
  return [...given, "0", "0"].slice(0, 3).join(".");
}

function isIdentifier(text: string): boolean {
  return text !== "" && !/^0\d+$/.test(text);
}

/** A version without a prerelease is the greater one; numbers come before names; a shorter list before its continuation. */
function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Math.sign(b.length - a.length);
  for (const [at, identifier] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    const order = compareIdentifiers(identifier, other);
    if (order !== 0) return order;
  }
  return a.length < b.length ? -1 : 0;
}

function compareIdentifiers(a: string, b: string): number {
  if (a === b) return 0;
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumberA && isNumberB) return BigInt(a) < BigInt(b) ? -1 : 1;
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return a < b ? -1 : 1;
}
