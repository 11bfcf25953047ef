import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPolicySource } from "../../src/apps/cli/policies/policy-source.ts";
import { shell } from "../cli/writ.ts";
import { ask, startHere, type StartedServer } from "./server.ts";

const PAGE = readFileSync(new URL("../../docs/guides/quickstart.md", import.meta.url), "utf8");
const EXAMPLE = fileURLToPath(new URL("../../examples/authzen/", import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), "writ-quickstart-"));
const isBuilt = existsSync(new URL("../../dist/apps/verifier/verify.mjs", import.meta.url));
const hasTerraform = spawnSync("terraform", ["version"]).status === 0;
const HOME = join(FOLDER, "home");
let server: StartedServer;
let authorToken = "";

beforeAll(async () => {
  const source = loadPolicySource({ paths: [`${EXAMPLE}policies`], library: true });
  server = await startHere({ data: join(HOME, ".writ"), directory: `${EXAMPLE}directory.json` }, { source });
});
afterAll(async () => {
  await server.stop();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** The requests that a text makes with curl, as paths and bodies. */
function requestsOf(text: string): readonly (readonly [string, string])[] {
  const curls = text.matchAll(/curl -s http:\/\/127\.0\.0\.1:\d+(\S+) [^]*?-d '([^']*)'/g);
  return Array.from(curls, ([, path = "", body = ""]) => [path, body]);
}

/** The commands of the one block that holds these words, in which `npx writ` is the command of this tree. */
function linesWith(words: string): string {
  const blocks = Array.from(PAGE.matchAll(/^```sh\n([^]*?)^```$/gm), ([, lines = ""]) => lines);
  const found = blocks.filter((lines) => lines.includes(words));
  expect(found).toHaveLength(1);
  return (found[0] ?? "").replaceAll("npx writ", "writ");
}

function environment(): Readonly<Record<string, string>> {
  return { WRIT_SERVER: server.url, WRIT_TOKEN: authorToken };
}

describe("the quickstart", () => {
  it("asks what the server answers as it says", async () => {
    const requests = requestsOf(PAGE);
    expect(requests.map(([path]) => path)).toEqual([
      "/access/v1/evaluation",
      "/v1/decide",
      "/v1/admission/validate",
      "/v1/tokens",
      "/access/v1/search/subject",
      "/v1/tokens",
    ]);
    const answers = await Promise.all(
      requests.map(([path, body]) => ask(server.url, path, { body, token: server.token })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 201, 200, 201]);
    const [evaluation, decided, reviewed, author, search] = answers.map(({ message }) => message);
    expect(evaluation).toMatchObject({ decision: false, context: { reasons: [{ code: "fail" }, {}, {}] } });
    expect(decided.reasons.map(({ code }: { code: string }) => code)).toEqual(["no-grant"]);
    expect(reviewed.response).toMatchObject({ uid: "1", allowed: false, status: { code: 403 } });
    authorToken = author.token;
    expect(search.results.map(({ id }: { id: string }) => id)).toEqual(["alice", "bob"]);
  });

  it.skipIf(!hasTerraform)("applies a plan that was submitted (skipped: no `terraform` on this machine)", async () => {
    cpSync(new URL("../../examples/apply", import.meta.url), join(HOME, "examples/apply"), { recursive: true });
    // The server of this test decides by more kinds than that of the page.
    const script = linesWith("writ submit plan").replace("plan tfplan\n", `plan tfplan -p ${EXAMPLE}policies\n`);
    const applied = script.replace("writ-receipt.json\n", `writ-receipt.json -p ${EXAMPLE}policies\n`);
    const env = { WRIT_SERVER: server.url, WRIT_TOKEN: server.token };
    const { code, stdout } = await shell(HOME, `set -e\n${applied}`, { env });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/ allow +executed /)]);
  });

  it("tries a candidate on what was asked, and ends with what would be let through", async () => {
    const { code, stdout } = await shell(HOME, linesWith("writ replay"), { env: environment() });
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining("newly allowed: agent deploy-bot, before by no-grant:"),
    ]);
  });

  it.skipIf(!isBuilt)(
    "packs evidence that its own verifier finds valid (skipped: this tree is not built)",
    async () => {
      const script = linesWith("evidence verify .writ") + linesWith("evidence pack");
      const { code, stdout, stderr } = await shell(HOME, script, { env: environment() });
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout.match(/^VALID$/gm)).toHaveLength(2);
    },
  );

  it("begins with the same question that a server prints when it is up", async () => {
    const printed = requestsOf(server.printed.join("\n").replaceAll(server.url, "http://127.0.0.1:7410"));
    expect(printed).toEqual(requestsOf(PAGE).slice(0, 1));
  });
});
