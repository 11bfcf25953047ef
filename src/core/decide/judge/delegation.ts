import { lineageOf, subAgentName, type LineageMember } from "#core/agents";
import type { Effect, Point, Principal, PrincipalKind } from "#core/model";
import type { Surroundings } from "./environment.ts";
import { reaches, type Coverage } from "./grants.ts";
import type { Case } from "./judge-effects.ts";
import type { Tally } from "./tally.ts";

/** Where agents alone act, each of whom has to be registered. */
const AGENT_POINTS: ReadonlySet<Point> = new Set(["gateway", "hooks"]);

/**
 * What the agents among those who act may do.
 *
 * INVARIANT (chain-is-an-intersection): nobody does more than any of those on whose behalf it acts. Each agent of the chain needs grants and environments of its
 * own for every effect, and the policies that are limited to kinds of principals are those of every member's kind.
 */
export class Delegation {
  /** The kinds of everybody who acts. */
  readonly kinds: readonly PrincipalKind[];
  readonly #agents: readonly LineageMember[];
  readonly #question: Case;
  readonly #tally: Tally;

  /** Denies where it cannot be told who acts, or an agent that has to be registered is not. */
  constructor(question: Case, tally: Tally) {
    const { principal, context } = question.proposal;
    const { agents } = question.program;
    const lineage = lineageOf(principal, agents);
    const members = lineage.kind === "lineage" ? lineage.members : [];
    this.kinds = [...new Set([principal.kind, ...members.flatMap(({ kinds }) => kinds)])];
    this.#agents = members.filter(({ isAgent }) => isAgent);
    this.#question = question;
    this.#tally = tally;
    if (lineage.kind === "broken") {
      tally.deny(
        "chain-unresolved",
        `The chain on whose behalf \`${principal.id}\` acts is refused: ${lineage.reason}`,
      );
    }
    if (!AGENT_POINTS.has(context.point)) return;
    const unregistered = this.#agents.filter(
      (member) => (member.principal === principal ? agents.find(principal) : member.agent) === null,
    );
    for (const id of new Set(unregistered.map((member) => member.principal.id))) denyUnregistered(id, tally);
  }

  /** Judges the effect whose turn it is in the frame and the tally. */
  judge(effect: Effect, surroundings: Surroundings): void {
    const { program, proposal, now } = this.#question;
    let before: Coverage | null = null;
    for (const member of this.#agents) {
      const { principal } = member;
      program.frame.speakAs(principal);
      const coverage = program.grants.coverage(effect, surroundings, { principal, now });
      // What holds of a run as a whole was said of the run.
      const isSaid = coverage === before && subAgentName(principal) !== null;
      if (!isSaid) this.#tellGrants(member, coverage, effect, surroundings);
      before = coverage;
      this.#judgeEnvironments(member, effect, surroundings);
    }
    if (this.#agents.length > 0) program.frame.speakAs(proposal.principal);
  }

  #tellGrants({ principal }: LineageMember, coverage: Coverage, effect: Effect, surroundings: Surroundings): void {
    const { program, proposal, now } = this.#question;
    if (coverage === "covered") return;
    const act = describeAct(effect);
    const behalf = principal === proposal.principal ? "" : `, on whose behalf \`${nameOf(proposal.principal)}\` acts,`;
    if (coverage === "after-approval") this.#tally.hold("approval-required", `${act} needs an approval`, "effect");
    else {
      const obstacles = program.grants.obstacles(effect, surroundings, { principal, now });
      const reason = obstacles.length === 0 ? "" : `: ${obstacles.join(", ")}`;
      this.#tally.deny(
        "no-grant",
        `No grant lets the agent \`${nameOf(principal)}\`${behalf} do ${act}${reason}`,
        "effect",
      );
    }
  }

  #judgeEnvironments({ agent, principal }: LineageMember, effect: Effect, surroundings: Surroundings): void {
    if (agent === null || reaches(agent.spec.environments, surroundings)) return;
    const where = agent.spec.environments.map((name) => `\`${name}\``).join(", ");
    const message = `The agent \`${principal.id}\` may work in ${where} alone, and it is not known that ${describeAct(effect)} stays there`;
    this.#tally.deny("agent-environment", message, "effect");
  }
}

/** A principal as it is told, with the part of its run that acts. */
function nameOf(principal: Principal): string {
  const part = subAgentName(principal);
  return part === null ? principal.id : `${principal.id}/${part}`;
}

function denyUnregistered(id: string, tally: Tally): void {
  const message = `The agent \`${id}\` is not registered: no Agent document is bound to an identity that it proved`;
  tally.deny("unregistered-agent", message);
}

function describeAct({ verb, resource }: Effect): string {
  return `\`${verb}\` on ${resource.kind} \`${resource.id}\``;
}
