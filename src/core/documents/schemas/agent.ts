import {
  count,
  list,
  optional,
  orText,
  record,
  required,
  withRule,
  type JsonSchema,
  type Shape,
} from "../shape/index.ts";
import type { AgentSpec } from "../types/index.ts";
import { budgetsShape } from "./budget.ts";
import { digestShape, lineShape, nameShape, proseShape } from "./names.ts";
import { eachOnce } from "./policy.ts";

/** Chains of delegation have at most so many members before the one that acts. */
export const MAX_DELEGATION_DEPTH = 8;

type Tool = AgentSpec["tools"][number];

const tool: Shape<Tool> = orText(
  record<Tool>("a map with `name` and `digest`", {
    name: required(lineShape, "The tool, as `server/tool`, or the server alone"),
    digest: optional(digestShape, null, "The SHA-256 of the definition that was approved; any other is refused"),
  }),
  lineShape,
  (name) => ({ name, digest: null }),
);

const identity: Shape<AgentSpec["identity"]> = withRule(
  record<AgentSpec["identity"]>("a map that says how the agent proves who it is", {
    oidcSubject: optional(
      lineShape,
      null,
      "The id of its principal: the name of the issuer, `:` and the `sub` of its tokens",
    ),
    spiffeId: optional(lineShape, null, "Its SPIFFE id"),
    keyId: optional(lineShape, null, "The id of its API token"),
  }),
  ({ oidcSubject, spiffeId, keyId }) =>
    oidcSubject !== null || spiffeId !== null || keyId !== null
      ? null
      : {
          path: [],
          code: "document-empty",
          message: "`spec.identity` binds the agent to nothing, so anyone could claim to be it",
          hint: "Add `oidcSubject`, `spiffeId` or `keyId`",
        },
  anyOf("oidcSubject", "spiffeId", "keyId"),
);

function anyOf(...keys: readonly string[]): JsonSchema {
  return { anyOf: keys.map((key) => ({ required: [key] })) };
}

/** The `spec` of an Agent. */
export const agentSpecShape: Shape<AgentSpec> = record<AgentSpec>("a map with `owner` and `identity`", {
  description: optional(proseShape, null, "What the agent does, for people"),
  owner: required(lineShape, "Who answers for the agent"),
  identity: required(identity, "How the agent proves who it is"),
  models: optional(
    eachOnce(lineShape, "models", "model"),
    [],
    "The models that it may use, as `provider/model`, or the provider alone; without it, whatever is granted",
  ),
  tools: optional(
    list(tool, { of: "tools", unique: { by: ({ name }) => name, what: "name" } }),
    [],
    "The tools that it may use; without it, whatever is granted",
  ),
  environments: optional(
    eachOnce(nameShape, "names of environments", "environment"),
    [],
    "The environments that it may work in; without it, all",
  ),
  delegationDepth: optional(
    count(MAX_DELEGATION_DEPTH),
    0,
    "How many may stand after it in a chain, each acting on behalf of the one before; none unless given",
  ),
  budgets: optional(budgetsShape(["call", "session", "agent"]), [], "How much it may use at most"),
});
