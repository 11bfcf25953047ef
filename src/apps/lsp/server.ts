import { fileURLToPath, pathToFileURL } from "node:url";
import { resolve } from "node:path";
import {
  CodeActionKind,
  createConnection,
  LSPErrorCodes,
  ProposedFeatures,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type Location,
  type TextDocumentPositionParams,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "#core/diagnostics";
import { formatDocuments } from "#core/documents";
import type { ProjectFiles } from "./project/ports.ts";
import { Workspace } from "./project/project.ts";
import { complete } from "./services/complete.ts";
import { definition } from "./services/definition.ts";
import { hover } from "./services/hover.ts";
import { renamingAt } from "./services/rename/renaming-at.ts";
import { quickFix } from "./services/quick-fix.ts";
import type { Request } from "./services/request.ts";
import { symbols } from "./services/symbols.ts";
import { toCompletion, toDiagnostic, toRange, toSymbol } from "./protocol.ts";

const DEBOUNCE_MS = 200;
/** The longest text that is looked into, in characters: past it a file is no policy that anyone types. */
const LONGEST_TEXT = 512 * 1024;

/** Serves the language server protocol on stdin and stdout until the client ends it. */
export function serve(files: ProjectFiles, version: string): void {
  new Server(createConnection(ProposedFeatures.all, process.stdin, process.stdout), files, version).listen();
}

class Server {
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #files: ProjectFiles;
  readonly #workspace: Workspace;
  readonly #version: string;
  readonly #reported = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection, files: ProjectFiles, version: string) {
    this.#connection = connection;
    this.#files = files;
    this.#workspace = new Workspace(files);
    this.#version = version;
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onCompletion((params) => this.#answer(params, (request) => complete(request).map(toCompletion), []));
    connection.onHover((params) => this.#answer(params, hovered, null));
    connection.onDefinition((params) => this.#answer(params, (request) => defined(request), null));
    connection.onDocumentSymbol(({ textDocument }) => this.#symbols(textDocument.uri));
    connection.onDocumentFormatting(({ textDocument }) => this.#format(textDocument.uri));
    connection.onCodeAction((params) => this.#fixes(params));
    connection.onPrepareRename((params) => this.#answer(params, renamable, null));
    connection.onRenameRequest((params) =>
      this.#answer(params, (request) => this.#rename(request, params.newName), null),
    );
    connection.onDidChangeWatchedFiles(() => {
      this.#workspace.reread();
      this.#schedule();
    });
    this.#documents.onDidChangeContent(({ document }) => {
      this.#workspace.open(pathOf(document.uri), textOf(document));
      this.#schedule();
    });
    this.#documents.onDidClose(({ document }) => {
      this.#workspace.close(pathOf(document.uri));
      this.#schedule();
    });
    this.#documents.listen(connection);
    connection.listen();
  }

  #initialize({ workspaceFolders, rootUri }: InitializeParams): InitializeResult {
    const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
    this.#workspace.setFolders(folders.map(pathOf));
    return {
      serverInfo: { name: "writ", version: this.#version },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        completionProvider: { triggerCharacters: [".", "?", "/", "'", '"'] },
        hoverProvider: true,
        definitionProvider: true,
        renameProvider: { prepareProvider: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        documentSymbolProvider: true,
        documentFormattingProvider: true,
      },
    };
  }

  /** Checks everything when nobody has typed for a moment. */
  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#publishSafely(), DEBOUNCE_MS);
  }

  /** A defect of ours is told to the editor, and the server goes on. */
  #publishSafely(): void {
    try {
      this.#publish();
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#connection.console.error(`This is a defect in writ, please report it:\n${detail}`);
    }
  }

  #publish(): void {
    const found = this.#workspace.diagnose();
    for (const path of this.#reported) if (!found.has(path)) this.#send(path, []);
    for (const [path, diagnostics] of found) this.#send(path, diagnostics.map(toDiagnostic));
    this.#reported.clear();
    for (const path of found.keys()) this.#reported.add(path);
  }

  #send(path: string, diagnostics: ReturnType<typeof toDiagnostic>[]): void {
    void this.#connection.sendDiagnostics({ uri: uriOf(path), diagnostics });
  }

  #answer<Answer>(
    { textDocument, position }: TextDocumentPositionParams,
    ask: (request: Request) => Answer,
    otherwise: Answer,
  ): Answer {
    const document = this.#documents.get(textDocument.uri);
    if (document === undefined || document.getText().length > LONGEST_TEXT) return otherwise;
    const { project } = this.#workspace;
    return ask({ project, path: pathOf(document.uri), text: document.getText(), offset: document.offsetAt(position) });
  }

  /** The edits of all files that a new name needs; an error that the editor shows where there is none that keeps everything together. */
  #rename(request: Request, newName: string): WorkspaceEdit | null {
    const renaming = renamingAt(request);
    if (renaming === null) return null;
    const problem = renaming.problem(newName, request.project);
    if (problem !== null) throw new ResponseError(LSPErrorCodes.RequestFailed, problem);
    const places = renaming.places(request.project, (policy) => this.#files.expectations(policy));
    if (places === null)
      throw new ResponseError(LSPErrorCodes.RequestFailed, "Not every place of this name can be found");
    return { changes: editsOf(places, newName) };
  }

  /** The fixes that the diagnostics at a place propose. */
  #fixes({ textDocument: { uri }, context }: CodeActionParams): CodeAction[] {
    const document = this.#documents.get(uri);
    if (document === undefined) return [];
    return context.diagnostics.flatMap((diagnostic) => {
      const { range, source, message } = diagnostic;
      const isOurs = source === "writ" && typeof message === "string";
      const fix = isOurs ? quickFix(message, document.getText(range)) : null;
      if (fix === null) return [];
      const edit = { changes: { [uri]: [{ range, newText: fix.newText }] } };
      return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], isPreferred: true, edit }];
    });
  }

  #symbols(uri: string): ReturnType<typeof toSymbol>[] {
    const document = this.#documents.get(uri);
    return document === undefined ? [] : symbols(pathOf(uri), textOf(document)).map(toSymbol);
  }

  #format(uri: string): TextEdit[] {
    const document = this.#documents.get(uri);
    if (document === undefined) return [];
    const text = document.getText();
    const result = formatDocuments(pathOf(uri), text);
    if (result.kind !== "formatted" || result.text === text) return [];
    return [
      { range: { start: { line: 0, character: 0 }, end: document.positionAt(text.length) }, newText: result.text },
    ];
  }
}

function textOf(document: TextDocument): string {
  const text = document.getText();
  return text.length > LONGEST_TEXT ? "" : text;
}

function hovered(request: Request): { contents: { kind: "markdown"; value: string } } | null {
  const value = hover(request);
  return value === null ? null : { contents: { kind: "markdown", value } };
}

/** That something can be renamed; the editor takes the word at the place. */
function renamable(request: Request): { defaultBehavior: true } | null {
  return renamingAt(request) === null ? null : { defaultBehavior: true };
}

function editsOf(places: readonly Span[], newText: string): Record<string, TextEdit[]> {
  const edits = new Map<string, TextEdit[]>();
  for (const place of places) {
    const uri = uriOf(place.file);
    edits.set(uri, [...(edits.get(uri) ?? []), { range: toRange(place), newText }]);
  }
  return Object.fromEntries(edits);
}

function defined(request: Request): Location | null {
  const span = definition(request);
  return span === null ? null : { uri: uriOf(resolve(span.file)), range: toRange(span) };
}

/** The path of a file; what is no file (an untitled text) keeps its name. */
function pathOf(uri: string): string {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : uri;
  } catch {
    return uri;
  }
}

function uriOf(path: string): string {
  return /^[a-z][\w+.-]+:(?!\\)/i.test(path) ? path : pathToFileURL(path).href;
}
