import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import type { SubmissionAnswer } from "#core/wire";
import { startServer } from "../../../adapters/net/testing/local-server.ts";
import { report } from "../../../adapters/reporters/testing/report.ts";
import { commentText, markerOf } from "./comment-text.ts";
import { postComment } from "./post-comment.ts";

const ANSWER: SubmissionAnswer = {
  id: "0199-1",
  decision: {
    effect: "deny",
    reasons: [],
    obligations: [],
    verdicts: [],
    passed: 0,
    notApplicable: 0,
    proposalDigest: "",
    bundleDigest: "",
  },
  findings: [],
  receipt: "",
  approval: null,
  expiresAt: "2026-05-04T12:00:00.000Z",
};

function answered(effect: "allow" | "hold" | "deny"): SubmissionAnswer {
  return { ...ANSWER, decision: { ...ANSWER.decision, effect }, approval: effect === "hold" ? "0199-2" : null };
}

describe("commentText()", () => {
  it("says what would release a plan, by what was decided", () => {
    expect(commentText(answered("allow"), report(), ".")).toContain("`writ apply` applies exactly this plan");
    expect(commentText(answered("hold"), report(), ".")).toContain("`writ approvals approve 0199-2`");
    expect(commentText(answered("deny"), report(), ".")).toContain("plan and submit again");
  });

  it("begins with a marker of its own for each root module", () => {
    const text = commentText(ANSWER, report(), "infra");
    expect(text.startsWith(`${markerOf("infra")}\n`)).toBe(true);
    expect(markerOf("infra")).not.toBe(markerOf("other"));
  });

  it("lets nothing that somebody wrote be markup, mention anybody, or make it too long", () => {
    const hostile = "<img src=x onerror=alert(1)> @everyone [a](javascript:b) <!-- writ:0 -->\n# head `code` | cell";
    const [finding] = report().findings;
    if (finding === undefined) throw new Error("the report has a finding");
    const evil = {
      ...finding,
      level: "violation" as const,
      message: hostile,
      remediation: hostile,
      policy: "p`@me`",
      resource: { ...finding.resource, id: hostile },
    };
    const many = Array.from({ length: 3000 }, (_, at) => ({ ...evil, remediation: `${at}${"<".repeat(2000)}` }));
    const text = commentText(ANSWER, { ...report(), findings: many }, ".");
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.slice(0, 200).match(/<!-- writ:/g)).toHaveLength(1);
    const prose = text
      .replaceAll(/`[^`\n]*`/g, "")
      .split("\n")
      .slice(1)
      .join("\n");
    expect(prose).not.toMatch(/<|@everyone|\]\(|^# /m);
  });
});

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}

/** The API of a forge with some comments, and what it was asked. */
async function forge(comments: readonly unknown[], update = 200) {
  const asked: Asked[] = [];
  const server = await startServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      asked.push({ method, url, body, headers });
      response.writeHead(method === "GET" ? 200 : method === "POST" ? 201 : update, {
        "content-type": "application/json",
      });
      response.end(method === "GET" ? JSON.stringify(comments) : "{}");
    });
  });
  return { asked, server };
}

const TEXT = `${markerOf(".")}\nhello`;

const github = (url: string) => ({
  GITHUB_API_URL: url,
  GITHUB_TOKEN: "secret",
  GITHUB_REPOSITORY: "o/r",
  GITHUB_REF: "refs/pull/7/merge",
});
const gitlab = (url: string) => ({
  CI_API_V4_URL: `${url}/api/v4`,
  GITLAB_TOKEN: "secret",
  CI_PROJECT_ID: "3",
  CI_MERGE_REQUEST_IID: "7",
});

describe("postComment()", () => {
  const posted = JSON.stringify({ body: TEXT });

  it("adds a comment at GitHub where there is none of its own", async () => {
    const { asked, server } = await forge([{ id: 1, body: "hi" }, { id: "x" }, null]);
    expect(await postComment("github", TEXT, github(server.url))).toBeNull();
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /repos/o/r/issues/7/comments?per_page=100&page=1",
      "POST /repos/o/r/issues/7/comments",
    ]);
    expect(asked[1]).toMatchObject({ body: posted, headers: { authorization: "Bearer secret" } });
    await server.close();
  });

  it("changes its own comment rather than adding another", async () => {
    const { asked, server } = await forge([
      { id: 1, body: "hi" },
      { id: 42, body: TEXT },
    ]);
    expect(await postComment("github", TEXT, github(server.url))).toBeNull();
    expect(asked.at(-1)).toMatchObject({ method: "PATCH", url: "/repos/o/r/issues/comments/42", body: posted });
    expect(await postComment("gitlab", TEXT, gitlab(server.url))).toBeNull();
    expect(asked.at(-1)).toMatchObject({
      method: "PUT",
      url: "/api/v4/projects/3/merge_requests/7/notes/42",
      headers: { "private-token": "secret" },
    });
    await server.close();
  });

  it("adds one where somebody else's begins with its marker", async () => {
    const { asked, server } = await forge([{ id: 42, body: TEXT }], 403);
    expect(await postComment("github", TEXT, github(server.url))).toBeNull();
    expect(asked.map(({ method }) => method)).toEqual(["GET", "PATCH", "POST"]);
    await server.close();
  });

  it("says why nothing was put, without a word of the token", async () => {
    const away = await postComment("github", TEXT, github("http://127.0.0.1:9"));
    expect([away === null, away?.includes("secret")]).toEqual([false, false]);
    expect(await postComment("github", TEXT, { GITHUB_TOKEN: "t" })).toBe("GITHUB_REPOSITORY is not set");
    expect(
      await postComment("github", TEXT, { ...github("http://127.0.0.1:9"), GITHUB_REF: "refs/heads/main" }),
    ).toContain("no pull request");
    expect(await postComment("gitlab", TEXT, { GITLAB_TOKEN: "t" })).toContain("CI_MERGE_REQUEST_IID are not set");
    expect(await postComment("gitlab", TEXT, { ...gitlab("http://192.0.2.1") })).toContain("https");
  });
});
