import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { SETTINGS } from "#apps/server";
import { createProgram } from "../../src/apps/cli/program.ts";
import { startHere, textSource } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-settings-"));
const FILE = join(FOLDER, "server.yaml");
const PAGE = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** What a server complains of instead of starting. */
async function complaint(...start: Parameters<typeof startHere>): Promise<string> {
  const [flags, more] = start;
  return startHere({ data: join(FOLDER, "never"), ...flags }, more).then(
    () => "nothing",
    (error: unknown) => String(error),
  );
}

describe("the settings of a server", () => {
  it.each([
    [{ host: "0.0.0.0" }, "is reached from beyond this machine"],
    [{ host: "::" }, "is reached from beyond this machine"],
    [{ host: "127.0.0.1.evil.example" }, "is reached from beyond this machine"],
    [{ tlsCert: "a.pem" }, "A certificate needs its key"],
    [{ tlsCert: "a.pem", tlsKey: "b.pem" }, "ENOENT"],
    [{ port: "70000" }, "`--port` must be a port"],
    [{ databaseUrl: "mysql://x" }, "`--database-url` must be an address"],
    [{ maxBodyBytes: "1e9" }, "`--max-body` must be a number of bytes"],
    [{ evidence: "sometimes" }, "`--evidence` must be required, best-effort or off"],
    [{ evidence: "api=off,api=required" }, "`--evidence` must be required, best-effort or off"],
    [{ evidence: "gateway=off" }, "`--evidence` must be required, best-effort or off"],
    [{ evidenceStore: "s3://" }, "`--evidence-store` must be `folder`, `postgres` or `s3://bucket/prefix`"],
    [{ evidenceStore: "postgres" }, "set `databaseUrl` as well"],
    [{ directory: "nothing.json" }, "cannot be read"],
  ])("are refused where they are wrong: %j", async (flags, message) => {
    expect(await complaint(flags)).toContain(message);
  });

  it("are refused in a file that is wrong, with what was meant", async () => {
    const inFile = async (text: string): Promise<string> => {
      writeFileSync(FILE, text);
      return complaint({}, { configFile: FILE });
    };
    expect(await inFile("logLevl: warn")).toContain("unknown setting `logLevl`: did you mean `logLevel`?");
    expect(await inFile("port: [")).toContain("is not YAML");
    expect(await inFile("- port")).toContain("must be a map of settings");
    expect(await inFile("library: perhaps")).toContain("`library` in the file must be true or false");
    expect(await complaint({}, { configFile: join(FOLDER, "none.yaml") })).toContain("cannot be read");
  });

  it("are told all at once where several are wrong", async () => {
    const told = await complaint({ port: "x" }, { environment: { WRIT_LOG_LEVEL: "loud" } });
    expect(told).toContain("`--port`");
    expect(told).toContain("`WRIT_LOG_LEVEL`");
  });

  it("let nothing start without a policy", async () => {
    expect(await complaint({}, { source: textSource("apiVersion: writ/v1\nkind: Policy\n") })).not.toBe("nothing");
  });

  it("have a flag each, and a row on their page", () => {
    const command = createProgram().commands.find((one) => one.name() === "up");
    const flags = new Set(command?.options.map(({ long }) => long));
    for (const [name, { flag, environment, description }] of Object.entries(SETTINGS)) {
      expect([name, flags.has(flag)]).toEqual([name, true]);
      expect(PAGE).toContain(`| \`${name}\` | \`${flag}\` | \`${environment}\` |`);
      expect(PAGE).toContain(description);
    }
  });
});
