import { readAws } from "./aws/read-aws.ts";
import { CODE_PROGRAMS } from "./code/programs.ts";
import { readCodeProgram } from "./code/read-code.ts";
import type { Draft } from "./draft.ts";
import { readTar, readZip } from "./files/archive.ts";
import { readAwk, readLess, readSed } from "./files/editors.ts";
import { readFind } from "./files/find.ts";
import { readFilter } from "./files/filters.ts";
import { readLink } from "./files/link.ts";
import { FILE_PROGRAMS, PURE_PROGRAMS } from "./files/programs.ts";
import { readFileProgram } from "./files/read-files.ts";
import { readGit } from "./git/read-git.ts";
import type { Call } from "./invoked.ts";
import { readKubectl } from "./kubernetes/read-kubectl.ts";
import { readCurl, readWget } from "./network/fetch.ts";
import { readNetcat, readRsync, readScp, readSsh } from "./network/shells.ts";
import { AZ_SERVICE, GCLOUD_SERVICE } from "./services/clouds.ts";
import { readDocker } from "./services/read-docker.ts";
import { readGh } from "./services/read-gh.ts";
import { readBq, readGsutil } from "./services/read-google.ts";
import { readHelm } from "./services/read-helm.ts";
import { readService } from "./services/read-service.ts";
import { readTerraform } from "./services/read-terraform.ts";
import { SQL_CLIENTS, readSqlClient } from "./sql/read-client.ts";
import { readDd, readSystemProgram, SYSTEM_PROGRAMS } from "./system/read-system.ts";
import { readMan, readPing, readPrintenv } from "./system/read-tools.ts";
import { WRAPPERS } from "./wrappers/programs.ts";
import { readEnv } from "./wrappers/read-env.ts";
import { readShell, SHELLS } from "./wrappers/read-shell.ts";
import { readWrapper } from "./wrappers/read-wrapper.ts";
import { readXargs } from "./wrappers/read-xargs.ts";

/** Reads the words of one program into a draft. */
export type Reader = (draft: Draft, call: Call) => void;

function all(names: Iterable<string>, reader: Reader): readonly (readonly [string, Reader])[] {
  return [...names].map((name) => [name, reader]);
}

function nothing(): void {
  // A program that only computes leaves no trace.
}

/** The programs with a grammar. */
export const READERS: ReadonlyMap<string, Reader> = new Map([
  ...all(PURE_PROGRAMS, nothing),
  ...Array.from(FILE_PROGRAMS, ([name, program]): readonly [string, Reader] => [
    name,
    (draft, call) => readFileProgram(draft, call, program),
  ]),
  ...Array.from(CODE_PROGRAMS, ([name, program]): readonly [string, Reader] => [
    name,
    (draft, call) => readCodeProgram(draft, call, program),
  ]),
  ...Array.from(WRAPPERS, ([name, wrapper]): readonly [string, Reader] => [
    name,
    (draft, call) => readWrapper(draft, call, wrapper),
  ]),
  ...all(SHELLS, readShell),
  ["env", readEnv],
  ["xargs", readXargs],
  ...all(SYSTEM_PROGRAMS, readSystemProgram),
  ...all(SQL_CLIENTS.keys(), readSqlClient),
  ...all(["awk", "gawk", "mawk", "nawk"], readAwk),
  ...all(["sed", "gsed"], readSed),
  ...all(["nc", "ncat", "netcat", "telnet"], readNetcat),
  ...all(["scp", "sftp"], readScp),
  ...all(["tar", "gtar", "bsdtar"], readTar),
  ["zip", readZip],
  ...all(["aws", "awslocal"], readAws),
  ...all(["kubectl", "oc", "k3s"], readKubectl),
  ...all(["terraform", "tofu", "terragrunt"], readTerraform),
  ...all(["docker", "podman", "nerdctl"], readDocker),
  ...all(["gcloud"], (draft, call) => readService(draft, call, GCLOUD_SERVICE)),
  ...all(["az"], (draft, call) => readService(draft, call, AZ_SERVICE)),
  ["gsutil", readGsutil],
  ["bq", readBq],
  ["helm", readHelm],
  ["gh", readGh],
  ["less", readLess],
  ...all(["jq", "yq"], readFilter),
  ["ln", readLink],
  ["man", readMan],
  ["printenv", readPrintenv],
  ...all(["ping", "ping6"], readPing),
  ["find", readFind],
  ["dd", readDd],
  ["git", readGit],
  ["curl", readCurl],
  ["wget", readWget],
  ["ssh", readSsh],
  ["rsync", readRsync],
]);
