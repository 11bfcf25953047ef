import { holdSubject, holdWords } from "#core/holds";
import type { Act, Holds, Objection, Surface } from "#points/agents";
import type { AskAnswer, HeldRequests } from "./held-requests.ts";

/** The approvals of acts of agents. */
export class ActHolds implements Holds {
  readonly #requests: HeldRequests;

  constructor(requests: HeldRequests) {
    this.#requests = requests;
  }

  release(act: Act, bundleDigest: string): Promise<{ readonly approval: string } | null> {
    return this.#requests.release(subjectOf(act, bundleDigest));
  }

  ask(act: Act, bundleDigest: string, reasons: readonly Objection[]): Promise<AskAnswer> {
    const { caller, proposal, session, summary, details } = act;
    const told = reasons.map(({ message }) => message);
    return this.#requests.ask({
      subject: subjectOf(act, bundleDigest),
      caller,
      principal: caller.principal,
      words: () => holdWords({ proposal, session, summary, details, reasons: told, through: surfaceText(act.surface) }),
    });
  }
}

function subjectOf({ subject, caller }: Act, bundleDigest: string): string {
  return holdSubject(subject, caller.principal, bundleDigest);
}

function surfaceText(surface: Surface): string {
  if (surface.kind === "command") return "a command";
  if (surface.kind === "model") return `model ${surface.name} of ${surface.provider}`;
  return `${surface.kind} ${surface.name} of server ${surface.server}`;
}
