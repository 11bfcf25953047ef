import { macrosFor, type MacroLibrary } from "../1-parse/index.ts";
import { comprehensionsLibrary } from "../functions/comprehensions/index.ts";
import type { FunctionLibrary } from "../functions/declaration.ts";
import { listsLibrary } from "../functions/lists/index.ts";
import { optionalLibrary } from "../functions/optional/index.ts";
import { setsLibrary } from "../functions/sets/index.ts";
import { standardLibrary } from "../functions/standard/index.ts";
import { stringsLibrary } from "../functions/strings/index.ts";
import { authorizerLibrary } from "../functions/kubernetes/authorizer/index.ts";
import { formatLibrary } from "../functions/kubernetes/format/index.ts";
import { kubernetesListsLibrary } from "../functions/kubernetes/lists/index.ts";
import { cidrLibrary } from "../functions/kubernetes/net/cidr.ts";
import { ipLibrary } from "../functions/kubernetes/net/ip.ts";
import { quantityLibrary } from "../functions/kubernetes/quantity/index.ts";
import { kubernetesRegexLibrary } from "../functions/kubernetes/regex/index.ts";
import { semverLibrary } from "../functions/kubernetes/semver/index.ts";
import { urlLibrary } from "../functions/kubernetes/url/index.ts";

/** A version of Kubernetes by its second number, as 34 for 1.34. */
export type KubernetesVersion = number;

/** The versions in which admission policies are stable, as far as they are known here. */
export const KUBERNETES_VERSIONS: { readonly oldest: KubernetesVersion; readonly newest: KubernetesVersion } = {
  oldest: 30,
  newest: 37,
};

// Facts from k8s.io/apiserver `pkg/cel/environment/base.go`. An API server takes into new policies what the version before it already knew, so that
// each of these numbers is one above the `IntroducedVersion` there. Whatever is not listed under a library came with it.

const ALWAYS = 0;

/** The libraries of admission policies, each with the version since which it may be used. */
const LIBRARIES: readonly (readonly [FunctionLibrary, KubernetesVersion])[] = [
  [standardLibrary, ALWAYS],
  [urlLibrary, ALWAYS],
  [kubernetesRegexLibrary, ALWAYS],
  [kubernetesListsLibrary, ALWAYS],
  [stringsLibrary, ALWAYS],
  [authorizerLibrary, 28],
  [optionalLibrary, 29],
  [quantityLibrary, 29],
  [setsLibrary, 30],
  [ipLibrary, 31],
  [cidrLibrary, 31],
  [formatLibrary, 32],
  [comprehensionsLibrary, 33],
  [semverLibrary, 34],
  [listsLibrary, 35],
];

/** Functions that came to their library later, by `library name`. Optional values grew with cel-go, which has no part in the versions of libraries. */
const LATER: Readonly<Record<string, KubernetesVersion>> = {
  "strings format": 30,
  "strings strings.quote": 30,
  "strings reverse": Infinity,
  "kubernetes.authz fieldSelector": 32,
  "kubernetes.authz labelSelector": 32,
  "optional optional.unwrap": 33,
  "optional unwrapOpt": 33,
  "lists first": 33,
  "lists last": 33,
  "kubernetes.lists includes": 38,
};

/** The macros of admission policies, as libraries. */
const MACROS: readonly (readonly [MacroLibrary, KubernetesVersion])[] = [
  ["standard", ALWAYS],
  ["optionals", 29],
  ["two-variable", 33],
  ["lists", 35],
];

/** The libraries that the API server of a version gives to new admission policies. */
export function admissionLibraries(version: KubernetesVersion): readonly FunctionLibrary[] {
  return LIBRARIES.map(([library, since]) => {
    const functions = library.functions.filter(({ name }) => sinceOf(library.name, name, since) <= version);
    return since <= version ? { ...library, functions } : { name: library.name, functions };
  });
}

/** The libraries of macros that it gives them. */
export function admissionMacros(version: KubernetesVersion): readonly MacroLibrary[] {
  return MACROS.flatMap(([library, since]) => (since <= version ? [library] : []));
}

/** A call by the name that is written, `format.named` included; `args` counts what stands between the parentheses. */
export interface CallForm {
  readonly name: string;
  readonly args: number;
  /** Whether it is called on a value. */
  readonly member: boolean;
}

/** Since which version a call of this form may be written; undefined for what no version has. */
export function callSince({ name, args, member }: CallForm): KubernetesVersion | undefined {
  const macros = member ? macrosFor(name, args).flatMap((library) => macrosSince(library) ?? []) : [];
  const functions = LIBRARIES.flatMap(([library, since]) =>
    library.functions.some((one) => one.name === name) ? [sinceOf(library.name, name, since)] : [],
  );
  const earliest = Math.min(...macros, ...functions);
  return earliest === Infinity ? undefined : earliest;
}

function macrosSince(library: MacroLibrary): KubernetesVersion | undefined {
  return MACROS.find(([name]) => name === library)?.[1];
}

function sinceOf(library: string, name: string, otherwise: KubernetesVersion): KubernetesVersion {
  const key = `${library} ${name}`;
  return Object.hasOwn(LATER, key) ? (LATER[key] ?? otherwise) : otherwise;
}
