import { printable } from "#adapters/reporters";
import type { TokenMessage } from "#client";
import { alignedRows } from "../aligned.ts";

/** Tokens as people read them, one a line. */
export function tokensText(tokens: readonly TokenMessage[]): string {
  return alignedRows(tokens.map(rowOf))
    .map((line) => `${line}\n`)
    .join("");
}

function rowOf({ id, name, kind, roles, task, createdAt, expiresAt, revokedAt }: TokenMessage): readonly string[] {
  const until = revokedAt === null ? (expiresAt ?? "it is revoked") : `it was revoked at ${revokedAt}`;
  const of = task === null ? "" : `on ${task}, `;
  return [id, name, kind, roles.join(", ") || "no role", `${of}since ${createdAt} until ${until}`].map(printable);
}
