import { readFileSync } from "node:fs";
import { missingIn, PAGE_SIZE, type Environment, type FoundForge } from "./forge.ts";

/** The comments of the pull request for which a workflow of GitHub Actions runs. */
export function githubForge(environment: Environment): FoundForge {
  const missing = missingIn(environment, ["GITHUB_TOKEN", "GITHUB_REPOSITORY"]);
  if (missing !== null) return { kind: "missing", what: missing };
  const repository = environment["GITHUB_REPOSITORY"] ?? "";
  const number = pullRequest(environment);
  if (number === null || !/^[\w.-]+\/[\w.-]+$/.test(repository))
    return { kind: "missing", what: "this run is of no pull request" };
  const api = environment["GITHUB_API_URL"] ?? "https://api.github.com";
  const issue = `${api}/repos/${repository}/issues`;
  return {
    kind: "found",
    forge: {
      headers: {
        authorization: `Bearer ${environment["GITHUB_TOKEN"] ?? ""}`,
        accept: "application/vnd.github+json",
        "x-github-api-version": "2022-11-28",
        "user-agent": "writ",
      },
      list: (page) => ({ method: "GET", url: `${issue}/${number}/comments?per_page=${PAGE_SIZE}&page=${page}` }),
      create: (body) => ({ method: "POST", url: `${issue}/${number}/comments`, body: JSON.stringify({ body }) }),
      update: (id, body) => ({ method: "PATCH", url: `${issue}/comments/${id}`, body: JSON.stringify({ body }) }),
    },
  };
}

/** The number of the pull request: by the ref that is built, or else by the event. */
function pullRequest(environment: Environment): number | null {
  const [, number] = /^refs\/pull\/(\d{1,10})\//.exec(environment["GITHUB_REF"] ?? "") ?? [];
  return number === undefined ? numberInEvent(environment["GITHUB_EVENT_PATH"]) : Number(number);
}

function numberInEvent(path: string | undefined): number | null {
  if (path === undefined) return null;
  try {
    const event: {
      readonly pull_request?: { readonly number?: unknown };
      readonly issue?: { readonly number?: unknown };
    } = JSON.parse(readFileSync(path, "utf8"));
    const number = event.pull_request?.number ?? event.issue?.number;
    return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
  } catch {
    return null;
  }
}
