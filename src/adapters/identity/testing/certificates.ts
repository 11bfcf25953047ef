import type { webcrypto } from "node:crypto";
import "reflect-metadata";
import * as x509 from "@peculiar/x509";

const EC = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** A certificate with its keys. */
export interface Certified {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** An authority, or with `issuer` a certificate that it signed; valid from a minute ago for an hour. */
export async function certify(
  name: string,
  uris: readonly string[],
  issuer: Certified | null,
  ca: boolean = issuer === null,
): Promise<Certified> {
  x509.cryptoProvider.set(crypto);
  const keys = await crypto.subtle.generateKey(EC, true, ["sign", "verify"]);
  const usage = ca ? x509.KeyUsageFlags.keyCertSign : x509.KeyUsageFlags.digitalSignature;
  const names = uris.map((value): { type: "url"; value: string } => ({ type: "url", value }));
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: issuer?.certificate.subject ?? `CN=${name}`,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    signingAlgorithm: EC,
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      new x509.KeyUsagesExtension(usage, true),
      ...(names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)]),
    ],
  });
  return { certificate, keys };
}

/** A certificate and its private key in PEM. */
export async function pemOf({
  certificate,
  keys,
}: Certified): Promise<{ readonly cert: string; readonly key: string }> {
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return { cert: certificate.toString("pem"), key: `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----` };
}
