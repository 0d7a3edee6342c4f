// Reads what "go test -json" writes: prints a line for each package, all that
// a failing test said, and at the end how many tests passed, failed and were
// skipped, with the reasons. Exits 1 when anything failed.
import { createInterface } from "node:readline";

const output = new Map(); // test or package → its lines
const failed = [];
const skipped = [];
const count = { pass: 0, fail: 0, skip: 0 };
const packages = { pass: 0, fail: 0, skip: 0 };
const began = Date.now();

const key = (event) => `${event.Package ?? event.ImportPath} ${event.Test ?? ""}`;
const text = (event) => (output.get(key(event)) ?? []).join("");

function packageEnds(event) {
  packages[event.Action]++;
  if (event.Action === "skip") {
    return;
  }
  const word = event.Action === "pass" ? "ok  " : "FAIL";
  console.log(`${word} ${event.Package} ${event.Elapsed?.toFixed(1) ?? "?"} s`);
  if (event.Action === "fail") {
    const builds = event.FailedBuild ? output.get(`${event.FailedBuild} `) ?? [] : [];
    failed.push(event.Package);
    console.log([...builds, text(event)].join(""));
  }
}

function testEnds(event) {
  count[event.Action]++;
  if (event.Action === "fail") {
    failed.push(`${event.Package} ${event.Test}`);
    console.log(text(event));
  }
  if (event.Action === "skip") {
    const reason = /^\s+\S+\.go:\d+: (.*)$/m.exec(text(event));
    skipped.push(`${event.Package} ${event.Test}: ${reason?.[1] ?? "no reason given"}`);
  }
  output.delete(key(event));
}

for await (const line of createInterface({ input: process.stdin })) {
  let event;
  try {
    event = JSON.parse(line);
  } catch {
    console.log(line); // what the go command says itself
    continue;
  }
  if (event.Action === "output" || event.Action === "build-output") {
    const lines = output.get(key(event)) ?? [];
    lines.push(event.Output);
    output.set(key(event), lines);
  } else if (["pass", "fail", "skip"].includes(event.Action)) {
    (event.Test ? testEnds : packageEnds)(event);
  }
}

const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
console.log("");
for (const line of skipped) {
  console.log(`skipped: ${line}`);
}
for (const line of failed) {
  console.log(`failed: ${line}`);
}
console.log(
  `go test: ${plural(count.pass, "test")} passed, ${count.fail} failed, ${count.skip} skipped ` +
    `in ${plural(packages.pass + packages.fail, "package")}, ${((Date.now() - began) / 1000).toFixed(0)} s`,
);
process.exit(failed.length > 0 || packages.pass === 0 ? 1 : 0);
