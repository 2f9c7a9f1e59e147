// Writes the validators that ajv makes ahead of time: a module per set of schemas, a function per schema.
import { readFileSync, writeFileSync } from "node:fs";

import Ajv from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";

const [, , asked, folder] = process.argv;

function write(name, schemas, allErrors) {
  const ajv = new Ajv.default({
    code: { source: true, esm: true, optimize: 2 },
    strict: false,
    validateFormats: false,
    unicodeRegExp: name !== "tuned",
    allErrors,
  });
  const names = {};
  for (const [model, schema] of Object.entries(schemas)) {
    ajv.addSchema(schema, model);
    names[`of_${model.replace(/[^a-z0-9]/gi, "_")}`] = model;
  }
  const table = Object.entries(names).map(([identifier, model]) => `${JSON.stringify(model)}: ${identifier}`);
  const code = `${standaloneCode.default(ajv, names)}\nexport const table = { ${table.join(", ")} };\n`;
  writeFileSync(`${folder}/ajv_${name}${allErrors ? "_all" : ""}.mjs`, code);
}

for (const [name, schemas] of Object.entries(JSON.parse(readFileSync(asked, "utf8")))) {
  write(name, schemas, false);
  write(name, schemas, true);
}
