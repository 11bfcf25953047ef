import type { CodePlace } from "../invoked.ts";

/** How a program that runs code uses its words. */
export interface CodeProgram {
  /** Where code stands that is run whatever else the words say; null where only what follows runs any. */
  readonly always: CodePlace | null;
  /** By first operand: where the code stands, or `none` for a subcommand that runs none. */
  readonly subcommands: Readonly<Record<string, CodePlace | "none">>;
  /** Options after which code stands as an argument. */
  readonly evaluates: readonly string[];
  /** Words that hold code, or name what runs it. */
  readonly evaluated: RegExp | null;
  /** Options that are all that is asked. */
  readonly tells: readonly string[];
  /** Subcommands that bring packages in, and that send something out; and from which registry. */
  readonly installs: readonly string[];
  readonly publishes: readonly string[];
  readonly removes: readonly string[];
  readonly registry: string | null;
  /** Whether the first operand is a file with code. */
  readonly runsFile: boolean;
  /** Options before that file that change nothing of where code stands. */
  readonly plain: readonly string[];
  /** Names behind `-m` that run the code of the project; null where there is no such option. */
  readonly modules: readonly string[] | null;
  /** Whether `run` may be given a package of the registry. */
  readonly runsPackages: boolean;
}

const DEFAULTS: CodeProgram = {
  always: null,
  subcommands: {},
  evaluates: [],
  evaluated: null,
  tells: ["--version", "-v", "-V", "--help", "-h"],
  installs: [],
  publishes: [],
  removes: [],
  registry: null,
  runsFile: false,
  plain: [],
  modules: null,
  runsPackages: false,
};

function tells(names: string): Record<string, "none"> {
  return Object.fromEntries(names.split(" ").map((name) => [name, "none"]));
}

function interpreter(evaluates: readonly string[], more: Partial<CodeProgram> = {}): CodeProgram {
  return { ...DEFAULTS, evaluates, runsFile: true, ...more };
}

const NODE_PLAIN = ["--test", "--check", "-c", "--watch", "--no-warnings", "--enable-source-maps"];
const PYTHON = interpreter(["-c"], {
  plain: ["-u", "-B", "-O", "-E", "-s", "-I"],
  modules: ["pytest", "unittest", "mypy", "ruff", "black", "isort", "flake8", "pylint", "json.tool", "doctest"],
});

function packages(registry: string, more: Partial<CodeProgram>): CodeProgram {
  return { ...DEFAULTS, always: "project", registry, ...more };
}

const NPM = packages("registry.npmjs.org", {
  evaluates: ["--script-shell", "--node-options", "--shell", "--shell-mode"],
  subcommands: {
    ...tells(
      "ls list ll la view info show search outdated audit help version config get bin root prefix whoami ping doctor explain why fund docs repo bugs query sbom licenses",
    ),
    install: "package",
    i: "package",
    add: "package",
    ci: "package",
    update: "package",
    up: "package",
    upgrade: "package",
    exec: "package",
    x: "package",
    dlx: "package",
    create: "package",
    init: "package",
  },
  installs: [
    "install",
    "i",
    "add",
    "ci",
    "update",
    "up",
    "upgrade",
    "exec",
    "x",
    "dlx",
    "in",
    "ins",
    "isntall",
    "clean-install",
  ],
  publishes: ["publish", "unpublish", "deprecate", "dist-tag", "owner", "access", "token", "adduser", "login"],
  removes: ["uninstall", "remove", "rm", "un", "r"],
});
const PIP = packages("pypi.org", {
  subcommands: {
    ...tells("list show freeze check search index inspect help hash config debug"),
    install: "package",
    download: "package",
    wheel: "package",
  },
  installs: ["install", "download", "wheel"],
  removes: ["uninstall"],
});
const TOOL: CodeProgram = { ...DEFAULTS, always: "project" };
const MAKE: CodeProgram = { ...TOOL, evaluated: /^--ev|^-[A-Za-z]*E|\$|`|^\.?SHELL/ };
const RUNNER: CodeProgram = { ...DEFAULTS, always: "package", registry: "registry.npmjs.org" };

/** Programs that run code: of a file, of a package, of the project or of their arguments. */
export const CODE_PROGRAMS: ReadonlyMap<string, CodeProgram> = new Map([
  ["node", interpreter(["-e", "--eval", "-p", "--print"], { plain: NODE_PLAIN })],
  ["nodejs", interpreter(["-e", "--eval", "-p", "--print"], { plain: NODE_PLAIN })],
  ["python", PYTHON],
  ["python2", PYTHON],
  ["python3", PYTHON],
  ["ruby", interpreter(["-e"])],
  ["perl", interpreter(["-e", "-E", "-ne", "-pe", "-pi", "-i"])],
  ["php", interpreter(["-r", "-B", "-R", "-E"])],
  ["lua", interpreter(["-e"])],
  ["osascript", interpreter(["-e"])],
  ["Rscript", interpreter(["-e"])],
  ["tsx", interpreter(["-e", "--eval"])],
  ["ts-node", interpreter(["-e", "--eval"])],
  [
    "deno",
    {
      ...DEFAULTS,
      always: "project",
      subcommands: { ...tells("check fmt lint info doc types help"), eval: "argument" },
    },
  ],
  ["bun", { ...NPM, evaluates: ["-e", "--eval"] }],
  ["npm", NPM],
  ["pnpm", NPM],
  ["yarn", NPM],
  ["npx", RUNNER],
  ["bunx", RUNNER],
  ["pnpx", RUNNER],
  ["uvx", { ...RUNNER, registry: "pypi.org" }],
  ["pipx", { ...RUNNER, registry: "pypi.org", subcommands: tells("list environment help") }],
  ["pip", PIP],
  ["pip3", PIP],
  [
    "uv",
    packages("pypi.org", {
      subcommands: {
        ...tells("tree version help cache python"),
        pip: "package",
        add: "package",
        sync: "package",
        lock: "package",
      },
      installs: ["add"],
      removes: ["remove"],
      publishes: ["publish"],
    }),
  ],
  [
    "poetry",
    packages("pypi.org", {
      subcommands: {
        ...tells("show check version env config search help about"),
        install: "package",
        add: "package",
        update: "package",
      },
      installs: ["add"],
      removes: ["remove"],
      publishes: ["publish"],
    }),
  ],
  [
    "gem",
    packages("rubygems.org", {
      subcommands: { ...tells("list search info which environment help"), install: "package" },
      installs: ["install"],
      removes: ["uninstall"],
      publishes: ["push", "yank"],
    }),
  ],
  [
    "bundle",
    packages("rubygems.org", {
      subcommands: {
        ...tells("list show info outdated check"),
        install: "package",
        update: "package",
      },
    }),
  ],
  [
    "cargo",
    packages("crates.io", {
      evaluates: ["--config"],
      subcommands: {
        ...tells("tree metadata search version help fmt locate-project pkgid verify-project"),
        install: "package",
      },
      installs: ["add", "install"],
      removes: ["remove", "uninstall"],
      publishes: ["publish", "yank", "owner", "login"],
    }),
  ],
  [
    "go",
    packages("proxy.golang.org", {
      evaluated: /^--?(?:exec|toolexec|vettool|ldflags|gccgoflags)/,
      subcommands: {
        ...tells("version env list doc vet fmt help mod"),
        install: "package",
        get: "package",
      },
      installs: ["get", "install"],
      runsPackages: true,
    }),
  ],
  ["dotnet", packages("api.nuget.org", { subcommands: tells("--info --list-sdks help") })],
  [
    "composer",
    packages("packagist.org", {
      subcommands: {
        ...tells("show info outdated validate search"),
        install: "package",
        require: "package",
        update: "package",
      },
      installs: ["require"],
      removes: ["remove"],
    }),
  ],
  [
    "brew",
    packages("formulae.brew.sh", {
      subcommands: {
        ...tells("list ls info search outdated deps doctor config home"),
        install: "package",
      },
      installs: ["install"],
      removes: ["uninstall", "remove", "rm"],
    }),
  ],
  [
    "apt",
    packages("deb", {
      subcommands: { ...tells("list show search policy"), install: "package" },
      installs: ["install"],
      removes: ["remove", "purge", "autoremove"],
    }),
  ],
  [
    "apt-get",
    packages("deb", {
      subcommands: { ...tells("check changelog"), install: "package" },
      installs: ["install"],
      removes: ["remove", "purge", "autoremove"],
    }),
  ],
  [
    "apk",
    packages("alpine", {
      subcommands: { ...tells("info search list policy"), add: "package" },
      installs: ["add"],
      removes: ["del"],
    }),
  ],
  [
    "dnf",
    packages("rpm", {
      subcommands: { ...tells("list info search repoquery"), install: "package" },
      installs: ["install"],
      removes: ["remove", "erase"],
    }),
  ],
  [
    "yum",
    packages("rpm", {
      subcommands: { ...tells("list info search"), install: "package" },
      installs: ["install"],
      removes: ["remove", "erase"],
    }),
  ],
  ["make", MAKE],
  ["gmake", MAKE],
  ...[
    "ctest",
    "cmake",
    "ninja",
    "just",
    "task",
    "rake",
    "ant",
    "mvn",
    "mvnw",
    "gradle",
    "gradlew",
    "bazel",
    "sbt",
    "java",
    "javac",
    "rustc",
    "gcc",
    "g++",
    "clang",
    "cc",
    "swift",
    "xcodebuild",
    "pytest",
    "tox",
    "nox",
    "mypy",
    "ruff",
    "black",
    "isort",
    "flake8",
    "pylint",
    "tsc",
    "eslint",
    "prettier",
    "vitest",
    "jest",
    "mocha",
    "vite",
    "webpack",
    "rollup",
    "esbuild",
    "next",
    "nx",
    "turbo",
    "lerna",
    "oxlint",
    "oxfmt",
    "biome",
    "playwright",
    "cypress",
    "storybook",
    "rspec",
    "rubocop",
    "phpunit",
    "pre-commit",
    "act",
    "ansible",
    "ansible-playbook",
    "packer",
    "vagrant",
    "serverless",
    "sls",
    "sam",
    "cdk",
    "pulumi",
    "chalice",
    "flask",
    "uvicorn",
    "gunicorn",
    "alembic",
    "django-admin",
    "rails",
    "artisan",
    "mix",
    "elixir",
    "stack",
    "cabal",
    "ghc",
    "zig",
    "hugo",
    "jekyll",
    "mkdocs",
    "sphinx-build",
  ].map((name) => [name, TOOL] as const),
]);
