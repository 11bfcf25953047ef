import type { ReachTrait } from "#core/model";
import { optionTable, type OptionTable } from "../words/option-table.ts";

/** How a program that runs the one behind it uses the words before. */
export interface Wrapper {
  readonly options: OptionTable;
  /** Words of its own between its options and the program. */
  readonly skip: number;
  /** Options that name a file that it writes. */
  readonly writes: readonly string[];
  /** How far what it runs reaches because of it. */
  readonly reach: readonly ReachTrait[];
}

function wrapper(options: string, rest: Partial<Omit<Wrapper, "options">> = {}): Wrapper {
  return {
    skip: 0,
    writes: [],
    reach: [],
    ...rest,
    options: optionTable(options, { endAtOperand: true, numbers: true }),
  };
}

/** Programs that run the one behind them as it stands. */
export const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ["timeout", wrapper("signal,s= kill-after,k= foreground,f preserve-status,p verbose,v", { skip: 1 })],
  ["gtimeout", wrapper("signal,s= kill-after,k= foreground,f preserve-status,p verbose,v", { skip: 1 })],
  ["nice", wrapper("adjustment,n=")],
  ["ionice", wrapper("class,c= classdata,n= ignore,t")],
  ["nohup", wrapper("")],
  ["setsid", wrapper("ctty,c fork,f wait,w")],
  ["stdbuf", wrapper("input,i= output,o= error,e=")],
  ["time", wrapper("portability,p verbose,v quiet,q append,a format,f= output,o= l", { writes: ["output"] })],
  ["caffeinate", wrapper("d i m s u t= w=")],
  [
    "sudo",
    wrapper("askpass,A background,b preserve-env,E? set-home,H non-interactive,n stdin,S user,u= group,g= prompt,p=", {
      reach: ["elevated"],
    }),
  ],
  ["doas", wrapper("n u=", { reach: ["elevated"] })],
]);
