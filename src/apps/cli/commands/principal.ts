import { PRINCIPAL_KINDS, type Principal, type PrincipalKind } from "#core/model";
import { UsageError } from "../usage-error.ts";

/** Reads `kind` or `kind:id`, as in `agent:deploy-bot`. */
export function parsePrincipal(text: string): Principal {
  const [kind = "", ...rest] = text.split(":");
  if (!isPrincipalKind(kind)) {
    throw new UsageError(
      `\`${text}\` is no principal: \`${kind}\` is not one of ${PRINCIPAL_KINDS.join(", ")}`,
      "write `kind:id`, as in `agent:deploy-bot`",
    );
  }
  if (text.endsWith(":")) {
    throw new UsageError(`\`${text}\` is no principal: its id is missing`, "write `kind:id`, or the kind alone");
  }
  return { id: rest.join(":") || kind, kind, groups: [], attributes: {}, chain: [] };
}

function isPrincipalKind(text: string): text is PrincipalKind {
  return (PRINCIPAL_KINDS as readonly string[]).includes(text);
}
