// graphql.mjs FILE...: builds each schema with GraphQL's own library; every type and field of it needs a
// description. Exit 1 when a schema fails.
import { readFileSync } from 'node:fs';
import { buildSchema, isSpecifiedScalarType, validateSchema } from 'graphql';

let failed = false;
function report(file, words) {
  failed = true;
  console.error(`${file}: ${words}`);
}

for (const file of process.argv.slice(2)) {
  let schema;
  try {
    schema = buildSchema(readFileSync(file, 'utf8'));
  } catch (error) {
    report(file, error.toString());
    continue;
  }
  for (const error of validateSchema(schema)) report(file, error.message);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    if (!type.description) report(file, `${type.name} has no description`);
    for (const field of Object.values(type.getFields?.() ?? {})) {
      if (!field.description) report(file, `${type.name}.${field.name} has no description`);
    }
  }
}
process.exit(failed ? 1 : 0);
