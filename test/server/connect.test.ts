import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "reflect-metadata";
import { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from "@peculiar/x509";
import { connect, type ServerFlags } from "../../src/apps/cli/control-plane/connect.ts";
import { failureOf } from "../../src/apps/cli/control-plane/failure.ts";
import { ALICE_READS, startHere, type StartedServer } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-connect-"));
const [tlsCert, tlsKey, socket] = ["tls.crt", "tls.key", "writ.sock"].map((name) => join(FOLDER, name));
let server: StartedServer;
let token = "";

beforeAll(async () => {
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=writ",
    notBefore: new Date("2020-01-01"),
    notAfter: new Date("2040-01-01"),
    signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    extensions: [new SubjectAlternativeNameExtension([{ type: "ip", value: "127.0.0.1" }])],
    keys,
  });
  writeFileSync(tlsCert ?? "", certificate.toString("pem"));
  const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  writeFileSync(tlsKey ?? "", PemConverter.encode(key, "PRIVATE KEY"));
  server = await startHere({ data: join(FOLDER, "data"), host: "127.0.0.1", tlsCert, tlsKey, socket });
  ({ token } = server);
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** What the command line would end with. */
async function failure(flags: ServerFlags, asToken: string = token): Promise<string> {
  const asked = connect(flags, { WRIT_TOKEN: asToken }).evaluate(ALICE_READS);
  const error: unknown = await asked.then(() => null).catch((caught: unknown) => caught);
  const told = failureOf(error);
  return told === null ? String(error) : `${told.message} (${told.hint ?? ""})`;
}

describe("connect(), at a server", () => {
  it("asks over TLS whom it believes, and over a socket", async () => {
    for (const flags of [{ server: server.url, ca: tlsCert ?? "" }, { server: `unix:${socket}` }]) {
      expect(await connect(flags, { WRIT_TOKEN: token }).evaluate(ALICE_READS)).toEqual({ decision: true });
    }
  });

  it("tells in a sentence whom it does not believe", async () => {
    expect(await failure({ server: server.url })).toContain("nobody who is believed signed its certificate");
    const other = server.url.replace("127.0.0.1", "localhost");
    expect(await failure({ server: other, ca: tlsCert ?? "" })).toContain("its certificate is for another name");
  });

  it("tells in a sentence that nobody answers, or in another way", async () => {
    expect(await failure({ server: "http://127.0.0.1:1" })).toContain("nobody answers there (`http://127.0.0.1:1`)");
    expect(await failure({ server: `unix:${FOLDER}/none` })).toContain("there is no such socket");
    const plain = server.url.replace("https", "http");
    expect(await failure({ server: plain })).toMatch(/^(No answer came|The answer to)/);
  });

  it("tells in a sentence why the server refuses, and never the token", async () => {
    const told = await failure({ server: `unix:${socket}` }, "writ_unheard-of");
    expect(told).toContain("The control plane refused (401): ");
    expect(told).not.toContain("unheard-of");
  });
});

describe("connect(), at something else", () => {
  let other: Server;
  let url = "";
  let said = "";
  beforeAll(async () => {
    other = createServer((connection) => connection.on("error", () => {}).end(said));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  });
  afterAll(() => {
    other.close();
  });

  it.each([
    ["nothing", ""],
    ["no HTTP", "SSH-2.0-x\r\n"],
    ["a status that is none", "HTTP/1.1 999 x\r\ncontent-length: 0\r\n\r\n"],
    ["no content", "HTTP/1.1 204 x\r\n\r\n"],
    ["half an answer", 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"decision":true}'],
    ["a redirect", 'HTTP/1.1 307 x\r\nlocation: /x\r\ncontent-length: 17\r\n\r\n{"decision":true}'],
  ])("is told in a sentence that %s came", async (_what, text) => {
    said = text;
    expect(await failure({ server: url })).toMatch(/^(No answer came|The answer to|`\/access)/);
  });
});
