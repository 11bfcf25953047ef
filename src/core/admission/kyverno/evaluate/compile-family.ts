import { sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import type { GeneratedPolicy } from "../autogen/autogen.ts";
import type { KyvernoMutatingPolicy, KyvernoPolicy, PolicyException } from "../documents/types.ts";
import type { World } from "../functions/world.ts";
import { isAbout, ownWorld } from "./parts.ts";

/** What a policy is compiled beside. */
export interface Beside {
  readonly exceptions: readonly PolicyException[];
  readonly world: World;
}

/** What became of policies: those that are ready, and everything that is wrong with the others. */
export interface Compiled<One> {
  readonly policies: readonly One[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a policy was generated for; null for one as written. */
export type Config = GeneratedPolicy["config"] | null;

/** How policies of one kind are compiled, and what is generated from one. */
export interface Family<Policy, One> {
  readonly compile: (policy: Policy, config: Config, beside: Beside) => Compiled<One>;
  readonly generate: (
    policy: Policy,
  ) => readonly { readonly config: GeneratedPolicy["config"]; readonly policy: Policy }[];
}

/** Compiles a policy and what is generated from it; one with a problem in any part of it is left out whole. */
export function compileFamily<Policy extends KyvernoPolicy | KyvernoMutatingPolicy, One>(
  policy: Policy,
  { exceptions, world }: Beside,
  { compile, generate }: Family<Policy, One>,
): Compiled<One> {
  const beside = {
    exceptions: exceptions.filter((exception) => isAbout(exception, policy)),
    world: ownWorld(policy, world),
  };
  const written = compile(policy, null, beside);
  if (written.diagnostics.length > 0) return written;
  const generated = generate(policy).map((one) => compile(one.policy, one.config, beside));
  const diagnostics = sortDiagnostics(generated.flatMap((one) => one.diagnostics));
  if (diagnostics.length > 0) return { policies: [], diagnostics };
  return { policies: [written, ...generated].flatMap(({ policies }) => policies), diagnostics: [] };
}
