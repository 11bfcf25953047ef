import { X509Certificate } from "node:crypto";
import type { DetailedPeerCertificate, TLSSocket } from "node:tls";
import { parseSpiffeId } from "#core/identity";
import { refuse, type Verification } from "./verification.ts";

/** The certificates of the authorities of trust domains, by name. */
export type Authorities = ReadonlyMap<string, readonly X509Certificate[]>;

const MAX_CHAIN = 8;

/**
 * Who the other end of a TLS connection is, from the X.509-SVID that it showed (the X509-SVID standard, section 5.2).
 *
 * The handshake must have asked for a certificate and trusted exactly these authorities. Where they belong to several domains, the chain is held to
 * those of its own domain, so that no domain can speak for another; Node 24 does not show a server the certificates in between, so that a workload
 * behind an intermediate authority is then refused.
 */
export function verifyPeer(socket: TLSSocket, authorities: Authorities): Verification {
  const chain = chainOf(socket);
  const leaf = chain[0];
  if (leaf === undefined || !socket.authorized)
    return refuse("identity-bad-signature", "The connection shows no certificate that an authority known here signed");
  const id = spiffeIdOf(leaf);
  if (id === null) return refuse("identity-malformed", "The certificate is not an X.509-SVID with one SPIFFE id");
  const domain = parseSpiffeId(id)?.trustDomain ?? "";
  const own = authorities.get(domain);
  if (own === undefined)
    return refuse("identity-unknown-issuer", "The certificate belongs to a trust domain that is not trusted here");
  if (authorities.size > 1 && !isSignedWithin(chain, own))
    return refuse("identity-bad-signature", "The certificate is not signed by an authority of its own trust domain");
  const identity = {
    method: "x509-svid",
    issuer: domain,
    subject: id,
    claims: {},
    expiresAtMs: leaf.validToDate.getTime(),
  } as const;
  return { kind: "proven", identity };
}

/** The one SPIFFE id of a leaf; null for an authority's own certificate, for other names of the kind URI, and for a name that had to be quoted. */
function spiffeIdOf(leaf: X509Certificate): string | null {
  if (leaf.ca) return null;
  const names = (leaf.subjectAltName ?? "").split(", ").filter((name) => name.startsWith("URI:"));
  const id = names[0]?.slice("URI:".length) ?? "";
  return names.length === 1 && parseSpiffeId(id) !== null ? id : null;
}

/** The certificates of the connection, the leaf first. */
function chainOf(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let link: Partial<DetailedPeerCertificate> | undefined = socket.getPeerCertificate(true);
  // The issuer of a root is the root itself, over and over.
  while (link?.raw !== undefined && chain.length < MAX_CHAIN) {
    chain.push(new X509Certificate(link.raw));
    link = link.issuerCertificate;
  }
  return chain;
}

/** Whether an authority signed the leaf, or one of the certificates that are seen to have signed it. */
function isSignedWithin(chain: readonly X509Certificate[], authorities: readonly X509Certificate[]): boolean {
  for (const [index, signed] of chain.entries()) {
    if (authorities.some((authority) => isSignedBy(signed, authority))) return true;
    const above = chain[index + 1];
    if (above === undefined || !above.ca || !isSignedBy(signed, above)) return false;
  }
  return false;
}

function isSignedBy(signed: X509Certificate, authority: X509Certificate): boolean {
  return signed.checkIssued(authority) && signed.verify(authority.publicKey);
}
