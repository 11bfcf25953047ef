import { AgentRegister } from "#core/agents";
import type { Bundle } from "#core/bundle";
import { InvariantError } from "#core/diagnostics";
import type { Backend } from "#core/language";
import { EnvironmentRules, Surveyor } from "../judge/environment.ts";
import { Frame } from "../judge/frame.ts";
import { Grants } from "../judge/grants.ts";
import { Waivers } from "../judge/waivers.ts";
import type { EvaluationContext } from "./evaluation-context.ts";
import { ExactPolicy } from "./exact-policy.ts";
import { loadPolicies, type LoadedPolicy } from "./loaded-policy.ts";
import { PolicyIndex } from "./policy-index.ts";

/** A bundle compiled and indexed, ready to decide. Policies are compiled when they are first needed. */
export interface Program {
  readonly bundleDigest: string;
}

export interface ProgramOptions {
  readonly backend?: Backend;
  /** Whether policies of others judge beside the bundle, which may then be without any. */
  readonly othersJudge?: boolean;
}

/** Compiles a bundle; throws `InvariantError` for a bundle without any policy (nothing may be an allow-all), unless others judge. */
export function compileProgram(bundle: Bundle, options: ProgramOptions = {}): Program {
  if (bundle.policies.length === 0 && options.othersJudge !== true)
    throw new InvariantError("no-policy", "Cannot decide without any policy");
  return new CompiledProgram(bundle, options);
}

/** What a program is inside this part; throws `InvariantError` for anything that `compileProgram` did not make. */
export function openProgram(program: Program): CompiledProgram {
  if (program instanceof CompiledProgram) return program;
  throw new InvariantError("foreign-program", "Cannot use a program that `compileProgram` did not make");
}

/** What a `Program` is inside this part. */
export class CompiledProgram implements Program {
  readonly bundleDigest: string;
  readonly frame: Frame = new Frame();
  readonly index: PolicyIndex;
  readonly agents: AgentRegister;
  readonly grants: Grants;
  readonly waivers: Waivers;
  readonly environments: EnvironmentRules;
  readonly surveyor: Surveyor;
  readonly policies: ReadonlyMap<string, LoadedPolicy>;
  readonly #context: EvaluationContext;
  readonly #exact = new Map<LoadedPolicy, ExactPolicy>();

  constructor(bundle: Bundle, options: ProgramOptions) {
    const policies = loadPolicies(bundle.policies);
    this.#context = { frame: this.frame, options };
    this.bundleDigest = bundle.digest;
    this.policies = new Map(policies.map((policy) => [policy.name, policy]));
    this.index = new PolicyIndex(policies, this.#context);
    this.agents = new AgentRegister(bundle.agents);
    this.grants = new Grants(bundle.grants, this.#context);
    this.waivers = new Waivers(bundle.waivers);
    this.environments = new EnvironmentRules(bundle.environments, this.#context);
    this.surveyor = new Surveyor(listedEnvironments(bundle), this.environments);
  }

  /** The policy in the form that judges it alone. */
  exact(policy: LoadedPolicy): ExactPolicy {
    const known = this.#exact.get(policy);
    if (known !== undefined) return known;
    const exact = new ExactPolicy(policy, this.#context);
    this.#exact.set(policy, exact);
    return exact;
  }
}

function listedEnvironments(bundle: Bundle): readonly string[] {
  return [
    ...bundle.policies.flatMap(({ document }) => document.spec.match.environments),
    ...bundle.grants.flatMap(({ document }) => document.spec.environments),
    ...bundle.agents.flatMap(({ spec }) => spec.environments),
  ];
}
