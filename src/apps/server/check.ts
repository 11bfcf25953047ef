import { readWitnessPolicy } from "#adapters/witnesses";
import { readIssuerFiles } from "./access/issuer-files.ts";
import { sourceProblem } from "./bundles/source/open-feed.ts";
import { describeSettings, type SettingsResult } from "./config/read-settings.ts";
import type { Settings } from "./config/settings.ts";
import { readBrokers } from "./credentials/read-brokers.ts";
import { readDirectory } from "./directory.ts";
import { readServers } from "./gateway/read-servers.ts";
import { readProviders } from "./models/provider-file.ts";
import { refuse, type Refused, type StartRequest } from "./starting.ts";

/** Says of settings, the files that they name and the policies whether a server could start with them. Nothing is opened, and nobody is asked. */
export function check(
  request: StartRequest & { print(line: string): void },
  result: SettingsResult,
): { readonly kind: "checked" } | Refused {
  const { settings } = result;
  const loaded = settings.source === null ? request.policies(settings).load() : null;
  const problems = [...(loaded?.problems ?? []), ...problemsOf(settings, request.environment)];
  const isRefused = loaded?.bundle === null || problems.length > (loaded?.problems.length ?? 0);
  if (isRefused) return refuse(request, problems);
  for (const line of describeSettings(result)) request.print(line);
  if (loaded !== null) request.print(`${loaded.bundle.policies.length} policies, bundle ${loaded.bundle.digest}`);
  return { kind: "checked" };
}

/** What is wrong with the files that the settings name. A source of bundles is asked when a server starts; until then only what names it can be wrong. */
function problemsOf(settings: Settings, environment: StartRequest["environment"]): readonly string[] {
  const { source, directory, witnessPolicy, issuers, mcp, models, brokers } = settings;
  if (witnessPolicy !== null) readWitnessPolicy(witnessPolicy);
  const sourceIs = source === null ? null : sourceProblem(settings);
  const files = [
    readDirectory(directory, unasked),
    readIssuerFiles(issuers),
    ...(mcp === null ? [] : [readServers(mcp, environment)]),
    ...(models === null ? [] : [readProviders(models, environment)]),
    ...(brokers === null ? [] : [readBrokers(brokers)]),
  ];
  return [...(sourceIs === null ? [] : [sourceIs]), ...files.flatMap(problemsIn)];
}

type ReadFile =
  | { readonly kind: "broken"; readonly problem: string }
  | { readonly kind: "broken"; readonly problems: readonly string[] }
  | { readonly kind: "read" };

function problemsIn(file: ReadFile): readonly string[] {
  if (file.kind !== "broken") return [];
  return "problems" in file ? file.problems : [file.problem];
}

function unasked(): never {
  throw new TypeError("Nobody searches while settings are checked");
}
