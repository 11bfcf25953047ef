export { folderFiles, ReadError } from "./folder-files.ts";
export { verifyFolder, type VerifyAnswer, type VerifyRequest } from "./verify-folder.ts";
