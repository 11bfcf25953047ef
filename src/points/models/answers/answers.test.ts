import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectionPolicy, PolicedInspector } from "#core/inspection";
import type { InspectionActions } from "#core/documents";
import type { AnswerFindings, AnswerReading } from "./reading.ts";
import { StreamReading } from "./stream-reading.ts";
import { WholeReading } from "./whole-reading.ts";

const KEY = "AKIAIOSFODNN7EXAMPLE";
const encoder = new TextEncoder();

function inspector(actions: InspectionActions = {}): PolicedInspector {
  return new PolicedInspector(inspectionPolicy([], actions));
}

function sse(events: readonly unknown[]): string {
  return events.map((event) => `data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`).join("");
}

/** The findings of a text that comes in chunks of some size. */
function read(reading: AnswerReading, text: string, size = 7): AnswerFindings {
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += size) reading.see(bytes.subarray(at, at + size));
  return reading.end();
}

function chat(delta: object, index = 0): object {
  return { id: "c", object: "chat.completion.chunk", choices: [{ index, delta }] };
}

function letters(text: string): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / 3) }, (_, at) => text.slice(3 * at, 3 * at + 3));
}

describe("StreamReading", () => {
  it.each<[string, readonly unknown[]]>([
    ["a text of chat completions", [...letters(`use ${KEY} now`).map((content) => chat({ content })), "[DONE]"]],
    [
      "what a tool of chat completions is called with",
      letters(JSON.stringify({ key: KEY })).map((piece) =>
        chat({ tool_calls: [{ index: 1, function: { arguments: piece } }] }),
      ),
    ],
    [
      "a text of messages",
      letters(KEY).map((text) => ({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } })),
    ],
    [
      "what a tool of messages is called with",
      letters(JSON.stringify({ password: "hunter2hunter2" })).map((piece) => ({
        type: "content_block_delta",
        index: 1,
        delta: { type: "input_json_delta", partial_json: piece },
      })),
    ],
    [
      "a text of responses",
      letters(KEY).map((delta, at) => ({
        type: "response.output_text.delta",
        item_id: "i",
        output_index: 0,
        content_index: 0,
        sequence_number: at,
        delta,
      })),
    ],
    [
      "what stands whole in an event",
      [{ type: "response.output_item.done", item: { type: "function_call", arguments: `{"a":"${KEY}"}` } }],
    ],
    ["what is no JSON", [`{"a": ${KEY}`]],
    ["the name of a tool", [chat({ tool_calls: [{ index: 0, function: { name: KEY, arguments: "" } }] })]],
  ])("finds a secret in %s, wherever its bytes are cut", (_, events) => {
    for (const size of [1, 16, 4096])
      expect(read(new StreamReading(inspector(), false), sse(events), size).labels).toEqual(["secret"]);
  });

  it("puts pieces to the text that they belong to", () => {
    const events = letters(KEY).flatMap((content) => [chat({ content: "-" }, 1), chat({ content }, 0)]);
    expect(read(new StreamReading(inspector(), false), sse(events)).labels).toEqual(["secret"]);
  });

  it.each(["\n", "\r\n", "\r"])("reads lines that end with %j, and data in several lines", (end) => {
    const text = [`data: {"choices":[{"index":0,`, `data: "delta":{"content":"${KEY}"}}]}`, "", ""].join(end);
    expect(read(new StreamReading(inspector(), false), text, 4096).labels).toEqual(["secret"]);
  });

  it("tells what it could not read", () => {
    const long = sse([chat({ content: "a".repeat(1024 * 1024) })]);
    expect(read(new StreamReading(inspector(), false), long, 65_536).labels).toEqual(["uninspected"]);
    const many = sse(Array.from({ length: 1001 }, (_, at) => chat({ content: "a" }, at)));
    expect(read(new StreamReading(inspector(), false), many, 65_536).labels).toEqual(["uninspected"]);
  });

  it("adds up what was used, and knows when it is over", () => {
    const reading = new StreamReading(inspector(), false);
    const events = [
      { type: "message_start", message: { usage: { input_tokens: 11, output_tokens: 1 } } },
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 4 } },
    ];
    reading.see(encoder.encode(sse(events)));
    expect(reading.isOver).toBe(false);
    reading.see(encoder.encode(sse([{ type: "message_stop" }])));
    expect(reading.isOver).toBe(true);
    expect(reading.end()).toEqual({ usage: { input: 11, output: 4 }, labels: [], blocked: null, redacted: null });
  });

  it("is held back only where it is asked for and something may be withheld", () => {
    expect(new StreamReading(inspector({ secret: "redact" }), false).isHeld).toBe(false);
    expect(new StreamReading(inspector({ secret: "label" }), true).isHeld).toBe(false);
    const held = new StreamReading(inspector({ secret: "redact" }), true);
    expect(held.isHeld).toBe(true);
    expect(read(held, sse([chat({ content: KEY })]))).toMatchObject({ labels: ["secret"], blocked: "secret" });
    const passing = new StreamReading(inspector({ secret: "block" }), false);
    expect(read(passing, sse([chat({ content: KEY })]))).toMatchObject({ labels: ["secret"], blocked: null });
  });

  it("is total", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.jsonValue(), { maxLength: 5 }), (text, values) => {
        expect(read(new StreamReading(inspector(), true), `${text}\n\n${sse(values)}`).redacted).toBeNull();
      }),
    );
  });
});

describe("WholeReading", () => {
  const answer = { choices: [{ message: { content: `use ${KEY}`, big: 12345678901234567890n.toString() } }] };

  it("passes an answer on as it came where nothing is to be done about what it holds", () => {
    const reading = new WholeReading(inspector());
    expect(reading.isHeld).toBe(false);
    expect(read(reading, JSON.stringify(answer))).toMatchObject({ labels: ["secret"], blocked: null, redacted: null });
  });

  it("takes out what is to be taken out, and keeps all digits of numbers", () => {
    const reading = new WholeReading(inspector({ secret: "redact" }));
    expect(reading.isHeld).toBe(true);
    const { redacted } = read(reading, `{"text":"use ${KEY}","n":12345678901234567890,"usage":{"input_tokens":3}}`);
    expect(redacted).toBe('{"text":"use [redacted: secret]","n":12345678901234567890,"usage":{"input_tokens":3}}');
  });

  it("withholds what is blocked, in whatever form it comes", () => {
    for (const text of [JSON.stringify(answer), `not JSON ${KEY}`])
      expect(read(new WholeReading(inspector({ secret: "block" })), text).blocked).toBe("secret");
  });

  it("never takes what is too long for clean", () => {
    const text = `"${"a".repeat(8 * 1024 * 1024)}"`;
    const passing = new WholeReading(inspector({ secret: "redact" }));
    expect(read(passing, text, 1024 * 1024)).toMatchObject({ labels: ["uninspected"], blocked: null });
    expect(passing.isHeld).toBe(false);
    const strict = new WholeReading(inspector({ uninspected: "block" }));
    expect(read(strict, text, 1024 * 1024).blocked).toBe("uninspected");
    expect(strict.isHeld).toBe(true);
  });

  it("reads of what holds no text only what was used", () => {
    const text = JSON.stringify({ data: [{ embedding: KEY }], usage: { prompt_tokens: 3 } });
    const found = read(new WholeReading(null), text);
    expect(found).toEqual({ usage: { input: 3, output: 0 }, labels: [], blocked: null, redacted: null });
  });
});
