// Sends one request over and over on many connections for some seconds, and writes what came of it as JSON. Run by generate.ts.
import { connect } from "node:net";

interface Order {
  readonly url: string;
  readonly token: string;
  readonly path: string;
  readonly body: string;
  readonly seconds: number;
  readonly connections: number;
}

const order: Order = JSON.parse(process.argv[2] ?? "{}");
const { hostname, port } = new URL(order.url);
const request = Buffer.from(
  `POST ${order.path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${order.token}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(order.body)}\r\n\r\n${order.body}`,
);
const latencies: number[] = [];
const started = performance.now();
const end = started + order.seconds * 1000;

/** One connection, one request at a time; the answer is told complete by its length. */
function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    let sent = 0;
    let text = "";
    const send = (): void => {
      sent = performance.now();
      text = "";
      socket.write(request);
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      const head = text.indexOf("\r\n\r\n");
      if (head === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
      if (text.length < head + 4 + length) return;
      if (!text.startsWith("HTTP/1.1 200")) {
        socket.destroy(new Error(text.slice(0, 200)));
        return;
      }
      const now = performance.now();
      latencies.push(now - sent);
      if (now < end) send();
      else {
        socket.destroy();
        resolve();
      }
    });
  });
}

await Promise.all(Array.from({ length: order.connections }, run));
const seconds = (performance.now() - started) / 1000;
latencies.sort((a, b) => a - b);
const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
console.log(JSON.stringify({ requests: latencies.length, seconds, p50: at(0.5), p99: at(0.99) }));
