import type { PipelineRun } from "#core/wire";

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment tells of the run of a pipeline, as a claim; null outside of those that are known. */
export function pipelineRun(environment: Environment): PipelineRun | null {
  const of = (name: string): string | null => cut(environment[name]);
  if (environment["GITHUB_ACTIONS"] === "true") return githubRun(of);
  if (environment["GITLAB_CI"] === "true") {
    return {
      system: "gitlab-ci",
      repository: of("CI_PROJECT_PATH"),
      commit: of("CI_COMMIT_SHA"),
      branch: of("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") ?? of("CI_COMMIT_REF_NAME"),
      address: of("CI_JOB_URL"),
    };
  }
  if (environment["ATLANTIS_TERRAFORM_VERSION"] === undefined) return null;
  const [owner, name] = [of("BASE_REPO_OWNER"), of("BASE_REPO_NAME")];
  const repository = owner === null || name === null ? null : `${owner}/${name}`;
  return {
    system: "atlantis",
    repository,
    commit: of("HEAD_COMMIT"),
    branch: of("HEAD_BRANCH_NAME"),
    address: of("PULL_URL"),
  };
}

function githubRun(of: (name: string) => string | null): PipelineRun {
  const [server, repository, run] = [of("GITHUB_SERVER_URL"), of("GITHUB_REPOSITORY"), of("GITHUB_RUN_ID")];
  const known = server !== null && repository !== null && run !== null;
  return {
    system: "github-actions",
    repository,
    commit: of("GITHUB_SHA"),
    branch: of("GITHUB_HEAD_REF") ?? of("GITHUB_REF_NAME"),
    address: known ? `${server}/${repository}/actions/runs/${run}` : null,
  };
}

const LONGEST = 250;

function cut(value: string | undefined): string | null {
  return value === undefined || value === "" ? null : value.slice(0, LONGEST).toWellFormed();
}
