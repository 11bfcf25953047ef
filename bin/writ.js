#!/usr/bin/env node
const oldest = [22, 18];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(
    `writ: needs Node ${oldest.join(".")} or newer, but this is Node ${process.versions.node}: install a newer Node and run it again\n`,
  );
  process.exitCode = 2;
} else {
  // A client waits for its hook before each act, so that it is loaded without everything else.
  const program =
    process.argv[2] === "hook" && !process.argv.includes("--help")
      ? "../dist/apps/hook/main.js"
      : "../dist/apps/cli/main.js";
  const { main } = await import(program);
  await main();
}
