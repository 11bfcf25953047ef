import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPolicySource } from "../../src/apps/cli/policies/policy-source.ts";
import { ask, startHere, type StartedServer } from "./server.ts";

const PAGE = readFileSync(new URL("../../docs/guides/quickstart.md", import.meta.url), "utf8");
const EXAMPLE = fileURLToPath(new URL("../../examples/authzen/", import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), "writ-quickstart-"));
let server: StartedServer;

beforeAll(async () => {
  const source = loadPolicySource({ paths: [`${EXAMPLE}policies`], library: true });
  server = await startHere({ data: FOLDER, directory: `${EXAMPLE}directory.json` }, { source });
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

describe("the quickstart", () => {
  it("asks what the server answers as it says", async () => {
    const requests = requestsOf(PAGE);
    expect(requests.map(([path]) => path)).toEqual([
      "/access/v1/evaluation",
      "/v1/decide",
      "/v1/admission/validate",
      "/access/v1/search/subject",
      "/v1/tokens",
    ]);
    const answers = await Promise.all(
      requests.map(([path, body]) => ask(server.url, path, { body, token: server.token })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 201]);
    const [evaluation, decided, reviewed, search] = answers.map(({ message }) => message);
    expect(evaluation).toMatchObject({ decision: false, context: { reasons: [{ code: "fail" }, {}, {}] } });
    expect(decided.reasons.map(({ code }: { code: string }) => code)).toEqual(["no-grant"]);
    expect(reviewed.response).toMatchObject({ uid: "1", allowed: false, status: { code: 403 } });
    expect(search.results.map(({ id }: { id: string }) => id)).toEqual(["alice", "bob"]);
  });

  it("begins with the same question that a server prints when it is up", async () => {
    const printed = requestsOf(server.printed.join("\n").replaceAll(server.url, "http://127.0.0.1:7410"));
    expect(printed).toEqual(requestsOf(PAGE).slice(0, 1));
  });
});
