import { describe, expect, test } from "vitest";
import { Unknown, type Value } from "#core/language";
import { valueOf, type Json, type JsonObject } from "../testing/template.ts";

const TEMPLATE: JsonObject = {
  parameters: {
    name: { type: "string", defaultValue: "shop" },
    open: { type: "string" },
    secret: { type: "secureString", defaultValue: "hunter2" },
    list: { type: "array", defaultValue: [1, 2, 3] },
    maybe: { type: "string", nullable: true },
    circle: { type: "string", defaultValue: "[parameters('circle')]" },
  },
  variables: {
    tags: { team: "[parameters('name')]" },
    copy: [{ name: "rounds", count: 2, input: "[concat('r', copyIndex('rounds', 1))]" }],
    ping: "[variables('pong')]",
    pong: "[variables('ping')]",
  },
  functions: [
    {
      namespace: "my",
      members: {
        hello: {
          parameters: [{ name: "who", type: "string" }],
          output: { type: "string", value: "[concat('hello ', parameters('who'))]" },
        },
      },
    },
  ],
};

const GROUP = "/subscriptions/{subscription}/resourceGroups/{resourceGroup}";

const KNOWN: readonly (readonly [string, Json])[] = [
  ["a text", "a text"],
  ["[[not an expression]", "[not an expression]"],
  ["['it''s']", "it's"],
  ["[parameters('NAME')]", "shop"],
  ["[parameters('maybe')]", null],
  ["[variables('tags').team]", "shop"],
  ["[variables('tags')['TEAM']]", "shop"],
  ["[variables('tags').?absent]", null],
  ["[variables('rounds')]", ["r1", "r2"]],
  ["[my.hello('you')]", "hello you"],
  ["[concat('a', 1, true())]", "a1True"],
  ["[concat(createArray(1), parameters('list'))]", [1, 1, 2, 3]],
  ["[format('{0}-{1:D3}', 'a', 2)]", "a-2"],
  ["[if(equals(parameters('name'), 'shop'), 'yes', 'no')]", "yes"],
  ["[and(true(), not(false()))]", true],
  ["[or(false(), bool('true'))]", true],
  ["[and(false(), equals(parameters('open'), 'x'))]", false],
  ["[if(equals(parameters('open'), 'x'), 'same', 'same')]", "same"],
  ["[coalesce(null(), 'b')]", "b"],
  ["[contains('abc', 'b')]", true],
  ["[contains(variables('tags'), 'Team')]", true],
  ["[contains(parameters('list'), 2)]", true],
  ["[length(parameters('list'))]", 3],
  ["[empty('')]", true],
  ["[first(parameters('list'))]", 1],
  ["[last('abc')]", "c"],
  ["[skip(parameters('list'), 2)]", [3]],
  ["[take('abc', 2)]", "ab"],
  ["[union(createObject('a', 1), createObject('b', 2))]", { a: 1, b: 2 }],
  ["[union(createArray(1, 2), createArray(2, 3))]", [1, 2, 3]],
  ["[intersection(createArray(1, 2), createArray(2, 3))]", [2]],
  ["[items(createObject('a', 1))]", [{ key: "a", value: 1 }]],
  ["[objectKeys(createObject('a', 1))]", ["a"]],
  ["[range(2, 3)]", [2, 3, 4]],
  ["[max(1, 5, 3)]", 5],
  ["[min(parameters('list'))]", 1],
  ["[add(1, mul(2, 3))]", 7],
  ["[div(7, 2)]", 3],
  ["[mod(7, 2)]", 1],
  ["[int('42')]", 42],
  ["[string(7)]", "7"],
  ["[toUpper(trim(' a '))]", "A"],
  ["[replace('a-b-c', '-', '')]", "abc"],
  ["[split('a,b;c', createArray(',', ';'))]", ["a", "b", "c"]],
  ["[join(createArray('a', 'b'), '+')]", "a+b"],
  ["[substring('abcdef', 1, 3)]", "bcd"],
  ["[padLeft('7', 3, '0')]", "007"],
  ["[startsWith('Abc', 'a')]", true],
  ["[indexOf('abc', 'c')]", 2],
  ["[base64ToString(base64('ä'))]", "ä"],
  ["[uri('https://a/', '/b')]", "https://a/b"],
  ["[json('{\"a\": [1]}')]", { a: [1] }],
  ["[lessOrEquals(1, 1)]", true],
  ["[flatten(createArray(createArray(1), createArray(2)))]", [1, 2]],
  ["[tryGet(variables('tags'), 'absent', 'deeper')]", null],
  ["[map(parameters('list'), lambda('n', add(lambdaVariables('n'), 1)))]", [2, 3, 4]],
  ["[filter(parameters('list'), lambda('n', greater(lambdaVariables('n'), 1)))]", [2, 3]],
  ["[reduce(parameters('list'), 0, lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b'))))]", 6],
  ["[toObject(createArray('a'), lambda('k', lambdaVariables('k')), lambda('k', 1))]", { a: 1 }],
  ["[resourceGroup().id]", GROUP],
  ["[subscription().id]", "/subscriptions/{subscription}"],
  ["[resourceId('A.B/c/d', 'x', 'y')]", `${GROUP}/providers/A.B/c/x/d/y`],
  ["[resourceId('other', 'A.B/c', 'x')]", "/subscriptions/{subscription}/resourceGroups/other/providers/A.B/c/x"],
  ["[subscriptionResourceId('A.B/c', 'x')]", "/subscriptions/{subscription}/providers/A.B/c/x"],
  ["[extensionResourceId(resourceGroup().id, 'A.B/c', 'x')]", `${GROUP}/providers/A.B/c/x`],
  ["[deployment().name]", "deployment"],
];

const OPEN: readonly (readonly [string, string])[] = [
  ["[parameters('open')]", "after-apply"],
  ["[parameters('secret')]", "sensitive"],
  ["[concat('a', parameters('secret'))]", "sensitive"],
  ["[parameters('circle')]", "after-apply"],
  ["[variables('ping')]", "after-apply"],
  ["[variables('tags').absent]", "after-apply"],
  ["[parameters('absent')]", "after-apply"],
  ["[unheardOf(1)]", "after-apply"],
  ["[utcNow()]", "after-apply"],
  ["[newGuid()]", "after-apply"],
  ["[resourceGroup().location]", "after-apply"],
  ["[reference('x').a.b]", "after-apply"],
  ["[listKeys('x', '2023-01-01').keys[0].value]", "sensitive"],
  ["[if(equals(parameters('open'), 'x'), 1, 2)]", "after-apply"],
  ["[div(1, 0)]", "after-apply"],
  ["[add('a', 1)]", "after-apply"],
  ["[contains(createArray(parameters('open')), 1)]", "after-apply"],
];

const unique = (arg: string): Value => valueOf(`[uniqueString('${arg}')]`);

describe("the expressions of a template", () => {
  test.each(KNOWN)("%s is known", (expression, value) => {
    expect(valueOf(expression, TEMPLATE)).toEqual(value);
  });

  test.each(OPEN)("%s is %s", (expression, reason) => {
    const value = valueOf(expression, TEMPLATE);
    expect(value).toBeInstanceOf(Unknown);
    expect(value instanceof Unknown && value.causes[0]?.reason).toBe(reason);
  });

  test("uniqueString() and guid() are the same text for the same arguments, and another for others", () => {
    expect(unique("a")).toMatch(/^\{uniqueString-[0-9a-f]{12}\}$/);
    expect([unique("a") === unique("a"), unique("a") === unique("b"), unique("a") === valueOf("[guid('a')]")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("loops inside an object make lists", () => {
    const object = { copy: [{ name: "ports", count: 2, input: { port: "[add(80, copyIndex('ports'))]" } }], a: 1 };
    expect(valueOf(object)).toEqual({ a: 1, ports: [{ port: 80 }, { port: 81 }] });
  });
});
