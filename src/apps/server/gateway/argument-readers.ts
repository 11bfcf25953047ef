import { createActReader, loadSql, readFetchAct, readFileAct } from "#adapters/sources";
import type { ArgumentReaders } from "#points/gateway";

/** Gives what reads arguments that are more than values. It is loaded with the first of them, since the grammar of SQL is large. */
export async function openArgumentReaders(): Promise<ArgumentReaders> {
  const readSql = await loadSql();
  const read = createActReader(readSql);
  return {
    shell: (script, setting) => read({ kind: "shell", script, setting }),
    sql: (statements, { dialect, source }) => readSql(statements, { dialect, source }),
    words: (words, setting) => read({ kind: "words", words: words.map((text) => ({ text, quoted: true })), setting }),
    file: (verb, path, setting) => readFileAct(verb, { text: path, quoted: true }, setting),
    url: readFetchAct,
  };
}
