import { repositoryOf } from "#core/kinds";
import type { Value } from "#core/language";
import { told, untold } from "../draft.ts";
import type { ParsedOptions } from "../words/parse-options.ts";

type Properties = Readonly<Record<string, Value>>;

/** What is known of an image by its name alone. */
export function imageProperties(name: string): Properties {
  if (name === "?") return { name: untold("name"), repository: untold("repository"), pinned: untold("pinned") };
  return { name, repository: repositoryOf(name), pinned: isPinned(name) };
}

/** What a container is given, as far as the options that make it say so. What the image and the machine decide is not known. */
export function containerProperties(image: string | null, parsed: ParsedOptions): Properties {
  return {
    hostNetwork: shares(parsed, "network"),
    hostPid: shares(parsed, "pid"),
    hostIpc: shares(parsed, "ipc"),
    hostPaths: hostPaths(parsed),
    literalSecrets: untold("literalSecrets"),
    containers: [container(image, parsed)],
  };
}

function container(image: string | null, parsed: ParsedOptions): Properties {
  const user = parsed.value("user");
  return {
    name: told(parsed.has("name") ? parsed.value("name")?.text : "", "containers.name"),
    image: told(image, "containers.image"),
    repository: image === null ? untold("containers.repository") : repositoryOf(image),
    pinned: image === null ? untold("containers.pinned") : isPinned(image),
    privileged: parsed.has("privileged") ? !isOff(parsed, "privileged") : false,
    hostProcess: false,
    runAsNonRoot: untold("containers.runAsNonRoot"),
    runAsUser: told(user?.text, "containers.runAsUser"),
    readOnlyRootFilesystem: parsed.has("read-only") && !isOff(parsed, "read-only"),
    addedCapabilities: capabilities(parsed, "cap-add"),
    droppedCapabilities: capabilities(parsed, "cap-drop"),
  };
}

function isOff(parsed: ParsedOptions, name: string): boolean {
  return parsed.value(name)?.text === "false";
}

function shares(parsed: ParsedOptions, name: string): Value {
  const all = parsed.values(name).map(({ text }) => text);
  return all.includes("host") || (all.includes(null) ? untold(name) : false);
}

/** Paths of the machine, and not volumes that the engine keeps. */
function hostPaths(parsed: ParsedOptions): Value {
  const mounts = [...parsed.values("volume").map(({ text }) => text?.split(":")[0] ?? null), ...bound(parsed)];
  if (mounts.includes(null) || parsed.has("volumes-from")) return untold("hostPaths");
  return mounts.filter((path) => path !== null && /^[./~]/.test(path));
}

function bound(parsed: ParsedOptions): readonly (string | null)[] {
  return parsed.values("mount").map(({ text }) => {
    const path = text === null ? null : /(?:^|,)(?:source|src)=(?<path>[^,]*)/.exec(text)?.groups?.["path"];
    return path === undefined ? "" : path;
  });
}

function capabilities(parsed: ParsedOptions, name: string): Value {
  const all = parsed.values(name).map(({ text }) => text);
  return all.includes(null)
    ? untold(`containers.${name}`)
    : all.map((one) => (one ?? "").toUpperCase().replace(/^CAP_/, ""));
}

function isPinned(image: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(image);
}
