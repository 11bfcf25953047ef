import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CompletionItem,
  type Diagnostic,
  type Hover,
  type Location,
  type PublishDiagnosticsParams,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { COMMAND, NODE_COMPILE_CACHE } from "../cli/writ.ts";

const LSP = [...COMMAND, "lsp", "--stdio"];

/** An editor as far as the protocol goes, with a real `writ lsp` behind it. `▮` in a text is the place of its cursor. */
export class Editor {
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #connection: ReturnType<typeof createProtocolConnection>;
  readonly #diagnostics = new Map<string, Diagnostic[]>();
  readonly #waiting: (() => void)[] = [];
  readonly #opened = new Set<string>();
  #version = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.#process = spawn(process.execPath, LSP, {
      cwd: folder,
      env: { ...process.env, NODE_COMPILE_CACHE },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const { stdin, stdout } = this.#process;
    if (stdin === null || stdout === null) throw new Error("no pipes");
    this.#connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.#diagnostics.set(params.uri, params.diagnostics);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.#connection.listen();
  }

  async start(): Promise<object> {
    const folders = [{ uri: pathToFileURL(this.#folder).href, name: "workspace" }];
    const params = { processId: process.pid, rootUri: null, capabilities: {}, workspaceFolders: folders };
    const { capabilities }: { capabilities: object } = await this.#connection.sendRequest("initialize", params);
    await this.#connection.sendNotification("initialized", {});
    return capabilities;
  }

  /** Ends the server as editors do, and answers its exit code. */
  async stop(): Promise<number | null> {
    const code = new Promise<number | null>((done) => this.#process.on("close", done));
    await this.#connection.sendRequest("shutdown");
    await this.#connection.sendNotification("exit");
    return code;
  }

  uri(file: string): string {
    return pathToFileURL(join(this.#folder, file)).href;
  }

  /** Puts a text into the editor, unsaved. */
  async type(file: string, text: string): Promise<void> {
    const uri = this.uri(file);
    const clean = text.replace(CURSOR, "");
    this.#diagnostics.delete(uri);
    this.#version++;
    if (!this.#opened.has(uri)) {
      this.#opened.add(uri);
      const textDocument = { uri, languageId: "yaml", version: this.#version, text: clean };
      return this.#connection.sendNotification("textDocument/didOpen", { textDocument });
    }
    const textDocument = { uri, version: this.#version };
    return this.#connection.sendNotification("textDocument/didChange", {
      textDocument,
      contentChanges: [{ text: clean }],
    });
  }

  /** What is next reported of a file. */
  async diagnostics(file: string): Promise<readonly Diagnostic[]> {
    for (;;) {
      const known = this.#diagnostics.get(this.uri(file));
      if (known !== undefined) return known;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  async complete(file: string, text: string): Promise<readonly CompletionItem[]> {
    return this.#ask("textDocument/completion", file, text);
  }

  async hover(file: string, text: string): Promise<string> {
    const found = await this.#ask<Hover | null>("textDocument/hover", file, text);
    return found === null ? "" : JSON.stringify(found.contents);
  }

  async definition(file: string, text: string): Promise<Location | null> {
    return this.#ask("textDocument/definition", file, text);
  }

  /** Renames what is at the cursor, and answers the texts of the files that change, by their names. */
  async rename(file: string, text: string, newName: string): Promise<ReadonlyMap<string, string>> {
    await this.type(file, text);
    const { changes = {} } = await this.request<WorkspaceEdit>("textDocument/rename", file, {
      position: cursorOf(text),
      newName,
    });
    const edited = Object.entries(changes).map(([uri, edits]): [string, string] => {
      const name = relative(this.#folder, fileURLToPath(uri));
      const before = name === file ? text.replace(CURSOR, "") : readFileSync(join(this.#folder, name), "utf8");
      return [name, TextDocument.applyEdits(TextDocument.create(uri, "yaml", 1, before), edits)];
    });
    return new Map(edited);
  }

  /** Asks anything else of the server about a file. */
  async request<Answer>(method: string, file: string, params: object = {}): Promise<Answer> {
    return this.#connection.sendRequest(method, { textDocument: { uri: this.uri(file) }, ...params });
  }

  async #ask<Answer>(method: string, file: string, text: string): Promise<Answer> {
    await this.type(file, text);
    return this.request(method, file, { position: cursorOf(text) });
  }
}

const CURSOR = "▮";

/** The place of the cursor in a text. */
function cursorOf(text: string): { readonly line: number; readonly character: number } {
  const before = text.slice(0, text.indexOf(CURSOR)).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
