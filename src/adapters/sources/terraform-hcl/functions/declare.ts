import type { Budget } from "../evaluate/budget.ts";
import { booleanFrom, floatFrom, textFrom } from "../evaluate/convert.ts";
import { elementsOf, Failure, isObjectValue, type HclObject, type HclValue } from "../evaluate/values.ts";

/** What a function is given: arguments that did not fail. */
export type Run = (args: readonly HclValue[], budget: Budget) => HclValue;

/**
 * How much of its arguments a function must know: `all` of them down to the last part, the arguments as such (`outer`), or nothing, because it
 * looks after what is not known itself.
 */
export interface HclFunction {
  readonly needs: "all" | "outer" | "nothing";
  readonly run: Run;
}

/** Functions by name. */
export type FunctionTable = Readonly<Record<string, HclFunction>>;

export function needsAll(run: Run): HclFunction {
  return { needs: "all", run };
}

export function needsOuter(run: Run): HclFunction {
  return { needs: "outer", run };
}

export function needsNothing(run: Run): HclFunction {
  return { needs: "nothing", run };
}

/** A function of one text. */
export function ofText(map: (text: string) => HclValue): HclFunction {
  return needsAll(([value]) => {
    const text = textFrom(value);
    return text === null ? new Failure("a text is expected") : map(text);
  });
}

/** A function of some texts. */
export function ofTexts(count: number, map: (texts: readonly string[], budget: Budget) => HclValue): HclFunction {
  return needsAll((args, budget) => {
    const texts = args.slice(0, count).map(textFrom);
    const known = texts.filter((text) => text !== null);
    return known.length < count ? new Failure(`${count} texts are expected`) : map(known, budget);
  });
}

/** A function of one number. */
export function ofNumber(map: (value: number) => number): HclFunction {
  return needsAll(([value]) => {
    const number = floatFrom(value);
    return number === null ? new Failure("a number is expected") : numberOr(map(number));
  });
}

/** The number, or a failure when the calculation led nowhere. */
export function numberOr(value: number): HclValue {
  return Number.isFinite(value) ? value + 0 : new Failure("the result is no number");
}

/** A function that begins with a list or set. */
export function ofList(
  needs: HclFunction["needs"],
  map: (elements: readonly HclValue[], rest: readonly HclValue[], budget: Budget) => HclValue,
): HclFunction {
  return {
    needs,
    run: ([first, ...rest], budget) => {
      const elements = elementsOf(first);
      return elements ? map(elements, rest, budget) : new Failure("a list is expected");
    },
  };
}

/** A function that begins with a map or object. */
export function ofObject(map: (object: HclObject, rest: readonly HclValue[]) => HclValue): HclFunction {
  return needsOuter(([first, ...rest]) => {
    return isObjectValue(first) ? map(first, rest) : new Failure("a map is expected");
  });
}

/** Whether every element is, or any element is, true. */
export function truths(elements: readonly HclValue[]): readonly (boolean | null)[] {
  return elements.map((element) => booleanFrom(element));
}
