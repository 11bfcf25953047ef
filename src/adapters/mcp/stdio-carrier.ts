import { spawn, type ChildProcess } from "node:child_process";
import { UnavailableError } from "#core/diagnostics";
import { MOST_OF_MESSAGE, type Carrier, type CarrierEars, type OpenCarrier, type Parcel } from "#core/mcp";
import { Lines } from "./lines.ts";

/** A server that is a program on this machine. */
export interface ProgramSpec {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string | null;
  /** All that it finds in its environment beside what every program needs. */
  readonly env: Readonly<Record<string, string>>;
}

/** What every program needs to run, and whose certificates it believes; nothing else of our own environment is passed on. */
const INHERITED = [
  "HOME",
  "LANG",
  "LC_ALL",
  "LOGNAME",
  "NODE_EXTRA_CA_CERTS",
  "PATH",
  "SHELL",
  "SSL_CERT_DIR",
  "SSL_CERT_FILE",
  "TERM",
  "TMPDIR",
  "TZ",
  "USER",
  "SYSTEMROOT",
  "TEMP",
];
const MOST_UNSENT = 32 * 1024 * 1024;
const GRACE_MS = 2000;

/** Starts a program for each way that is opened, and speaks with it over its standard input and output. */
export function openProgram(spec: ProgramSpec): OpenCarrier {
  return async (ears) => {
    const child = spawn(spec.command, [...spec.args], {
      env: { ...inherited(), ...spec.env },
      stdio: ["pipe", "pipe", "ignore"],
      ...(spec.cwd === null ? {} : { cwd: spec.cwd }),
    });
    await started(child, spec.command);
    return new StdioCarrier(child, ears);
  };
}

function inherited(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

function started(child: ChildProcess, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("spawn", () => resolve());
    child.once("error", (cause) =>
      reject(new UnavailableError("mcp-server", `The program \`${command}\` cannot be started`, { cause })),
    );
  });
}

class StdioCarrier implements Carrier {
  readonly hasWays = false;
  readonly #child: ChildProcess;

  constructor(child: ChildProcess, ears: CarrierEars) {
    this.#child = child;
    const lines = new Lines(MOST_OF_MESSAGE, (line) => {
      if (line !== "") ears.message(line, null);
    });
    child.stdout?.on("data", (chunk: Buffer) => {
      if (lines.take(chunk)) return;
      child.stdout?.removeAllListeners("data");
      ears.ended(null, "The server sent a message that is too large");
      child.kill("SIGKILL");
    });
    child.on("error", () => undefined);
    child.stdin?.on("error", () => undefined);
    child.once("exit", () => ears.ended(null, "The server ended"));
  }

  send({ text }: Parcel): Promise<void> {
    const { stdin } = this.#child;
    if (stdin === null || !stdin.writable || stdin.writableLength > MOST_UNSENT)
      return Promise.reject(new UnavailableError("mcp-server", "The server does not take messages"));
    stdin.write(`${text}\n`);
    return Promise.resolve();
  }

  agreed(): void {
    // A program is heard from the start.
  }

  /** As the protocol has it: the end of its input, a while later SIGTERM, a while later SIGKILL. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.stdin?.end();
    const timers = [
      setTimeout(() => child.kill("SIGTERM"), GRACE_MS),
      setTimeout(() => child.kill("SIGKILL"), 2 * GRACE_MS),
    ];
    await gone;
    for (const timer of timers) clearTimeout(timer);
  }
}
