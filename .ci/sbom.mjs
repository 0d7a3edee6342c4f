// Prints the bill of materials of a Go binary in CycloneDX 1.6: what its own
// build information says that it was made from.
// usage: sbom.mjs BINARY VERSION
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const [binary, version] = process.argv.slice(2);
const info = JSON.parse(execFileSync("go", ["version", "-m", "-json", binary], { encoding: "utf8" }));
const setting = (key) => info.Settings?.find((s) => s.Key === key)?.Value;
const purl = (path, v) => `pkg:golang/${path}@${v}`;

// A go.sum hash "h1:…" is the SHA-256 of a list of the module's files.
const component = ({ Path: path, Version: v, Sum: sum, Replace: by }) => ({
  type: "library",
  "bom-ref": purl((by ?? { Path: path }).Path, (by ?? { Version: v }).Version),
  name: path,
  version: v,
  purl: purl(path, v),
  scope: "required",
  ...(sum ? { properties: [{ name: "go:sum", value: sum }] } : {}),
});

const main = {
  type: "application",
  "bom-ref": purl(info.Main.Path, version),
  name: "deskbell",
  version,
  purl: purl(info.Main.Path, version),
  hashes: [{ alg: "SHA-256", content: createHash("sha256").update(readFileSync(binary)).digest("hex") }],
  licenses: [{ license: { id: "Apache-2.0" } }],
};
const go = { type: "platform", "bom-ref": purl("std", info.GoVersion), name: "go", version: info.GoVersion };
const components = [go, ...(info.Deps ?? []).map(component)];

const bom = {
  $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  version: 1,
  metadata: {
    timestamp: new Date(1000 * Number(process.env.SOURCE_DATE_EPOCH ?? 0)).toISOString(),
    component: main,
    properties: [
      { name: "go:os", value: setting("GOOS") },
      { name: "go:arch", value: setting("GOARCH") },
      ...(setting("vcs.revision") ? [{ name: "vcs:revision", value: setting("vcs.revision") }] : []),
    ],
  },
  components,
  dependencies: [{ ref: main["bom-ref"], dependsOn: components.map((c) => c["bom-ref"]) }],
};
console.log(JSON.stringify(bom, null, 2));
