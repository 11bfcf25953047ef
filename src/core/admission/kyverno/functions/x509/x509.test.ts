import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { CelError, Double, Unknown, type Value } from "#core/language";
import { isObject } from "#core/model";
import { x509Library } from "./index.ts";

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDBzCCAnCgAwIBAgICEjQwDQYJKoZIhvcNAQELBQAwJzENMAsGA1UEChMEV3Jp
dDEWMBQGA1UEAwwNKi5leGFtcGxlLm9yZzAeFw0yNjAxMDIwMzA0MDVaFw0yNzAx
MDIwMzA0MDVaMCcxDTALBgNVBAoTBFdyaXQxFjAUBgNVBAMMDSouZXhhbXBsZS5v
cmcwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBAMCieupInXgx7z8lBloiu2cZ
kwk7LBMhYUlmVxetoBeVGvzuSwaw+GKhDeEfhQq2gwHxSKdodLNP6s14BxEqUHlu
wmjyFOhuJEOTLLZDNZFJMk4f7eyJhfkFsPO3UzcMBhA60cBYflVG+QaZwq+ji+IE
zqrS/m5o6RobPqwwyOsHAgMBAAGjggFAMIIBPDAOBgNVHQ8BAf8EBAMCAoQwHQYD
VR0lBBYwFAYIKwYBBQUHAwEGCCsGAQUFBwMCMA8GA1UdEwEB/wQFMAMBAf8wHQYD
VR0OBBYEFF8j0Qqn389KbUD1dJKvinQ/WWdNMFYGCCsGAQUFBwEBBEowSDAjBggr
BgEFBQcwAYYXaHR0cDovL29jc3AuZXhhbXBsZS5vcmcwIQYIKwYBBQUHMAKGFWh0
dHA6Ly9jYS5leGFtcGxlLm9yZzBFBgNVHREEPjA8gg1hLmV4YW1wbGUub3JngQ1h
QGV4YW1wbGUub3JnhwQKAAABhhZzcGlmZmU6Ly9leGFtcGxlLm9yZy9hMBMGA1Ud
IAQMMAowCAYGZ4EMAQIBMCcGA1UdHwQgMB4wHKAaoBiGFmh0dHA6Ly9jcmwuZXhh
bXBsZS5vcmcwDQYJKoZIhvcNAQELBQADgYEAk6koxHhI7d5Dg49MhfL1ZwPYVNd7
EsmlpJxSIEay+TbkS01OgMoESzOmA4knb164aL8S1kxMp1FpTtY+8ApJAvZf6nEl
D7ge5SLR8ewo8f5dVZ5Fur4uBqF0w0o1oautKXaYc14SZ38hkqOzd1yy4ulvqfhI
icXgd/ZDoQC8jpU=
-----END CERTIFICATE-----
`;

const OF_AN_ELLIPTIC_CURVE = `-----BEGIN CERTIFICATE-----
MIHsMIGToAMCAQICAQEwCgYIKoZIzj0EAwIwADAeFw0yNjAxMDIwMzA0MDVaFw0y
NzAxMDIwMzA0MDVaMAAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARmiustX2cm
FjGhNCbMVN58LYz/iWjpsWvINvN7w/1jRQfjbveoUtU1lF/F919rgC87gphyhmpO
woeJFoweCGGqMAoGCCqGSM49BAMCA0gAMEUCIQCH4BxiMQcoL+OEzd1Hp3Mg7WrI
c1vK+8TD8gMTSZJ6cgIgTlqkqnk0mh0cfkNEVfLBG3xIdcA9NJfH+WyniqOpWR8=
-----END CERTIFICATE-----
`;

function decode(pem: string): Value {
  return x509Library.functions[0]?.overloads[0]?.evaluate(pem) ?? null;
}

/** What a certificate says, with numbers of JavaScript. */
function said(pem: string): Readonly<Record<string, unknown>> {
  const value = decode(pem);
  if (!isObject(value)) throw new Error("The certificate was not read");
  const written = JSON.stringify(value, (_, member: unknown) => (member instanceof Double ? member.value : member));
  return JSON.parse(written);
}

/** The certificate with one byte changed. */
function changed(at: number): string {
  const bytes = Buffer.from(new X509Certificate(CERTIFICATE).raw);
  bytes[at] = (bytes[at] ?? 0) ^ 0x41;
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"].join("\n");
}

/** Whether a value is a certificate, an error, or said to be unknown. */
function isTold(value: Value): boolean {
  return value instanceof Unknown || value instanceof CelError || (isObject(value) && "Raw" in value);
}

describe("x509.decode()", () => {
  it("says what a certificate says, in the fields of Go", () => {
    expect(said(CERTIFICATE)).toMatchObject({
      SerialNumber: 4660,
      PublicKeyAlgorithm: 1,
      Issuer: {
        CommonName: "*.example.org",
        Organization: ["Writ"],
        Country: null,
        SerialNumber: "",
        Names: [
          { Type: [2, 5, 4, 10], Value: "Writ" },
          { Type: [2, 5, 4, 3], Value: "*.example.org" },
        ],
        ExtraNames: null,
      },
      NotBefore: "2026-01-02T03:04:05Z",
      NotAfter: "2027-01-02T03:04:05Z",
      KeyUsage: 33,
      ExtKeyUsage: [1, 2],
      BasicConstraintsValid: true,
      IsCA: true,
      MaxPathLen: -1,
      MaxPathLenZero: false,
      DNSNames: ["a.example.org"],
      IPAddresses: ["10.0.0.1"],
      EmailAddresses: ["a@example.org"],
      CRLDistributionPoints: ["http://crl.example.org"],
      OCSPServer: ["http://ocsp.example.org"],
      IssuingCertificateURL: ["http://ca.example.org"],
      PolicyIdentifiers: [[2, 23, 140, 1, 2, 1]],
      PermittedDNSDomainsCritical: false,
      ExcludedURIDomains: null,
      ExtraExtensions: null,
    });
  });

  it("has the key and the bytes that another reader finds", () => {
    const other = new X509Certificate(CERTIFICATE);
    const { n = "", e = "" } = other.publicKey.export({ format: "jwk" });
    const modulus = BigInt(`0x${Buffer.from(n, "base64url").toString("hex")}`);
    expect(said(CERTIFICATE)).toMatchObject({
      Raw: other.raw.toString("base64"),
      RawSubjectPublicKeyInfo: other.publicKey.export({ format: "der", type: "spki" }).toString("base64"),
      PublicKey: { N: String(modulus), E: Buffer.from(e, "base64url").readUIntBE(0, 3) },
    });
  });

  it("reads the first of several", () => {
    expect(said(`${CERTIFICATE}${OF_AN_ELLIPTIC_CURVE}`)).toEqual(said(CERTIFICATE));
  });

  it.each(["", "no PEM", OF_AN_ELLIPTIC_CURVE, CERTIFICATE.replaceAll("CERTIFICATE", "PUBLIC KEY")])(
    "answers with an error where Kyverno does, text %#",
    (text) => {
      expect(decode(text)).toBeInstanceOf(CelError);
    },
  );

  it.each([
    CERTIFICATE.replaceAll("CERTIFICATE", "CERTIFICATE REQUEST"),
    CERTIFICATE.replaceAll("\n", "\r\n"),
    `subject=\n${CERTIFICATE}`,
    "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----",
    CERTIFICATE + " ".repeat(200_000),
  ])("does not tell what it does not read, text %#", (text) => {
    expect(decode(text)).toBeInstanceOf(Unknown);
  });

  it("reads, refuses or leaves unknown whatever one byte was changed, and never fails", () => {
    const { length } = new X509Certificate(CERTIFICATE).raw;
    const answers = Array.from({ length }, (_, at) => decode(changed(at)));
    expect(answers.every(isTold)).toBe(true);
    expect(answers.filter((value) => value instanceof Unknown).length).toBeGreaterThan(50);
  });
});
