import { UsageError } from "../usage-error.ts";

/** Where a control plane is. */
export interface ServerAddress {
  /** What requests are made for. */
  readonly url: string;
  /** The path of a Unix socket; null where the address is the way. */
  readonly socketPath: string | null;
  /** As people are told of it. */
  readonly shown: string;
}

const SOCKET = "unix:";
const EXAMPLES = "write it as in `https://writ.example.com`, `http://127.0.0.1:7410` or `unix:/run/writ.sock`";

/** Reads the address of a control plane. Refuses one over which a token would go in clear beyond this machine, unless `allowPlaintext`. */
export function parseServer(text: string, allowPlaintext: boolean): ServerAddress {
  if (text.startsWith(SOCKET)) return socketAddress(text);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new UsageError("The address of the control plane is none that can be asked", EXAMPLES);
  }
  assertPlain(url, text);
  assertProtected(url, allowPlaintext);
  return { url: url.origin, socketPath: null, shown: url.origin };
}

function assertPlain({ username, password, pathname, search, hash }: URL, text: string): void {
  if (username !== "" || password !== "") {
    throw new UsageError("The address of the control plane has a name or password in it", "set WRIT_TOKEN instead");
  }
  if (pathname !== "/" || search !== "" || hash !== "") {
    throw new UsageError(`The address \`${text}\` has more than a scheme, a host and a port`, EXAMPLES);
  }
}

function assertProtected({ protocol, hostname, origin }: URL, allowPlaintext: boolean): void {
  if (protocol === "https:" || isThisMachine(hostname) || allowPlaintext) return;
  throw new UsageError(
    `\`${origin}\` is beyond this machine, where a token must not go in clear`,
    "ask it over https, or add --allow-plaintext where something else protects the way",
  );
}

function socketAddress(text: string): ServerAddress {
  const socketPath = text.slice(SOCKET.length);
  if (!socketPath.startsWith("/")) {
    throw new UsageError(`\`${text}\` names no socket`, "write its whole path, as in `unix:/run/writ.sock`");
  }
  return { url: "http://localhost", socketPath, shown: text };
}

/** `URL` has brought every spelling of an address into one form. */
function isThisMachine(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
