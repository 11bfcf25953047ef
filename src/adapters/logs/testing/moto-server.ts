import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";

/** An S3 for one test file, all of it in the memory of a process. */
export interface S3Server {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Where `moto_server` is on this machine; null when it is not. */
export function findMoto(): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, "moto_server")).find(existsSync) ?? null;
}

/** Starts a server on a free port with one bucket. */
export async function startMoto(program: string, bucket: string): Promise<S3Server> {
  const port = await freePort();
  const child = spawn(program, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const endpoint = `http://127.0.0.1:${port}`;
  await untilMade(`${endpoint}/${bucket}`);
  return {
    endpoint,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function untilMade(url: string): Promise<void> {
  const authorization =
    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";
  for (let attempt = 0; attempt < 300; attempt += 1) {
    try {
      if ((await fetch(url, { method: "PUT", headers: { authorization } })).ok) return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("moto_server did not start");
}
