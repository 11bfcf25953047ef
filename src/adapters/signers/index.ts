export { createKeyFile, openKeyFile, type FileSigner } from "./key-file.ts";
export { nodeCrypto } from "./node-crypto.ts";
