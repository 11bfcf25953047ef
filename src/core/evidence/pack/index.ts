export { collectFiles, handoverSizes, newestCheckpoint, type MissingFile, type PackPart } from "./collect.ts";
export { disclosureDigests } from "./disclosed.ts";
export { opensslCommands } from "./openssl.ts";
export { packReadme } from "./readme.ts";
