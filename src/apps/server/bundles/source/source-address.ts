import { resolve } from "node:path";
import { folderSource, gitSource, httpSource, ociSource, type RegistryLogin } from "#adapters/bundle-sources";
import type { BundleSource } from "#core/distribution";

/** A source as it was named; `isSigned` tells whether it gives releases, or documents as somebody wrote them. */
export interface NamedSource {
  readonly source: BundleSource;
  readonly isSigned: boolean;
}

const FORMS =
  "`folder:<path>`, `git+https://<host>/<repository>#<branch>:<folder>`, `https://<host>/v1/release` or `oci://<registry>/<repository>:<tag>`";

/** What a source must look like, for messages. */
export const SOURCE_FORMS: string = FORMS;

/**
 * Opens the source that an address names; null for what is none. `credential` is what the source asks for: a token for a control plane, `<user>:<password>` for a
 * registry.
 */
export function openSource(address: string, credential: string | null): NamedSource | null {
  const [, scheme = "", rest = ""] = /^([a-z][a-z+]*):(.+)$/.exec(address) ?? [];
  if (scheme === "folder") return { source: folderSource(resolve(rest)), isSigned: false };
  if (scheme.startsWith("git+")) return openGit(address.slice("git+".length));
  if (scheme === "oci") return openRegistry(rest, credential);
  if ((scheme === "https" || scheme === "http") && URL.canParse(address))
    return { source: httpSource({ url: address, token: credential }), isSigned: true };
  return null;
}

const PROTOCOLS = /^(?:https|ssh|file):\/\/[^#]+$/;

/** `<url>#<branch or tag>:<folder>`; the branch is `main` and the folder the whole repository unless they are told. */
function openGit(address: string): NamedSource | null {
  const [url = "", fragment = ""] = split(address, "#");
  if (!PROTOCOLS.test(url)) return null;
  const [ref = "", folder = ""] = split(fragment, ":");
  const settings = { url, ref: ref === "" ? "main" : ref, folder: folder === "" ? "." : folder };
  return { source: gitSource(settings), isSigned: false };
}

/** A registry on this machine is spoken to without TLS, as every other only with it. */
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

function openRegistry(rest: string, credential: string | null): NamedSource | null {
  const form =
    /^\/\/([^/\s]+)\/([a-z0-9][a-z0-9._/-]*)(?:@(sha256:[0-9a-f]{64})|:([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))$/;
  const [, host = "", repository = "", digest, tag] = form.exec(rest) ?? [];
  const reference = digest ?? tag;
  if (reference === undefined) return null;
  const registry = `${LOCAL.test(host) ? "http" : "https"}://${host}`;
  return { source: ociSource({ registry, repository, reference, login: loginOf(credential) }), isSigned: true };
}

function loginOf(credential: string | null): RegistryLogin | null {
  const [user = "", password = ""] = split(credential ?? "", ":");
  return user === "" ? null : { user, password };
}

function split(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
