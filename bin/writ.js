#!/usr/bin/env node
const oldest = [22, 18];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(
    `writ: needs Node ${oldest.join(".")} or newer, but this is Node ${process.versions.node}: install a newer Node and run it again\n`,
  );
  process.exitCode = 2;
} else {
  const { main } = await import("../dist/apps/cli/main.js");
  await main();
}
