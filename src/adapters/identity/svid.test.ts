import { X509Certificate } from "node:crypto";
import { connect, createServer, type TLSSocket } from "node:tls";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBundleKeys, createSvidVerifier, verifyPeer, type Authorities, type Verification } from "./index.ts";
import { startServer, type LocalServer } from "../net/testing/local-server.ts";
import { certify, pemOf, type Certified } from "./testing/certificates.ts";
import { issuerKey, signed, type IssuerKey } from "./testing/issuer.ts";

const NOW = Date.now();
const NOW_S = Math.floor(NOW / 1000);
const AGENT = "spiffe://acme.example/agents/coder";

describe("createSvidVerifier()", () => {
  let key: IssuerKey;
  let server: LocalServer;

  beforeAll(async () => {
    key = await issuerKey("svid");
    const other = await issuerKey("other");
    const entries = [
      { ...key.jwk, use: "jwt-svid" },
      { ...other.jwk, use: "x509-svid" },
    ];
    server = await startServer((_, response) => {
      response.end(JSON.stringify({ keys: entries, spiffe_refresh_hint: 60 }));
    });
  });

  afterAll(() => server.close());

  async function verify(claims: Record<string, unknown>, header: Record<string, string> = {}): Promise<Verification> {
    const keys = createBundleKeys({ url: server.url });
    const domain = { name: "acme.example", audiences: ["writ"], clockSkewSeconds: 0, keys };
    const payload = { sub: AGENT, aud: "writ", exp: NOW_S + 60, ...claims };
    return await createSvidVerifier([domain])(await signed(key, payload, header), NOW);
  }

  it("believes a workload of a trusted domain", async () => {
    expect(await verify({})).toMatchObject({
      kind: "proven",
      identity: { method: "jwt-svid", issuer: "acme.example", subject: AGENT },
    });
    expect(await verify({}, { typ: "JOSE" })).toMatchObject({ kind: "proven" });
  });

  it.each([
    ["a subject that is no SPIFFE id", { sub: "coder" }, {}, "identity-malformed"],
    ["another domain", { sub: "spiffe://evil.example/coder" }, {}, "identity-unknown-issuer"],
    ["another audience", { aud: "other" }, {}, "identity-wrong-audience"],
    ["no audience", { aud: undefined }, {}, "identity-wrong-audience"],
    ["no end", { exp: undefined }, {}, "identity-claim-missing"],
    ["an end in the past", { exp: NOW_S - 1 }, {}, "identity-expired"],
    ["a type that the standard does not know", {}, { typ: "at+jwt" }, "identity-malformed"],
  ])("refuses %s", async (_, claims, header, code) => {
    expect(await verify(claims, header)).toMatchObject({ kind: "refused", refusal: { code } });
  });

  it("uses no key of the bundle that is meant for something else", async () => {
    const bundle = await startServer((_, response) => {
      response.end(JSON.stringify({ keys: [{ ...key.jwk, use: "x509-svid" }] }));
    });
    const domain = {
      name: "acme.example",
      audiences: ["writ"],
      clockSkewSeconds: 0,
      keys: createBundleKeys({ url: bundle.url }),
    };
    const token = await signed(key, { sub: AGENT, aud: "writ", exp: NOW_S + 60 });
    expect(await createSvidVerifier([domain])(token, NOW)).toMatchObject({
      refusal: { code: "identity-bad-signature" },
    });
    await bundle.close();
  });

  it("believes nobody while what is published is no bundle", async () => {
    const bundle = await startServer((_, response) => {
      response.end("{}");
    });
    const domain = {
      name: "acme.example",
      audiences: ["writ"],
      clockSkewSeconds: 0,
      keys: createBundleKeys({ url: bundle.url }),
    };
    const token = await signed(key, { sub: AGENT, aud: "writ", exp: NOW_S + 60 });
    expect(await createSvidVerifier([domain])(token, NOW)).toMatchObject({ kind: "unavailable" });
    await bundle.close();
  });
});

function authority({ certificate }: Certified): X509Certificate {
  return new X509Certificate(certificate.toString("pem"));
}

async function shownBy(
  client: Certified | null,
  between: readonly Certified[],
): Promise<{ cert?: string; key?: string }> {
  if (client === null) return {};
  const { cert, key } = await pemOf(client);
  return { key, cert: [cert, ...between.map(({ certificate }) => certificate.toString("pem"))].join("\n") };
}

describe("verifyPeer()", () => {
  let acme: Certified;
  let partner: Certified;
  let authorities: Authorities;

  beforeAll(async () => {
    acme = await certify("acme root", [], null);
    partner = await certify("partner root", [], null);
    authorities = new Map([
      ["acme.example", [authority(acme)]],
      ["partner.example", [authority(partner)]],
    ]);
  });

  /** What a server says of a client that shows these certificates in a real handshake. */
  async function peer(
    client: Certified | null,
    between: readonly Certified[] = [],
    trusted = authorities,
  ): Promise<Verification> {
    const shown = await pemOf(await certify("server", [], acme));
    const ca = [...trusted.values()].flatMap((some) => some.map(String));
    const server = createServer({ ...shown, ca, requestCert: true, rejectUnauthorized: false });
    const answered = new Promise<Verification>((done) => {
      server.on("secureConnection", (socket: TLSSocket) => {
        done(verifyPeer(socket, trusted));
        socket.destroy();
      });
    });
    await new Promise<void>((ready) => {
      server.listen(0, "127.0.0.1", ready);
    });
    const address: AddressInfo | string | null = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false, ...(await shownBy(client, between)) });
    socket.on("error", () => undefined);
    const verification = await answered;
    socket.destroy();
    server.close();
    return verification;
  }

  it("believes a workload whose certificate its own domain signed", async () => {
    expect(await peer(await certify("coder", [AGENT], acme))).toMatchObject({
      kind: "proven",
      identity: { method: "x509-svid", issuer: "acme.example", subject: AGENT },
    });
  });

  it("follows an intermediate authority of the one trusted domain", async () => {
    const between = await certify("between", [], acme, true);
    const alone = new Map([["acme.example", [authority(acme)]]]);
    const client = await certify("coder", [AGENT], between);
    expect(await peer(client, [between], alone)).toMatchObject({ kind: "proven" });
    expect(await peer(client, [], alone)).toMatchObject({ kind: "refused" });
  });

  it("refuses a domain that is not the trusted one, though its authority vouches for the name", async () => {
    const alone = new Map([["acme.example", [authority(acme)]]]);
    const client = await certify("coder", ["spiffe://partner.example/coder"], acme);
    expect(await peer(client, [], alone)).toMatchObject({ refusal: { code: "identity-unknown-issuer" } });
  });

  it("refuses a certificate of one trusted domain that names a workload of another", async () => {
    expect(await peer(await certify("coder", [AGENT], partner))).toMatchObject({
      refusal: { code: "identity-bad-signature" },
    });
  });

  it("refuses an authority that nobody trusts, and no certificate at all", async () => {
    const stranger = await certify("stranger root", [], null);
    expect(await peer(await certify("coder", [AGENT], stranger))).toMatchObject({ kind: "refused" });
    expect(await peer(null)).toMatchObject({ kind: "refused" });
  });

  it.each([
    ["no SPIFFE id", []],
    ["two names", [AGENT, "spiffe://acme.example/other"]],
    ["another scheme", ["https://acme.example/coder"]],
    ["a name made to look like two", ["spiffe://acme.example/a, URI:spiffe://acme.example/b"]],
    ["a trust domain alone of another", ["spiffe://evil.example"]],
  ])("refuses a certificate with %s", async (_, names) => {
    expect(await peer(await certify("coder", names, acme))).toMatchObject({ kind: "refused" });
  });

  it("refuses an authority's own certificate", async () => {
    expect(await peer(await certify("between", [AGENT], acme, true))).toMatchObject({ kind: "refused" });
  });
});
