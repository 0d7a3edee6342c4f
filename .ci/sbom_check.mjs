// Checks bills of materials against the schema of CycloneDX 1.6, which the npm
// package @cyclonedx/cyclonedx-library brings, with Ajv.
// usage: sbom_check.mjs FILE…
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import formats from "ajv-formats";

const schema = (name) => JSON.parse(readFileSync(new URL(`../node_modules/@cyclonedx/cyclonedx-library/res/schema/${name}.SNAPSHOT.schema.json`, import.meta.url), "utf8"));
const ajv = new Ajv({ strict: false, allErrors: true, formats: { "iri-reference": true, "idn-email": true } });
formats(ajv);
for (const name of ["spdx", "jsf-0.82"]) ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
const valid = ajv.compile(schema("bom-1.6"));

let wrong = 0;
for (const file of process.argv.slice(2)) {
  const bom = JSON.parse(readFileSync(file, "utf8"));
  const said = valid(bom) ? [] : valid.errors.map((e) => `${e.instancePath || "/"} ${e.message}`);
  // What the schema does not say: what is referred to is there.
  const known = new Set([bom.metadata?.component, ...(bom.components ?? [])].map((c) => c?.["bom-ref"]));
  for (const d of bom.dependencies ?? []) {
    for (const ref of [d.ref, ...(d.dependsOn ?? [])]) if (!known.has(ref)) said.push(`/dependencies ${ref} is no component`);
  }
  for (const s of said) console.error(`${file}: ${s}`);
  wrong += said.length;
}
process.exit(wrong ? 1 : 0);
