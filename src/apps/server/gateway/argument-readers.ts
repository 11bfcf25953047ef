import { createActReader, loadSql, readFetchAct, readFileAct, type CommandSetting } from "#adapters/sources";
import type { SourceRef } from "#core/model";
import type { ArgumentReaders } from "#points/gateway";

/** Gives what reads arguments that are more than values. It is loaded with the first of them, since the grammar of SQL is large. */
export async function openArgumentReaders(): Promise<ArgumentReaders> {
  const read = createActReader(await loadSql());
  return {
    shell: (script, source) => read({ kind: "shell", script, setting: elsewhere(source) }),
    sql: (statements, source) => read({ kind: "sql", statements, dialect: "other", setting: elsewhere(source) }),
    words: (words, source) => {
      const quoted = words.map((text) => ({ text, quoted: true }));
      return read({ kind: "words", words: quoted, setting: elsewhere(source) });
    },
    file: (verb, path, source) => readFileAct(verb, { text: path, quoted: true }, elsewhere(source)),
    url: (text, source) => readFetchAct(text, elsewhere(source)),
  };
}

/** Where and as whom a server runs what it is handed, nobody knows. */
function elsewhere(source: SourceRef): CommandSetting {
  return { cwd: null, home: null, workspace: null, env: new Map(), reach: [], depth: 0, source };
}
