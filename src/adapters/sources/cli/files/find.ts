import type { ReachTrait } from "#core/model";
import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import type { Call } from "../invoked.ts";
import { actOnFile } from "./file.ts";

/** The tests and actions of `find` by how many words follow. */
const ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ...counted(
    0,
    "! ( ) -a -o -and -or -not , -d -daystart -depth -empty -executable -false -follow -ignore_readdir_race -ls -mount -nogroup -noignore_readdir_race -noleaf -nouser -nowarn -print -print0 -prune -quit -readable -true -warn -writable -xdev -delete -H -L -P",
  ),
  ...counted(
    1,
    "-amin -anewer -atime -cmin -cnewer -context -ctime -fls -fprint -fprint0 -fstype -gid -group -ilname -iname -inum -ipath -iregex -iwholename -links -lname -maxdepth -mindepth -mmin -mtime -name -newer -path -perm -printf -regex -regextype -samefile -size -type -uid -used -user -wholename -xtype -D",
  ),
  ["-fprintf", 2],
]);
const WRITES: ReadonlySet<string> = new Set(["-fls", "-fprint", "-fprint0", "-fprintf"]);
const RUNS: ReadonlySet<string> = new Set(["-exec", "-execdir", "-ok", "-okdir"]);
const MANY: readonly ReachTrait[] = ["reach-many", "recursive"];
const HERE: Word = { text: ".", quoted: true };

function counted(count: number, names: string): readonly (readonly [string, number])[] {
  return names.split(" ").map((name) => [name, count]);
}

/** Reads `find`: where it looks, what it deletes there, what it writes and what it runs for each file. */
export function readFind(draft: Draft, { words }: Call): void {
  const expression = words.findIndex(({ text }, at) => isExpression(text) && !isLeading(text, at));
  const before = words.slice(0, expression < 0 ? words.length : expression);
  const roots = before.filter(({ text }) => !/^-(?:[HLP]|O\d*|D)$/.test(text ?? ""));
  const starts = roots.length > 0 ? roots : [HERE];
  for (const root of starts) actOnFile(draft, "read", root, { traits: ["recursive"] });
  if (expression >= 0) new Expression(draft, words, starts).read(expression);
}

function isExpression(text: string | null): boolean {
  return text !== null && (text.startsWith("-") || text === "(" || text === "!" || text === ",");
}

function isLeading(text: string | null, at: number): boolean {
  return at < 4 && /^-(?:[HLP]|O\d*)$/.test(text ?? "");
}

class Expression {
  readonly #draft: Draft;
  readonly #words: readonly Word[];
  readonly #starts: readonly Word[];

  constructor(draft: Draft, words: readonly Word[], starts: readonly Word[]) {
    this.#draft = draft;
    this.#words = words;
    this.#starts = starts;
  }

  read(from: number): void {
    for (let at = from; at < this.#words.length;) at = this.#step(at);
  }

  #step(at: number): number {
    const text = this.#words[at]?.text ?? null;
    if (text === null) return this.#unclear(at);
    if (text === "-delete") this.#delete();
    if (RUNS.has(text)) return this.#run(at + 1);
    const target = this.#words[at + 1];
    if (WRITES.has(text) && target !== undefined) actOnFile(this.#draft, "update", target);
    const count = ARGUMENTS.get(text) ?? (/^-newer[aBcmt]{2}$/.test(text) ? 1 : undefined);
    return count === undefined ? this.#unclear(at) : at + 1 + count;
  }

  #delete(): void {
    for (const root of this.#starts)
      actOnFile(this.#draft, "delete", root, {
        traits: ["recursive", "reach-many", "irreversible"],
      });
  }

  #unclear(at: number): number {
    this.#draft.unresolved("expression-unknown", "A part of the expression of `find` is not known, and may act");
    return at + 1;
  }

  /** The command ends with `;` or with `{} +`; what is found is below where it looks. */
  #run(from: number): number {
    let end = from;
    while (end < this.#words.length && !this.#isEnd(end)) end++;
    const found: Word = { text: `${this.#starts[0]?.text ?? ""}/*`, quoted: false };
    const known = this.#starts.length === 1 && this.#starts[0]?.text !== null;
    const words = this.#words.slice(from, end).map((word): Word => {
      if (word.text === "{}") return known ? found : { text: null, quoted: true };
      return word.text?.includes("{}") === true ? { text: null, quoted: true } : word;
    });
    const reach = [...new Set([...this.#draft.setting.reach, ...MANY])];
    this.#draft.nest({ kind: "words", words }, { reach });
    return end + 1;
  }

  #isEnd(at: number): boolean {
    const { text } = this.#words[at] ?? { text: null };
    return text === ";" || (text === "+" && this.#words[at - 1]?.text === "{}");
  }
}
