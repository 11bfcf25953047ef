import { printable } from "#adapters/reporters";
import type { TokenMessage } from "#client";

/** Tokens as people read them, one a line. */
export function tokensText(tokens: readonly TokenMessage[]): string {
  const width = Math.max(0, ...tokens.map(({ name }) => printable(name).length));
  return tokens.map((token) => `${lineOf(token, width)}\n`).join("");
}

function lineOf({ id, name, kind, roles, task, createdAt, expiresAt, revokedAt }: TokenMessage, width: number): string {
  const until = revokedAt === null ? (expiresAt ?? "it is revoked") : `it was revoked at ${revokedAt}`;
  const told = [
    kind,
    roles.length === 0 ? "no role" : roles.join(", "),
    ...(task === null ? [] : [`on ${task}`]),
    `since ${createdAt} until ${until}`,
  ];
  return `${printable(id)}  ${printable(name).padEnd(width)}  ${printable(told.join("  "))}`;
}
