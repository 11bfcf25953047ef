import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, startHere } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-failed-"));
let other: Server;
let taken = 0;
/** One that was free a moment ago. */
let free = 0;

beforeAll(async () => {
  other = await listening();
  taken = portOf(other);
  const gone = await listening();
  free = portOf(gone);
  await new Promise((resolve) => gone.close(resolve));
  writeFileSync(join(FOLDER, "file"), "");
  mkdirSync(join(FOLDER, "folder"));
});
afterAll(() => {
  other.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

function portOf(server: Server): number {
  // oxlint-disable-next-line no-unsafe-type-assertion -- it listens on a port
  return (server.address() as AddressInfo).port;
}

describe("a server that cannot start", () => {
  it.each([
    ["the port of ext_authz", () => ({ extAuthzPort: taken }), "Envoy cannot ask at `127.0.0.1:"],
    ["the port of the webhook", () => ({ webhookPort: taken }), "is taken: choose another"],
    ["a socket that is none", () => ({ socket: join(FOLDER, "folder") }), join(FOLDER, "folder")],
    ["the file for the token", () => ({ tokenFile: join(FOLDER, "file", "token") }), "start with `--new-token`"],
  ])("says why, and answers nowhere: %s", async (name, flags, message) => {
    const mask = process.umask();
    const data = join(FOLDER, name.replaceAll(" ", "-"));
    await expect(startHere({ data, port: free, ...flags() })).rejects.toThrow(message);
    await expect(ask(`http://127.0.0.1:${free}`, "/livez")).rejects.toThrow("ECONNREFUSED");
    expect(process.umask()).toBe(mask);
  });

  it("names the address that is taken, whichever it is", async () => {
    const starting = startHere({ data: join(FOLDER, "named"), port: free, webhookPort: taken });
    await expect(starting).rejects.toThrow(`\`127.0.0.1:${taken}\` is taken`);
  });
});
