import { randomUUID } from "node:crypto";
import { openAddress } from "#adapters/mcp";
import { unprovenCaller } from "#core/access";
import { Server, StdioFront, type Era, type GatewayPorts } from "#points/gateway";
import type { Access } from "../control-plane/connect.ts";
import { passAll } from "./pass.ts";

/** What one client says and hears, with the end of its way. */
export interface Pipe {
  /** Takes one line of the client; resolves once it is answered. Never rejects. */
  receive(line: string): Promise<void>;
  close(): Promise<void>;
}

/** Where a pipe leads: the way to what clients reach at a control plane. */
export interface PipeEnd {
  readonly access: Access;
  readonly path: string;
  readonly version: string;
  readonly write: (line: string) => void;
  /** Told what could not be had, for people. */
  readonly report: (error: unknown) => void;
}

// INVARIANT (gateway-pipe-decides-nothing): a pipe answers nothing of its own but handshakes, pings and errors, so that no call is made that the control plane did not rule.
/** Leads a client on standard input and output to a control plane. Each era goes on in its own: a session in a session, and what stands alone alone. */
export function openPipe(end: PipeEnd): Pipe {
  const [sessions, alone] = [portsOf(end, "2025"), portsOf(end, "2026")];
  const front = new StdioFront(sessions, unprovenCaller("client"), end.write, alone);
  return {
    receive: (line) => front.receive(line),
    close: async () => {
      await front.close();
      await Promise.all([...sessions.servers, ...alone.servers].map((server) => server.close()));
    },
  };
}

function portsOf({ access, path, version, report }: PipeEnd, era: Era): GatewayPorts {
  const { server, token, ca } = access;
  const open = openAddress({
    url: new URL(path, server.url),
    headers: { Authorization: `Bearer ${token}` },
    ...(server.socketPath === null ? {} : { socketPath: server.socketPath }),
    ...(ca === null ? {} : { ca }),
  });
  const now = performance.now.bind(performance);
  return {
    servers: [new Server({ key: "writ", open, era }, now)],
    isPrefixed: false,
    // The control plane decides on every request as it came.
    interceptor: passAll("private"),
    report,
    now,
    info: { name: "writ", version },
    newId: randomUUID,
  };
}
