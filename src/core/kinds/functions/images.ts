import { DYN, STRING, type FunctionDeclaration } from "#core/language";
import { globalFunction, invalid, textCost } from "./declare.ts";

/** Questions about references to container images. */
export const imageFunctions: readonly FunctionDeclaration[] = [
  globalFunction(
    "images.repository",
    "The repository of an image with its registry written out, without tag and digest; empty for an empty text.",
    {
      params: [DYN],
      result: STRING,
      evaluate: (image = null) =>
        typeof image === "string" ? repositoryOf(image) : invalid("What names an image is no text"),
      cost: textCost,
    },
  ),
];

const DEFAULT_REGISTRY = "docker.io";

/** Other names under which the default registry is reached. */
const DEFAULT_REGISTRY_NAMES: ReadonlySet<string> = new Set([
  DEFAULT_REGISTRY,
  "index.docker.io",
  "registry-1.docker.io",
]);

/**
 * Where an image comes from, as container runtimes understand its name (the reference grammar of the distribution project): the first part is a
 * registry when it has a dot or a port in it or is `localhost`, and what has no registry is of Docker Hub.
 */
export function repositoryOf(image: string): string {
  const path = withoutTag(image.trim().split("@", 1)[0] ?? "");
  if (path === "") return "";
  const slash = path.indexOf("/");
  const first = slash < 0 ? "" : path.slice(0, slash).toLowerCase();
  if (!isRegistry(first)) return `${DEFAULT_REGISTRY}/${slash < 0 ? "library/" : ""}${path}`;
  const rest = path.slice(slash + 1);
  if (!DEFAULT_REGISTRY_NAMES.has(first)) return `${first}/${rest}`;
  return `${DEFAULT_REGISTRY}/${rest.includes("/") ? "" : "library/"}${rest}`;
}

function withoutTag(path: string): string {
  const colon = path.lastIndexOf(":");
  return colon > path.lastIndexOf("/") ? path.slice(0, colon) : path;
}

function isRegistry(part: string): boolean {
  return part === "localhost" || part.includes(".") || part.includes(":");
}
