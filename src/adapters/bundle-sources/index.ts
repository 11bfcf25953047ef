export { folderSource } from "./folder.ts";
export { gitSource, type GitSettings } from "./git.ts";
export { httpSource, type HttpSettings } from "./http.ts";
export { createLastGood, type LastGood } from "./last-good.ts";
export { ociSource, type OciSettings } from "./oci.ts";
export type { RegistryLogin } from "./oci-access.ts";
