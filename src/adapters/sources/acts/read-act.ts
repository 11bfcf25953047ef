import type { Verb } from "#core/model";
import { Draft } from "../cli/draft.ts";
import { tellVariable } from "../cli/environment.ts";
import { actOnFile } from "../cli/files/file.ts";
import { readCommand, type CommandReading, type CommandSetting, type NestedAct, type Word } from "../cli/index.ts";
import { invoke } from "../cli/invoked.ts";
import { actOnHost, readAddress } from "../cli/network/host.ts";
import { Budget, Gathered, MAX_DEPTH, readScript, type ActReading, type Readers } from "../shell/index.ts";
import type { ReadSql } from "../sql/index.ts";
import { writtenCode } from "./written-code.ts";

/** Reads an act into everything that it does, and everything that what it runs does. */
export type ReadAct = (act: NestedAct) => ActReading;

/**
 * Gives the reader of acts: scripts, commands and statements, each by the reader of its language, and what they run in one another by the next.
 *
 * The reader is total, pure and bounded: one budget is shared by everything that one act runs.
 */
export function createActReader(readSql: ReadSql): ReadAct {
  return (act) => {
    const { effects, unresolved } = readIn(act, { readSql, budget: new Budget() });
    return { effects, unresolved: [...unresolved, ...writtenCode(effects)] };
  };
}

interface Reading {
  readonly readSql: ReadSql;
  readonly budget: Budget;
}

function readIn(act: NestedAct, reading: Reading): ActReading {
  const { setting } = act;
  if (setting.depth > MAX_DEPTH)
    return unread(setting, "script-too-deep", "What is run stands too deep in other commands to be read");
  switch (act.kind) {
    case "shell":
      return readScript(act.script, setting, readersOf(reading), reading.budget);
    case "words":
      return readWords(act.words, setting, reading);
    case "sql":
      return reading.readSql(act.statements, { dialect: act.dialect, source: setting.source });
    default:
      return unread(setting, "document-unread", "What a document that is handed to a command describes is not known");
  }
}

function readWords(words: readonly Word[], setting: CommandSetting, reading: Reading): ActReading {
  if (!reading.budget.command()) return unread(setting, "script-too-large", "The script does too much to be read");
  const { nested, ...own } = readProgram(words, setting);
  if (nested.length === 0) return own;
  const gathered = new Gathered();
  gathered.add(own);
  for (const act of nested) gathered.add(readIn(act, reading));
  return gathered.reading();
}

/** Where an operating system keeps the programs that it knows by their names. */
const SYSTEM = /^(?:\/usr(?:\/local)?|\/opt\/homebrew)?\/s?bin\/[^/]+$/;

/** A program in any other folder is code in a file, and not what it is called. */
function readProgram(words: readonly Word[], setting: CommandSetting): CommandReading {
  const [first, ...rest] = words;
  const path = first?.text ?? null;
  if (path === null || !path.includes("/") || SYSTEM.test(path)) return readCommand(words, setting);
  const draft = new Draft(setting);
  invoke(draft, { program: path, path, words: rest }, "file");
  actOnFile(draft, "read", { text: path, quoted: true });
  return draft.reading();
}

function readersOf(reading: Reading): Readers {
  return {
    command: (words, setting) => readWords(words, setting, reading),
    file: readFileAct,
    variable: readVariable,
    host: (name, port, setting) => readHost(name, port, setting),
  };
}

function readVariable(name: string | null, setting: CommandSetting): ActReading {
  const draft = new Draft(setting);
  tellVariable(draft, name);
  return draft.reading();
}

/** What is done to one file, or to everything below a folder where the setting reaches so far. */
export function readFileAct(verb: Verb, path: Word, setting: CommandSetting): ActReading {
  const draft = new Draft(setting);
  actOnFile(draft, verb, path);
  return draft.reading();
}

/** What is fetched from an address of the web, as whoever fetches it reads the address; unresolved for anything else. */
export function readFetchAct(url: string, setting: CommandSetting): ActReading {
  const address = URL.parse(url);
  if (address === null || !["http:", "https:"].includes(address.protocol)) {
    return unread(setting, "unread-address", "What is to be fetched is no address of the web");
  }
  const draft = new Draft(setting);
  actOnHost(draft, "read", readAddress(address.href, "https"), { verified: address.protocol === "https:" });
  return draft.reading();
}

/** A connection of the shell itself carries whatever is written to it. */
function readHost(name: string | null, port: number | null, setting: CommandSetting): ActReading {
  const draft = new Draft(setting);
  actOnHost(draft, "update", { name, port, scheme: "tcp" });
  return draft.reading();
}

function unread({ source }: CommandSetting, code: string, message: string): ActReading {
  return { effects: [], unresolved: [{ code, message, source }] };
}
