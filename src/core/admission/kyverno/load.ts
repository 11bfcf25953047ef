import { suggest, type Diagnostic } from "#core/diagnostics";
import type { Timestamp, ValueObject } from "#core/language";
import { isNamespaceObject } from "../model/namespace.ts";
import { refuseTwins } from "../documents/twins.ts";
import type { ForeignObject } from "../documents/types.ts";
import type { KyvernoFound } from "./documents/read.ts";
import type { KyvernoMutatingPolicy, KyvernoPolicy, PolicyException } from "./documents/types.ts";
import { compilePolicy, type CompiledPolicy } from "./evaluate/compile.ts";
import { asksCluster } from "./functions/asks.ts";
import { compileMutating } from "./mutating/compile.ts";
import type { LoadedKyvernoMutating } from "./mutating/plugin.ts";
import { readContext, resourceAt } from "./functions/context.ts";
import { EMPTY_WORLD, type World } from "./functions/world.ts";

/** The policies of Kyverno that can be run, each with what is generated from it. */
export interface LoadedKyverno {
  readonly policies: readonly { readonly document: KyvernoPolicy; readonly compiled: readonly CompiledPolicy[] }[];
  /** Those that change objects before others judge them. */
  readonly mutating: readonly LoadedKyvernoMutating[];
  readonly exceptions: readonly PolicyException[];
  /** What their expressions take for the present; whoever asks them sets it. */
  readonly clock: { now: Timestamp | null };
  /** The Namespaces that contexts tell of. */
  readonly namespaces: readonly ValueObject[];
  /** Whether a policy asks for objects of a cluster, which those beside it may be. */
  readonly asksCluster: boolean;
}

/** Compiles the policies of Kyverno. What they ask a cluster is answered from contexts and objects that were handed in, else it is unknown. */
export function loadKyverno(
  { policies, mutating, exceptions, contexts }: KyvernoFound,
  objects: readonly ForeignObject[],
  diagnostics: Diagnostic[],
): LoadedKyverno {
  refuseTwins([...policies, ...mutating], diagnostics);
  refuseTwins(exceptions, diagnostics);
  const clock: LoadedKyverno["clock"] = { now: null };
  const told = contexts.map(readContext);
  const world: World = {
    ...EMPTY_WORLD,
    resources: told.flatMap(({ resources }) => resources),
    images: new Map(told.flatMap(({ images }) => images)),
    loose: objects.map(({ value }) => resourceAt(value)),
    clock,
  };
  for (const exception of exceptions) checkException(exception, [...policies, ...mutating], diagnostics);
  const beside = { world, diagnostics };
  return {
    policies: policies.flatMap((document) => load(document, exceptions, beside)),
    mutating: mutating.flatMap((document) => loadMutating(document, exceptions, beside)),
    exceptions,
    clock,
    namespaces: world.resources.map(({ object }) => object).filter(isNamespaceObject),
    asksCluster: [...policies, ...mutating].some(asksCluster),
  };
}

interface Beside {
  readonly world: World;
  readonly diagnostics: Diagnostic[];
}

function load(
  document: KyvernoPolicy,
  exceptions: readonly PolicyException[],
  { world, diagnostics }: Beside,
): LoadedKyverno["policies"] {
  const { spec, metadata, origin } = document;
  if (spec.mode === "JSON") {
    diagnostics.push({
      code: "foreign-unsupported-mode",
      severity: "error",
      message: `Policy \`${metadata.name}\` is of mode \`JSON\` and judges any JSON, whereas objects of Kubernetes are asked about here`,
      hint: "Test it with `writ test`, or leave it out",
      span: origin.at(["spec", "evaluation", "mode"]),
    });
    return [];
  }
  const { policies, diagnostics: problems } = compilePolicy(document, exceptions, world);
  diagnostics.push(...problems);
  if (!spec.admission && !spec.background) diagnostics.push(switchedOff(document, VALIDATES_NOTHING));
  return policies.length === 0 ? [] : [{ document, compiled: policies }];
}

function loadMutating(
  document: KyvernoMutatingPolicy,
  exceptions: readonly PolicyException[],
  { world, diagnostics }: Beside,
): readonly LoadedKyvernoMutating[] {
  const { spec, metadata, origin } = document;
  if (spec.mutatesExisting) {
    diagnostics.push({
      code: "foreign-unsupported-mode",
      severity: "error",
      message: `Policy \`${metadata.name}\` changes what exists in a cluster, whereas policies are asked here about objects before they exist`,
      hint: "Test it with `writ test`, or leave it out",
      span: origin.at(["spec", "evaluation", "mutateExisting"]),
    });
    return [];
  }
  const { policies, diagnostics: problems } = compileMutating(document, exceptions, world);
  diagnostics.push(...problems);
  if (!spec.admission) diagnostics.push(switchedOff(document, MUTATES_NOTHING));
  return policies.length === 0 ? [] : [{ document, compiled: policies }];
}

/** What a policy does not do, and how to make it. */
interface Idle {
  readonly what: string;
  readonly hint: string;
}

const VALIDATES_NOTHING: Idle = {
  what: "judges neither requests nor what exists",
  hint: "Enable `spec.evaluation.admission` or `spec.evaluation.background`, or remove it",
};
const MUTATES_NOTHING: Idle = { what: "changes no requests", hint: "Enable `spec.evaluation.admission`, or remove it" };

function switchedOff({ metadata, origin }: KyvernoPolicy | KyvernoMutatingPolicy, { what, hint }: Idle): Diagnostic {
  return {
    code: "foreign-switched-off",
    severity: "warning",
    message: `Policy \`${metadata.name}\` ${what}, so it has no effect`,
    hint,
    span: origin.at(["spec", "evaluation"]),
  };
}

/** An exception to what is not there excepts nothing, which is safe but hardly meant. */
function checkException(
  { metadata, spec, origin }: PolicyException,
  policies: readonly (KyvernoPolicy | KyvernoMutatingPolicy)[],
  diagnostics: Diagnostic[],
): void {
  for (const [at, { name, kind }] of spec.policyRefs.entries()) {
    if (policies.some((policy) => policy.metadata.name === name && policy.kind === kind)) continue;
    const near = suggest(
      name,
      policies.map((policy) => policy.metadata.name),
    );
    diagnostics.push({
      code: "foreign-excepts-nothing",
      severity: "warning",
      message: `Exception \`${metadata.name}\` is made from \`${kind}\` \`${name}\`, but there is none of that kind and name that can be run`,
      hint: near === undefined ? "Hand in the policy as well, or remove the exception" : `Did you mean \`${near}\`?`,
      span: origin.at(["spec", "policyRefs", at, "name"]),
    });
  }
}
