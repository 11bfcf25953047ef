import { readFileSync } from "node:fs";
import type { X509Certificate } from "node:crypto";
import { readAuthorities, type Authorities } from "#adapters/identity";
import type { Issuer } from "../config/issuers/forms.ts";

/** What the files have that issuers name. */
export interface IssuerFiles {
  /** What this server proves itself with to the login provider; null for a public client. */
  readonly clientSecret: string | null;
  readonly authorities: Authorities;
}

export type IssuerFilesResult =
  | { readonly kind: "read"; readonly files: IssuerFiles }
  | { readonly kind: "broken"; readonly problems: readonly string[] };

/** Reads the files that issuers name; those with keys are read when they are needed, and here only looked at. */
export function readIssuerFiles(issuers: readonly Issuer[]): IssuerFilesResult {
  const problems: string[] = [];
  const text = (file: string, what: string): string => {
    const content = readText(file);
    if (content.trim() === "") problems.push(`${what} \`${file}\` cannot be read, or is empty`);
    return content.trim();
  };
  let clientSecret: string | null = null;
  const authorities = new Map<string, readonly X509Certificate[]>();
  for (const one of issuers) {
    if (one.type === "oidc" && one.clientSecretFile !== null)
      clientSecret = text(one.clientSecretFile, "The client secret");
    if (one.type === "jwt" && one.jwksFile !== null) text(one.jwksFile, "The keys");
    if (one.type !== "spiffe") continue;
    if (one.bundleFile !== null) text(one.bundleFile, "The bundle");
    if (one.authoritiesFile === null) continue;
    const found = readAuthorities(text(one.authoritiesFile, "The authorities"));
    if (found === null) problems.push(`\`${one.authoritiesFile}\` has no certificates of authorities (PEM)`);
    else authorities.set(one.trustDomain, found);
  }
  return problems.length === 0 ? { kind: "read", files: { clientSecret, authorities } } : { kind: "broken", problems };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
