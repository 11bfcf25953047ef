/** What the operating system said, in words rather than error codes where the code is a common one. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS.get(code) ?? (error instanceof Error ? error.message : String(error));
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", "no space is left on the disk"],
  ["EDQUOT", "no space is left to this user"],
  ["EACCES", "permission is denied"],
  ["EPERM", "permission is denied"],
  ["EROFS", "the disk can only be read"],
  ["EIO", "the disk has failed"],
  ["ENOENT", "a file or folder of the log has disappeared"],
]);
