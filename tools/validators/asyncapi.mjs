// asyncapi.mjs FILE...: reads event contracts with AsyncAPI's own parser, and holds each example against its
// schema, which the parser does not do for version 3. Exit 1 when a contract fails.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Parser } from '@asyncapi/parser';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const WARNING = 1;
// The same exceptions as in asyncapi.yaml.
const ACCEPTED = new Set(['asyncapi-latest-version', 'asyncapi-info-license']);
// Schemas carry AsyncAPI's own keywords, which say nothing about validity.
const ajv = formats.default(new Ajv.default({ strict: false, allErrors: true }));

let failed = false;
function report(file, words) {
  failed = true;
  console.error(`${file}: ${words}`);
}

for (const file of process.argv.slice(2)) {
  const { document, diagnostics } = await new Parser().parse(readFileSync(file, 'utf8'), { source: resolve(file) });
  for (const found of diagnostics) {
    const place = `${found.range.start.line + 1}: ${found.path.join('.')}`;
    if (found.severity <= WARNING && !ACCEPTED.has(found.code)) report(file, `${place}: ${found.message}`);
  }
  if (!document) continue;
  if (!document.version().startsWith('3.')) report(file, `is AsyncAPI ${document.version()}, not 3`);
  for (const message of document.allMessages().all()) {
    const schema = message.payload()?.json();
    const check = schema && ajv.compile(schema);
    for (const example of message.examples().all()) {
      if (check && !check(example.payload())) {
        report(file, `an example of ${message.id()} does not fit: ${ajv.errorsText(check.errors)}`);
      }
    }
  }
}
process.exit(failed ? 1 : 0);
