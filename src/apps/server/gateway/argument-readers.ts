import { createActReader, loadSql } from "#adapters/sources";
import type { SourceRef } from "#core/model";
import type { ArgumentReaders } from "#points/gateway";

/** Gives what reads arguments that are programs. It is loaded with the first of them, since the grammar of SQL is large. */
export async function openArgumentReaders(): Promise<ArgumentReaders> {
  const read = createActReader(await loadSql());
  return {
    shell: (script, source) => read({ kind: "shell", script, setting: elsewhere(source) }),
    sql: (statements, source) => read({ kind: "sql", statements, dialect: "other", setting: elsewhere(source) }),
    words: (words, source) => {
      const quoted = words.map((text) => ({ text, quoted: true }));
      return read({ kind: "words", words: quoted, setting: elsewhere(source) });
    },
  };
}

/** Where and as whom a server runs what it is handed, nobody knows. */
function elsewhere(source: SourceRef): Parameters<ReturnType<typeof createActReader>>[0]["setting"] {
  return { cwd: null, home: null, workspace: null, env: new Map(), reach: [], depth: 0, source };
}
