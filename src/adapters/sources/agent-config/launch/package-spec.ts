import { imageName } from "../../image-name.ts";

/** Where a package comes from. */
export type Ecosystem = "npm" | "pypi" | "go" | "image" | "url";

/** A package as a command line names it. `pinned` means that the name always gives the same content, or a version that is published once. */
export interface PackageSpec {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string | null;
  readonly pinned: boolean;
}

const EXACT_VERSION = /^v?\d{1,10}\.\d{1,10}\.\d{1,10}(?:[-+][\w.+-]{1,100})?$/;
const EXACT_PYTHON_VERSION = /^\d{1,10}(?:\.\d{1,10}){0,5}(?:[._-]?(?:a|b|rc|post|dev)\d{0,5})?(?:\+[\w.]{1,100})?$/;
const COMMIT = /#(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const PYTHON_COMMIT = /@[0-9a-f]{40}(?:#|$)/;
const OTHER_PLACE = /^(?:git\+|git:|github:|gitlab:|bitbucket:|https?:)/;
const ON_DISK = /^(?:file:|\.{0,2}[\\/]|\.{1,2}$|[A-Za-z]:[\\/])/;

/** Takes apart the text that names a package; null when it names what is on the disk already. */
export function parseSpec(spec: string, ecosystem: Ecosystem): PackageSpec | null {
  if (ecosystem === "image") return { ecosystem, ...imageName(spec) };
  if (ON_DISK.test(spec)) return null;
  if (ecosystem === "url") return module(spec);
  if (OTHER_PLACE.test(spec) || (ecosystem === "npm" && /^[^@/]+\/[^@/]+$/.test(spec)))
    return { ecosystem: "url", name: spec, version: null, pinned: COMMIT.test(spec) || PYTHON_COMMIT.test(spec) };
  return ecosystem === "pypi" ? python(spec) : atVersion(spec, ecosystem);
}

/** `name@version`, where a name may start with `@`. */
function atVersion(spec: string, ecosystem: Ecosystem): PackageSpec {
  const at = spec.lastIndexOf("@");
  const version = at > 0 ? spec.slice(at + 1) : null;
  const name = at > 0 ? spec.slice(0, at) : spec;
  return { ecosystem, name, version, pinned: version !== null && EXACT_VERSION.test(version) };
}

function python(spec: string): PackageSpec {
  const [, name = spec, version = null] = /^([\w.-]+(?:\[[\w.,\s-]*\])?)\s*(?:===?|@)\s*(\S+)$/.exec(spec) ?? [];
  return { ecosystem: "pypi", name, version, pinned: version !== null && EXACT_PYTHON_VERSION.test(version) };
}

/** What Deno runs: a package of npm or JSR, a module at an address, or a file. */
function module(spec: string): PackageSpec | null {
  const [, rest] = /^(?:npm|jsr):\/?(.+)$/.exec(spec) ?? [];
  if (rest !== undefined) return atVersion(rest, "npm");
  return OTHER_PLACE.test(spec) ? { ecosystem: "url", name: spec, version: null, pinned: false } : null;
}
