import "reflect-metadata";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:http2";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials, type ChannelCredentials } from "@grpc/grpc-js";
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHere, textSource, type StartedServer } from "../server/server.ts";
import { callCheck, encodeRequest, POLICIES, requestOf } from "./client.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-ext-authz-"));
const SOCKET = join(FOLDER, "ext-authz.sock");
let server: StartedServer;
let target: string;

beforeAll(async () => {
  const flags = { data: join(FOLDER, "data"), extAuthzPort: 0, extAuthzSocket: SOCKET, maxBodyBytes: 65_536 };
  server = await startHere(flags, { source: textSource(POLICIES) });
  target = targetOf(server);
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

function targetOf({ printed }: StartedServer): string {
  return /Envoy asks at (\S+) /.exec(printed.join("\n"))?.[1] ?? "";
}

/** A request of gRPC written by hand: the status of gRPC that it ends with, and how many bytes came before. */
function rawCall(
  bytes: Buffer,
  path = "/envoy.service.auth.v3.Authorization/Check",
): Promise<readonly [string, number]> {
  return new Promise((resolve, reject) => {
    const session = connect(`http://${target}`);
    session.on("error", reject);
    const headers = { ":method": "POST", ":path": path, "content-type": "application/grpc", te: "trailers" };
    const stream = session.request(headers);
    let [status, length] = ["", 0];
    stream.on("response", (head) => (status = String(head["grpc-status"] ?? status)));
    stream.on("trailers", (trailers) => (status = String(trailers["grpc-status"] ?? status)));
    stream.on("data", (chunk: Buffer) => (length += chunk.length));
    stream.on("error", reject);
    stream.on("close", () => {
      session.close();
      resolve([status, length]);
    });
    stream.end(bytes);
  });
}

/** The five bytes before a message. */
function framed(message: Buffer, stated: number = message.length): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0]);
  head.writeUInt32BE(stated, 1);
  return Buffer.concat([head, message]);
}

describe("ext_authz over the wire", () => {
  it("is answered on a port and on a socket, many at once, and recorded first", async () => {
    expect(await callCheck(target, requestOf())).toMatchObject({ code: 0, headers: { "x-writ-effect": "allow" } });
    expect(await callCheck(`unix:${SOCKET}`, requestOf({ path: "/admin" }))).toMatchObject({
      code: 7,
      httpStatus: 403,
    });
    const many = Array.from({ length: 20 }, (_, at) => callCheck(target, requestOf({ path: at % 2 ? "/admin" : "/" })));
    expect((await Promise.all(many)).map(({ code }) => code)).toEqual(many.map((_, at) => (at % 2 ? 7 : 0)));
  });

  it("denies bytes that are no message, without an error that Envoy could let pass", async () => {
    expect(await callCheck(target, Buffer.from("nonsense"))).toMatchObject({
      code: 7,
      headers: { "x-writ-reason": "malformed-request" },
    });
  });

  it("ends a call that is too large, cut off, or for another method", async () => {
    const good = encodeRequest(requestOf());
    await expect(callCheck(target, Buffer.alloc(100_000))).rejects.toThrow("RESOURCE_EXHAUSTED");
    for (const bytes of [framed(good, good.length + 5), framed(good, 2 ** 31), Buffer.from([0, 0])]) {
      const [status, length] = await rawCall(bytes).catch(() => ["reset", 0] as const);
      expect([status === "0", length], bytes.toString("hex", 0, 5)).toEqual([false, 0]);
    }
    expect((await rawCall(framed(good), "/envoy.service.auth.v3.Authorization/Other"))[0]).toBe("12");
    expect((await rawCall(framed(good)))[0]).toBe("0");
  });

  it("outlives what is no HTTP/2", async () => {
    const [host = "", port = ""] = target.split(":");
    const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    const frame = Buffer.from([0, 0, 4, 99, 99, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 255, 1, 255, 255, 255, 255, 255]);
    for (const bytes of [Buffer.from("GET / HTTP/1.1\r\n\r\n"), Buffer.concat([preface, frame]), Buffer.alloc(64)])
      await new Promise<void>((resolve) => {
        const socket = connectSocket(Number(port), host, () => socket.end(bytes));
        socket
          .on("close", () => resolve())
          .on("error", () => {})
          .resume();
      });
    expect((await callCheck(target, requestOf())).code).toBe(0);
  });

  it("denies more than one address may ask in a second", async () => {
    const flags = { data: join(FOLDER, "limited"), extAuthzPort: 0, maxRequestsPerSecond: 1 };
    const limited = await startHere(flags, { source: textSource(POLICIES) });
    const many = Array.from({ length: 8 }, () => callCheck(targetOf(limited), requestOf()));
    const reasons = (await Promise.all(many)).map(({ code, headers }) => [code, headers["x-writ-reason"] ?? ""]);
    expect(reasons).toContainEqual([0, ""]);
    expect(reasons).toContainEqual([7, "too-many-requests"]);
    await limited.stop();
  });

  it("keeps to the deadline of who asks", async () => {
    await expect(callCheck(target, requestOf(), { deadlineMs: -1 })).rejects.toThrow("DEADLINE_EXCEEDED");
  });
});

interface Certified {
  readonly cert: string;
  readonly key: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** A certificate of an authority of its own, for this machine. */
async function certified(): Promise<Certified> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: "CN=test",
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 86_400_000),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new SubjectAlternativeNameExtension([{ type: "ip", value: "127.0.0.1" }]),
      new BasicConstraintsExtension(true),
    ],
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
  return { cert: certificate.toString("pem"), key };
}

describe("ext_authz with certificates", () => {
  it("is answered for who has one of the authority alone, which is read again on demand", async () => {
    const [own, envoy, stranger] = await Promise.all([certified(), certified(), certified()]);
    const files = { "own.crt": own.cert, "own.key": own.key, "envoy.crt": envoy.cert };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(FOLDER, name), text);
    const flags = {
      data: join(FOLDER, "mtls"),
      tlsCert: join(FOLDER, "own.crt"),
      tlsKey: join(FOLDER, "own.key"),
      extAuthzPort: 0,
      extAuthzClientCa: join(FOLDER, "envoy.crt"),
    };
    const guarded = await startHere(flags, { source: textSource(POLICIES) });
    const by = ({ cert, key }: Certified): ChannelCredentials =>
      credentials.createSsl(Buffer.from(own.cert), Buffer.from(key), Buffer.from(cert));
    const asked = (channel: ChannelCredentials): Promise<unknown> =>
      callCheck(targetOf(guarded), requestOf(), { channel, deadlineMs: 5000 });
    expect(await asked(by(envoy))).toMatchObject({ code: 0 });
    await expect(asked(by(stranger))).rejects.toThrow(/UNAVAILABLE|DEADLINE_EXCEEDED/);
    await expect(asked(credentials.createSsl(Buffer.from(own.cert)))).rejects.toThrow(/UNAVAILABLE|DEADLINE_EXCEEDED/);
    await expect(asked(credentials.createInsecure())).rejects.toThrow(/UNAVAILABLE|DEADLINE_EXCEEDED/);
    writeFileSync(join(FOLDER, "envoy.crt"), stranger.cert);
    await guarded.reload();
    expect(await asked(by(stranger))).toMatchObject({ code: 0 });
    await expect(asked(by(envoy))).rejects.toThrow(/UNAVAILABLE|DEADLINE_EXCEEDED/);
    writeFileSync(join(FOLDER, "envoy.crt"), "nothing");
    writeFileSync(join(FOLDER, "own.key"), "nothing");
    await guarded.reload();
    expect(await asked(by(stranger))).toMatchObject({ code: 0 });
    expect(guarded.logged.join("")).toContain("the certificate of ext_authz cannot be used");
    await guarded.stop();
  });

  it.each([
    [{ extAuthzPort: 0, host: "0.0.0.0", allowPlaintext: true }, "Anybody could ask for decisions"],
    [{ extAuthzPort: 0, extAuthzClientCa: "ca.pem" }, "needs a certificate to answer with"],
    [{ extAuthzPort: "x" }, "`--ext-authz-port` must be a port"],
  ])("is not opened with %j", async (flags, message) => {
    await expect(startHere({ data: join(FOLDER, "never"), ...flags })).rejects.toThrow(message);
  });
});
