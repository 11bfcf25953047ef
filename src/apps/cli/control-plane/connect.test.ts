import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, describe, expect, it } from "vitest";
import { WritClient } from "#client";
import { UsageError } from "../usage-error.ts";
import { addServerFlags, connect, type Environment, type ServerFlags } from "./connect.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-connect-"));
const TOKEN = "writ_0123456789abcdef_secret";
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function tokenFile(name: string, text: string, mode: number): string {
  const file = join(FOLDER, name);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

/** What `connect` complains of; empty when it does not. */
function complaint(flags: ServerFlags, environment: Environment = { WRIT_TOKEN: TOKEN }): string {
  try {
    connect(flags, environment);
    return "";
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `${error.message} ${error.hint ?? ""}`;
  }
}

describe("connect()", () => {
  it.each([
    {},
    { server: "https://writ.example.com" },
    { server: "https://writ.example.com:8443/" },
    { server: "http://localhost:7410" },
    { server: "http://127.8.0.1" },
    { server: "http://[::1]:7410" },
    { server: "unix:/run/writ.sock" },
    { server: "http://writ.example.com", allowPlaintext: true },
  ])("takes %j", (flags) => {
    expect(connect(flags, { WRIT_TOKEN: TOKEN })).toBeInstanceOf(WritClient);
  });

  it.each([
    ["writ.example.com", "none that can be asked"],
    ["ftp://writ.example.com", "none that can be asked"],
    ["http://writ.example.com", "must not go in clear"],
    ["http://127.0.0.1.example.com", "must not go in clear"],
    ["http://localhost.example.com", "must not go in clear"],
    ["https://me:secret@writ.example.com", "has a name or password"],
    ["https://writ.example.com/writ", "more than a scheme"],
    ["unix:run/writ.sock", "names no socket"],
  ])("refuses %s, and repeats no password", (server, reason) => {
    expect(complaint({ server })).toContain(reason);
    expect(complaint({ server })).not.toContain("secret");
  });

  it("takes the server of the environment where no flag names one", () => {
    expect(complaint({}, { WRIT_SERVER: "nonsense", WRIT_TOKEN: TOKEN })).toContain("none that can be asked");
    expect(complaint({ server: "http://localhost" }, { WRIT_SERVER: "nonsense", WRIT_TOKEN: TOKEN })).toBe("");
  });

  it("asks nobody without a token", () => {
    expect(complaint({}, {})).toContain("No token is set");
    expect(complaint({}, { WRIT_TOKEN: "" })).toContain("No token is set");
  });

  it("reads a token that its owner alone may read, and refuses others", () => {
    expect(complaint({ tokenFile: tokenFile("good", `${TOKEN}\n`, 0o600) }, {})).toBe("");
    for (const mode of [0o644, 0o640, 0o604])
      expect(complaint({ tokenFile: tokenFile("open", TOKEN, mode) }, {})).toContain("Others may read the token");
    expect(complaint({ tokenFile: join(FOLDER, "missing") }, {})).toContain("it does not exist");
    expect(complaint({ tokenFile: FOLDER }, {})).toContain("it is a folder");
    expect(complaint({ tokenFile: tokenFile("large", "a".repeat(20_000), 0o600) }, {})).toContain("has more than");
  });

  it("never repeats what it cannot use as a token", () => {
    for (const text of ["two words", "line\nbreak", "b\u{e4}r"]) {
      expect(complaint({}, { WRIT_TOKEN: text })).toContain("What stands in WRIT_TOKEN is no token");
      expect(complaint({ tokenFile: tokenFile("odd", text, 0o600) }, {})).not.toContain(text);
    }
  });

  it("believes certificates of a file, and refuses a file without one", () => {
    const server = "https://writ.example.com";
    expect(complaint({ server, ca: tokenFile("none.pem", "nothing", 0o644) })).toContain("no certificate");
    const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    expect(complaint({ server, ca: tokenFile("bad.pem", broken, 0o644) })).toContain("cannot be used");
    expect(complaint({ server: "http://localhost", ca: tokenFile("ca.pem", broken, 0o644) })).toContain("is for https");
  });
});

describe("addServerFlags()", () => {
  it("gives a command the flags that `connect` reads, and none that holds a token", () => {
    const command = addServerFlags(new Command());
    command.parse(["--server", "unix:/a", "--token-file", "b", "--ca", "c", "--allow-plaintext"], { from: "user" });
    expect(command.opts()).toEqual({ server: "unix:/a", tokenFile: "b", ca: "c", allowPlaintext: true });
    expect(command.options.map(({ long }) => long)).not.toContain("--token");
  });
});
