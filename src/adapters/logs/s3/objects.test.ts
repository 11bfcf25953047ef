import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import { startServer } from "../../net/testing/local-server.ts";
import { ObjectLogStore } from "../objects/store.ts";
import { findMoto, startMoto, type S3Server } from "../testing/moto-server.ts";
import { keepsTheContractOfSharedLogs } from "../testing/shared-contract.ts";
import { s3Objects, type S3Place } from "./objects.ts";

const MOTO = findMoto();
const SKIPPED = MOTO === null ? " (skipped: no `moto_server` on this machine)" : "";

it("s3Objects() ends a listing that never moves on", async () => {
  const page = "<R><IsTruncated>true</IsTruncated><Contents><Key>p/tile/1</Key></Contents></R>";
  const lying = await startServer((_request, response) => response.end(page));
  const access = { region: "us-east-1", accessKeyId: "test", secretAccessKey: "test", sessionToken: null };
  const objects = s3Objects({ bucket: "evidence", prefix: "p/", endpoint: lying.url, ...access });
  await expect(new ObjectLogStore(objects).listFiles("tile/")).rejects.toThrow("lists the same keys over and over");
  await lying.close();
});

describe.skipIf(MOTO === null)(`a log in S3${SKIPPED}`, () => {
  let server: S3Server;
  let places = 0;
  beforeAll(async () => {
    server = await startMoto(MOTO ?? "", "evidence");
  });
  afterAll(() => server.stop());

  const place = (): S3Place => ({
    bucket: "evidence",
    prefix: `log-${(places += 1)}/`,
    region: "us-east-1",
    endpoint: server.endpoint,
    accessKeyId: "test",
    secretAccessKey: "test",
    sessionToken: null,
  });

  keepsTheContractOfSharedLogs(() => {
    const objects = s3Objects(place());
    return Promise.resolve(() => Promise.resolve(new ObjectLogStore(objects)));
  });

  it("writes only where its condition holds", async () => {
    const objects = s3Objects(place());
    const tag = await objects.create("a", Buffer.from("1"));
    expect(await objects.create("a", Buffer.from("2"))).toBeNull();
    expect(await objects.replace("a", Buffer.from("3"), '"00000000000000000000000000000000"')).toBeNull();
    const next = await objects.replace("a", Buffer.from("4"), tag ?? "");
    expect([next === null, next === tag]).toEqual([false, false]);
    expect(await objects.replace("missing", Buffer.from("5"), tag ?? "")).toBeNull();
    expect(Buffer.from((await objects.get("a"))?.bytes ?? []).toString()).toBe("4");
    expect(await objects.get("missing")).toBeNull();
  });

  it("lists keys in order, behind another, and no others'", async () => {
    const objects = s3Objects(place());
    for (const key of ["tile/0/001", "tile/0/000", "tile/0/000.p/9", "tilde"])
      await objects.create(key, Buffer.from("x"));
    expect(await objects.list("tile/", "")).toEqual({
      keys: ["tile/0/000", "tile/0/000.p/9", "tile/0/001"],
      isLast: true,
    });
    expect((await objects.list("tile/", "tile/0/000")).keys).toEqual(["tile/0/000.p/9", "tile/0/001"]);
    await objects.remove("tile/0/000");
    await objects.remove("tile/0/000");
    expect((await objects.list("tile/0/000", "")).keys).toEqual(["tile/0/000.p/9"]);
  });

  it("says which bucket does not answer, and why", async () => {
    const objects = s3Objects({ ...place(), bucket: "nothing-here" });
    const refused = await objects.get("a").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UnavailableError);
    expect(String(refused)).toContain("The bucket `nothing-here` answered 404 (NoSuchBucket)");
  });
});
