import { connect, type Socket } from "node:net";

// A process of its own, because a process may have only so many files open: opens connections to a port, keeps them all, and prints how many it has.
const [, , port = "", count = ""] = process.argv;
const AT_ONCE = 400;

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: "127.0.0.1" }, () => resolve(socket));
    socket.on("error", reject);
  });
}

const sockets: Socket[] = [];
while (sockets.length < Number(count)) {
  const more = Math.min(AT_ONCE, Number(count) - sockets.length);
  sockets.push(...(await Promise.all(Array.from({ length: more }, open))));
}
process.stdout.write(`${sockets.length}\n`);
