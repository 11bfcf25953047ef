import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterAll, describe, expect, it } from "vitest";
import "reflect-metadata";
import { PemConverter, X509CertificateGenerator } from "@peculiar/x509";
import { startHere } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-tls-"));
const [tlsCert, tlsKey] = [join(FOLDER, "tls.crt"), join(FOLDER, "tls.key")];
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Writes a certificate and its key where the server looks for them. */
async function writeCertificate(name: string): Promise<void> {
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: `CN=${name}`,
    notBefore: new Date("2020-01-01"),
    notAfter: new Date("2040-01-01"),
    signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    keys,
  });
  writeFileSync(tlsCert, certificate.toString("pem"));
  writeFileSync(tlsKey, PemConverter.encode(await crypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY"));
}

/** The name in the certificate that a server shows, and the version of TLS that is spoken. */
function handshake(
  url: string,
  more: { readonly maxVersion?: "TLSv1.1" } = {},
): Promise<readonly [string, string | null]> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false, ...more }, () => {
      resolve([String(socket.getPeerCertificate().subject.CN), socket.getProtocol()]);
      socket.destroy();
    });
    socket.on("error", reject);
  });
}

describe("a server with a certificate", () => {
  it("speaks TLS, shows a new certificate once it is told, and keeps the last good one", async () => {
    await writeCertificate("first");
    const server = await startHere({ data: join(FOLDER, "data"), host: "127.0.0.1", tlsCert, tlsKey });
    expect(server.url).toMatch(/^https:/);
    expect(await handshake(server.url)).toEqual(["first", "TLSv1.3"]);
    await expect(handshake(server.url, { maxVersion: "TLSv1.1" })).rejects.toThrow();
    await writeCertificate("second");
    await server.reload();
    expect((await handshake(server.url))[0]).toBe("second");
    writeFileSync(tlsCert, "nothing");
    await server.reload();
    expect((await handshake(server.url))[0]).toBe("second");
    expect(server.logged.join("")).toContain("the certificate cannot be used");
    await server.stop();
  });

  it("may then be reached from beyond this machine", async () => {
    await writeCertificate("wide");
    const server = await startHere({ data: join(FOLDER, "wide"), host: "0.0.0.0", tlsCert, tlsKey });
    await server.stop();
  });
});
