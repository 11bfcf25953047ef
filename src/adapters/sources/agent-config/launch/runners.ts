import type { Ecosystem } from "./package-spec.ts";

/** Flags by what follows them: the name of a package, another value, nothing, or a text that is run. */
export interface Flags {
  readonly spec: ReadonlySet<string>;
  readonly valued: ReadonlySet<string>;
  readonly switches: ReadonlySet<string>;
  readonly opaque: ReadonlySet<string>;
}

/** A command that fetches what it runs: its words, and whether the first word behind its flags names the package, or only a flag does. */
export interface Runner {
  readonly words: readonly [string, ...string[]];
  readonly ecosystem: Ecosystem;
  readonly fetches: "word" | "flag";
  readonly flags: Flags;
}

function flags(spec: string, valued: string, switches: string, opaque = ""): Flags {
  return { spec: wordsOf(spec), valued: wordsOf(valued), switches: wordsOf(switches), opaque: wordsOf(opaque) };
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(" ").filter((word) => word !== ""));
}

const NPM = flags(
  "-p --package",
  "-w --workspace --registry --cache --prefix --userconfig --loglevel",
  "-y --yes -q --quiet -s --silent --no --no-install --ignore-existing --prefer-offline --prefer-online --offline --no-audit --no-fund --bun",
  "-c --call",
);

const UV = flags(
  "--from",
  "--with --with-editable --with-requirements -p --python -i --index-url --extra-index-url --index --default-index -f --find-links --directory --cache-dir --prerelease --resolution -c --constraints --env-file --exclude-newer --keyring-provider --refresh-package --project --config-file",
  "--refresh -q --quiet -v --verbose --isolated --no-cache -n --offline --native-tls --no-progress --reinstall --no-config --no-index --no-env-file -U --upgrade --managed-python --no-managed-python",
);

const UV_RUN = flags(
  "--with",
  "--from --with-editable --with-requirements -p --python -i --index-url --extra-index-url --index --directory --project --env-file --extra --group --package -m --module",
  "--frozen --locked --no-sync --no-project -q --quiet -v --verbose --isolated --no-dev --all-extras -s --script --active --no-cache -n --offline --refresh",
);

const PIPX = flags(
  "--spec",
  "--python --index-url -i --pip-args",
  "--verbose -v --quiet -q --no-cache --system-site-packages",
);

const CONTAINER = flags(
  "",
  "-e --env --env-file -v --volume --mount --name --network --net -p --publish -w --workdir -u --user --entrypoint -h --hostname --add-host -m --memory --cpus -l --label --pull --platform --restart --gpus --cap-add --cap-drop --security-opt --ip --dns --tmpfs --device --log-driver --log-opt --pids-limit --shm-size --ulimit --userns --pid --ipc --volumes-from --annotation --runtime --stop-timeout",
  "-i -t -d --rm --init --interactive --tty --detach --privileged --read-only --no-healthcheck -q --quiet -P --publish-all",
);

const DENO = flags(
  "",
  "-c --config --import-map --lock --cert --location --seed --ext",
  "-A --allow-all -R --allow-read -W --allow-write -N --allow-net -E --allow-env -S --allow-sys --allow-run --allow-ffi --allow-import -q --quiet -r --reload --no-check --no-prompt --no-config --no-lock --cached-only --unstable --frozen",
);

const GO = flags("", "-C -exec -mod -modfile -tags -ldflags -gcflags", "-v -x -a -race -trimpath");

export const RUNNERS: readonly Runner[] = [
  ...(
    [
      ["npx"],
      ["pnpx"],
      ["bunx"],
      ["npm", "exec"],
      ["npm", "x"],
      ["pnpm", "dlx"],
      ["yarn", "dlx"],
      ["bun", "x"],
    ] as const
  ).map((words): Runner => ({ words, ecosystem: "npm", fetches: "word", flags: NPM })),
  { words: ["uvx"], ecosystem: "pypi", fetches: "word", flags: UV },
  { words: ["uv", "tool", "run"], ecosystem: "pypi", fetches: "word", flags: UV },
  { words: ["uv", "run"], ecosystem: "pypi", fetches: "flag", flags: UV_RUN },
  { words: ["pipx", "run"], ecosystem: "pypi", fetches: "word", flags: PIPX },
  ...(["docker", "podman", "nerdctl"] as const).flatMap((program): readonly Runner[] => [
    { words: [program, "run"], ecosystem: "image", fetches: "word", flags: CONTAINER },
    { words: [program, "container", "run"], ecosystem: "image", fetches: "word", flags: CONTAINER },
  ]),
  { words: ["deno", "run"], ecosystem: "url", fetches: "word", flags: DENO },
  { words: ["go", "run"], ecosystem: "go", fetches: "word", flags: GO },
];
