// Reads a line of JSON ({bundle, openings}) after another and answers each with what the browser's script finds.
import { createInterface } from "node:readline";

const { verify, verifyOpening, holds } = await import(process.argv[2]);

for await (const line of createInterface({ input: process.stdin })) {
  const { bundle, openings } = JSON.parse(line);
  let answer;
  try {
    const report = await verify(bundle);
    answer = { holds: holds(report), ...report };
    for (const one of report.key ? openings : []) answer.own = verifyOpening(report, one);
  } catch (error) {
    answer = { ...answer, holds: false, refused: error.word ?? `${error.stack}`, facts: error.facts };
  }
  console.log(JSON.stringify(answer));
}
