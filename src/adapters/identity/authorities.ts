import { X509Certificate } from "node:crypto";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;
const MOST = 100;

/** The certificates of authorities in a bundle in PEM; null where it has none, more than a hundred, or one that is no authority's. */
export function readAuthorities(pem: string): readonly X509Certificate[] | null {
  const texts = pem.match(CERTIFICATE) ?? [];
  if (texts.length === 0 || texts.length > MOST) return null;
  try {
    const certificates = texts.map((text) => new X509Certificate(text));
    return certificates.every(({ ca }) => ca) ? certificates : null;
  } catch {
    return null;
  }
}
