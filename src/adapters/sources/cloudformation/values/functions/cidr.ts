import type { Value } from "#core/language";
import { isList } from "#core/model";
import type { Evaluation, Place } from "../evaluation.ts";
import { derivedFrom, type Term } from "../open.ts";
import { knownTexts } from "./lists.ts";

const MOST_BLOCKS = 256;
const BLOCK = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** `Fn::Cidr`: `[block, count, bits]` as a list of the first blocks of that size. Blocks of IPv6 are left unknown. */
export function cidrs(evaluation: Evaluation, argument: Value, place: Place): Term {
  if (!isList(argument) || argument.length < 2)
    return evaluation.wrong(place, "`Fn::Cidr` takes a block, a count and a size");
  const terms = argument.map((part) => evaluation.term(part, place));
  const texts = knownTexts(terms);
  if (texts === undefined) return derivedFrom(terms);
  const [block = "", count = "", bits = "8"] = texts;
  return divide(block, Number(count), 32 - Number(bits)) ?? derivedFrom([]);
}

function divide(block: string, count: number, prefix: number): readonly string[] | undefined {
  const parsed = parseBlock(block);
  if (parsed === undefined || !(prefix >= parsed.prefix && prefix <= 32)) return undefined;
  const available = 2 ** (prefix - parsed.prefix);
  if (!Number.isInteger(count) || count < 1 || count > Math.min(available, MOST_BLOCKS)) return undefined;
  const size = 2 ** (32 - prefix);
  return Array.from({ length: count }, (_, index) => `${dotted(parsed.first + index * size)}/${prefix}`);
}

function parseBlock(block: string): { readonly first: number; readonly prefix: number } | undefined {
  const [, ...numbers] = BLOCK.exec(block)?.map(Number) ?? [];
  const prefix = numbers.pop() ?? 33;
  if (numbers.length !== 4 || prefix > 32 || numbers.some((byte) => byte > 255)) return undefined;
  const address = numbers.reduce((sum, byte) => sum * 256 + byte, 0);
  return { first: address - (address % 2 ** (32 - prefix)), prefix };
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
