import type { SourceSample } from "../source-format.ts";

const NAME = /(?:^|\/)(?:Dockerfile|Containerfile)$|\.(?:dockerfile|containerfile)$/i;
/** Names that files with other endings share, among them parts of Dockerfiles. */
const LIKELY_NAME = /(?:^|\/)(?:Dockerfile|Containerfile)\.(?!dockerignore$)[\w.-]+$/i;
const FIRST = /^\s*(?:FROM\s+[^\s:]\S*|ARG\s+\w+)/i;
const FROM = /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)?[^\s:]\S*(?:[ \t]+AS[ \t]+\S+)?[ \t]*\r?$/im;
const OTHER = /^[ \t]*(?:RUN|COPY|ADD|CMD|ENTRYPOINT|USER|ENV|WORKDIR)[ \t]+\S/im;

/** Tells a Dockerfile by its name, or by what it begins with. */
export function isDockerfile({ file, text }: Pick<SourceSample, "file" | "text">): boolean {
  const path = file.replaceAll("\\", "/");
  if (NAME.test(path)) return true;
  if (text === null) return false;
  if (LIKELY_NAME.test(path)) return FROM.test(text);
  const first = firstInstruction(text);
  return FIRST.test(first) && FROM.test(text) && OTHER.test(text);
}

/** The first line that is neither empty nor a comment. */
function firstInstruction(text: string): string {
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, Math.min(end, at + 1024));
    if (!/^\s*(?:#|$)/.test(line)) return line;
    at = end + 1;
  }
  return "";
}
