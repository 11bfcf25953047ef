export { folderFiles } from "./folder-files.ts";
export { TrustError } from "./trust.ts";
export { verifyFolder, type VerifyAnswer, type VerifyRequest } from "./verify-folder.ts";
