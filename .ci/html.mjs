// Has html-validate and, where there is Java 17, the W3C's validator read all
// pages below a folder. The same fault on many pages is told once, with the
// first place and the number of pages. Exits 1 when there is any.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";

const folder = process.argv[2];
const faults = new Map(); // what is wrong → {place, source, pages}

function note(tool, message, file, line, column, source) {
  const key = `${tool}: ${message}`;
  const fault = faults.get(key) ?? { place: `${file}:${line}:${column}`, source, pages: new Set() };
  fault.pages.add(file);
  faults.set(key, fault);
}

function run(command, args) {
  const done = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 30 });
  if (done.error) {
    throw done.error;
  }
  return done;
}

function parse(tool, text, done) {
  try {
    return JSON.parse(text);
  } catch {
    console.error(`${tool} did not work:\n${done.stdout.slice(-2000)}${done.stderr.slice(-2000)}`);
    process.exit(1);
  }
}

function htmlValidate() {
  const report = `${folder}/html-validate.json`; // its standard output is cut off when it is long
  rmSync(report, { force: true });
  const done = run("node_modules/.bin/html-validate", [
    "--config", ".ci/html-validate.json", "--formatter", `json=${report}`, `${folder}/**/*.html`,
  ]);
  for (const file of parse("html-validate", existsSync(report) ? readFileSync(report, "utf8") : "", done)) {
    const lines = (file.source ?? "").split("\n");
    for (const m of file.messages) {
      note("html-validate", `${m.message} (${m.ruleId})`, file.filePath, m.line, m.column, lines[m.line - 1]);
    }
  }
}

function vnu() {
  const java = spawnSync("java", ["-version"], { encoding: "utf8" });
  const version = Number(/version "(\d+)/.exec(java.stderr ?? "")?.[1] ?? 0);
  if (version < 17) {
    console.log("skipped: vnu, for there is no Java 17 (on Debian: apt-get install default-jre-headless)");
    return;
  }
  const done = run("java", [
    "-Xss8m", "-jar", "node_modules/vnu-jar/build/dist/vnu.jar",
    "--errors-only", "--skip-non-html", "--format", "json", folder,
  ]);
  for (const m of parse("vnu", done.stderr, done).messages) {
    note("vnu", m.message, decodeURI((m.url ?? "").replace(/^file:/, "")), m.lastLine, m.firstColumn ?? m.lastColumn, m.extract);
  }
}

htmlValidate();
vnu();
for (const [message, fault] of faults) {
  const more = fault.pages.size > 1 ? ` and on ${fault.pages.size - 1} more pages` : "";
  console.error(`${message}\n  ${fault.place}${more}\n    ${fault.source?.trim().slice(0, 300)}`);
}
process.exit(faults.size > 0 ? 1 : 0);
