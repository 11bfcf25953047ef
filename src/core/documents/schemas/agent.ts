import {
  amount,
  list,
  mapOf,
  optional,
  orText,
  record,
  required,
  withRule,
  type JsonSchema,
  type Shape,
} from "../shape/index.ts";
import type { AgentSpec } from "../types/index.ts";
import { digestShape, lineShape, nameShape, proseShape } from "./names.ts";
import { eachOnce } from "./policy.ts";

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
    oidcSubject: optional(lineShape, null, "The `sub` of its OIDC tokens"),
    spiffeId: optional(lineShape, null, "Its SPIFFE id"),
    keyId: optional(lineShape, null, "The id of its key"),
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
  models: optional(eachOnce(lineShape, "models", "model"), [], "The models that it may use"),
  tools: optional(
    list(tool, { of: "tools", unique: { by: ({ name }) => name, what: "name" } }),
    [],
    "The tools that it may use",
  ),
  environments: optional(
    eachOnce(nameShape, "names of environments", "environment"),
    [],
    "The environments that it may work in",
  ),
  budgets: optional(mapOf(lineShape, amount, "numbers"), {}, "Limits by what they count, for example `tokensPerDay`"),
});
