import type { Activation, Store } from "#core/store";
import {
  activatedMessage,
  activationRequest,
  historyMessage,
  MOST_TOLD,
  rollbackRequest,
  type ActivatedMessage,
  type ActivationRequest,
  type HistoryMessage,
  type RollbackRequest,
} from "#core/wire";
import { Accepted, ApiProblem, exchange, source, type Handled, type Route } from "#points/api";
import type { ActivationAnswer, Activations } from "../bundles/activations.ts";
import { toChangeMessage } from "./bundle-messages.ts";

/** What the routes about activations work on. */
export interface ActivationRoutePorts {
  readonly store: Store;
  readonly activations: Activations;
  /** Whose releases decide here alone, so that nothing is activated by hand; null where nobody's do. */
  readonly follows: string | null;
}

/** What decides is exchanged here, and exchanged back. */
export function activationRoutes(ports: ActivationRoutePorts): readonly Route[] {
  return [historyRoute(ports), activateRoute(ports), rollbackRoute(ports)];
}

function historyRoute({ store }: ActivationRoutePorts): Route {
  const told = {
    method: "GET",
    path: "/v1/activations",
    permission: "read",
    summary: "What decided when, and why?",
  } as const;
  return source<HistoryMessage>(told, historyMessage, async () => ({
    activations: await store.bundles.history(MOST_TOLD.activations),
  }));
}

function activateRoute({ activations, follows }: ActivationRoutePorts): Route {
  const told = {
    method: "POST",
    path: "/v1/activations",
    permission: "author",
    summary: "Let a stored bundle decide; what loosens waits (202) until somebody else approves",
  } as const;
  return exchange<ActivationRequest, ActivatedMessage>(told, {
    request: activationRequest,
    response: activatedMessage,
    handle: async (wish, { caller }) =>
      follows === null ? toHandled(await activations.activate(wish, caller)) : isFollower(follows),
  });
}

function rollbackRoute({ activations, follows }: ActivationRoutePorts): Route {
  const told = {
    method: "POST",
    path: "/v1/activations/rollback",
    permission: "author",
    summary: "Let decide again what decided before; what loosens waits (202) until somebody else approves",
  } as const;
  return exchange<RollbackRequest, ActivatedMessage>(told, {
    request: rollbackRequest,
    response: activatedMessage,
    handle: async (wish, { caller }) =>
      follows === null ? toHandled(await activations.rollBack(wish, caller)) : isFollower(follows),
  });
}

function isFollower(follows: string): ApiProblem {
  return new ApiProblem("conflict", `What decides here are the releases of \`${follows}\`: activate it there`);
}

function toHandled(answer: ActivationAnswer): Handled<ActivatedMessage> {
  switch (answer.kind) {
    case "activated": {
      const { activation } = answer;
      return { state: "activated", activation, approval: activation.approval, change: toChangeMessage(answer.change) };
    }
    case "waiting": {
      const { approval } = answer;
      return new Accepted({ state: "waiting", activation: null, approval, change: toChangeMessage(answer.change) });
    }
    case "overtaken":
      return new ApiProblem("conflict", overtaken(answer.head));
    case "unknown-bundle":
      return new ApiProblem("not-found", "There is no bundle with this digest");
    case "unknown-activation":
      return new ApiProblem("not-found", "There is no such activation before the one that decides");
    default:
      return new ApiProblem("conflict", answer.reason);
  }
}

function overtaken(head: Activation | null): string {
  if (head === null) return "Nothing was activated yet";
  const { sequence, digest, by } = head;
  return `Activation ${sequence} decides now, bundle \`${digest}\` by \`${by}\`: look at what it changes, and ask again`;
}
