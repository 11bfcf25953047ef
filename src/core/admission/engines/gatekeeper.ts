import type { BoundConstraint } from "../gatekeeper/load.ts";
import { reviewConstraints } from "../gatekeeper/review.ts";
import { boundEngine, type BoundEngine } from "./bound.ts";
import type { AdmissionEngine } from "./engine.ts";
import type { Naming } from "./names.ts";

/** Gatekeeper: its templates are the policies, and constraints bind them. It writes no reports, so its own names stand in those of others. */
export function gatekeeperEngine(constraints: readonly BoundConstraint[], naming: Naming): AdmissionEngine {
  const byTemplate = Map.groupBy(constraints, ({ document }) => document);
  const engine: BoundEngine = {
    kind: "ConstraintTemplate",
    policies: [...byTemplate].map(([document, those]) => ({
      document,
      actions: [...new Set(those.flatMap(({ actions }) => actions))],
      bindings: those.map(({ constraint }) => constraint.metadata.name),
    })),
    ask: (request, { namespaces }) => ({
      verdicts: reviewConstraints(constraints, request, namespaces),
      annotations: [],
    }),
    entryOf: ({ policy, binding }) => ({
      source: "Gatekeeper",
      policy: policy.metadata.name,
      rule: binding,
      properties: {},
    }),
  };
  return boundEngine(engine, naming);
}
