// How the control plane starts, and what it holds after a long day: `npm run bench -- living`.
import { median } from "../measure.ts";
import { shortNumber, table } from "../report.ts";
import { generate, memoryOf, type Load } from "./generate.ts";
import { startWrit } from "./subjects.ts";

/** As many requests as a hundred a second make in an hour. */
const HOUR_OF_REQUESTS = 360_000;
const ROUNDS = 6;

const ASKED: Load = {
  name: "one",
  path: "/access/v1/evaluation",
  body: {
    subject: { type: "pipeline", id: "ci" },
    action: { name: "create" },
    resource: { type: "aws_s3_bucket", id: "logs", properties: { acl: "private" } },
  },
  decisions: 1,
};

/** How long a start with the shipped library takes, and how memory goes while an hour's requests are answered and recorded. */
export async function measureLiving(starts: number): Promise<string> {
  const times: number[] = [];
  for (let at = 0; at < starts; at++) {
    const subject = await startWrit("writ", "library");
    times.push(subject.startMs);
    await subject.stop();
  }
  return `From the command to the address, median of ${starts}: ${shortNumber(median(times))} ms\n\n${await memoryTable()}`;
}

async function memoryTable(): Promise<string> {
  const subject = await startWrit("writ", "library");
  try {
    const rows = [["0", shortNumber(memoryOf(subject.pid))]];
    for (let answered = 0; answered < HOUR_OF_REQUESTS;) {
      const before = answered;
      while (answered - before < HOUR_OF_REQUESTS / ROUNDS) answered += (await generate(subject, ASKED, 2)).requests;
      rows.push([answered.toLocaleString("en"), shortNumber(memoryOf(subject.pid))]);
    }
    return table(["requests answered", "resident MB"], rows);
  } finally {
    await subject.stop();
  }
}
