import { describe, expect, test } from "vitest";
import { idsIn, problemsOf, readFiles, referencesOf, resourceIn, shown } from "./testing/configuration.ts";

const LOCK = `
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = "~> 5.0"
}
`;

describe("instances", () => {
  test("count and for_each make instances with the ids of a plan", () => {
    const reading = readFiles({
      "main.tf": `
        resource "aws_a" "none" { count = 0 }
        resource "aws_a" "two" {
          count = 2
          i     = count.index
        }
        resource "aws_a" "set" {
          for_each = toset(["b", "a.c"])
          k        = each.key
        }
        resource "aws_a" "map" {
          for_each = { x = { n = 1 } }
          n        = each.value.n
        }`,
    });
    expect(idsIn(reading)).toEqual([
      "aws_a.two[0]",
      "aws_a.two[1]",
      'aws_a.set["a.c"]',
      'aws_a.set["b"]',
      'aws_a.map["x"]',
    ]);
    expect(resourceIn(reading, "aws_a.two[1]").native).toEqual({ i: 1 });
    expect(resourceIn(reading, 'aws_a.map["x"]').native).toEqual({ n: 1 });
  });

  test("where it is not known how many there are, one stands for all", () => {
    const reading = readFiles({
      "main.tf": `
        variable "on" {}
        variable "names" { type = set(string) }
        resource "aws_a" "maybe" {
          count = var.on ? 1 : 0
          i     = count.index
        }
        resource "aws_a" "each" {
          for_each = var.names
          k        = each.key
          s        = "fixed"
        }
        resource "aws_b" "b" { a = aws_a.maybe[0].id }
        resource "aws_b" "c" { a = aws_a.maybe[*].id }`,
    });
    expect(idsIn(reading)).toEqual(["aws_a.maybe[*]", "aws_a.each[*]", "aws_b.b", "aws_b.c"]);
    expect(reading.changes.map(({ traits }) => traits)).toEqual([["any-number"], ["any-number"], [], []]);
    expect(shown(resourceIn(reading, "aws_a.each[*]").native)).toEqual({ k: "<not-observed>", s: "fixed" });
    expect(referencesOf(resourceIn(reading, "aws_b.b"))).toEqual(["a -> aws_a.maybe[*].id (proven)"]);
    expect(referencesOf(resourceIn(reading, "aws_b.c"))).toEqual(["a -> aws_a.maybe[*] (possible)"]);
    expect(reading.unresolved).toEqual([]);
  });
});

describe("blocks", () => {
  test("are lists by their type, and dynamic ones are made", () => {
    const reading = readFiles({
      "main.tf": `
        resource "aws_a" "a" {
          rule { port = 1 }
          rule {
            port = 2
            inner { x = true }
          }
          dynamic "rule" {
            for_each = { http = 80, https = 443 }
            iterator = it
            content {
              name = it.key
              port = it.value
            }
          }
          dynamic "none" {
            for_each = []
            content {}
          }
        }`,
    });
    expect(resourceIn(reading, "aws_a.a").native).toEqual({
      rule: [{ port: 1 }, { port: 2, inner: [{ x: true }] }, { name: "http", port: 80 }, { name: "https", port: 443 }],
      none: [],
    });
  });

  test("that nobody can count are unknown, beside those that are known", () => {
    const reading = readFiles({
      "main.tf": `
        variable "rules" {}
        resource "aws_a" "a" {
          dynamic "only" {
            for_each = var.rules
            content {}
          }
          rule { port = 1 }
          dynamic "rule" {
            for_each = var.rules
            content { port = rule.value }
          }
        }`,
    });
    const resource = resourceIn(reading, "aws_a.a");
    expect(shown(resource.native)).toEqual({ only: "<not-observed>", rule: [{ port: 1 }, "<not-observed>"] });
    expect(referencesOf(resource)).toEqual(["only -> ? (possible)", "rule.1 -> ? (possible)"]);
  });

  test("of Terraform's own are left out, but whether it may be destroyed", () => {
    const reading = readFiles({
      "main.tf": `
        resource "aws_a" "a" {
          provider   = aws.west
          depends_on = [aws_b.b]
          x          = 1
          lifecycle {
            prevent_destroy = true
            ignore_changes  = [x]
          }
          provisioner "local-exec" { command = "true" }
          connection { host = "h" }
        }`,
    });
    expect(resourceIn(reading, "aws_a.a").native).toEqual({ x: 1, lifecycle: [{ prevent_destroy: true }] });
  });
});

describe("attributes", () => {
  test("that are truth values or numbers by their schema are so even in quotes; maps of the author's keep their texts", () => {
    const reading = readFiles({
      "main.tf": `
        resource "aws_a" "a" {
          encrypted = "true"
          name      = "true"
          rule {
            from_port = "22"
            enabled   = "no"
            password  = "written-out"
          }
          settings = { enabled = "true", password = "seen-by-policies" }
        }`,
    });
    expect(shown(resourceIn(reading, "aws_a.a").native)).toEqual({
      encrypted: true,
      name: "true",
      rule: [{ from_port: 22, enabled: "no", password: "<sensitive>" }],
      settings: { enabled: "true", password: "seen-by-policies" },
    });
  });
});

describe("references", () => {
  const reading = readFiles({
    "main.tf": `
      variable "other" {}
      locals { bucket = aws_s3_bucket.b.id }
      resource "aws_s3_bucket" "b" { bucket = "known" }
      resource "aws_s3_bucket" "c" { bucket = "c-\${var.other}" }
      module "m" {
        source = "./m"
        id     = local.bucket
      }
      resource "aws_x" "plain" { bucket = aws_s3_bucket.b.id }
      resource "aws_x" "known" { bucket = aws_s3_bucket.b.bucket }
      resource "aws_x" "local" { bucket = local.bucket }
      resource "aws_x" "output" { bucket = module.m.back }
      resource "aws_x" "derived" { arn = "\${aws_s3_bucket.b.arn}/*" }
      resource "aws_x" "list" { ids = [aws_s3_bucket.b.id, aws_s3_bucket.c.id] }
      resource "aws_x" "choice" { id = var.other ? aws_s3_bucket.b.id : aws_s3_bucket.c.id }
      resource "aws_x" "dead" { id = var.other }
      resource "aws_x" "block" {
        part { target = aws_s3_bucket.b.arn }
      }
      resource "aws_x" "policy" { policy = jsonencode({ Resource = aws_s3_bucket.b.arn }) }
      resource "aws_x" "nested" { id = aws_s3_bucket.b.made[0].deep }`,
    "m/main.tf": `
      variable "id" {}
      resource "aws_y" "y" { bucket = var.id }
      output "back" { value = var.id }`,
  });

  test.each([
    ["aws_x.plain", ["bucket -> aws_s3_bucket.b.id (proven)"]],
    ["aws_x.known", ["bucket -> aws_s3_bucket.b.bucket (proven)"]],
    ["aws_x.local", ["bucket -> aws_s3_bucket.b.id (proven)"]],
    ["aws_x.output", ["bucket -> aws_s3_bucket.b.id (proven)"]],
    ["module.m.aws_y.y", ["bucket -> aws_s3_bucket.b.id (proven)"]],
    ["aws_x.derived", ["arn -> aws_s3_bucket.b.arn (possible)"]],
    ["aws_x.list", ["ids.0 -> aws_s3_bucket.b.id (proven)", "ids.1 -> aws_s3_bucket.c.id (proven)"]],
    [
      "aws_x.choice",
      ["id -> ? (possible)", "id -> aws_s3_bucket.b.id (possible)", "id -> aws_s3_bucket.c.id (possible)"],
    ],
    ["aws_x.dead", ["id -> ? (possible)"]],
    ["aws_x.block", ["part.0.target -> aws_s3_bucket.b.arn (proven)"]],
    ["aws_x.policy", ["policy -> aws_s3_bucket.b.arn (possible)"]],
    ["aws_x.nested", ["id -> aws_s3_bucket.b.made.0.deep (proven)"]],
  ])("of %s are %j", (id, expected) => {
    expect(referencesOf(resourceIn(reading, id))).toEqual(expected);
  });
});

describe("modules", () => {
  test("nest, with count and for_each, variables, defaults and outputs", () => {
    const reading = readFiles({
      "main.tf": `
        module "app" {
          source   = "./modules/app"
          for_each = { web = 2, "batch.v2" = 0 }
          name     = each.key
          queues   = each.value
        }
        resource "aws_z" "z" { names = [for k, app in module.app : app.names] }`,
      "modules/app/main.tf": `
        variable "name" { type = string }
        variable "queues" {
          type    = number
          default = 1
        }
        variable "options" {
          type    = object({ size = optional(number, 7), on = bool })
          default = { on = "true" }
        }
        module "queue" {
          source = "../queue"
          count  = var.queues
          name   = "\${var.name}-\${count.index}"
          size   = var.options.size
        }
        output "names" { value = module.queue[*].name }`,
      "modules/queue/main.tf": `
        variable "name" {}
        variable "size" {}
        resource "aws_q" "this" {
          name = var.name
          size = var.size
        }
        output "name" { value = aws_q.this.name }`,
    });
    expect(idsIn(reading)).toEqual([
      "aws_z.z",
      'module.app["web"].module.queue[0].aws_q.this',
      'module.app["web"].module.queue[1].aws_q.this',
    ]);
    const queue = resourceIn(reading, 'module.app["web"].module.queue[1].aws_q.this');
    expect(queue).toMatchObject({ module: 'module.app["web"].module.queue[1]', native: { name: "web-1", size: 7 } });
    expect(resourceIn(reading, "aws_z.z").native).toEqual({ names: [[], ["web-0", "web-1"]] });
    expect(reading.diagnostics).toEqual([]);
  });

  test("that terraform init has fetched are read where it has put them", () => {
    const reading = readFiles({
      "main.tf": 'module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n',
      ".terraform/modules/modules.json": JSON.stringify({
        Modules: [
          { Key: "", Source: "", Dir: "." },
          { Key: "vpc", Source: "registry.terraform.io/terraform-aws-modules/vpc/aws", Dir: ".terraform/modules/vpc" },
        ],
      }),
      ".terraform/modules/vpc/main.tf": 'resource "aws_vpc" "this" {}\n',
    });
    expect(idsIn(reading)).toEqual(["module.vpc.aws_vpc.this", "module.vpc"]);
    expect(reading.unresolved).toEqual([]);
  });

  test("that are not there leave the reading open", () => {
    const reading = readFiles({
      "main.tf": `resource "aws_a" "a" { v = module.vpc.id }
module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
}
module "gone" { source = "./gone" }
module "odd" { source = "./\${var.x}" }
`,
    });
    expect(problemsOf(reading)).toEqual([
      "terraform-module-not-installed app/main.tf:2:1",
      "terraform-module-missing app/main.tf:5:1",
      "terraform-module-without-source app/main.tf:6:1",
    ]);
    expect(reading.diagnostics.map(({ severity }) => severity)).toEqual(["warning", "error", "error"]);
    expect(reading.unresolved.map(({ source }) => source.address)).toEqual(["module.vpc", "module.gone", "module.odd"]);
    expect(referencesOf(resourceIn(reading, "aws_a.a"))).toEqual(["v -> ? (possible)"]);
  });
});

describe("variables", () => {
  const MAIN =
    'variable "a" { default = 0 }\nvariable "b" { default = 0 }\nresource "aws_a" "a" { v = [var.a, var.b] }\n';

  test.each<[string, Readonly<Record<string, string>>, unknown]>([
    ["their defaults", {}, [0, 0]],
    ["terraform.tfvars", { "terraform.tfvars": "a = 1\n" }, [1, 0]],
    ["automatic files in order", { "z.auto.tfvars": "a = 3\n", "a.auto.tfvars.json": '{"a": 2, "b": 2}' }, [3, 2]],
    ["no other file beside", { "prod.tfvars": "a = 9\n" }, [0, 0]],
  ])("take %s", (_, files, expected) => {
    expect(resourceIn(readFiles({ "main.tf": MAIN, ...files }), "aws_a.a").native).toEqual({ v: expected });
  });

  test("take what files that are handed in say, before all", () => {
    const variables = [{ file: "prod.tfvars", text: "a = 9\n" }];
    const reading = readFiles({ "main.tf": MAIN, "terraform.tfvars": "a = 1\n" }, { variables });
    expect(resourceIn(reading, "aws_a.a").native).toEqual({ v: [9, 0] });
  });

  test("that are sensitive are in nothing that is read", () => {
    const reading = readFiles({
      "main.tf": `
        variable "p" {
          sensitive = true
          default   = "hunter2-hunter2"
        }
        output "o" { value = var.p }
        resource "aws_a" "a" {
          one      = var.p
          two      = base64encode("user:\${var.p}")
          password = "written-out"
          note_wo  = "never kept"
          env      = { PASSWORD = "seen-by-policies" }
        }`,
    });
    expect(shown(resourceIn(reading, "aws_a.a").native)).toEqual({
      one: "<sensitive>",
      two: "<sensitive>",
      password: "<sensitive>",
      note_wo: null,
      env: { PASSWORD: "seen-by-policies" },
    });
    expect(JSON.stringify(reading)).not.toMatch(/hunter2|written-out|never kept/);
  });
});

describe("providers", () => {
  const reading = readFiles({
    ".terraform.lock.hcl": LOCK,
    "main.tf": `
      terraform {
        required_providers {
          aws     = { source = "hashicorp/aws", version = "~> 5.0" }
          azurerm = { source = "hashicorp/azurerm", version = "4.1.0" }
        }
      }
      provider "aws" {
        region              = "eu-central-1"
        allowed_account_ids = ["111122223333"]
        default_tags {
          tags = { team = "a", level = 3 }
        }
      }
      provider "aws" {
        alias  = "west"
        region = local.west
      }
      provider "google" { project = "p1" }
      locals { west = "us-west-2" }
      resource "aws_a" "default" { tags = { own = true } }
      resource "aws_a" "west" { provider = aws.west }
      resource "google_a" "g" {}
      resource "google_a" "beta" { provider = google-beta }
      resource "azurerm_a" "z" {}
      module "inherits" { source = "./m" }
      module "given" {
        source    = "./m"
        providers = { aws = aws.west }
      }`,
    "m/main.tf": 'resource "aws_a" "a" {}\n',
  });

  test.each<[string, object]>([
    [
      "aws_a.default",
      { provider: "aws", providerVersion: "5.100.0", group: "app aws eu-central-1", scope: "111122223333" },
    ],
    ["aws_a.default", { labels: { team: "a", level: "3", own: "true" } }],
    ["aws_a.west", { provider: "aws", group: "app aws.west us-west-2", scope: "aws.west", labels: {} }],
    ["google_a.g", { provider: "google", scope: "p1", providerVersion: null }],
    ["google_a.beta", { provider: "google" }],
    ["azurerm_a.z", { provider: "azurerm", providerVersion: "4.1.0" }],
    ["module.inherits.aws_a.a", { group: "app aws eu-central-1" }],
    ["module.given.aws_a.a", { group: "app aws.west us-west-2" }],
  ])("of %s is as in %o", (id, expected) => {
    expect(resourceIn(reading, id)).toMatchObject(expected);
  });
});

describe("a policy document", () => {
  test("is rendered as its provider does once all of it is known", () => {
    const reading = readFiles({
      "main.tf": `
        data "aws_iam_policy_document" "d" {
          statement {
            sid       = "One"
            actions   = ["s3:Get*", "s3:List*"]
            resources = ["*"]
            principals {
              type        = "AWS"
              identifiers = ["*"]
            }
            condition {
              test     = "StringEquals"
              variable = "aws:PrincipalTag/x"
              values   = ["&{aws:username}"]
            }
          }
        }
        resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.d.json }`,
    });
    const policy: unknown = resourceIn(reading, "aws_iam_policy.p").native["policy"];
    expect(JSON.parse(String(policy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "One",
          Effect: "Allow",
          Action: ["s3:List*", "s3:Get*"],
          Resource: "*",
          Principal: { AWS: "*" },
          Condition: { StringEquals: { "aws:PrincipalTag/x": "${aws:username}" } },
        },
      ],
    });
  });

  test("of which a part is not known is linked, so that the rest can be judged", () => {
    const reading = readFiles({
      "main.tf": `
        resource "aws_s3_bucket" "b" {}
        data "aws_iam_policy_document" "d" {
          statement {
            actions   = ["*"]
            resources = [aws_s3_bucket.b.arn]
          }
        }
        resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.d.json }`,
    });
    expect(referencesOf(resourceIn(reading, "aws_iam_policy.p"))).toEqual([
      "policy -> data.aws_iam_policy_document.d.json (proven)",
    ]);
    expect(shown(resourceIn(reading, "data.aws_iam_policy_document.d").native)).toMatchObject({
      statement: [{ actions: ["*"], resources: ["<after-apply>"] }],
      json: "<after-apply>",
    });
  });

  test("takes others in, and those that override by their ids", () => {
    const reading = readFiles({
      "main.tf": `
        data "aws_iam_policy_document" "base" {
          statement {
            sid       = "A"
            actions   = ["a:A"]
            resources = ["*"]
          }
        }
        data "aws_iam_policy_document" "d" {
          source_policy_documents   = [data.aws_iam_policy_document.base.json]
          override_policy_documents = [jsonencode({ Statement = { Sid = "A", Effect = "Deny", Action = "a:A", Resource = "*" } })]
          statement {
            effect    = "Allow"
            actions   = ["b:B"]
            resources = ["*"]
          }
        }`,
    });
    const text: unknown = resourceIn(reading, "data.aws_iam_policy_document.d").native["json"];
    expect(JSON.parse(String(text))).toMatchObject({
      Statement: [
        { Sid: "A", Effect: "Deny" },
        { Effect: "Allow", Action: "b:B" },
      ],
    });
  });
});

describe("moved, import and removed blocks", () => {
  const reading = readFiles({
    "main.tf": `
      resource "aws_a" "new" { count = 2 }
      resource "aws_a" "there" {}
      moved {
        from = aws_a.old
        to   = aws_a.new
      }
      import {
        to = aws_a.there
        id = "x"
      }
      removed {
        from = aws_a.gone
        lifecycle { destroy = false }
      }
      removed { from = aws_a.lost }`,
  });

  test("say what a resource was called, that it is adopted, and that one goes", () => {
    const lines = reading.changes.map(({ verb, before, after, previousId, traits }) => [
      verb,
      (after ?? before)?.id,
      previousId,
      ...traits,
    ]);
    expect(lines).toEqual([
      ["create", "aws_a.new[0]", "aws_a.old[0]", "moved"],
      ["create", "aws_a.new[1]", "aws_a.old[1]", "moved"],
      ["adopt", "aws_a.there", null, "import"],
      ["release", "aws_a.gone", null],
      ["delete", "aws_a.lost", null],
    ]);
  });

  test("leave open what it is that goes", () => {
    expect(reading.unresolved.map(({ code, source }) => `${code} ${source.address}`)).toEqual([
      "terraform-removed-block aws_a.gone",
      "terraform-removed-block aws_a.lost",
    ]);
  });
});

describe("several files", () => {
  test("of one folder are one configuration, and overriding ones change the others", () => {
    const reading = readFiles({
      "a.tf": 'resource "aws_a" "a" {\n  x = local.l\n  y = 1\n  b { n = 1 }\n}\n',
      "b.tofu": "locals { l = 5 }\n",
      "override.tf": 'resource "aws_a" "a" {\n  y = 2\n  b { n = 2 }\n}\n',
      "other/c.tf": 'resource "aws_a" "elsewhere" {}\n',
    });
    expect(idsIn(reading)).toEqual(["aws_a.a"]);
    expect(resourceIn(reading, "aws_a.a").native).toEqual({ x: 5, y: 2, b: [{ n: 2 }] });
  });

  test("of which some are asked for: their resources are judged, and the others are there", () => {
    const reading = readFiles(
      {
        "a.tf": 'resource "aws_a" "a" { x = aws_a.b.id }\nmodule "m" { source = "./m" }\n',
        "b.tf": 'resource "aws_a" "b" {}\nmodule "n" { source = "./m" }\n',
        "m/main.tf": 'resource "aws_a" "inner" {}\n',
      },
      { judged: new Set(["app/a.tf"]) },
    );
    expect(idsIn(reading)).toEqual(["aws_a.a", "module.m.aws_a.inner"]);
    expect(reading.surroundings.map(({ id }) => id)).toEqual(["aws_a.b", "module.n.aws_a.inner"]);
    expect(referencesOf(resourceIn(reading, "aws_a.a"))).toEqual(["x -> aws_a.b.id (proven)"]);
  });

  test("in the JSON syntax say the same", () => {
    const reading = readFiles({
      "main.tf.json": JSON.stringify({
        "//": "a comment",
        variable: { size: { type: "number", default: "3" } },
        locals: { l: "${var.size + 1}" },
        resource: {
          aws_a: {
            a: { n: "${local.l}", t: "x-${local.l}", list: [{ p: 1 }], lifecycle: { prevent_destroy: true } },
            b: [{ count: 2, id: "${aws_a.a.id}", dynamic: { r: { for_each: [1, 2], content: { v: "${r.value}" } } } }],
          },
        },
        module: { m: { source: "./m" } },
      }),
      "m/main.tf.json": '{"resource": {"aws_a": {"inner": {}}}}',
    });
    expect(idsIn(reading)).toEqual(["aws_a.a", "aws_a.b[0]", "aws_a.b[1]", "module.m.aws_a.inner"]);
    expect(resourceIn(reading, "aws_a.a").native).toEqual({
      n: 4,
      t: "x-4",
      list: [{ p: 1 }],
      lifecycle: [{ prevent_destroy: true }],
    });
    expect(resourceIn(reading, "aws_a.b[0]").native["r"]).toEqual([{ v: 1 }, { v: 2 }]);
    expect(referencesOf(resourceIn(reading, "aws_a.b[1]"))).toEqual(["id -> aws_a.a.id (proven)"]);
  });
});
