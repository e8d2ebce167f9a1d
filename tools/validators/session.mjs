// session.json against the schema that lies beside it, in Ajv's strict mode: a keyword that Ajv does not know,
// or one that can have no effect, is an error too. Every reference leads to a record that is there.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const read = path => JSON.parse(readFileSync(path, 'utf8'));
let faults = 0;
const fault = (...words) => {
  faults += 1;
  console.error(...words);
};

for (const path of process.argv.slice(2)) {
  const session = read(path);
  const schema = read(resolve(dirname(path), session.$schema));
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats(ajv);
  if (!ajv.validate(schema, session)) {
    for (const error of ajv.errors) fault(path, error.instancePath, error.message, JSON.stringify(error.params));
  }
  const ids = new Set(Object.values(session.records).flat().map(record => record.id));
  const pattern = /^\^([a-z-]+)-\[1-9\]/;
  for (const [kind, records] of Object.entries(session.records)) {
    const fields = schema.$defs[`record-${kind}`].properties.fields.properties;
    for (const record of [records].flat()) {
      for (const [key, value] of Object.entries(record.fields)) {
        const shape = fields[key]?.items ?? fields[key];
        if (!pattern.test(shape?.pattern ?? '')) continue;
        for (const id of [value].flat()) if (!ids.has(id)) fault(path, record.id, key, 'leads nowhere:', id);
      }
    }
  }
}
process.exit(faults ? 1 : 0);
