import type { SourceFormat } from "../source-format.ts";
import { GITHUB_ACTIONS_FORMAT, readGithubActions } from "./read.ts";
import { actionsFile } from "./recognise.ts";

/** Workflows and actions of GitHub Actions. */
export const githubActions: SourceFormat = {
  format: GITHUB_ACTIONS_FORMAT,
  recognises: (sample) => actionsFile(sample) !== undefined,
  read: readGithubActions,
};
