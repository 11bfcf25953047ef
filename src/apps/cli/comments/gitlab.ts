import { missingIn, PAGE_SIZE, type Environment, type FoundForge } from "./forge.ts";

/** The notes of the merge request for which a pipeline of GitLab runs. */
export function gitlabForge(environment: Environment): FoundForge {
  const missing = missingIn(environment, ["GITLAB_TOKEN", "CI_API_V4_URL", "CI_PROJECT_ID", "CI_MERGE_REQUEST_IID"]);
  if (missing !== null) return { kind: "missing", what: missing };
  const [project, request] = [environment["CI_PROJECT_ID"] ?? "", environment["CI_MERGE_REQUEST_IID"] ?? ""];
  if (!/^\d{1,15}$/.test(project) || !/^\d{1,15}$/.test(request))
    return { kind: "missing", what: "this run is of no merge request" };
  const notes = `${environment["CI_API_V4_URL"] ?? ""}/projects/${project}/merge_requests/${request}/notes`;
  return {
    kind: "found",
    forge: {
      headers: { "private-token": environment["GITLAB_TOKEN"] ?? "" },
      list: (page) => ({ method: "GET", url: `${notes}?per_page=${PAGE_SIZE}&page=${page}&sort=asc` }),
      create: (body) => ({ method: "POST", url: notes, body: JSON.stringify({ body }) }),
      update: (id, body) => ({ method: "PUT", url: `${notes}/${id}`, body: JSON.stringify({ body }) }),
    },
  };
}
