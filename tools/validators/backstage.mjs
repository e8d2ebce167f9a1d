// backstage.mjs FILE...: reads catalog-info.yaml as Backstage does. Each entity passes the policies of the
// catalogue and the validator of its kind (@backstage/catalog-model), `$text` is replaced by the file it names,
// no kind has a name twice, and every reference leads to an entity of the file. Exit 1 when something fails.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as model from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

const policy = model.EntityPolicies.allOf([
  new model.SchemaValidEntityPolicy(),
  new model.NoForeignRootFieldsEntityPolicy(),
  new model.DefaultNamespaceEntityPolicy(),
  new model.FieldFormatEntityPolicy(),
]);
const validators = {
  System: model.systemEntityV1alpha1Validator,
  Component: model.componentEntityV1alpha1Validator,
  Resource: model.resourceEntityV1alpha1Validator,
  API: model.apiEntityV1alpha1Validator,
  Group: model.groupEntityV1alpha1Validator,
  User: model.userEntityV1alpha1Validator,
};
// The kind that a reference of each field leads to when it names none.
const references = {
  owner: 'Group', system: 'System', parent: 'Group', children: 'Group', memberOf: 'Group',
  providesApis: 'API', consumesApis: 'API', dependsOn: 'Component',
};

let failed = false;
function report(file, words) {
  failed = true;
  console.error(`${file}: ${words}`);
}

for (const file of process.argv.slice(2)) {
  const entities = new Map();
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
    for (const fault of [...document.errors, ...document.warnings]) report(file, fault.message);
    const entity = document.toJS();
    const called = `${entity.kind} ${entity.metadata?.name}`;
    try {
      const text = entity.spec?.definition?.$text;
      if (text) entity.spec.definition = readFileSync(resolve(dirname(file), text), 'utf8');
      const kept = await policy.enforce(entity);
      const ref = model.stringifyEntityRef(kept);
      if (!validators[kept.kind]) report(file, `${called}: nothing here can check this kind`);
      else if (!(await validators[kept.kind].check(kept))) report(file, `${called}: is not ${kept.apiVersion}`);
      if (entities.has(ref)) report(file, `${called}: the name is taken`);
      entities.set(ref, kept);
    } catch (error) {
      report(file, `${called}: ${error.message}`);
    }
  }
  const held = new Set();
  for (const [ref, entity] of entities) {
    for (const [field, defaultKind] of Object.entries(references)) {
      for (const target of [entity.spec[field] ?? []].flat()) {
        const to = model.stringifyEntityRef(
          model.parseEntityRef(target, { defaultKind, defaultNamespace: model.DEFAULT_NAMESPACE }),
        );
        if (!entities.has(to)) report(file, `${ref}: ${field} leads nowhere: ${target}`);
        if (to === ref) report(file, `${ref}: ${field} leads to itself`);
        held.add(to);
      }
    }
    if (entity.kind !== 'Group' && !entity.metadata.description) report(file, `${ref}: has no description`);
  }
  for (const [ref, entity] of entities) {
    if (entity.kind === 'API' && !held.has(ref)) report(file, `${ref}: no component serves it`);
  }
}
process.exit(failed ? 1 : 0);
